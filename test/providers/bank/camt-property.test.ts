import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readStatements } from '../../../src/providers/bank/read-statements.js'
import { balancesOf, type CamtEntry, camtFile } from '../../support/camt.js'

const SEEDED = { seed: 20261120, numRuns: 40 }

/** Texts as files hold them: no spaces at the ends, none twice. */
const words = fc
  .array(fc.string({ unit: fc.constantFrom(...Array.from('aZ09é€ß中😀<>&"\'/-+.:;#]')), minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' '))
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-02-${String(date).padStart(2, '0')}`)
const cents = fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }).filter((amount) => amount !== 0)

const transaction = fc.record(
  {
    amountCents: cents,
    debtor: words,
    creditor: words,
    remittance: fc.array(words, { minLength: 1, maxLength: 3 }),
    references: fc.array(words, { minLength: 1, maxLength: 1 }),
    endToEndId: words.map((text) => `E2E${text}`),
    returnCode: fc.constantFrom('AM04', 'MD06'),
  },
  { requiredKeys: ['amountCents'] },
)

const entry = fc
  .record({
    bookedOn: day,
    valueOn: day,
    status: fc.constantFrom('BOOK', 'BOOK', 'PDNG', 'INFO'),
    currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
    bankReference: fc.option(
      words.map((text) => `B${text}`),
      { nil: '' },
    ),
    transactions: fc.array(transaction, { minLength: 1, maxLength: 4 }),
  })
  .map(
    (values): CamtEntry =>
      ({ ...values, amountCents: values.transactions.reduce((sum, { amountCents }) => sum + amountCents, 0) }) as CamtEntry,
  )

const entries = fc.array(entry, { maxLength: 12 })
const version = fc.integer({ min: 3, max: 13 })

it('any list of entries reads back as it was written, with its sum and its proof', () => {
  fc.assert(
    fc.property(entries, version, cents, (written, version, openingCents) => {
      const balances = balancesOf(written, openingCents, '2026-02-01', '2026-02-28')
      const [statement] = readStatements(camtFile([{ entries: written, balances }], { version }))
      const expected = written.flatMap((each) =>
        (each.transactions ?? []).map((part) => ({
          status: { BOOK: 'booked', PDNG: 'pending', INFO: 'information' }[each.status ?? 'BOOK'],
          bookedOn: each.bookedOn,
          valueOn: each.valueOn,
          amountCents: part.amountCents,
          currency: each.currency,
          remittance: part.remittance?.join(' ') ?? '',
          reference: part.references?.[0] ?? null,
          endToEndId: part.endToEndId ?? null,
          returnCode: part.returnCode ?? null,
        })),
      )
      expect(statement?.entries).toMatchObject(expected)
      expect(statement?.entries.length).toBe(expected.length)
      const counted = expected.filter(({ status, currency }) => status === 'booked' && currency === 'EUR')
      expect(statement?.sumCents).toBe(counted.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0))
      expect(statement?.balanced).toBe(true)
    }),
    SEEDED,
  )
})

it('keys are unique in a statement, and the same in a file that overlaps it', () => {
  fc.assert(
    fc.property(entries, entries, version, (written, before, version) => {
      const keysOf = (all: CamtEntry[]) => readStatements(camtFile([{ entries: all }], { version }))[0]?.entries.map(({ key }) => key) ?? []
      const keys = keysOf([...written, ...written])
      expect(new Set(keys).size).toBe(keys.length)
      // Another day's entries stand before these in the other file.
      const other = before.map((each) => ({ ...each, bookedOn: '2026-03-01' }))
      expect(keysOf([...other, ...written, ...written]).slice(-keys.length || Number.POSITIVE_INFINITY)).toEqual(keys)
    }),
    SEEDED,
  )
})
