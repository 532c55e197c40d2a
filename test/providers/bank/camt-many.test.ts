import { isValidIBAN } from 'ibantools'
import { describe, expect, it } from 'vitest'
import { readStatements } from '../../../src/providers/bank/read-statements.js'
import { balancesOf, camtFile } from '../../support/camt.js'
import { knownFiles, manyEntries } from '../../support/many-entries.js'

const VERSIONS = Array.from({ length: 12 }, (_, index) => index + 2)

describe('a statement of entries of all kinds', () => {
  it.each<[n: number, version: number]>([[1000, 2], [1000, 8], ...VERSIONS.map((version): [number, number] => [60, version])])(
    'of %d entries is read in version %d as it was written',
    (n, version) => {
      const { entries, expected, sumCents } = manyEntries(n, 20261120)
      const balances = balancesOf(entries, 1_000_00, '2026-11-01', '2026-11-20')
      const [statement, ...others] = readStatements(camtFile([{ entries, balances }], { version }))
      expect(others).toEqual([])
      const read = statement?.entries.map((entry) => ({
        amountCents: entry.amountCents,
        currency: entry.currency,
        status: entry.status,
        kind: entry.kind,
        reference: entry.reference,
        remittance: entry.remittance,
        name: entry.counterparty.name,
        iban: entry.counterparty.iban,
        returnCode: entry.returnCode,
      }))
      expect(read).toEqual(expected.map(({ case: _case, file: _file, ...entry }) => entry))
      expect(statement?.sumCents).toBe(sumCents)
      expect(statement?.balanced).toBe(true)
    },
  )

  it('gives each entry a key of its own, and the same one in each version', () => {
    const { entries, expected } = manyEntries(1000, 20261120)
    const keysOf = (version: number) => readStatements(camtFile([{ entries }], { version }))[0]?.entries.map(({ key }) => key)
    const keys = keysOf(2)
    expect(new Set(keys).size).toBe(expected.length)
    expect(keysOf(8)).toEqual(keys)
  })
})

it('the accounts of the known files can exist', () => {
  expect(knownFiles(50, 7).filter(({ iban }) => !isValidIBAN(iban))).toEqual([])
})
