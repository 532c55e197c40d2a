import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DeclarationList, DeclarationReport, DeclarationView } from '../../src/contracts/declaration.js'
import { relance } from '../cli/relance.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, CREDITOR, claim, joinAgency, refusalIn } from './caller.js'

/** What the routes and the command add to what test/store/declarations.test.ts says: a file of 1,250.00 euros of 5 January 2026. */
let stack: TestStack
let api: Caller
let folder: string
const ADDRESS = `/v1/creditors/${CREDITOR}/declarations`
const DAY = '2026-01-05'

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  folder = mkdtempSync(join(tmpdir(), 'relance-declarations-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stack.close()
})

async function invoice(): Promise<{ file: string; claim: string }> {
  const { reference, claims } = await api.open()
  return { file: reference, claim: claims[0]?.reference ?? '' }
}

it('a declaration is taken once by its own reference, whatever the request’s key', async () => {
  const { file, claim } = await invoice()
  const body = { kind: 'direct-payment', reference: 'REG-1', claim, amountCents: 250_00, on: DAY }
  const first = await api.post(ADDRESS, body)
  const again = await api.post(ADDRESS, body)
  expect([first.status, again.status]).toEqual([201, 200])
  const view = DeclarationView.parse(JSON.parse(first.text))
  expect(view).toMatchObject({ file: { reference: file }, appliedCents: 250_00, excessCents: 0, outcome: 'applied' })
  expect(JSON.parse(again.text)).toEqual(view)
  expect(refusalIn(await api.post(ADDRESS, { ...body, amountCents: 251_00 }))).toBe('409 declaration-duplicate')
  expect((await api.file(file)).balanceCents).toBe(1_000_00)
})

it.each([
  [{ kind: 'direct-payment', amountCents: 1 }, '404 claim-unknown'],
  [{ kind: 'direct-payment' }, '400 request-invalid'],
  [{ kind: 'dispute', amountCents: 1 }, '400 request-invalid'],
  [{ kind: 'payment-returned' }, '400 request-invalid'],
])('%j is refused with %s', async (said, refusal) => {
  const body = { reference: `R-${JSON.stringify(said)}`, claim: 'NO-SUCH-NUMBER', on: DAY, ...said }
  expect(refusalIn(await api.post(ADDRESS, body))).toBe(refusal)
})

it('there is nothing at the address of a creditor that nobody knows', async () => {
  const body = { kind: 'dispute', reference: 'L-1', claim: 'F-1', on: DAY }
  expect(refusalIn(await api.post('/v1/creditors/nobody/declarations', body))).toBe('404 resource-unknown')
  expect(refusalIn(await api.ask('GET', '/v1/creditors/nobody/declarations'))).toBe('404 resource-unknown')
})

it('of a batch each is taken or refused by itself, and a dry run takes none', async () => {
  const { file, claim } = await invoice()
  const declarations = [
    { kind: 'credit-note', reference: 'AV-1', claim, amountCents: 50_00, on: DAY },
    { kind: 'dispute', reference: 'LIT-1', claim: 'NO-SUCH-NUMBER', on: DAY },
    { kind: 'credit-note', reference: 'AV-1', claim, amountCents: 60_00, on: DAY },
  ]
  const outcomes = async (dryRun: boolean) => {
    const report = DeclarationReport.parse(await api.made(`${ADDRESS}/batch`, { dryRun, declarations }))
    return report.declarations.map(({ outcome, code }) => code ?? outcome)
  }
  expect(await outcomes(true)).toEqual(['would-apply', 'claim-unknown', 'would-apply'])
  expect((await api.file(file)).balanceCents).toBe(1_250_00)
  expect(await outcomes(false)).toEqual(['applied', 'claim-unknown', 'declaration-duplicate'])
  expect(await outcomes(false)).toEqual(['known', 'claim-unknown', 'declaration-duplicate'])
  expect((await api.file(file)).balanceCents).toBe(1_200_00)
})

it('what was declared is listed page by page, the newest first, also what was refused', async () => {
  const { claim } = await invoice()
  for (const reference of ['N-1', 'N-2', 'N-3']) await api.post(ADDRESS, { kind: 'dispute', reference, claim, on: DAY })
  await api.post(ADDRESS, { kind: 'recall', reference: 'N-4', claim: 'NO-SUCH-NUMBER', on: DAY })
  const page = async (query: string) => DeclarationList.parse(await api.get(`${ADDRESS}?${query}`))
  const first = await page('limit=2')
  expect(first.declarations.map(({ reference, outcome }) => `${reference} ${outcome}`)).toEqual(['N-4 refused', 'N-3 applied'])
  const second = await page(`limit=2&cursor=${first.next}`)
  expect(second.declarations.map(({ reference }) => reference)).toEqual(['N-2', 'N-1'])
  expect((await page('kind=recall&outcome=refused')).declarations).toMatchObject([
    { reference: 'N-4', refusal: 'claim-unknown', file: null },
  ])
})

it('a claim is not recalled alone from a file that asks for another too', async () => {
  const claims = [claim(), claim({ amountCents: 100_00 })]
  const { reference: file } = await api.open({ claims })
  const recall = { kind: 'recall', reference: 'REP-1', claim: claims[0]?.reference, on: DAY }
  expect(refusalIn(await api.post(ADDRESS, recall))).toBe('409 recall-incomplete')
  expect(await api.file(file)).toMatchObject({ status: 'open', closingOrder: null })
})

it('a daily list is taken by the command line, tells each line’s outcome, and nothing twice', async () => {
  const { file, claim } = await invoice()
  const list = join(folder, 'jour.csv')
  const rows = [
    'Type;Référence;Facture;Montant;Date;Motif',
    `Règlement;J-1;${claim};1 300,00;05/01/2026;`,
    'Litige;J-2;NO-SUCH-NUMBER;;05/01/2026;Livraison incomplète',
    `Cadeau;J-3;${claim};;31/01/2026;`,
  ]
  writeFileSync(list, rows.join('\n'))
  const run = (...args: string[]) =>
    relance(['declaration', ...args, '--creditor', CREDITOR], {
      ...stack.environment,
      RELANCE_PUBLIC_URL: stack.apiUrl,
      RELANCE_API_KEY: stack.apiKey,
    })
  const dry = await run('import', list, '--dry-run', '--date-format', 'dmy')
  expect([dry.code, dry.stdout.split('\n')[0]]).toEqual([1, '3 lines: 1 would be applied, 2 refused.'])
  const { code, stdout } = await run('import', list, '--date-format', 'dmy')
  expect(code).toBe(1)
  expect(stdout.split('\n').slice(0, 4)).toEqual([
    '3 lines: 1 applied, 2 refused.',
    expect.stringMatching(/^ {2}line 2 \(J-1, .+\) applied: 50,00.€ more than is owed: the creditor owes it back$/),
    '  line 3 (J-2, NO-SUCH-NUMBER) refused: There is no such claim on the file (claim-unknown)',
    expect.stringMatching(/^ {2}line 4 \(J-3, .+\) refused: kind “Cadeau” is no kind of declaration$/),
  ])
  const again = await run('import', list, '--date-format', 'dmy', '--json')
  expect(JSON.parse(again.stdout).lines.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['known', 'refused', 'refused'])
  expect((await api.file(file)).balanceCents).toBe(0)
  const listed = await run('list', '--limit', '1')
  expect(listed.stdout).toMatch(/J-2 .+refused: claim-unknown|J-1 /)
})
