import { ApplicationFailure } from '@temporalio/common'
import { DomainError } from '../src/domain/errors.js'
import type { PaymentProvider } from '../src/providers/payments/port.js'
import { askForInstalment, noteInstalment } from '../src/store/collect-instalment.js'
import { carryOutCommand } from '../src/store/command.js'
import { giveUpContact, releaseContact, reserveContact, settle } from '../src/store/contact.js'
import type { Database } from '../src/store/database.js'
import { recordDecision } from '../src/store/decision.js'
import { type Correspondence, loadMessageFacts } from '../src/store/message-facts.js'
import { moveNextFiles } from '../src/store/move-files.js'
import { loadOpenCall } from '../src/store/open-call.js'
import { type Channels, handOver, lookFor } from './channels.js'
import { chargeFor } from './charge-card.js'
import { writeMessage } from './contact-message.js'
import type { Activities, NextAct } from './contract.js'
import { handOverTask, type SigningKeys } from './hand-over.js'
import { preparePaper } from './prepare-paper.js'

export interface Dependencies {
  db: Database
  channels: Channels
  /** Address that messages name: where debtors pay and answer. */
  publicUrl: string
  /** Who charges cards; null or left out where nobody does. */
  payments?: PaymentProvider | null
  /** Where answers about a file by e-mail come in; left out where they go to the sender's address. */
  replyTo?: (file: { id: string; reference: string }) => string
  /** Looks into the registers before a notice that a debtor in insolvency proceedings is not sent; left out where none is asked. */
  beforeNotice?: (fileId: string, actId: string) => Promise<void>
  /** Keys that packages for officers and lawyers are signed with; left out where none are sent. */
  packageKeys?: SigningKeys
  /** The real clock. */
  now: () => Date
}

/** The effects of the workflows: each reads and writes rows, and says to the workflow only what it must know. */
export function createActivities(dependencies: Dependencies): Activities {
  const { db, channels, publicUrl, payments = null, replyTo, beforeNotice, packageKeys, now } = dependencies
  return coded({
    async decideNext({ fileId, at, key, toldThrough }) {
      return withoutReasons(await recordDecision(db, { fileId, at: new Date(at), key, toldThrough, now: now() }))
    },

    async sendContact({ fileId, actId }) {
      await beforeNotice?.(fileId, actId)
      const reserved = await reserveContact(db, fileId, actId, now())
      if (!reserved) return 'not-taken'
      const correspondence = await loadMessageFacts(db, fileId, reserved, publicUrl, now())
      if (owedNow(correspondence) !== reserved.act.amountCents) return 'not-taken' // money or a rate came in between
      const answersTo = replyTo?.({ id: fileId, reference: correspondence.facts.fileReference })
      const written = await writeMessage(reserved, correspondence, answersTo)
      if ('refused' in written) {
        await giveUpContact(db, fileId, reserved, written.refused, now())
        return 'failed'
      }
      const { outgoing, kept } = written
      if (!(await releaseContact(db, fileId, reserved, kept, now))) return 'not-taken'
      const end = await handOver(channels, outgoing)
      if (end === 'unclear') return 'unclear' // the row still says that it is being called, and its lease runs
      await settle(db, fileId, reserved.contactId, end, now())
      return end.state
    },

    async settleContact({ fileId, contactId }) {
      await settle(db, fileId, contactId, await lookFor(channels, await loadOpenCall(db, contactId)), now())
    },

    async collectInstalment({ fileId, planId, number }) {
      const asked = await askForInstalment(db, { fileId, planId, number, provider: payments?.name ?? null }, now())
      if (asked === null) return
      await noteInstalment(db, asked, await chargeFor(payments, asked), now())
    },

    preparePaper: (input) => preparePaper(db, input, now),

    handOverTask: (input) => handOverTask({ db, email: channels.email, ...(packageKeys && { packageKeys }), now }, input),

    async applyCommand({ fileId, at, command }) {
      return { refusal: await carryOutCommand(db, fileId, command, new Date(at), now()) }
    },

    moveFiles: ({ moveId }) => moveNextFiles(db, moveId, now),
  })
}

/** What the rows say is owed, item by item. */
const owedNow = ({ facts: { principalCents, interestCents, indemnityCents, costsCents } }: Correspondence) =>
  principalCents + interestCents + indemnityCents + costsCents

function withoutReasons({ decision, wakeBy }: Awaited<ReturnType<typeof recordDecision>>): NextAct {
  switch (decision.do) {
    case 'send':
      return { do: 'send', actId: decision.actId, notAfter: decision.notAfter }
    case 'settle':
      return { do: 'settle', contactId: decision.contactId }
    case 'collect':
      return { do: 'collect', planId: decision.planId, number: decision.number }
    case 'proceed': {
      const { proceedingId, course, taskId, task } = decision
      return { do: 'proceed', proceedingId, course, taskId, task }
    }
    case 'wait':
      return { do: 'wait', until: decision.until, wakeBy }
    case 'ask-human':
      return { do: 'ask-human', question: decision.question, wakeBy }
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
  const { decideNext, sendContact, settleContact, collectInstalment, preparePaper, handOverTask, applyCommand, moveFiles } = activities
  return {
    decideNext: wrap(decideNext),
    sendContact: wrap(sendContact),
    settleContact: wrap(settleContact),
    collectInstalment: wrap(collectInstalment),
    preparePaper: wrap(preparePaper),
    handOverTask: wrap(handOverTask),
    applyCommand: wrap(applyCommand),
    moveFiles: wrap(moveFiles),
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : 'unavailable'
}
