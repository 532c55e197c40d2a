import type { ClosingReport } from '../contracts/closing.js'
import type { ClosingReason } from '../domain/closing-reason.js'
import { type ClosingSums, closingSumsOf } from '../domain/closing-sums.js'
import { CHANNELS, type ContactFact, type Facts } from '../domain/facts.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { isReversalOf } from '../domain/reversal.js'
import type { Contact, Hold, LedgerEntry, Prisma } from '../generated/prisma/client.js'
import { closingGround } from '../law/closing-ground.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import type { Case } from './facts.js'
import type { FileRow } from './file-row.js'
import { ledgerReferenceOf } from './give-to-file.js'

/** Millionths of a euro in a cent. */
const MICROS_PER_CENT = 10_000

const WITH_ALL = {
  claims: {
    select: {
      claim: {
        select: { id: true, reference: true, currency: true, entries: { where: { kind: { in: ['payment', 'reversal'] } } }, files: true },
      },
    },
  },
  contacts: { where: { state: 'sent' }, orderBy: { id: 'asc' } },
  holds: { orderBy: { id: 'asc' } },
} satisfies Prisma.DebtFileInclude

/**
 * What a file comes to on the day on which it is closed, under its lock: sums, acts, days and costs. References, dates and sums only,
 * never a name.
 */
export async function closingReport(
  tx: Transaction,
  { id }: Pick<FileRow, 'id'>,
  { facts, law }: Case,
  reason: ClosingReason,
  at: Date,
): Promise<ClosingReport> {
  const file = await tx.debtFile.findUniqueOrThrow({ where: { id }, include: WITH_ALL })
  const closedOn = legalDayOf(at, law.zone)
  const openedOn = legalDayOf(file.legalStart, law.zone)
  const rows = file.claims.map(({ claim }) => claim)
  const sums = closingSumsOf(facts, law, closedOn)
  const { value: ground, source } = closingGround(reason)
  const costMicros = file.contacts.reduce((total, contact) => total + Number(contact.costMicros ?? 0), 0)
  return {
    openedOn,
    closedOn,
    reason,
    ground,
    source,
    currency: rows[0]?.currency ?? 'EUR',
    shared: rows.some(({ files }) => files.length > 1),
    totals: totalOf(sums),
    claims: facts.claims.map((claim, index) => ({
      reference: rows.find((row) => row.id === claim.id)?.reference ?? '',
      dueDate: claim.dueDate,
      ...(sums[index] as ClosingSums),
    })),
    received: await receivedBy(
      tx,
      rows.map(({ id: claimId }) => claimId),
      rows.flatMap(({ entries }) => entries.filter(({ valueOn }) => fromDay(valueOn) <= closedOn)),
    ),
    acts: actsOf(file.contacts),
    formalNotice: formalNoticeOf(facts),
    actsCostCents: Math.round(costMicros / MICROS_PER_CENT),
    holds: file.holds.map((hold) => holdView(hold, law.zone)),
  }
}

const SUMS = [
  'principalCents',
  'interestCents',
  'indemnityCents',
  'costsCents',
  'claimedCents',
  'receivedCents',
  'directCents',
  'creditedCents',
  'letGoCents',
  'writtenOffCents',
  'barredInterestCents',
  'leftCents',
  'principalLeftCents',
  'overpaidCents',
] as const satisfies readonly (keyof ClosingSums)[]

function totalOf(sums: readonly ClosingSums[]): ClosingReport['totals'] {
  const total = (of: keyof ClosingSums) => sums.reduce((all, one) => all + one[of], 0)
  return Object.fromEntries(SUMS.map((of) => [of, total(of)])) as ClosingReport['totals']
}

type MoneyRow = Pick<LedgerEntry, 'kind' | 'reference' | 'amountCents'>

/** What came in by which means, less what was taken back. What the books of client funds do not know was there before. */
async function receivedBy(tx: Transaction, claimIds: readonly string[], entries: readonly MoneyRow[]): Promise<ClosingReport['received']> {
  const gifts = await tx.fundsEntry.findMany({
    where: { kind: 'allocated', file: { claims: { some: { claimId: { in: [...claimIds] } } } } },
    select: { reference: true, payment: { select: { method: true } } },
  })
  const methods = new Map(gifts.map(({ reference, payment }) => [ledgerReferenceOf(reference), payment?.method ?? 'other'] as const))
  const sums = new Map<ClosingReport['received'][number]['how'], number>()
  const paid = entries.filter(({ kind }) => kind === 'payment')
  for (const { kind, reference, amountCents } of entries) {
    const payment = kind === 'payment' ? reference : paid.find((one) => isReversalOf(reference, one.reference))?.reference
    if (payment === undefined) continue // it took back a direct payment, or what was let go
    const how = methods.get(payment) ?? 'before'
    sums.set(how, (sums.get(how) ?? 0) + (kind === 'payment' ? 1 : -1) * Number(amountCents))
  }
  return [...sums].map(([how, amountCents]) => ({ how, amountCents })).filter(({ amountCents }) => amountCents !== 0)
}

function actsOf(contacts: readonly Contact[]): ClosingReport['acts'] {
  return CHANNELS.map((channel) => {
    const days = contacts.filter((contact) => contact.channel === channel).map(({ contactedOn }) => contactedOn && fromDay(contactedOn))
    return { channel, days: days.filter((day) => day !== null).sort() }
  }).filter(({ days }) => days.length > 0)
}

function formalNoticeOf({ claims, contacts }: Facts): ClosingReport['formalNotice'] {
  const sent = contacts.filter(isSentNotice).sort((a, b) => (a.contactedOn < b.contactedOn ? -1 : 1))
  const last = sent.at(-1)
  if (last) return { on: last.postedOn ?? last.contactedOn, registered: last.registered, outcome: last.delivery, outcomeOn: last.outcomeOn }
  const before = claims.flatMap(({ notices }) => notices.filter(({ kind }) => kind === 'formal-notice').map(({ on }) => on)).sort()
  const on = before.at(-1)
  return on === undefined ? null : { on, registered: false, outcome: null, outcomeOn: null }
}

const isSentNotice = (contact: ContactFact): contact is ContactFact & { contactedOn: LegalDay } =>
  contact.stage === 'formal-notice' && contact.state === 'sent' && contact.contactedOn !== null

function holdView({ reason, placedAt, until, liftedAt }: Hold, zone: string): ClosingReport['holds'][number] {
  const ends = [until && fromDay(until), liftedAt && legalDayOf(liftedAt, zone)].filter((day) => day !== null)
  return { reason, from: legalDayOf(placedAt, zone), until: ends.sort()[0] ?? null }
}
