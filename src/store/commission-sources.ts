import { balanceOn } from '../domain/account.js'
import { bandOf, type Earned, earnedOf, JUDICIAL_ACTS, type Kept, withdrawalOf } from '../domain/commission.js'
import type { CommissionKind } from '../domain/invoice-paper.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { Ppm } from '../domain/rate.js'
import type { Tariff } from '../domain/tariff.js'
import { Prisma } from '../generated/prisma/client.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import type { Transaction } from './database.js'
import { loadCases } from './facts.js'
import { BOOK_ZONE } from './funds.js'
import { DIRECT } from './ledger.js'

/** Whose commission is derived: of a creditor, or of one of its files alone. */
export interface Whose {
  tenantId: string
  creditorId: string
  fileId?: string | undefined
}

/** Something that commission is due for now, once all that stands for it before is deducted. */
export interface DueCommission {
  kind: CommissionKind
  /** What it is for: its lines are this with a number behind it. */
  key: string
  mandateId: string | null
  fileId: string | null
  ppm: Ppm
  due: Earned
  /** Day of a line that gives, and of one that gives back. */
  earnedOn: LegalDay
  givenBackOn: LegalDay
}

/** A tariff as its mandate has it. It was checked when it was recorded. */
export const tariffIn = (json: unknown): Tariff => json as Tariff

const ofFile = ({ fileId }: Whose) => (fileId === undefined ? Prisma.sql`true` : Prisma.sql`f.id = ${fileId}::uuid`)
/** Day on which a file was placed. */
const PLACED = Prisma.sql`(f.legal_start AT TIME ZONE ${BOOK_ZONE})::date`
const JUDICIAL = Prisma.sql`ANY(${[...JUDICIAL_ACTS]}::text[])`

/** Claims that are a file's, or were before it was merged into another. */
const CLAIMS_OF_FILE = Prisma.sql`(
  SELECT claim_id FROM file_claim WHERE file_id = f.id UNION SELECT unnest(claim_ids) FROM file_merge WHERE merged_id = f.id)`

/** What of an entry of the ledger `g` was taken back, and when last. */
const TAKEN_BACK = Prisma.sql`LATERAL (
  SELECT coalesce(sum(x.amount_cents), 0) AS cents, max(x.value_on) AS last FROM ledger_entry x
   WHERE x.claim_id = g.claim_id AND x.kind = 'reversal'
     AND (x.reference = g.reference OR (starts_with(x.reference, g.reference || '~') AND substr(x.reference, length(g.reference) + 2) ~ '^[0-9]+$')))`

/** What a payment gave to one claim. */
interface GiftRow {
  payment: string
  fileId: string
  mandateId: string
  tariff: unknown
  principalCents: number
  ageDays: number
  isJudicial: boolean
  givenCents: number
  takenBackCents: number
  /** Null while its money can fail to come. */
  forGoodOn: LegalDay | null
  takenBackOn: LegalDay | null
}

const GIFT_FIELDS = Prisma.sql`
  f.id::text AS "fileId", m.id::text AS "mandateId", m.tariff, c.amount_cents::float8 AS "principalCents", (${PLACED} - c.due_date)::int AS "ageDays",
  g.amount_cents::float8 AS "givenCents", r.cents::float8 AS "takenBackCents", to_char(r.last, 'YYYY-MM-DD') AS "takenBackOn"`

/**
 * What payments to the agency gave to claims. The movement by which a payment gave to a file and the entries in the claims' ledger were
 * written by one transaction: the moment tells them from entries of another payment that was given the same reference on another file.
 */
function giftsOfPayments(tx: Transaction, whose: Whose): Promise<GiftRow[]> {
  return tx.$queryRaw<GiftRow[]>`
    SELECT e.payment_id || ':' || f.id AS payment, ${GIFT_FIELDS}, to_char(p.cleared_on, 'YYYY-MM-DD') AS "forGoodOn",
           EXISTS (SELECT FROM claim_act a WHERE a.claim_id = c.id AND a.kind = ${JUDICIAL} AND a.done_on <= p.received_on) AS "isJudicial"
      FROM funds_entry e JOIN payment p ON p.id = e.payment_id
      JOIN debt_file f ON f.id = e.file_id JOIN mandate m ON m.id = f.mandate_id AND jsonb_typeof(m.tariff) = 'object'
      JOIN LATERAL ${CLAIMS_OF_FILE} k ON true
      JOIN ledger_entry g ON g.claim_id = k.claim_id AND g.kind = 'payment' AND g.recorded_at = e.recorded_at
                         AND e.reference = e.payment_id || ':' || f.id || ':' || g.reference
      JOIN claim c ON c.id = g.claim_id JOIN ${TAKEN_BACK} r ON true
     WHERE e.tenant_id = ${whose.tenantId}::uuid AND f.creditor_id = ${whose.creditorId}::uuid AND ${ofFile(whose)}
       AND e.kind = 'allocated' AND e.currency = ${ORDERED_CURRENCY}
     ORDER BY e.id, c.id`
}

/** What was paid to the creditor itself since the placement, through the file that it was recorded of. */
function giftsToCreditor(tx: Transaction, whose: Whose): Promise<GiftRow[]> {
  return tx.$queryRaw<GiftRow[]>`
    SELECT f.id || ':' || g.reference AS payment, ${GIFT_FIELDS}, to_char(g.value_on, 'YYYY-MM-DD') AS "forGoodOn",
           EXISTS (SELECT FROM claim_act a WHERE a.claim_id = c.id AND a.kind = ${JUDICIAL} AND a.done_on <= g.value_on) AS "isJudicial"
      FROM ledger_entry g JOIN claim c ON c.id = g.claim_id
      JOIN LATERAL (
        SELECT v.file_id FROM file_event v
         WHERE v.kind = 'direct-payment-recorded' AND ${DIRECT} || (v.data->>'reference') = g.reference AND v.data->>'through' IS NULL
           AND v.file_id IN (SELECT file_id FROM file_claim WHERE claim_id = c.id UNION SELECT merged_id FROM file_merge WHERE c.id = ANY(claim_ids))
         ORDER BY abs(extract(epoch FROM v.recorded_at - g.recorded_at)) LIMIT 1) v ON true
      JOIN debt_file f ON f.id = v.file_id JOIN mandate m ON m.id = f.mandate_id AND jsonb_typeof(m.tariff) = 'object'
      JOIN ${TAKEN_BACK} r ON true
     WHERE g.tenant_id = ${whose.tenantId}::uuid AND c.creditor_id = ${whose.creditorId}::uuid AND ${ofFile(whose)}
       AND g.kind = 'direct_payment' AND c.currency = ${ORDERED_CURRENCY} AND g.value_on >= ${PLACED}
     ORDER BY g.id`
}

/** What payments have earned by now: one for each payment, file and rate. */
export async function dueOfPayments(tx: Transaction, whose: Whose): Promise<DueCommission[]> {
  const [collected, direct] = [await giftsOfPayments(tx, whose), await giftsToCreditor(tx, whose)]
  return [...byRate('collected', collected), ...byRate('direct', direct)]
}

function byRate(kind: 'collected' | 'direct', rows: readonly GiftRow[]): DueCommission[] {
  const found = new Map<string, { row: GiftRow; kept: Kept; givenBackOn: LegalDay | null }>()
  for (const row of rows) {
    const road = row.isJudicial ? 'judicial' : 'amicable'
    const band = bandOf(tariffIn(row.tariff), { road, ageDays: row.ageDays, principalCents: cents(row.principalCents) })
    if (!band) continue
    const key = `${row.payment}:${band.ppm}`
    const { kept, givenBackOn } = found.get(key) ?? { kept: nothingKept(band.ppm, row.forGoodOn !== null), givenBackOn: null }
    const sums = { givenCents: kept.givenCents + row.givenCents, takenBackCents: kept.takenBackCents + row.takenBackCents }
    const latest = [givenBackOn, row.takenBackOn].reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null)
    found.set(key, {
      row,
      kept: { ...kept, givenCents: cents(sums.givenCents), takenBackCents: cents(sums.takenBackCents) },
      givenBackOn: latest,
    })
  }
  return [...found].map(([key, { row, kept, givenBackOn }]) => {
    const earnedOn = row.forGoodOn ?? NEVER
    const { mandateId, fileId } = row
    return { kind, key, mandateId, fileId, ppm: kept.ppm, due: earnedOf(kept), earnedOn, givenBackOn: givenBackOn ?? EVER }
  })
}

/** Days of what has not come for good, and of what was not taken back: later and earlier than any other. */
const NEVER = '9999-12-31'
const EVER = '0001-01-01'

const nothingKept = (ppm: Ppm, isForGood: boolean): Kept => ({ ppm, givenCents: cents(0), takenBackCents: cents(0), isForGood })

/** What is due for the opening of files. */
export async function dueOfPlacements(tx: Transaction, whose: Whose): Promise<DueCommission[]> {
  const rows = await tx.$queryRaw<{ fileId: string; mandateId: string; tariff: unknown; on: LegalDay }[]>`
    SELECT f.id::text AS "fileId", m.id::text AS "mandateId", m.tariff, to_char(${PLACED}, 'YYYY-MM-DD') AS on
      FROM debt_file f JOIN mandate m ON m.id = f.mandate_id AND (m.tariff->>'placementCents')::bigint > 0
     WHERE f.tenant_id = ${whose.tenantId}::uuid AND f.creditor_id = ${whose.creditorId}::uuid AND ${ofFile(whose)}`
  return rows.map(({ fileId, mandateId, tariff, on }) => {
    const due = { baseCents: cents(0), amountCents: tariffIn(tariff).placementCents }
    return { kind: 'placement', key: fileId, mandateId, fileId, ppm: 0, due, earnedOn: on, givenBackOn: on }
  })
}

interface ClosingRow {
  id: string
  fileId: string
  mandateId: string
  tariff: unknown
  closedOn: LegalDay
  reopenedOn: LegalDay | null
}

/**
 * What is due for files that their creditor took back: recalled, or closed since it ended the mandate before its time. What was owed is reckoned
 * once: a closing that has its line keeps it until the file opens again.
 * @param known what stands for a closing already
 */
export async function dueOfWithdrawals(tx: Transaction, whose: Whose, known: (key: string) => Earned | null): Promise<DueCommission[]> {
  const rows = await tx.$queryRaw<ClosingRow[]>`
    SELECT x.id::text, f.id::text AS "fileId", m.id::text AS "mandateId", m.tariff, to_char(x.closed_on, 'YYYY-MM-DD') AS "closedOn",
           to_char(x.reopened_at AT TIME ZONE ${BOOK_ZONE}, 'YYYY-MM-DD') AS "reopenedOn"
      FROM file_closing x JOIN debt_file f ON f.id = x.file_id JOIN mandate m ON m.id = f.mandate_id AND jsonb_typeof(m.tariff) = 'object'
     WHERE x.tenant_id = ${whose.tenantId}::uuid AND f.creditor_id = ${whose.creditorId}::uuid AND ${ofFile(whose)}
       AND (x.reason = 'recalled' OR (x.reason = 'mandate-ended' AND m.end_reason IS NOT NULL))
     ORDER BY x.id`
  const unknown = rows.filter(({ id, reopenedOn }) => reopenedOn === null && known(id) === null)
  const cases = await loadCases(
    tx,
    unknown.map(({ fileId }) => fileId),
  )
  return rows.map(({ id, fileId, mandateId, tariff, closedOn, reopenedOn }) => {
    const terms = tariffIn(tariff)
    const found = cases.get(fileId)
    const standing = known(id) ?? (found ? withdrawalOf(terms, owedIn(found, closedOn)) : NOTHING)
    const due = reopenedOn === null ? standing : NOTHING
    const { ppm } = terms.withdrawal
    return { kind: 'withdrawal', key: id, mandateId, fileId, ppm, due, earnedOn: closedOn, givenBackOn: reopenedOn ?? closedOn }
  })
}

const NOTHING: Earned = { baseCents: cents(0), amountCents: cents(0) }

function owedIn({ facts, law }: { facts: Parameters<typeof balanceOn>[0]; law: Parameters<typeof balanceOn>[1] }, on: LegalDay) {
  const isEuro = facts.claims.every(({ currency }) => currency === ORDERED_CURRENCY)
  return isEuro ? balanceOn(facts, law, on) : cents(0)
}

/** A mandate with a monthly minimum, and the months up to a day in which it had open files, each by its last day. */
export interface MinimumMonths {
  mandateId: string
  tariff: Tariff
  months: LegalDay[]
}

/** Months that a minimum holds for, of mandates that name one. */
export async function monthsWithMinimum(tx: Transaction, { tenantId, creditorId }: Whose, through: LegalDay): Promise<MinimumMonths[]> {
  const rows = await tx.$queryRaw<{ mandateId: string; tariff: unknown; months: LegalDay[] }[]>`
    SELECT m.id::text AS "mandateId", m.tariff,
           ARRAY(SELECT to_char(s.first + interval '1 month' - interval '1 day', 'YYYY-MM-DD')
                   FROM generate_series(date_trunc('month', m.valid_from::timestamp), ${through}::timestamp, interval '1 month') AS s(first)
                  WHERE s.first + interval '1 month' - interval '1 day' <= ${through}::timestamp AND EXISTS (
                    SELECT FROM debt_file f
                     WHERE f.mandate_id = m.id AND ${PLACED} < s.first + interval '1 month'
                       AND (f.status = 'open' OR EXISTS (SELECT FROM file_closing x WHERE x.file_id = f.id AND x.closed_on >= s.first))
                       AND NOT EXISTS (SELECT FROM file_closing x WHERE x.file_id = f.id AND x.closed_on < s.first
                                          AND (x.reopened_at IS NULL OR x.reopened_at AT TIME ZONE ${BOOK_ZONE} >= s.first + interval '1 month')))
                  ORDER BY 1) AS months
      FROM mandate m
     WHERE m.tenant_id = ${tenantId}::uuid AND m.creditor_id = ${creditorId}::uuid AND (m.tariff->>'monthlyMinimumCents')::bigint > 0`
  return rows.map(({ mandateId, tariff, months }) => ({ mandateId, tariff: tariffIn(tariff), months }))
}
