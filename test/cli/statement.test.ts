import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportedStatement } from '../../src/contracts/statement.js'
import { balancesOf, type CamtEntry, camt, IBAN } from '../support/camt.js'
import { relance } from './relance.js'

/** Where no Relance was ever started. */
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'relance-statement-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const entries: CamtEntry[] = [
  { amountCents: 104_50, bookedOn: '2026-11-10', transactions: [{ debtor: 'Camille Martin', remittance: ['K7M2P9QR7'] }] },
  { amountCents: 5_00, bookedOn: '2026-11-20', status: 'PDNG' },
]
const balances = balancesOf(entries, 1_000_00, '2026-11-01', '2026-11-20')

function run(content: string, ...args: string[]) {
  const file = join(folder, 'statement')
  writeFileSync(file, content)
  const settings = { RELANCE_DATA: join(folder, 'none'), RELANCE_PUBLIC_URL: '', RELANCE_API_KEY: '' }
  return relance(['statement', 'import', file, ...args], settings)
}

describe('where nothing runs', () => {
  it('a dry run reads the file and says what is in it', async () => {
    const { code, stdout, stderr } = await run(camt([{ entries, balances }]), '--dry-run', '--json')
    expect([code, stderr]).toEqual([0, 'Relance is not running: the file was read, and its entries were matched with nothing.\n'])
    const [statement, ...others] = JSON.parse(stdout) as ImportedStatement[]
    expect(others).toEqual([])
    expect(statement).toMatchObject({ account: IBAN, format: 'camt.053.001.08', sumCents: 104_50, balanced: true, faults: [] })
    expect(statement).toMatchObject({ openingCents: 1_000_00, closingCents: 1_104_50 })
    expect(
      statement?.entries.map(({ date, amountCents, counterparty, match, decision }) => [date, amountCents, counterparty, match, decision]),
    ).toEqual([
      ['2026-11-10', 104_50, 'Camille Martin', null, null],
      ['2026-11-20', 5_00, null, null, 'not-booked'],
    ])
  }, 60_000)

  it('a report tells of entries that a statement will book', async () => {
    const { stdout } = await run(camt([{ entries }], { message: '054' }), '--dry-run', '--json')
    expect((JSON.parse(stdout) as ImportedStatement[])[0]?.entries[0]).toMatchObject({ decision: 'notification' })
  }, 60_000)

  it('a statement that does not add up ends with exit code 1', async () => {
    const [opening, closing] = balances
    const wrong = [opening, { ...closing, amountCents: 1 }] as typeof balances
    const { code, stdout } = await run(camt([{ entries, balances: wrong }]), '--dry-run')
    expect(code).toBe(1)
    expect(stdout).toContain('does not add up')
  }, 60_000)

  it('nothing is imported without a dry run, in one sentence', async () => {
    const { code, stdout, stderr } = await run(camt([{ entries, balances }]))
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^[^\n]+\.\n$/)
  }, 60_000)
})

describe('a file that is no statement', () => {
  it.each([
    ['holds something else', '<html></html>'],
    ['is empty', ''],
    ['declares entities', '<!DOCTYPE a [<!ENTITY b "c">]><Document/>'],
  ])(
    'is refused in one sentence where it %s',
    async (_, content) => {
      const { code, stdout, stderr } = await run(content, '--dry-run', '--json')
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/^[^\n]+\.\n$/)
    },
    60_000,
  )

  it('is named where it is not there', async () => {
    const { code, stderr } = await relance(['statement', 'import', join(folder, 'nowhere.xml'), '--dry-run'])
    expect([code, stderr]).toEqual([1, `${join(folder, 'nowhere.xml')} cannot be read (ENOENT).\n`])
  }, 60_000)
})
