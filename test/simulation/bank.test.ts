import { expect, it } from 'vitest'
import { readStatements } from '../../src/providers/bank/read-statements.js'
import { BankAccount } from '../../src/simulation/bank.js'

const IBAN = 'FR7630006000011234567890189'

it('gives a statement of each day that adds up, one after the other', () => {
  const account = new BankAccount(IBAN)
  account.book(
    { amountCents: 120_50, name: 'Zoé & fils', iban: 'FR1420041010050500013M02606', text: 'facture K7M2P9QRS' },
    { amountCents: -20_05, endToEndId: 'REM-1-1', name: 'Mobilier Dumas' },
  )
  expect([account.balanceCents, account.unstatedCents]).toEqual([100_45, 100_45])
  const [first] = readStatements(account.statement('2026-01-09'))
  account.book({ amountCents: -75_25, endToEndId: 'PRLV-1', returnCode: 'AM04', code: 'PMNT/IDDT/UPDD' })
  const [second] = readStatements(account.statement('2026-01-12'))
  expect(
    [first, second].map((one) => [one?.format, one?.account, one?.opening?.amountCents, one?.closing?.amountCents, one?.balanced]),
  ).toEqual([
    ['camt.053.001.08', IBAN, 0, 100_45, true],
    ['camt.053.001.08', IBAN, 100_45, 25_20, true],
  ])
  expect(first?.entries[0]).toMatchObject({
    amountCents: 120_50,
    kind: 'credit',
    bookedOn: '2026-01-09',
    counterparty: { name: 'Zoé & fils', iban: 'FR1420041010050500013M02606' },
    remittance: 'facture K7M2P9QRS',
  })
  expect(first?.entries[1]).toMatchObject({ amountCents: -20_05, endToEndId: 'REM-1-1', kind: 'debit' })
  expect(second?.entries[0]).toMatchObject({ amountCents: -75_25, kind: 'return', returnCode: 'AM04', endToEndId: 'PRLV-1' })
  expect(account.unstatedCents).toBe(0)
})
