import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addTitle } from '../../src/store/add-title.js'
import { requestMeasure } from '../../src/store/measure.js'
import { reportToProceeding } from '../../src/store/proceeding-report.js'
import { setRate } from '../../src/store/rate.js'
import { viewTitle } from '../../src/store/title-view.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { PAYMENTS, RATES, reckon } from '../support/title-oracle.js'

/**
 * A consumer's debt with a judgment of 2015, that is enforced for ten years: an attachment of wages in its second year, which interrupts; an
 * employer who pays twice a month, at first less than the interest, then more; and nothing else until the title is over.
 */

const START = '2016-11-02'
const DAY_MS = 86_400_000
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
const daysUntil = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS

let stack: TestStack
beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const act = (life: Life) => ({ tenantId: stack.tenantId, fileId: life.id, actor: 'test', key: randomUUID(), now: new Date() })

describe('a file that stays in enforcement for ten years', () => {
  it('lives on over several runs, is announced in time, and owes what it owes to the cent', async () => {
    const { db, tenantId } = stack
    await setRate(db, { tenantId, actor: 'test', country: 'FR', kind: 'legal-other', from: '2026-07-01', ppm: 27_500, source: 'test' })
    const life = await Life.open(stack, { legalStart: `${START}T09:00:00Z`, dueDate: '2015-06-30', amountCents: 10_000_00 })
    const reference = (await life.view()).claims[0]?.reference ?? ''
    const titleId = await addTitle(db, act(life), {
      kind: 'judgment',
      reference: 'RG 16/00417',
      grantedOn: '2016-10-03',
      enforceableOn: '2016-10-17',
      servedOn: '2016-10-17',
      serviceMode: 'in-person',
      claims: [{ claim: reference, principalCents: 10_000_00 }],
      costsCents: 0,
      interest: 'legal',
      interestFrom: '2016-10-03',
      issuedBy: null,
      officer: null,
    })
    const { id: proceedingId } = await db.proceeding.findFirstOrThrow({ where: { titleId }, select: { id: true } })
    const measure = await requestMeasure(db, act(life), { titleId, measure: 'account-seizure' })
    let today = START
    const forwardTo = async (day: string) => {
      await life.forward(daysUntil(today, day))
      today = day
    }
    await forwardTo('2017-01-16')
    const report = { kind: 'measure-done' as const, on: '2017-01-16', of: measure }
    await reportToProceeding(db, act(life), { proceedingId, report, taskId: null, documentSha256: null })
    for (const { on, cents } of PAYMENTS) {
      await forwardTo(on)
      await life.pay(cents)
    }
    await forwardTo('2026-12-31')
    await life.untilTold()

    const owed = reckon(
      {
        principalCents: 10_000_00,
        from: '2016-10-03',
        titleOn: '2016-10-03',
        raisedFrom: '2016-12-18',
        rates: RATES,
        payments: PAYMENTS,
        acts: ['2017-01-16'],
        barYears: 2,
      },
      '2026-12-31',
    )
    expect(owed.barredCents).toBeGreaterThan(0)
    const [claim] = (await life.view()).claims
    expect(claim).toMatchObject({
      principalCents: owed.principalCents,
      interestCents: owed.interestCents,
      barredInterestCents: owed.barredCents,
      provisionalCents: 0,
    })

    await forwardTo('2027-01-20')
    await eventually(async () => expect(await viewTitle(db, life.id, titleId, new Date())).toMatchObject({ endReason: 'expired' }))
    const { events } = await life.view()
    const raised = events
      .filter(({ kind, data }) => kind === 'proceeding-alarm' && String(data.alarm).startsWith('title-life'))
      .map(({ legalTime, data }) => `${PARIS.format(new Date(legalTime))} of ${String(data.lastDay)}`)
    expect(raised).toEqual([
      '2025-01-16 of 2027-01-16',
      '2026-01-16 of 2027-01-16',
      '2026-07-16 of 2027-01-16',
      '2026-10-16 of 2027-01-16',
      '2026-12-16 of 2027-01-16',
      '2027-01-17 of 2027-01-16', // missed
    ])

    const decisions = await db.decision.findMany({ where: { fileId: life.id }, select: { key: true } })
    const runs = [...new Set(decisions.map(({ key }) => key.split('/')[0] as string))]
    process.stderr.write(`  ten years of enforcement: ${runs.length} runs, ${decisions.length} decisions\n`)
    expect(runs.length).toBeGreaterThan(1)
    for (const runId of runs) {
      const { historyLength } = await life.client.workflow.getHandle(life.handle.workflowId, runId).describe()
      expect(historyLength).toBeLessThan(2_100)
    }
  }, 1_500_000)
})
