import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TaskList } from '../../src/contracts/judicial-task.js'
import type { MeasureView } from '../../src/contracts/title.js'
import { cents } from '../../src/domain/money.js'
import type { PlanWish } from '../../src/store/payment-plan.js'
import { measuresOf } from '../../src/store/title-view.js'
import { Caller, refusalIn } from '../api/caller.js'
import { relance } from '../cli/relance.js'
import { PlanDesk } from '../support/plan-desk.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'
import { addActor, Sued } from '../support/sued.js'
import { Enforced } from './enforced.js'

/**
 * A consumer owes 600.00 euros; an officer invites it on Monday 7 September 2026, it agrees on 14 September, and the officer delivers the title
 * the day after. It is enforced for ten years, by somebody else.
 */
const FROM = { legalStart: '2026-09-07T09:00:00Z', dueDate: '2026-01-02', amountCents: 600_00, capacity: 'consumer' } as const

let stack: TestStack
let agency: Caller
beforeAll(async () => {
  stack = await joinStack()
  agency = new Caller(stack.apiUrl, stack.apiKey)
})
afterAll(() => stack.close())

const referenceOf = async (id: string) => (await stack.db.organisation.findUniqueOrThrow({ where: { id } })).reference

/** A file whose title was delivered by an officer. @returns the small-claims procedure, its enforcement, and the officer */
async function titled() {
  const [deliverer, creditor] = [await addActor(stack, 'officer'), await addCreditor(stack, { longestPlanMonths: 12 })]
  const sued = await Sued.open(stack, { ...FROM, creditor }, { procedure: 'small-claims', officerId: deliverer })
  await sued.report({ kind: 'invited', on: '2026-09-07' })
  await sued.goOn(7)
  await sued.report({ kind: 'debtor-agreed', on: '2026-09-14', amountCents: cents(600_00) })
  await sued.goOn(1)
  await sued.report({ kind: 'title-issued', on: '2026-09-15' })
  return { sued, deliverer, enforced: await Enforced.of(stack, sued.life) }
}

/** What names nobody and hands nothing over. */
const nothingDone = async ({ proceedingId, life }: Enforced) => {
  const { officerId } = await stack.db.proceeding.findUniqueOrThrow({ where: { id: proceedingId } })
  const tasks = await stack.db.proceedingTask.findMany({ where: { proceedingId } })
  expect([officerId, ...tasks.map(({ kind, state, organisationId }) => [kind, state, organisationId])]).toEqual([
    null,
    ['enforce', 'due', null],
  ])
  expect((await life.view()).decision).toMatchObject({ do: 'ask-human', question: 'officer-missing' })
}

/** So many months, one instalment each. */
const monthly = (instalments: number, firstOn: string): PlanWish => ({ instalments, firstOn, every: 'month', method: 'by-debtor' })

describe('a title that an officer delivered', () => {
  it('is enforced by another one; a plan that is broken holds it up, and one that is kept ends it', async () => {
    const { sued, deliverer, enforced } = await titled()
    const { life, titleId } = enforced
    const desk = PlanDesk.of(stack, life)

    // Who delivered it is refused, wherever it is named.
    await nothingDone(enforced)
    const { tasks } = await agency.get<TaskList>('/v1/tasks')
    const task = tasks.find(({ proceeding }) => proceeding === enforced.proceedingId)?.id ?? ''
    const assign = async (id: string) => agency.post(`/v1/tasks/${task}/assignment`, { professional: await referenceOf(id) })
    expect(refusalIn(await assign(deliverer))).toBe('409 professional-conflict')
    const enforcement = `/v1/files/${life.id}/titles/${titleId}/enforcement`
    expect(refusalIn(await agency.post(enforcement, { officer: deliverer }))).toBe('409 professional-conflict')
    const told = await relance(['task', 'assign', task, await referenceOf(deliverer)], {
      ...stack.environment,
      RELANCE_API_KEY: stack.apiKey,
    })
    expect([told.code, told.stdout]).toEqual([1, ''])
    expect(told.stderr).toContain('does not enforce it')
    await life.liveOn()
    await nothingDone(enforced)
    expect((await assign(await addActor(stack, 'officer'))).status).toBe(200)
    await life.liveOn()
    expect(await enforced.tasks()).toEqual(['enforce officer handed-over'])

    // A seizure, and a plan on the Monday after it.
    await sued.goOn(1)
    const measures = `/v1/files/${life.id}/measures`
    const { id: seizure } = await agency.made<MeasureView>(measures, { title: titleId, measure: 'account-seizure' })
    await sued.goOn(2)
    await enforced.report({ kind: 'measure-done', on: '2026-09-18', of: seizure, amountCents: cents(50_00) })
    await desk.goTo('2026-09-21')
    expect(await enforced.lastDay()).toBe('2036-09-18')
    await desk.agree(monthly(2, '2026-10-05'))
    await life.liveOn()
    expect((await enforced.stages()).at(-1)).toBe('2026-09-21 stayed plan')
    expect((await enforced.tasks()).at(-1)).toBe('suspend officer handed-over')
    expect(refusalIn(await agency.post(measures, { title: titleId, measure: 'vehicle' }))).toBe('422 measure-not-open')

    // The debtor's month to contest the seizure goes on, as does the life of the title: 18 October is a Sunday.
    for (const day of ['2026-10-12', '2026-10-20']) await desk.goTo(day)
    expect(await measuresOf(stack.db, life.id, new Date())).toMatchObject([{ state: 'done', contestBy: '2026-10-19' }])
    const contested = (on: string) => enforced.report({ kind: 'measure-contested', on, of: seizure })
    await expect(contested('2026-10-20')).rejects.toMatchObject({ code: 'report-too-late' })
    await contested('2026-10-19')
    expect(await enforced.lastDay()).toBe('2036-09-18')

    // Missed on 5 October: a letter follows on the 12th, and fifteen days after it the plan is broken.
    await desk.goTo('2026-10-28')
    expect(await desk.plan()).toMatchObject({ state: 'broken', endedOn: '2026-10-28' })
    expect((await enforced.stages()).at(-1)).toBe('2026-10-28 enforcing resumed')
    expect((await enforced.tasks()).at(-1)).toBe('resume officer handed-over')
    await enforced.report({ kind: 'measure-vain', on: '2026-10-28', measure: 'vehicle' })
    expect((await enforced.tasks()).at(-1)).toBe('resume officer done')
    await sued.goOn(60)
    expect(await enforced.silences()).toEqual([])

    // Another plan, which is kept.
    await desk.agree(monthly(2, '2027-01-05'))
    await life.liveOn()
    expect((await enforced.stages()).at(-1)).toBe('2026-12-27 stayed plan')
    const sums = ((await desk.plan())?.instalments ?? []).map(({ amountCents }) => amountCents)
    await desk.payOn(sums[0] ?? 0, '2027-01-05')
    expect((await enforced.stages()).at(-1)).toBe('2026-12-27 stayed plan')
    await desk.payOn(sums[1] ?? 0, '2027-02-05')
    await life.liveOn()
    expect((await enforced.stages()).at(-1)).toBe('2027-02-05 ended paid')
    expect((await enforced.tasks()).slice(-2)).toEqual(['withdraw officer handed-over', 'recall-exhibits officer handed-over'])
    expect(await enforced.title()).toMatchObject({ endReason: 'satisfied' })
    expect(await life.view()).toMatchObject({ status: 'closed', closedReason: 'paid' })
  }, 180_000)
})
