import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CREDITOR, joinAgency, letters } from '../api/caller.js'
import type { TestStack } from '../support/stack.js'
import { relance } from './relance.js'

let stack: TestStack
let folder: string
let settings: Record<string, string>

beforeAll(async () => {
  stack = (await joinAgency()).stack
  folder = mkdtempSync(join(tmpdir(), 'relance-charge-'))
  settings = { RELANCE_PUBLIC_URL: stack.apiUrl, RELANCE_API_KEY: stack.apiKey }
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stack.close()
})

const run = (...args: string[]) => relance([...args, '--creditor', CREDITOR], settings)

it('a list is read by a saved mapping, and what is not taken in charge is listed', async () => {
  expect((await run('import', 'mapping', 'save', 'erp', '--map', 'claim.dueDate=Fin')).stdout).toBe(
    'The mapping erp is saved, version 1.\n',
  )
  const columns = ['--map', 'claim.dueDate=Terme', '--map', `strategy==${letters.name}`, '--date-format', 'dmy']
  expect((await run('import', 'mapping', 'save', 'erp', ...columns)).stdout).toBe('The mapping erp is saved, version 2.\n')
  expect((await run('import', 'mapping', 'list')).stdout).toMatch(/^erp {2}version 2 .+ days dmy\n {2}claim\.dueDate=Terme\n/)
  expect(JSON.parse((await run('import', 'mapping', 'show', 'erp', '--json')).stdout)).toMatchObject([{ version: 2 }, { version: 1 }])

  const list = join(folder, 'list.csv')
  writeFileSync(list, 'nom;facture;Terme;montant;contesté\nMartin;F-1;05/12/2025;100;\nDurand;F-2;05/12/2025;100;prix\n')
  const imported = await run('import', list, '--mapping', 'erp', '--as-of', '2026-01-05')
  expect(imported.code).toBe(1)
  expect(imported.stdout).toContain('Read by the mapping erp, version 2.\n2 lines: 1 opened, 1 refused.\n')
  expect(imported.stdout).toContain('  1 line in charge, and yet: capacity: say what the debtor owes it as')

  expect((await run('admission', 'list')).stdout).toMatch(
    /^\d{4}-\d\d-\d\d {2}F-2 {2}Durand\n {4}disputed: the debtor disputes it \(price\)/,
  )
  const csv = join(folder, 'missing.csv')
  expect((await run('admission', 'list', '--csv', csv)).code).toBe(0)
  expect(readFileSync(csv, 'utf8').split('\r\n')[1]).toMatch(/^F-2;Durand;\d{4}-\d\d-\d\d;;disputed;/)
})

it('what cannot be understood is said in one sentence', async () => {
  const faults = [
    await run('import', 'mapping', 'save', 'erp'),
    await run('import', 'mapping', 'save', 'erp', '--map', 'claim.duDate=Terme'),
    await run('import', 'mapping', 'show', 'none'),
    await run('admission', 'list', '--state', 'lost'),
  ]
  expect(faults.map(({ code, stdout, stderr }) => [code, stdout, stderr.trimEnd().split('\n').length])).toEqual(
    faults.map(() => [1, '', 1]),
  )
})
