import { randomUUID } from 'node:crypto'
import type { CommandBody } from '../domain/command.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { cents } from '../domain/money.js'
import { commandFile } from '../engine/command-file.js'
import type { TimeContext } from '../engine/forward-file.js'
import { viewBalance } from '../store/balance-view.js'
import { viewFile } from '../store/file-view.js'
import { recordPayment } from '../store/payment.js'
import { setRate } from '../store/rate.js'
import type { Moment, PlayedFile } from './look-back.js'
import type { Happening, World } from './play-file.js'

/** What people do to a file of the demonstration, and what is seen of it meanwhile. */

export const ACTOR = 'demo'
const COUNTRY = 'FR'

/** A file that is being played. */
export interface Played {
  context: TimeContext
  tenantId: string
  fileId: string
  /** What its own history does not tell. */
  moments: Moment[]
  balances: PlayedFile['balances']
}

/** Something that happens on a day, or so many days after a step has gone out. */
export interface Episode {
  when: { on: LegalDay } | { after: string; days: number }
  happen: (file: Played) => Promise<void>
}

/** The episodes of a file, each once those before it are over. */
export function inOrder(file: Played, episodes: Episode[]): World['next'] {
  return (acts): Happening | null => {
    const [next] = episodes
    if (!next) return null
    const { when } = next
    const act = 'after' in when ? acts.find(({ stepId }) => stepId === when.after) : undefined
    const on = 'on' in when ? when.on : act && addDays(act.on, when.days)
    if (!on) return null
    const happen = async () => {
      episodes.shift()
      await next.happen(file)
    }
    return { on, happen }
  }
}

/** The debtor pays a share of what is then owed, or a sum. @param on day from which it counts, where it is told late */
export function pays(amount: { percent: number } | { cents: number }, on?: LegalDay): Episode['happen'] {
  return async ({ context, tenantId, fileId }) => {
    const { db, now } = context
    const { balanceCents } = await viewFile(db, tenantId, fileId, now())
    const sum = 'cents' in amount ? amount.cents : Math.round((balanceCents * amount.percent) / 100)
    const payment = { tenantId, fileId, actor: ACTOR, reference: `VIR-${randomUUID().slice(0, 8)}`, now: now() }
    await recordPayment(db, payment, { cents: cents(sum), currency: 'EUR' }, { on })
  }
}

/** The creditor lowers an invoice. */
export const credits = (claim: string, amountCents: number): Episode['happen'] =>
  obeys({ kind: 'credit-note', claim, reference: 'AV-2026-01', amountCents })

/** An operator stops the file until a day. */
export const pauses = (until: LegalDay): Episode['happen'] => obeys({ kind: 'pause', reason: 'debtor-contact', until })

function obeys(command: CommandBody): Episode['happen'] {
  return ({ context, fileId }) => commandFile(context.clients.real, fileId, { key: randomUUID(), actor: ACTOR, ...command })
}

/** The rate of a semester is published and entered: every open file of the tenant reckons with it from then on. */
export function learnsRate(from: LegalDay, ppm: number, source: string): Episode['happen'] {
  return async (file) => {
    const { context, tenantId, fileId, moments } = file
    await setRate(context.db, { tenantId, actor: ACTOR, country: COUNTRY, kind: 'ecb-refi', from, ppm, source })
    const { legalOffsetMs } = await context.db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { legalOffsetMs: true } })
    const { owedCents } = await viewBalance(context.db, fileId, undefined, context.now())
    moments.push({ at: legalNow({ legalOffsetMs }, context.now()).toISOString(), kind: 'rate', from, ppm, balanceCents: owedCents })
  }
}

/** The balance is struck at the end of a day, by what is known now. */
export function shows(...days: LegalDay[]): Episode['happen'] {
  return async ({ context, fileId, balances }) => {
    for (const on of days) balances.push(await viewBalance(context.db, fileId, on, context.now()))
  }
}
