import type { WriteInvoice } from '../../domain/invoice-paper.js'
import type { LegalDay } from '../../domain/legal-day.js'
import type { TimeContext } from '../../engine/forward-file.js'
import { pain001 } from '../../providers/bank/pain001.js'
import { viewFunds } from '../../store/client-funds-view.js'
import { issueInvoices } from '../../store/commission-invoice.js'
import { prepareRemittances } from '../../store/remittance.js'
import { approveOrder } from '../../store/transfer-order.js'
import { BankAccount } from '../bank.js'
import { CardDesk } from './card-desk.js'
import { declared, insolvencyPublished, recalled } from './creditors-say.js'
import { Crowd } from './crowd.js'
import { agencyNow, type Month, type RegisterWorld, stated } from './month.js'
import { APPROVERS, agree, FUNDS_IBAN, MAKER, OWN_IBAN, PLACED, type Placement, place } from './placing.js'
import {
  chargedBack,
  chequesArrive,
  chequeUnpaid,
  debitReturned,
  debitsAnnounced,
  debitsCredited,
  debitsSubmitted,
  paidOut,
  payByCard,
  payByTransfer,
  slipCredited,
} from './roads.js'

/** The month that is lived. */
export const MONTH = '2026-01'
export const LAST_DAY: LegalDay = '2026-01-31'
/** The first working day after the month, on which it is closed, and the one on which the bank pays. */
const CLOSED: LegalDay = '2026-02-02'
export const EXECUTED: LegalDay = '2026-02-03'

export interface Telling {
  /** What is going on. */
  say: (line: string) => void
  /** A day is over, with what happened on it. */
  day: (on: LegalDay, what: string) => void
}

export interface PlayedMonth extends Placement {
  month: Month
  /** How many invoices were placed. */
  invoices: number
  /** Numbers of the agency’s own invoices about the month. */
  issued: string[]
}

/** Who makes what others are sent, and what the registers are. */
export interface Hands {
  writeInvoice: WriteInvoice
  registers: RegisterWorld
}

/** A month of an agency, on the real engine: what was agreed and placed, the days on which something happens, and the end. */
export async function playMonth(
  context: TimeContext,
  tenantId: string,
  invoices: number,
  { writeInvoice, registers }: Hands,
  { say, day }: Telling,
): Promise<PlayedMonth> {
  const time = { today: PLACED }
  const cards = await CardDesk.open(context.db, () => agencyNow(time))
  const crowd = new Crowd(context, tenantId)
  const month: Month = Object.assign(time, { context, tenantId, crowd, cards, registers, bank: new BankAccount(FUNDS_IBAN), files: [] })
  try {
    say('mandates, accounts, lists')
    await agree(context, tenantId)
    const placement = await place(context, tenantId, invoices)
    month.files = placement.files
    say(`${placement.files.length} opening letters`)
    await month.crowd.settle(month.files.map(({ id }) => id))
    day(
      PLACED,
      `${invoices} invoices placed, ${placement.refused.length} not taken in charge, ${placement.files.length} opening letters posted`,
    )
    for (const [on, what, happen] of DAYS) {
      month.today = on
      say(`${on} ${what}`)
      await happen(month)
      day(on, what)
    }
    const issued = await close(month, writeInvoice, { say, day })
    return { ...placement, month, invoices, issued }
  } finally {
    await month.cards.close()
  }
}

/** The days on which something happens besides what the files do by themselves. */
const DAYS: [on: LegalDay, what: string, happen: (month: Month) => Promise<void>][] = [
  ['2026-01-06', 'direct debits are signed for and announced', debitsAnnounced],
  ['2026-01-08', 'cheques come by post, and go to the bank', chequesArrive],
  ['2026-01-09', 'transfers; the first is too much, one names nobody', payByTransfer],
  ['2026-01-12', 'the bank credits the cheques', (month) => slipCredited(month, '2026-01-09')],
  ['2026-01-14', 'card payments by the provider’s page', payByCard],
  ['2026-01-16', 'the provider pays out; transfers', inTurn(paidOut, payByTransfer)],
  [
    '2026-01-19',
    'debits go to the bank; a cheque comes back unpaid; the gazette names a debtor',
    inTurn(debitsSubmitted, chequeUnpaid, stated, insolvencyPublished),
  ],
  [
    '2026-01-20',
    'creditors declare what they were paid; one takes a file back; a card payment is charged back',
    inTurn(declared, recalled, chargedBack),
  ],
  ['2026-01-21', 'card payments, of a half', payByCard],
  ['2026-01-22', 'the bank credits the debits', debitsCredited],
  ['2026-01-23', 'the provider pays out, less the chargeback; transfers, some of a part', inTurn(paidOut, payByTransfer)],
  ['2026-01-27', 'a debit is returned', debitReturned],
  ['2026-01-30', 'the agency pays in what provider and bank took', inTurn(toppedUp, stated)],
]

function inTurn(...happenings: ((month: Month) => Promise<unknown>)[]): (month: Month) => Promise<void> {
  return async (month) => {
    for (const happen of happenings) await happen(month)
  }
}

/** Fees and charges were taken out of money that is others’: the agency makes them good. */
async function toppedUp(month: Month): Promise<void> {
  const { context, tenantId, today } = month
  const { funds } = await viewFunds(context.db, tenantId, { on: today, currency: 'EUR' }, agencyNow(month))
  const amountCents = funds[0]?.topUpDueCents ?? 0
  if (amountCents > 0) month.bank.book({ amountCents, name: 'Cabinet', iban: OWN_IBAN, text: 'apport' })
}

/**
 * The month is over: every file lives to its end, the agency invoices what it earned, two people agree to what is passed on, and the bank
 * pays. @returns the numbers of its invoices
 */
async function close(month: Month, writeInvoice: WriteInvoice, { say, day }: Telling): Promise<string[]> {
  const { context, tenantId, crowd, files } = month
  month.today = LAST_DAY
  const ids = files.map(({ id }) => id)
  await crowd.to(LAST_DAY, '18:00', ids, (done) => say(`the month ends: ${done} of ${ids.length} files`))
  day(LAST_DAY, 'every file has lived to the end of the month, with its reminders')
  month.today = CLOSED
  const run = { tenantId, actor: MAKER, key: 'demo-2026-01', now: agencyNow(month) }
  const { numbers, refused } = await issueInvoices(context.db, run, MONTH, writeInvoice)
  if (refused.length > 0) throw new Error(`${refused[0]?.creditor} cannot be invoiced: ${refused[0]?.code}`)
  day(CLOSED, `the agency invoices its commission: ${numbers.join(', ')}`)
  await passOn(month, day)
  return numbers
}

async function passOn(month: Month, day: Telling['day']): Promise<void> {
  const { context, tenantId } = month
  const { db } = context
  const now = agencyNow(month)
  const { orderId } = await prepareRemittances(db, { tenantId, actor: MAKER, key: 'demo-2026-01', now }, { through: LAST_DAY, shares: [] })
  for (const actor of APPROVERS) await approveOrder(db, { tenantId, actor, now }, orderId, pain001)
  day(CLOSED, `${MAKER} prepares the order of transfers, ${APPROVERS.join(' and ')} agree to it`)
  month.today = EXECUTED
  const items = await db.transferItem.findMany({ where: { orderId }, orderBy: { id: 'asc' } })
  for (const { amountCents, endToEndId, holder: name, iban } of items)
    month.bank.book({ amountCents: -Number(amountCents), endToEndId, name, iban })
  await stated(month)
  day(EXECUTED, `the bank has paid ${items.length} transfers`)
}
