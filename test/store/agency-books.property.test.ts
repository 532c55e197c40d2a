import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ASSETS, LIABILITIES } from '../../src/domain/client-funds.js'
import { AgencyBooks } from '../support/agency-books.js'
import { TARIFFS } from '../support/agency-world.js'

/**
 * Whatever happens to an agency's money, in whatever order: what is there is what is owed, and the bank and the card provider, who count for
 * themselves, come to the same cent. Each run is an agency of its own, on the real database.
 */

const FILES = 4
const file = fc.nat(FILES - 1)
const which = fc.nat(50)
const amount = fc.noBias(fc.integer({ min: 1, max: 450_00 }))
const fee = fc.constantFrom(0, 0, 25, 1_45)
const percent = fc.constantFrom(10, 33, 50, 100)

/** Something that happens, and how it is told where a run fails. */
type Happening = readonly [name: string, ...said: unknown[]]
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('payByCard'), file, amount, fee, fc.constantFrom(true, true, true, false)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('tellAgain'), which) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('takeCardBack'), which, percent, fc.constantFrom('refund', 'chargeback'), fee) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('payOut'), percent) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('transfer'), file, amount, fc.constantFrom(true, true, true, false)) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('statement')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('topUp')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('allocate'), file) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('chequeArrives'), file, amount) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('deposit')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('creditSlips')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('chequeBounces'), which) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('planDebit'), file, fc.noBias(fc.integer({ min: 1, max: 150_00 }))) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('debitsFallDue')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('debitReturns'), which) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('payDirect'), file, amount) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('takeDirectBack'), which) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('recall'), file) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('remit')) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('execute')) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('transferBounces'), which) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('cancelOrder')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('invoice')) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('pass'), fc.integer({ min: 1, max: 9 })) },
)

let books: AgencyBooks

async function happens([name, ...said]: Happening): Promise<void> {
  await (books as unknown as Record<string, (...said: unknown[]) => unknown>)[name]?.(...said)
}

/** What must hold at every moment. */
async function requireTrueBooks(): Promise<void> {
  const held = await books.accounts()
  const side = (names: readonly string[]) => names.reduce((all, name) => all + (held[name] ?? 0), 0)
  expect(side([...ASSETS, ...LIABILITIES])).toBe(0)
  expect({ bank: held.bank, provider: held.provider }).toEqual({
    bank: books.bank.balanceCents - books.bank.unstatedCents,
    provider: books.providerCents + books.payoutsCents,
  })
  // Nobody can be owed less than nothing of what waits, is ordered, or is on its way.
  expect(Math.min(held.clearing ?? 0, -(held.transit ?? 0), -(held.agency ?? 0))).toBeGreaterThanOrEqual(0)
}

/** Each payment counts once, gives no more than it is, and stands in the claims' ledger as it does in the books. */
async function requireTruePayments(): Promise<void> {
  const { db, tenantId } = books.stack
  const wrong = await db.$queryRaw<object[]>`
    SELECT p.reference, p.amount_cents::float8 AS amount, sums.* FROM payment p CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e.kind = 'received' AND l.account = 'unallocated')::int AS received,
             COALESCE(-sum(l.amount_cents) FILTER (WHERE e.kind = 'received' AND l.account = 'unallocated'), 0)::float8 AS came,
             COALESCE(-sum(l.amount_cents) FILTER (WHERE e.kind IN ('allocated', 'taken-back') AND l.account = 'creditor'), 0)::float8 AS given
        FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id WHERE e.payment_id = p.id) sums
     WHERE p.tenant_id = ${tenantId}::uuid AND (received <> 1 OR came <> p.amount_cents OR given < 0 OR given > p.amount_cents)`
  expect(wrong).toEqual([])
  const differing = await db.$queryRaw<object[]>`
    SELECT f.reference, books.cents AS books, claims.cents AS claims FROM debt_file f
     CROSS JOIN LATERAL (SELECT COALESCE(-sum(l.amount_cents), 0)::float8 AS cents FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
                          WHERE e.file_id = f.id AND l.account = 'creditor' AND e.kind IN ('allocated', 'taken-back')) books
     CROSS JOIN LATERAL (SELECT COALESCE(sum(l.amount_cents), 0)::float8 AS cents FROM file_claim c JOIN ledger_entry e ON e.claim_id = c.claim_id
                          JOIN ledger_leg l ON l.entry_id = e.id WHERE c.file_id = f.id AND l.account = 'funds') claims
     WHERE f.tenant_id = ${tenantId}::uuid AND books.cents <> claims.cents`
  expect(differing).toEqual([])
  const twice = await db.$queryRaw<object[]>`
    SELECT n.entry_id::text FROM remittance_line n JOIN remittance r ON r.id = n.remittance_id
     WHERE r.tenant_id = ${tenantId}::uuid AND r.cancelled_at IS NULL GROUP BY 1 HAVING count(*) > 1`
  expect(twice).toEqual([])
}

const PPM = 1_000_000
/** Half a cent and more is a cent. */
const shareOf = (baseCents: number, ppm: number) => Math.floor((2 * baseCents * ppm + PPM) / (2 * PPM))

interface Kept {
  payment: string
  remittance: string
  kept: number
  earned: number
}

/**
 * Commission is the share of what is kept of each payment on each file, once: nothing of what went back, or can still fail to come. What
 * the agency kept of remittances is what these say of its invoices, and no invoice is settled by more than it is.
 */
async function requireTrueCommission(): Promise<void> {
  const { db, tenantId } = books.stack
  await books.earn()
  const rows = await db.$queryRaw<Kept[]>`
    WITH kept AS (
      SELECT 'collected' AS kind, e.payment_id || ':' || e.file_id AS payment, e.file_id,
             sum(-l.amount_cents) * (p.cleared_on IS NOT NULL)::int AS cents
        FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'creditor' JOIN payment p ON p.id = e.payment_id
       WHERE e.tenant_id = ${tenantId}::uuid AND e.kind IN ('allocated', 'taken-back') GROUP BY 2, 3, p.cleared_on
      UNION ALL
      SELECT 'direct', fc.file_id || ':' || split_part(e.reference, '~', 1), fc.file_id, sum(l.amount_cents)
        FROM ledger_entry e JOIN ledger_leg l ON l.entry_id = e.id AND l.account = 'creditor' JOIN file_claim fc ON fc.claim_id = e.claim_id
       WHERE e.tenant_id = ${tenantId}::uuid AND e.kind IN ('direct_payment', 'reversal') GROUP BY 2, 3)
    SELECT k.payment, m.remittance, k.cents::float8 AS kept,
           (SELECT COALESCE(sum(c.amount_cents), 0)::float8 FROM commission_line c
             WHERE c.tenant_id = ${tenantId}::uuid AND c.kind = k.kind AND starts_with(c.reference, k.payment || ':')) AS earned
      FROM kept k JOIN debt_file f ON f.id = k.file_id JOIN mandate m ON m.id = f.mandate_id`
  const ppmOf = (remittance: string) => TARIFFS.find((one) => one.remittance === remittance)?.ppm ?? 0
  expect(rows.map(({ payment, earned }) => [payment, earned])).toEqual(
    rows.map(({ payment, remittance, kept }) => [payment, shareOf(kept, ppmOf(remittance))]),
  )
  const wrong = await db.$queryRaw<object[]>`
    SELECT i.number, i.total_cents, sum(s.amount_cents) AS settled FROM commission_invoice i JOIN commission_settlement s ON s.invoice_id = i.id
     WHERE i.tenant_id = ${tenantId}::uuid AND s.cancelled_at IS NULL AND i.kind = 'invoice'
     GROUP BY i.id HAVING sum(s.amount_cents) > i.total_cents OR min(s.amount_cents) < 0`
  expect(wrong).toEqual([])
  const [kept] = await db.$queryRaw<object[]>`
    SELECT (SELECT COALESCE(-sum(l.amount_cents), 0)::float8 FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'agency'
             WHERE e.tenant_id = ${tenantId}::uuid AND e.kind = 'commission') AS booked,
           (SELECT COALESCE(sum(s.amount_cents), 0)::float8 FROM commission_settlement s JOIN transfer_item i ON i.remittance_id = s.remittance_id
              JOIN transfer_order o ON o.id = i.order_id
             WHERE o.tenant_id = ${tenantId}::uuid AND o.approved_at IS NOT NULL AND s.cancelled_at IS NULL AND s.how = 'netted') AS said`
  expect((kept as { booked: number }).booked).toBe((kept as { said: number }).said)
}

/** What moves no money of the agency's: it leaves every account as it was. */
const OUTSIDE = ['payDirect', 'takeDirectBack', 'tellAgain', 'invoice', 'recall', 'planDebit', 'chequeArrives', 'pass']

async function lives(happenings: readonly Happening[]): Promise<void> {
  books = await AgencyBooks.open(FILES)
  try {
    await liveThrough(happenings)
  } finally {
    await books.close()
  }
}

async function liveThrough(happenings: readonly Happening[]): Promise<void> {
  for (const one of happenings) {
    const before = OUTSIDE.includes(one[0]) ? await books.accounts() : null
    await happens(one)
    if (before) expect(await books.accounts()).toEqual(before)
    await requireTrueBooks()
  }
  await books.statement()
  await requireTrueBooks()
  await requireTruePayments()
  await requireTrueCommission()
}

const life = fc.array(happening, { minLength: 40, maxLength: 50, size: 'max' })

/** The seed of each life is fixed, so that what fails once fails again; one more is new each time, and says which it was. */
it.each([20260101, 20260103])(
  'is true to the cent in any order of events (seed %i)',
  async (seed) => {
    await fc.assert(fc.asyncProperty(life, lives), { seed, numRuns: 1, endOnFailure: true })
  },
  60_000,
)

it('is true to the cent in an order that nobody has tried', async () => {
  await fc.assert(fc.asyncProperty(life, lives), { numRuns: 1, endOnFailure: true })
}, 120_000)
