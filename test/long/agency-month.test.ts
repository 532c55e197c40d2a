import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeInvoice } from '../../src/api/commission-document.js'
import { figuresOf, type MonthFigures, requireTrue } from '../../src/simulation/agency/figures.js'
import { type PlayedMonth, playMonth } from '../../src/simulation/agency/play.js'
import { provideAgencyFile } from '../../src/store/agency-paper.js'
import { ensureTenant, publishStrategy } from '../../src/store/tenant.js'
import { standard } from '../../src/strategies/standard.js'
import { TestRegisters } from '../support/registers.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** The month of `npm run demo -- --agency`, with fewer invoices: enough that every road is taken, and something goes back on each. */

const INVOICES = 30
const AGENCY = {
  kind: 'agency' as const,
  name: 'Cabinet des Essais',
  address: { lines: ['18 rue des Carmes'], postcode: '75005', city: 'Paris', country: 'FR' },
  iban: 'FR7630006000011234567890189',
  siren: '123456782',
  vat: 'FR11123456782',
}

let stack: TestStack
let played: PlayedMonth
let figures: MonthFigures

beforeAll(async () => {
  stack = await joinStack()
  const { db, clients } = stack
  const tenantId = await ensureTenant(db, AGENCY, randomUUID())
  await provideAgencyFile(db, tenantId)
  await publishStrategy(db, tenantId, standard)
  const publish = async (notice: Record<string, unknown>) => {
    const [headers, body] = [{ 'content-type': 'application/json' }, JSON.stringify(notice)]
    await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/registers/notices`, { method: 'POST', headers, body })
  }
  const world = { desk: new TestRegisters(stack).desk(), publish }
  const context = { db, clients, now: () => new Date() }
  played = await playMonth(context, tenantId, INVOICES, { writeInvoice, registers: world }, { say: () => {}, day: () => {} })
  figures = await figuresOf(played)
}, 400_000)
afterAll(() => stack.close())

it('bears out all that the demonstration claims', () => {
  expect(() => requireTrue(figures, played.files.length)).not.toThrow()
})

it('takes 25 of 30 invoices in charge, and says of the others why not', () => {
  expect(figures.refused).toEqual([
    { reason: 'due', count: 2 },
    { reason: 'probable-duplicate', count: 1 },
    { reason: 'time-barred', count: 2 },
  ])
  expect(figures.files.map(({ state }) => state)).toEqual([
    'closed: paid',
    'closed: paid-direct',
    'closed: recalled',
    'goes on, held: insolvency',
    'goes on: amicable',
    'goes on: opening',
  ])
})

it('has money on every road, and takes some of it back again', async () => {
  const { db } = stack
  const { tenantId } = played.month
  const sources = await db.payment.groupBy({ by: ['source'], where: { tenantId }, orderBy: { source: 'asc' } })
  expect(sources.map(({ source }) => source)).toEqual(['bank', 'cheque', 'direct-debit', 'stripe'])
  const declared = await db.creditorDeclaration.groupBy({ by: ['kind', 'outcome'], where: { tenantId } })
  expect(declared.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['direct-payment applied'])
  const notices = await db.creditorNotice.findMany({ where: { tenantId, kind: 'taken-back' }, orderBy: { happenedOn: 'asc' } })
  expect(notices.map(({ reason, happenedOn }) => `${happenedOn.toISOString().slice(0, 10)} ${reason}`)).toEqual([
    '2026-01-19 unpaid',
    '2026-01-20 chargeback',
    '2026-01-27 returned',
  ])
})

it('invoices each creditor once, and keeps the commission only where the mandate says so', () => {
  expect(figures.invoices.map(({ creditor, netted, openCents }) => [creditor.reference, netted, openCents === 0])).toEqual([
    ['energie-sud', false, false],
    ['materiaux-rhone', true, true],
  ])
  expect(figures.creditors.map(({ keptCents }) => keptCents)).toEqual([0, figures.invoices[1]?.totalCents])
})

describe('the claims', () => {
  const said = (changed: Partial<MonthFigures>) => () => requireTrue({ ...figures, ...changed }, played.files.length)

  it.each([
    [
      'the bank has a cent more',
      () => ({ bankCents: figures.bankCents + 1 }),
      /^The books have \d+ cents at the bank, and the bank has \d+\.$/,
    ],
    ['an invoice is lost', () => ({ placed: figures.placed + 1 }), /^31 invoices were placed, and 5 refused and 25 opened\.$/],
    ['a file is nowhere', () => ({ files: figures.files.slice(1) }), /^25 files were opened, and \d+ stand somewhere\.$/],
    ['commission is not invoiced', () => ({ invoices: [] }), /cents of commission were earned, and 0 invoiced\.$/],
    ['a letter goes out after the money', () => ({ contactsAfterPayment: 1 }), /^1 acts went out after the money\.$/],
  ] as const)('do not hold where %s', (_, changed, sentence) => {
    expect(said(changed())).toThrow(sentence)
  })
})
