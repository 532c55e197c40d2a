import { ApplicationFailure } from '@temporalio/common'
import { DomainError } from '../src/domain/errors.js'
import { legalDayOf } from '../src/domain/legal-day.js'
import { currentPack } from '../src/law/pack-of.js'
import { LetterRefused, type PostProvider, type Whereabouts } from '../src/providers/post/port.js'
import { carryOutCommand } from '../src/store/command.js'
import { type Reserved, releaseContact, reserveContact, type Settlement, settle } from '../src/store/contact.js'
import type { Database } from '../src/store/database.js'
import { recordDecision } from '../src/store/decision.js'
import type { Activities, NextAct } from './contract.js'
import { letterText } from './letter-text.js'

export interface Dependencies {
  db: Database
  post: PostProvider
  /** The real clock. */
  now: () => Date
}

/** The effects of a debt file: each reads and writes rows, and says to the workflow only what it must know. */
export function createActivities({ db, post, now }: Dependencies): Activities {
  return coded({
    async decideNext({ fileId, at, key, toldThrough }) {
      const decision = await recordDecision(db, { fileId, at: new Date(at), key, toldThrough, now: now() })
      return withoutReasons(decision)
    },

    async sendContact({ fileId, at, stepId }) {
      const reserved = await reserveContact(db, fileId, stepId, now())
      if (!reserved) return 'not-taken'
      const letter = { key: reserved.contactId, to: reserved.debtor, text: textOf(reserved, at) }
      if (!(await releaseContact(db, fileId, reserved, now))) return 'not-taken'
      const outcome = await callOnce(() => post.hand(letter))
      if (outcome === 'unclear') return 'unclear' // the row still says that it is being called, and its lease runs
      await settle(db, fileId, reserved.contactId, outcome, now())
      return outcome.state
    },

    async settleContact({ fileId, contactId }) {
      await settle(db, fileId, contactId, settlementOf(await post.find(contactId)), now())
    },

    async applyCommand({ fileId, at, command }) {
      return { refusal: await carryOutCommand(db, fileId, command, new Date(at), now()) }
    },
  })
}

function textOf({ fileReference, amountCents }: Reserved, at: string): string {
  return letterText({ fileReference, amountCents, date: legalDayOf(new Date(at), currentPack().zone) })
}

/** Only a provider that says so has not taken the letter; any other failure leaves it open, and the provider is asked when the lease is over. */
async function callOnce(call: () => Promise<string>): Promise<Exclude<Settlement, { state: 'unknown' }> | 'unclear'> {
  try {
    return { state: 'sent', providerReference: await call() }
  } catch (error) {
    return error instanceof LetterRefused ? { state: 'failed', code: error.code } : 'unclear'
  }
}

function settlementOf(found: Whereabouts): Settlement {
  if (found.taken === 'unknown') return { state: 'unknown' }
  return found.taken ? { state: 'sent', providerReference: found.reference } : { state: 'failed', code: 'never-taken' }
}

function withoutReasons(decision: Awaited<ReturnType<typeof recordDecision>>): NextAct {
  switch (decision.do) {
    case 'send':
      return { do: 'send', stepId: decision.stepId, notAfter: decision.notAfter }
    case 'settle':
      return { do: 'settle', contactId: decision.contactId }
    case 'wait':
      return { do: 'wait', until: decision.until }
    case 'ask-human':
      return { do: 'ask-human', question: decision.question }
    case 'close':
      return { do: 'close', reason: decision.reason }
  }
}

/** Errors leave an activity as codes: their texts may hold personal data, and histories are kept. */
function coded(activities: Activities): Activities {
  const wrap =
    <I, O>(activity: (input: I) => Promise<O>) =>
    async (input: I): Promise<O> => {
      try {
        return await activity(input)
      } catch (error) {
        if (error instanceof DomainError) throw ApplicationFailure.nonRetryable(error.code, error.code)
        throw ApplicationFailure.retryable('unavailable', codeOf(error))
      }
    }
  const { decideNext, sendContact, settleContact, applyCommand } = activities
  return {
    decideNext: wrap(decideNext),
    sendContact: wrap(sendContact),
    settleContact: wrap(settleContact),
    applyCommand: wrap(applyCommand),
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unavailable'
}
