import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { addTitle } from '../../src/store/add-title.js'
import { judicialCostsOf } from '../../src/store/judicial-cost-view.js'
import { requestMeasure } from '../../src/store/measure.js'
import { type NewReport, reportToProceeding } from '../../src/store/proceeding-report.js'
import { titlesOf } from '../../src/store/title-view.js'
import { listWork } from '../../src/store/worklist.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { addActor, Sued } from '../support/sued.js'
import { reckon } from '../support/title-oracle.js'

/**
 * An order of 4,000.00 euros against a consumer, served at home on 29 February 2024 and enforced; what it granted is all that was ever asked for.
 * The debtor opposes it on 10 April, after 700.00 euros were seized.
 */
const ORDER = 4_000_00
const START = '2024-03-11'
const DAY_MS = 86_400_000
const daysUntil = (to: string) => (Date.parse(to) - Date.parse(START)) / DAY_MS

let stack: TestStack
let officer: string
beforeAll(async () => {
  stack = await joinStack()
  officer = await addActor(stack, 'officer')
})
afterAll(() => stack.close())

const act = (life: Life) => ({ tenantId: stack.tenantId, fileId: life.id, actor: 'test', key: randomUUID(), now: new Date() })

/** The enforcement of the order, on its way to a day. */
class Opposed {
  private day = 0
  private constructor(
    readonly life: Life,
    readonly claim: string,
    readonly proceedingId: string,
  ) {}

  static async open(): Promise<Opposed> {
    const life = await Life.open(stack, { legalStart: `${START}T09:00:00Z`, dueDate: '2023-12-29', amountCents: ORDER })
    await life.untilTold()
    const claim = (await life.view()).claims[0]?.reference ?? ''
    const titleId = await addTitle(stack.db, act(life), {
      kind: 'payment-order',
      reference: 'IP 24/00017',
      grantedOn: '2024-02-01',
      enforceableOn: '2024-02-29',
      servedOn: '2024-02-29',
      serviceMode: 'home',
      claims: [{ claim, principalCents: ORDER }],
      costsCents: 0,
      interest: 'legal',
      interestFrom: '2024-02-29',
      issuedBy: null,
      officer,
    })
    const { id } = await stack.db.proceeding.findFirstOrThrow({ where: { titleId }, select: { id: true } })
    const opposed = new Opposed(life, claim, id)
    await life.liveOn()
    const measure = await requestMeasure(stack.db, act(life), { titleId, measure: 'account-seizure' })
    await life.liveOn()
    await opposed.until('2024-04-10')
    const seized = { kind: 'measure-done' as const, on: '2024-04-02', of: measure, amountCents: cents(700_00), costsCents: cents(60_00) }
    await opposed.report(seized, { reference: 'ACTE 1', amountCents: 60_00 })
    return opposed
  }

  async until(day: string): Promise<void> {
    const days = daysUntil(day) - this.day
    this.day += days
    await this.life.forward(days)
    await this.life.liveOn()
  }

  async report(report: NewReport, bill: { reference: string; amountCents: number } | null = null): Promise<void> {
    const input = { proceedingId: this.proceedingId, report, taskId: null, documentSha256: null, bill }
    await reportToProceeding(stack.db, act(this.life), input)
    await this.life.liveOn()
  }

  /** Opposed on 10 April, judged on 2 September and served two weeks later; lived until the end of that month. */
  async judged(judgment: Partial<NewReport>): Promise<void> {
    await this.report({ kind: 'opposition', on: '2024-04-10' })
    await this.until('2024-09-20')
    await this.report({ kind: 'judgment', on: '2024-09-02', ...judgment })
    if (judgment.outcome !== 'dismissed') await this.report({ kind: 'served', on: '2024-09-16', act: 'judgment', mode: 'in-person' })
    await this.until('2024-09-30')
  }

  async owed() {
    const { claims, balanceCents } = await this.life.view()
    return { ...claims[0], balanceCents }
  }

  async titles() {
    const rows = await titlesOf(stack.db, this.life.id, new Date())
    return rows.map(({ kind, principalCents, endReason, enforcement }) => [kind, principalCents, endReason, enforcement?.stage ?? null])
  }

  async tasks(): Promise<string[]> {
    const rows = await stack.db.proceedingTask.findMany({ where: { proceedingId: this.proceedingId }, orderBy: { id: 'asc' } })
    return rows.map(({ kind, assignee, state }) => `${kind} ${assignee} ${state}`)
  }

  async owedBack() {
    const { items } = await listWork(stack.db, stack.tenantId, { limit: 100, kind: 'owed-back' }, new Date())
    return items.filter(({ file }) => file?.id === this.life.id).map(({ owedBack }) => owedBack)
  }

  /** What the accounts of the ledger hold, and that each entry is balanced. */
  async accounts(): Promise<Record<string, number>> {
    const legs = await stack.db.ledgerLeg.findMany({ where: { entry: { claim: { files: { some: { fileId: this.life.id } } } } } })
    const totals: Record<string, number> = {}
    const byEntry: Record<string, number> = {}
    for (const { entryId, account, amountCents } of legs) {
      totals[account] = (totals[account] ?? 0) + Number(amountCents)
      byEntry[entryId] = (byEntry[entryId] ?? 0) + Number(amountCents)
    }
    expect(Object.values(byEntry).filter((cents) => cents !== 0)).toEqual([])
    return totals
  }
}

/** Legal rate of a consumer's creditor that is no private individual, per semester, in parts per million. */
const RATES = { '2024-1': 50_700, '2024-2': 49_200 }

describe('a judgment on a late opposition', () => {
  it('that grants less takes the place of the order: the register, the account and the officer have the lower sum', async () => {
    const opposed = await Opposed.open()
    await opposed.judged({ outcome: 'partly', amountCents: cents(2_500_00) })
    expect(await opposed.titles()).toEqual([
      ['judgment', 2_500_00, null, 'enforcing'],
      ['payment-order', 4_000_00, 'replaced', null],
    ])
    const debt = {
      principalCents: 2_500_00,
      from: '2024-02-29',
      titleOn: '2024-09-02',
      raisedFrom: null,
      rates: RATES,
      payments: [],
      acts: [],
      barYears: 2,
    }
    const { interestCents } = reckon(debt, '2024-09-30') // two months after the judgment nothing is raised yet
    expect(await opposed.owed()).toMatchObject({ principalCents: 2_500_00, interestCents, costsCents: 60_00, overpaidCents: 0 })
    await opposed.until('2024-12-20')
    const raised = reckon({ ...debt, raisedFrom: '2024-11-17' }, '2024-12-20')
    expect(await opposed.owed()).toMatchObject({ principalCents: 2_500_00, interestCents: raised.interestCents })
    expect((await opposed.tasks()).filter((task) => task.startsWith('amend'))).toEqual(['amend officer handed-over'])
    expect(await opposed.owedBack()).toEqual([])
    expect(await opposed.life.happened()).toEqual(expect.arrayContaining(['title-judged', 'claim-rejected', 'title-ended']))
    const { contacts } = await opposed.life.view()
    expect(contacts.filter(({ step, state }) => step.startsWith('@judicial-step') && state === 'sent').length).toBeGreaterThan(0)
  })

  it('leaves what was collected beyond it as the debtor’s, on the account and on the worklist, until it is given back', async () => {
    const opposed = await Opposed.open()
    await opposed.life.pay(3_000_00, 'seized')
    await opposed.judged({ outcome: 'partly', amountCents: cents(2_000_00) })
    const { overpaidCents = 0, balanceCents } = await opposed.owed()
    expect(balanceCents).toBe(0)
    // 3,000.00 less 2,000.00, the costs of the seizure, and the interest from 1 March to the day of the payment on what is left
    const debt = {
      principalCents: 2_000_00,
      from: '2024-02-29',
      titleOn: '2024-09-02',
      raisedFrom: null,
      rates: RATES,
      payments: [],
      acts: [],
      barYears: 2,
    }
    const { interestCents } = reckon(debt, '2024-04-10')
    expect(overpaidCents).toBe(3_000_00 - 2_000_00 - 60_00 - interestCents)
    expect(await opposed.owedBack()).toEqual([{ claim: opposed.claim, currency: 'EUR', amountCents: overpaidCents }])
  })

  it('that grants the same changes nothing that is owed, but the title', async () => {
    const opposed = await Opposed.open()
    await opposed.judged({ outcome: 'granted', amountCents: cents(ORDER) })
    expect(await opposed.titles()).toEqual([
      ['judgment', ORDER, null, 'enforcing'],
      ['payment-order', ORDER, 'replaced', null],
    ])
    expect(await opposed.owed()).toMatchObject({ principalCents: ORDER })
    expect(await opposed.life.happened()).not.toContain('claim-rejected')
  })

  it('that grants nothing ends the title: nothing is owed, its costs are the creditor’s, and the officer stops', async () => {
    const opposed = await Opposed.open()
    expect(await opposed.owed()).toMatchObject({ costsCents: 60_00 })
    await opposed.life.pay(500_00, 'seized')
    await opposed.judged({ outcome: 'dismissed' })
    expect(await opposed.titles()).toEqual([['payment-order', ORDER, 'annulled', null]])
    expect(await opposed.owed()).toMatchObject({
      principalCents: 0,
      interestCents: 0,
      costsCents: 0,
      overpaidCents: 500_00,
      balanceCents: 0,
    })
    expect(await opposed.accounts()).toMatchObject({
      principal: 0,
      interest: 0,
      costs: 0,
      unallocated: -500_00,
      funds: 500_00,
      creditor: 0,
    })
    expect(await opposed.owedBack()).toEqual([{ claim: opposed.claim, currency: 'EUR', amountCents: 500_00 }])
    const { costs, creditorCents, debtorCents } = await judicialCostsOf(stack.db, opposed.life.id)
    expect(costs).toMatchObject([{ now: 'creditor', chargedOn: null, cancelledOn: '2024-09-20', amountCents: 60_00 }])
    expect([creditorCents, debtorCents]).toEqual([60_00, 0])
    expect(await opposed.tasks()).toEqual(expect.arrayContaining(['withdraw officer handed-over', 'recall-exhibits officer handed-over']))
    expect(await opposed.life.happened()).toEqual(expect.arrayContaining(['cost-cancelled', 'claim-rejected', 'title-ended']))
  })
})

describe('costs under a title that a late report takes away', () => {
  /** An order of 21 September 2026, served on the 24th: a title since 25 November; 500.00 euros come in the day after. */
  const titled = async (clerkCents: number | null) => {
    const from = { legalStart: '2026-09-07T09:00:00Z', dueDate: '2026-01-02', amountCents: 1_000_00 }
    const sued = await Sued.open(stack, from, { officerId: officer })
    const report = async (one: NewReport, bill: { reference: string; amountCents: number } | null = null) => {
      const input = { proceedingId: sued.proceedingId, report: one, taskId: null, documentSha256: null, bill }
      await reportToProceeding(stack.db, sued.act(), input)
      await sued.life.liveOn()
    }
    await sued.goOn(3)
    await report({ kind: 'filed', on: '2026-09-10' }, clerkCents === null ? null : { reference: 'GREFFE 1', amountCents: clerkCents })
    await sued.goOn(14)
    await report({ kind: 'order-granted', on: '2026-09-21', amountCents: cents(1_000_00) })
    await report({ kind: 'served', on: '2026-09-24', act: 'order', mode: 'in-person' })
    await sued.goOn(64)
    await sued.life.pay(500_00)
    await sued.life.liveOn()
    return { sued, report }
  }
  const sums = async ({ life }: Sued) => {
    const [claim] = (await life.view()).claims
    return { principal: claim?.principalCents, interest: claim?.interestCents, costs: claim?.costsCents, indemnity: claim?.indemnityCents }
  }

  it('are taken off as if they had never been asked for, to the cent, and are asked for again with a title', async () => {
    const { sued, report } = await titled(35_21)
    // 40.00 flat, and 1,000.00 at 12.15 % over the 179 days from 3 January to 30 June, the last for which a rate is known: 59.58.
    expect(await sums(sued)).toMatchObject({ principal: 1_000_00 - (500_00 - 35_21 - 40_00 - 59_58), costs: 0 })
    expect(await judicialCostsOf(stack.db, sued.life.id)).toMatchObject({ creditorCents: 0, debtorCents: 35_21 })
    await report({ kind: 'opposition', on: '2026-10-05' }) // told weeks late
    expect(await sums(sued)).toMatchObject({ principal: 1_000_00 - (500_00 - 40_00 - 59_58), costs: 0 })
    expect(await judicialCostsOf(stack.db, sued.life.id)).toMatchObject({
      creditorCents: 35_21,
      debtorCents: 0,
      costs: [{ now: 'creditor' }],
    })
    const entries = await stack.db.ledgerEntry.findMany({
      where: { claim: { files: { some: { fileId: sued.life.id } } }, kind: { in: ['cost', 'cancellation'] } },
      include: { legs: { orderBy: { account: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ kind, amountCents, legs }) => [kind, amountCents, legs.map((leg) => [leg.account, leg.amountCents])])).toEqual([
      [
        'cost',
        3521n,
        [
          ['costs', 3521n],
          ['creditor', -3521n],
        ],
      ],
      [
        'cancellation',
        3521n,
        [
          ['costs', -3521n],
          ['creditor', 3521n],
        ],
      ],
    ])
    await report({ kind: 'consigned', on: '2026-10-15' })
    await report({ kind: 'judgment', on: '2026-11-20', outcome: 'granted', amountCents: cents(1_000_00) })
    await report({ kind: 'served', on: '2026-11-24', act: 'judgment', mode: 'in-person' })
    expect(await judicialCostsOf(stack.db, sued.life.id)).toMatchObject({ creditorCents: 0, debtorCents: 35_21 })
    expect((await sued.life.happened()).filter((kind) => kind.startsWith('cost-'))).toEqual(['cost-added', 'cost-cancelled', 'cost-added'])
  })
})
