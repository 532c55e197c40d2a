import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DomainError } from '../../src/domain/errors.js'
import { listWork } from '../../src/store/worklist.js'
import { PlanDesk, SIX } from '../support/plan-desk.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/*
 * Lives of files on a payment plan, by forwarded time. Reminders go by e-mail five days before an instalment, on the next working day where
 * that is none; a missed instalment is noticed by letter after five days of grace; fifteen days after its posting the plan is broken.
 */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const refusal = async (work: Promise<unknown>) => {
  try {
    await work
    return 'not refused'
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return error.code
  }
}
const toldCreditor = async (fileId: string) =>
  (await stack.db.creditorNotice.findMany({ where: { fileId, kind: 'plan' }, orderBy: { id: 'asc' } })).map(
    ({ reason, amountCents }) => `${reason} ${amountCents}`,
  )

describe('a plan of six months', () => {
  it('that is kept closes the file as paid, and lets go what has grown meanwhile', async () => {
    const desk = await PlanDesk.open(stack, { capacity: 'professional', creditor: await addCreditor(stack, { longestPlanMonths: 6 }) })
    const { life } = desk
    const planId = await desk.agree()
    const plan = await desk.plan()
    // 600.00, 40.00 of compensation, and three days at 12.15 percent: 0.60.
    expect(plan).toMatchObject({ state: 'active', totalCents: 640_60, interestCents: 0 })
    const each = plan?.instalments.map(({ amountCents }) => amountCents) ?? []
    expect(each).toEqual([106_76, 106_76, 106_76, 106_76, 106_76, 106_80])
    await desk.payOn(106_76, '2026-02-05', '2026-03-05', '2026-04-05', '2026-05-05', '2026-06-05')
    await desk.goTo('2026-07-05')
    const { totals: before } = await life.view()
    await life.pay(106_80)
    await life.untilDecided('close')

    expect(await life.acts()).toEqual([
      '2026-02-02 @plan-reminder',
      '2026-03-02 @plan-reminder',
      '2026-03-31 @plan-reminder',
      '2026-04-30 @plan-reminder',
      '2026-06-01 @plan-reminder',
      '2026-06-30 @plan-reminder',
    ])
    expect(await life.view()).toMatchObject({
      status: 'closed',
      closedReason: 'paid',
      balanceCents: 0,
      plans: [{ id: planId, state: 'kept', endedOn: '2026-07-05' }],
    })
    // What was owed beyond the last instalment, with the days of a half-year whose rate is not published yet.
    const grown = before.owedCents + before.provisionalCents - 106_80
    const remitted = await stack.db.ledgerEntry.findMany({ where: { reference: `plan:${planId}` } })
    expect(remitted.map(({ kind, amountCents }) => [kind, Number(amountCents)])).toEqual([['remission', grown]])
    expect(grown).toBeGreaterThan(0)
    expect(await desk.story()).toEqual([
      '2026-01-05 plan-proposed',
      '2026-01-05 plan-signed',
      '2026-01-05 plan-begun',
      '2026-07-05 plan-kept',
      '2026-07-05 closed',
    ])
    expect(await toldCreditor(life.id)).toEqual(['begun 64060', 'kept 64060'])
  })

  it('that is broken at the third instalment has the road go on after a notice and fifteen days', async () => {
    const desk = await PlanDesk.open(stack)
    const { life } = desk
    await desk.agree()
    await desk.payOn(100_00, '2026-02-05', '2026-03-05')
    await desk.goTo('2026-04-10')
    expect(await life.view()).toMatchObject({ decision: { do: 'wait', because: [{ rule: 'plan-in-force' }] } })
    await desk.goTo('2026-04-13') // the 11th is a Saturday
    await desk.goTo('2026-04-28')
    expect(await life.acts()).toEqual([
      '2026-02-02 @plan-reminder',
      '2026-03-02 @plan-reminder',
      '2026-03-31 @plan-reminder',
      '2026-04-13 @plan-default',
    ])
    expect(await desk.plan()).toMatchObject({ state: 'active' })
    await desk.goTo('2026-04-29')
    expect(await desk.plan()).toMatchObject({ state: 'broken', endedOn: '2026-04-29' })
    expect((await life.acts()).slice(4)).toEqual(['2026-04-29 opening-letter'])
    const { events, balanceCents } = await life.view()
    expect(events.find(({ kind }) => kind === 'plan-broken')?.data).toMatchObject({ overdueCents: 100_00 })
    expect(balanceCents).toBe(400_00)
  })

  it('goes on where what was missed is made good in time', async () => {
    const desk = await PlanDesk.open(stack)
    await desk.agree()
    await desk.goTo('2026-02-11')
    await desk.payOn(100_00, '2026-02-26')
    await desk.goTo('2026-03-02')
    expect(await desk.plan()).toMatchObject({ state: 'active' })
    expect(await desk.life.acts()).toEqual(['2026-02-02 @plan-reminder', '2026-02-11 @plan-default', '2026-03-02 @plan-reminder'])
  })

  it('is changed half way to new dates, and kept by them', async () => {
    const desk = await PlanDesk.open(stack)
    const { life } = desk
    const planId = await desk.agree()
    await desk.payOn(100_00, '2026-02-05', '2026-03-05', '2026-04-05')
    expect(await refusal(desk.change(planId, ['2026-06-15', 299_99]))).toBe('plan-sum-wrong')
    expect(await refusal(desk.change(planId, ['2026-04-05', 300_00]))).toBe('plan-days-wrong')
    await desk.change(planId, ['2026-06-15', 150_00], ['2026-08-17', 150_00])
    await life.liveOn()
    expect(await desk.plan()).toMatchObject({
      revision: 2,
      instalments: [
        { number: 1, dueOn: '2026-02-05', amountCents: 100_00, paidCents: 100_00 },
        { number: 2, paidCents: 100_00 },
        { number: 3, paidCents: 100_00 },
        { number: 4, dueOn: '2026-06-15', amountCents: 150_00, paidCents: 0 },
        { number: 5, dueOn: '2026-08-17', amountCents: 150_00, paidCents: 0 },
      ],
    })
    await desk.payOn(150_00, '2026-06-15', '2026-08-17')
    await life.untilDecided('close')
    expect(await life.acts()).toEqual([
      '2026-02-02 @plan-reminder',
      '2026-03-02 @plan-reminder',
      '2026-03-31 @plan-reminder',
      '2026-06-10 @plan-reminder',
      '2026-08-12 @plan-reminder',
    ])
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'paid', plans: [{ id: planId, state: 'kept' }] })
  })

  it('that was kept by a payment which is taken back is in force again, and what it had let go is owed', async () => {
    const desk = await PlanDesk.open(stack, { capacity: 'professional' })
    const { life } = desk
    await desk.agree({ ...SIX, instalments: 1 })
    await desk.goTo('2026-02-05')
    await life.pay(640_60, 'the-payment')
    await life.untilDecided('close')
    expect(await life.view()).toMatchObject({ balanceCents: 0, closedReason: 'paid' })
    await life.reverse('the-payment')
    await life.untilDecided('wait')
    const { balanceCents } = await life.view()
    expect(balanceCents).toBeGreaterThan(640_60)
    expect(await desk.plan()).toMatchObject({ state: 'active', endedOn: null })
    await desk.goTo('2026-02-11')
    await desk.payOn(640_60, '2026-02-20')
    expect(await life.view()).toMatchObject({ balanceCents: 0, closedReason: 'paid', plans: [{ state: 'kept' }] })
    expect((await life.acts()).at(-1)).toBe('2026-02-11 @plan-default')
  })
})

describe('a plan that is proposed', () => {
  const named = async () =>
    (await listWork(stack.db, stack.tenantId, { limit: 100, kind: 'plan' }, new Date())).items.map(
      ({ matter }) => `${matter?.state} ${matter?.id}`,
    )

  it('by the debtor waits for an operator, then for the signature, and nothing is sent meanwhile', async () => {
    const desk = await PlanDesk.open(stack)
    const { life } = desk
    const planId = await desk.propose(SIX, 'debtor')
    expect(await named()).toContain(`proposed ${planId}`)
    expect(await refusal(desk.propose())).toBe('plan-open')
    await desk.goTo('2026-01-14')
    expect(await life.acts()).toEqual([])
    await desk.answer(planId, 'operator', true)
    expect(await desk.plan()).toMatchObject({ state: 'offered', answerBy: '2026-01-28' })
    expect(await named()).not.toContain(`proposed ${planId}`)
    await desk.goTo('2026-01-28')
    expect(await life.acts()).toEqual([])
    await desk.goTo('2026-01-29')
    expect(await desk.plan()).toMatchObject({ state: 'expired' })
    expect(await life.acts()).toEqual(['2026-01-29 opening-letter'])
    expect(await refusal(desk.sign(planId))).toBe('plan-state')
  })

  it('and answered by nobody becomes a question to a person, and no letter', async () => {
    const desk = await PlanDesk.open(stack)
    await desk.propose(SIX, 'debtor')
    await desk.goTo('2026-01-16')
    expect(await desk.life.view()).toMatchObject({ decision: { do: 'ask-human', question: 'plan-unanswered' }, contacts: [] })
  })

  it('beyond what the mandate leaves to the agency is put to the creditor, who grants or refuses it', async () => {
    const creditor = await addCreditor(stack, { longestPlanMonths: 4 })
    const desk = await PlanDesk.open(stack, { creditor })
    const first = await desk.propose()
    expect(await desk.plan()).toMatchObject({ state: 'asked', answerBy: '2026-01-15' })
    expect(await toldCreditor(desk.life.id)).toEqual(['asked 60000'])
    expect(await refusal(desk.answer(first, 'operator', true))).toBe('plan-state')
    await desk.answer(first, 'creditor', false)
    expect(await desk.plan()).toMatchObject({ state: 'refused', reason: 'too long' })
    const second = await desk.propose({ ...SIX, instalments: 5 })
    expect(await desk.plan()).toMatchObject({ id: second, state: 'offered' })
    const other = await PlanDesk.open(stack, { creditor })
    const third = await other.propose(SIX, 'debtor')
    await other.answer(third, 'operator', true)
    expect(await other.plan()).toMatchObject({ state: 'asked' })
    await other.answer(third, 'creditor', true)
    expect(await other.plan()).toMatchObject({ state: 'offered' })
  })

  it('with interest is for professionals alone', async () => {
    const consumer = await PlanDesk.open(stack)
    expect(await refusal(consumer.propose({ ...SIX, withInterest: true }))).toBe('plan-interest-consumer')
    const trade = await PlanDesk.open(stack, { capacity: 'professional' })
    await trade.agree({ ...SIX, withInterest: true })
    const plan = await trade.plan()
    expect((plan?.totalCents ?? 0) - (plan?.interestCents ?? 0)).toBe(640_60)
    expect(plan?.interestCents).toBeGreaterThan(0)
  })
})
