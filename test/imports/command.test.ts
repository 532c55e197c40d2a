import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { relance } from '../cli/relance.js'
import { FakeApi } from './fake-api.js'

const RELANCE = join(import.meta.dirname, '../../scripts/relance.mjs')
const HEADER = 'siren;nom;facture;échéance;montant'
const row = (debtor: number, claim: string) => `${String(debtor).padStart(9, '0')};Client ${debtor};${claim};31/03/2026;12,50`
/** Three batches. */
const MANY = Array.from({ length: 250 }, (_, n) => row(n + 1, `F-${n + 1}`))

describe('relance import', () => {
  let folder: string
  let api: FakeApi
  let settings: Record<string, string>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'relance-import-'))
    api = new FakeApi()
    settings = await api.start()
  })
  afterEach(async () => {
    await api.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  async function run(rows: string[], ...options: string[]) {
    const path = join(folder, 'invoices.csv')
    writeFileSync(path, [HEADER, ...rows].join('\n'))
    return relance(['import', ...options, '--creditor', 'C-001', path], settings)
  }
  const countsIn = (stdout: string) => JSON.parse(stdout).summary.counts as Record<string, number>

  it('opens a file for each debtor, and tells on stderr how far it is', async () => {
    const { code, stdout, stderr } = await run([row(1, 'F-1'), row(2, 'F-2'), row(1, 'F-3')])
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '3 lines: 3 opened.\n2 debt files opened.\n',
      stderr: '2 of 2 debt files\n',
    })
    expect(api.opened.size).toBe(2)
  })

  it('run again it opens nothing; with a line more it opens that line’s', async () => {
    await run([row(1, 'F-1'), row(2, 'F-2')])
    const again = await run([row(1, 'F-1'), row(2, 'F-2')], '--json')
    expect([again.code, countsIn(again.stdout)]).toEqual([0, expect.objectContaining({ known: 2, opened: 0 })])
    const more = await run([row(1, 'F-1'), row(2, 'F-2'), row(2, 'F-3')], '--json')
    expect([more.code, countsIn(more.stdout)]).toEqual([0, expect.objectContaining({ known: 1, 'left-out': 1, opened: 1 })])
    expect([...api.claims]).toEqual(['F-1', 'F-2', 'F-3'])
  })

  it('sends a batch again when the connection is lost before or after it was taken, or the API is busy', async () => {
    api.failures = ['cut before', undefined, 'cut after', 503, undefined]
    const { code, stdout } = await run(MANY, '--json')
    expect(code).toBe(0)
    expect(countsIn(stdout)).toMatchObject({ opened: 150, known: 100 })
    expect([api.opened.size, api.batches]).toEqual([250, 6])
  })

  it('stopped by Ctrl-C says how to go on, and goes on so', async () => {
    api.failures = [undefined, 'hang']
    const path = join(folder, 'invoices.csv')
    writeFileSync(path, [HEADER, ...MANY].join('\n'))
    const stopped = spawn(process.execPath, [RELANCE, 'import', path, '--creditor', 'C-001'], { env: { ...process.env, ...settings } })
    let stderr = ''
    stopped.stderr.on('data', (text: Buffer) => {
      stderr += text.toString()
    })
    while (api.batches < 2) await pause(20)
    stopped.kill('SIGINT')
    const [code] = await once(stopped, 'close')
    expect(code).toBe(130)
    expect(stderr).toBe(
      '100 of 250 debt files\nStopped: 100 of 250 debt files are through; run the same command again and it goes on where it stopped.\n',
    )
    expect(countsIn((await run(MANY, '--json')).stdout)).toMatchObject({ opened: 150, known: 100 })
  })

  it('a dry run opens nothing', async () => {
    const { code, stdout } = await run([row(1, 'F-1')], '--dry-run')
    expect([code, stdout, api.opened.size]).toEqual([0, '1 line: 1 would be opened.\n1 debt file would be opened.\n', 0])
  })

  it('lines that are refused, here or by the API, end it with 1 and stand in the report', async () => {
    const report = join(folder, 'report.csv')
    const { code, stdout } = await run([row(1, '=F-1'), row(0, 'F-2'), row(3, '')], '--report', report)
    expect(code).toBe(1)
    expect(stdout).toContain('  line 3 (F-2) refused: debtor.siren: is no SIREN\n  line 4 refused: claim.reference is missing\n')
    expect(readFileSync(report, 'utf8').split('\r\n').slice(1, 4)).toEqual([
      `2;'=F-1;opened;K1;;;`,
      '3;F-2;refused;;debtor.siren: is no SIREN;;',
      '4;;refused;;claim.reference is missing;;',
    ])
  })

  it('what cannot be understood sends nothing and is said in one sentence', async () => {
    const faults = [
      await run([row(1, 'F-1')], '--map', 'claim.dueDate=Terme'),
      await run([row(1, 'F-1')], '--as-of', '2026-02-30'),
      await run([row(1, 'F-1')], '--report', join(folder, 'none', 'report.csv')),
      await relance(['import', join(folder, 'none.csv'), '--creditor', 'C-001'], settings),
    ]
    expect(faults.map(({ code, stdout, stderr }) => [code, stdout, stderr.trimEnd()])).toEqual([
      [1, '', 'The file has no column “Terme”: the nearest are “siren”, “nom”, “facture”.'],
      [1, '', 'A day is written 2026-01-31, and not “2026-02-30”.'],
      [1, '', `The report cannot be written to ${join(folder, 'none', 'report.csv')} (ENOENT).`],
      [1, '', `${join(folder, 'none.csv')} cannot be read (ENOENT).`],
    ])
    expect(api.batches).toBe(0)
  })
})
