import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { addKey } from '../../src/store/api-key.js'
import { bookDay } from '../../src/store/funds.js'
import { receivePayment } from '../../src/store/receive-payment.js'
import { Caller, CREDITOR, joinAgency, openBody, viewIn } from '../api/caller.js'
import type { TestStack } from '../support/stack.js'
import { type Outcome, relance } from './relance.js'

/** The commands themselves; what they do to the cent is in test/api/remittance.test.ts. */

let stack: TestStack
let folder: string
const keys: Record<string, string> = {}
const run = (person: string, ...args: string[]): Promise<Outcome> =>
  relance(args, { ...stack.environment, RELANCE_PUBLIC_URL: stack.apiUrl, RELANCE_API_KEY: keys[person] ?? stack.apiKey })
const IBAN = 'FR1420041010050500013M02606'

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relance-remittance-'))
  const agency = await joinAgency()
  stack = agency.stack
  for (const person of ['Anne', 'Bruno', 'Chloé']) {
    keys[person] = `test_${randomUUID()}`
    await addKey(stack.db, stack.tenantId, person, keys[person])
  }
  const closedOn = new Date(`${bookDay(new Date())}T00:00:00Z`)
  const account = { name: 'Fonds de tiers', identification: 'FR7610107001011234567890129', currency: 'EUR' }
  const statement = { id: randomUUID(), tenantId: stack.tenantId, format: 'cfonb120', statementKey: '1', closedOn, closingCents: 10_000 }
  const told = { sha256: '0'.repeat(64), actor: 'bank', importedAt: closedOn, balanced: true, openedOn: closedOn, openingCents: 0 }
  await stack.db.bankAccount.create({
    data: {
      id: randomUUID(),
      tenantId: stack.tenantId,
      kind: 'client-funds',
      ...account,
      statements: { create: { ...statement, ...told } },
    },
  })
  const { id: fileId } = viewIn(await agency.api.post('/v1/files', openBody()))
  const day = '2026-01-05'
  const payment = { tenantId: stack.tenantId, source: 'bank', sourceReference: 'P-1', reference: 'P-1', method: 'transfer' } as const
  const where = { where: 'bank', clearedOn: day, on: day, actor: 'bank', named: null, payer: null, fileId } as const
  const money = { cents: cents(10_000), currency: 'EUR' }
  await stack.db.$transaction((tx) => receivePayment(tx, { ...payment, ...where, money }, new Date()))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await stack.close()
})

/** What others do meanwhile, without a process for each. */
const agree = async (path: string, ...people: string[]) => {
  for (const person of people) await new Caller(stack.apiUrl, keys[person] ?? '').made(path, {})
}

it('an account is proposed and agreed to', async () => {
  const proposed = await run('Anne', 'creditor', 'account', 'propose', CREDITOR, '--iban', IBAN, '--json')
  const { id } = (JSON.parse(proposed.stdout) as { accounts: { id: string }[] }).accounts[0] ?? { id: '' }
  await agree(`/v1/creditors/${CREDITOR}/accounts/${id}/approvals`, 'Bruno')
  const { stdout } = await run('Chloé', 'creditor', 'account', 'approve', CREDITOR, id)
  expect(stdout).toContain(`waiting   ${IBAN}`)
  expect(stdout).toContain('agreed to by Bruno and Chloé')
})

it('what is overdue and held back is listed with its reason', async () => {
  const { stdout } = await run('Anne', 'remittance', 'list')
  expect(stdout).toMatch(/overdue {2}energie-sud should have had 100,00.€ by 2026-02-05/)
  expect(stdout).toMatch(/held back {2}remittance energie-sud {2}100,00.€ {2}two people have not agreed/)
})

let order: string

it('an order is prepared, and not for the bank yet', async () => {
  await stack.db.creditorAccount.updateMany({ where: { tenantId: stack.tenantId }, data: { usableFrom: new Date('2026-01-10T00:00:00Z') } })
  const { stdout } = await run('Anne', 'remittance', 'prepare', '--share', `${CREDITOR}:15.00`)
  order = /ORD-\d{4}-0001/.exec(stdout)?.[0] ?? ''
  expect(stdout).toMatch(/prepared {2}85,00.€/)
  const refused = await run('Anne', 'transfer', 'export', order, '--out', join(folder, 'early.xml'))
  expect(refused).toMatchObject({ code: 1, stderr: 'Two people have not agreed yet (order).\n' })
})

it('an order is agreed to by two, and written for the bank', async () => {
  await agree(`/v1/transfer-orders/${order}/approvals`, 'Bruno')
  expect((await run('Chloé', 'transfer', 'approve', order)).stdout).toContain('agreed to by Bruno and Chloé')
  const out = join(folder, 'order.xml')
  expect((await run('Anne', 'transfer', 'export', order, '--out', out)).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain('<CtrlSum>85.00</CtrlSum>')
})

it.each([
  ['statement.pdf', '%PDF-'],
  ['statement.csv', 'Net reversé;;;;;;;85,00;EUR'],
])('a statement is written as %s', async (name, words) => {
  const { reference } = await stack.db.remittance.findFirstOrThrow({ where: { tenantId: stack.tenantId } })
  const out = join(folder, name)
  expect((await run('Anne', 'remittance', 'statement', reference, '--out', out)).code).toBe(0)
  expect(readFileSync(out, 'utf8')).toContain(words)
})
