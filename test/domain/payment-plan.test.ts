import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgreementStep } from '../../src/domain/agreement.js'
import type { ContactFact, Facts, MoneyFact } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import { coverageOf, followPlan, type PlanFact, planOutcome } from '../../src/domain/payment-plan.js'
import { claim, contact, facts, hold, on as nextOf, payment } from './on.js'

/*
 * 300 euros in three parts of 100, on 5 February, 5 March and 5 April 2026: five days of grace, fifteen to make good what was missed from the
 * posting of the notice, a reminder five days before each. The plan began on 20 January.
 */
const PLAN: PlanFact = {
  id: 'p',
  state: 'active',
  method: 'by-debtor',
  instalments: ['2026-02-05', '2026-03-05', '2026-04-05'].map((dueOn, index) => ({ number: index + 1, dueOn, amountCents: cents(100_00) })),
  revision: 1,
  baselineCents: cents(0),
  answerBy: '2026-02-03',
  beganOn: '2026-01-20',
  graceDays: 5,
  cureDays: 15,
  remindDays: 5,
  collections: [],
}

const words = (kind: 'plan-reminder' | 'plan-default', number: number, day: string | null, more: Partial<ContactFact> = {}) =>
  contact(`@${kind}:p/1/${number}`, 'sent', day, { stage: kind, stepId: `@${kind}`, payBefore: null, postedOn: day, ...more })
const reminder = (number: number, day: string) => words('plan-reminder', number, day)
const notice = (number: number, day: string, more: Partial<ContactFact> = {}) => words('plan-default', number, day, more)
const takenBack = (reference: string, amount: number, day: string): MoneyFact => ({ ...payment(reference, amount, day), kind: 'reversal' })

function file(money: MoneyFact[] = [], contacts: ContactFact[] = [], plan: Partial<PlanFact> = {}, more: Partial<Facts> = {}): Facts {
  const claims = [{ ...claim('a', '2026-01-05', 300_00), money }]
  return facts({ claims, contacts, plan: { ...PLAN, ...plan }, ...more })
}

/** What a plan has its file do, in short: `wait 2026-02-11`, `words plan-default 1`, `collect 2`. */
function shortOf(step: AgreementStep | null): string {
  if (step?.do === 'wait') return `wait ${step.until}`
  if (step?.do === 'words') return `words ${step.act.kind} ${step.act.of.split('/').at(-1)}`
  if (step?.do === 'collect') return `collect ${step.number}`
  return step === null ? 'nothing' : `ask ${step.question}`
}
const followed = (day: string, ...of: Parameters<typeof file>) => shortOf(followPlan(file(...of), day))
const outcome = (day: string, ...of: Parameters<typeof file>) => {
  const { plan, ...rest } = file(...of)
  return planOutcome(rest, plan as PlanFact, day)
}

const ONE = payment('one', 100_00, '2026-02-05')
const TWO = payment('two', 100_00, '2026-03-05')
const THREE = payment('three', 100_00, '2026-04-05')

describe('a plan that nobody has agreed to yet', () => {
  it.each([
    ['proposed', '2026-02-03', 'wait 2026-02-04'],
    ['proposed', '2026-02-04', 'ask plan-unanswered'],
    ['asked', '2026-02-03', 'wait 2026-02-04'],
    ['asked', '2026-02-04', 'ask plan-unanswered'],
    ['offered', '2026-02-03', 'wait 2026-02-04'],
  ] as const)('%s on %s: %s', (state, day, expected) => expect(followed(day, [], [], { state })).toBe(expected))

  it('that was offered expires the day after the last to sign it; what nobody has answered does not', () => {
    expect(outcome('2026-02-03', [], [], { state: 'offered' })).toBeNull()
    expect(outcome('2026-02-04', [], [], { state: 'offered' })).toBe('expired')
    expect(outcome('2027-01-01', [], [], { state: 'proposed' })).toBeNull()
    expect(outcome('2027-01-01', [], [], { state: 'asked' })).toBeNull()
  })
})

describe('a plan in force', () => {
  it.each<[string, string, string, Parameters<typeof file>]>([
    ['waits for the day of the first reminder', '2026-01-25', 'wait 2026-01-31', []],
    ['reminds five days before', '2026-01-31', 'words plan-reminder 1', []],
    ['reminds on the eve when it wakes late', '2026-02-04', 'words plan-reminder 1', []],
    ['reminds once', '2026-02-01', 'wait 2026-02-11', [[], [reminder(1, '2026-01-31')]]],
    ['reminds no more on the day itself', '2026-02-05', 'wait 2026-02-11', []],
    ['reminds of nothing that is paid ahead', '2026-02-01', 'wait 2026-02-28', [[payment('one', 100_00, '2026-01-25')]]],
    ['reminds of what is paid in part', '2026-02-01', 'words plan-reminder 1', [[payment('one', 99_99, '2026-01-25')]]],
    ['does not remind whoever signed inside the five days', '2026-02-02', 'wait 2026-02-11', [[], [], { beganOn: '2026-02-01' }]],
    ['leaves five days of grace', '2026-02-10', 'wait 2026-02-11', [[], []]],
    ['gives notice once they are over', '2026-02-11', 'words plan-default 1', []],
    ['gives it once, and waits for the end of fifteen days', '2026-02-12', 'wait 2026-02-27', [[], [notice(1, '2026-02-11')]]],
    [
      'counts them from the posting of the letter',
      '2026-02-12',
      'wait 2026-02-28',
      [[], [notice(1, '2026-02-11', { postedOn: null })]], // not posted: it goes on to the next reminder
    ],
    [
      'counts them from the sending of a message',
      '2026-02-12',
      'wait 2026-02-27',
      [[], [notice(1, '2026-02-11', { channel: 'email', postedOn: null })]],
    ],
    ['goes on once it was made good', '2026-02-20', 'wait 2026-02-28', [[payment('one', 100_00, '2026-02-20')], [notice(1, '2026-02-11')]]],
    ['goes on to the third when two are paid', '2026-03-20', 'wait 2026-03-31', [[ONE, TWO]]],
    ['tells a second instalment apart', '2026-03-11', 'words plan-default 2', [[ONE], [notice(1, '2026-02-11')]]],
    [
      'gives notice anew of a version with new days',
      '2026-02-11',
      'words plan-default 1',
      [[], [notice(1, '2026-02-11')], { revision: 2 }],
    ],
  ])('%s', (_what, day, expected, of) => expect(followed(day, ...of)).toBe(expected))

  it('is kept once all is there, by whatever payments, to whomever', () => {
    expect(outcome('2026-04-05', [ONE, TWO, THREE])).toBe('kept')
    expect(outcome('2026-04-05', [ONE, TWO, { ...THREE, kind: 'direct-payment' }])).toBe('kept')
    expect(outcome('2026-01-21', [payment('all', 300_00, '2026-01-21')])).toBe('kept')
    expect(outcome('2026-04-05', [ONE, TWO, { ...THREE, amountCents: cents(99_99) }])).toBeNull()
    expect(outcome('2026-04-05', [ONE, TWO, { ...THREE, kind: 'credit-note' }])).toBeNull()
  })

  it('counts nothing that was paid before it', () => {
    expect(outcome('2026-04-05', [payment('old', 50_00, '2026-01-10'), ONE, TWO, THREE], [], { baselineCents: cents(50_00) })).toBe('kept')
    expect(outcome('2026-04-05', [payment('old', 50_00, '2026-01-10'), ONE, TWO], [], { baselineCents: cents(50_00) })).toBeNull()
  })

  it('is broken when the fifteen days are over, and not without a notice', () => {
    expect(outcome('2026-02-26', [], [notice(1, '2026-02-11')])).toBeNull()
    expect(outcome('2026-02-27', [], [notice(1, '2026-02-11')])).toBe('broken')
    expect(outcome('2027-02-27')).toBeNull()
    expect(outcome('2027-02-27', [], [notice(1, '2026-02-11', { state: 'failed' })])).toBeNull()
    expect(outcome('2027-02-27', [], [notice(1, '2026-02-11', { postedOn: null })])).toBeNull()
    expect(outcome('2026-02-27', [payment('one', 100_00, '2026-02-26')], [notice(1, '2026-02-11')])).toBeNull()
  })

  it('is not broken while money waits to be allocated, or the debtor says that it has paid', () => {
    const onFirst = (more: Partial<Facts>) => outcome('2026-03-01', [], [notice(1, '2026-02-11')], {}, more)
    expect(onFirst({ holds: [hold('money-to-allocate', null)] })).toBeNull()
    expect(onFirst({ awaiting: [{ what: 'payment-asserted', answerBy: '2026-03-10' }] })).toBeNull()
    expect(onFirst({ holds: [hold('money-to-allocate', '2026-03-01')] })).toBe('broken')
  })

  it('has an instalment unpaid again whose payment is taken back, with the days to make it good anew', () => {
    const money = [ONE, takenBack('one', 100_00, '2026-02-20')]
    expect(followed('2026-02-20', money)).toBe('words plan-default 1')
    expect(outcome('2026-03-07', money, [notice(1, '2026-02-11')])).toBeNull()
    expect(outcome('2026-03-08', money, [notice(1, '2026-02-11')])).toBe('broken')
  })

  it('sends nothing of the road, whatever its day', () => {
    const decision = nextOf('2026-02-02T12:00:00+01:00', { ...file([], [reminder(1, '2026-01-31')]) })
    expect(decision).toMatchObject({ do: 'wait', because: [{ rule: 'plan-in-force' }] })
  })
})

describe('an instalment that a card is asked for', () => {
  const card = (...collections: PlanFact['collections']) => ({ method: 'card' as const, collections })
  const asked = (day: string, failedOn: string | null, number = 1) => ({ number, askedOn: day, failedOn })
  it.each<[string, string, string, Parameters<typeof file>]>([
    ['is not before its day', '2026-02-04', 'wait 2026-02-05', [[], [reminder(1, '2026-01-31')], card()]],
    ['is on its day', '2026-02-05', 'collect 1', [[], [], card()]],
    ['is when the file wakes late', '2026-02-20', 'collect 1', [[], [], card()]],
    ['is not when it was paid otherwise', '2026-02-05', 'wait 2026-02-28', [[ONE], [], card()]],
    ['is once', '2026-02-05', 'wait 2026-02-11', [[], [], card(asked('2026-02-05', null))]],
    ['is again three days after it was declined', '2026-02-07', 'wait 2026-02-08', [[], [], card(asked('2026-02-05', '2026-02-05'))]],
    ['is again on that day', '2026-02-08', 'collect 1', [[], [], card(asked('2026-02-05', '2026-02-05'))]],
    [
      'is not a third time: then the debtor is given notice',
      '2026-02-11',
      'words plan-default 1',
      [[], [], card(asked('2026-02-05', '2026-02-05'), asked('2026-02-08', '2026-02-08'))],
    ],
    [
      'is no default of the debtor while its money is on the way',
      '2026-02-20',
      'wait 2026-02-28',
      [[], [], card(asked('2026-02-05', null))],
    ],
    [
      'is one once it was charged back',
      '2026-02-20',
      'words plan-default 1',
      [[ONE, takenBack('one', 100_00, '2026-02-19')], [], card(asked('2026-02-05', null))],
    ],
  ])('%s', (_what, day, expected, of) => expect(followed(day, ...of)).toBe(expected))

  it('that is debited is no default while the debit is under way, and one once it came back', () => {
    const debit = (failedOn: string | null) => ({ method: 'direct-debit' as const, collections: [asked('2026-02-05', failedOn)] })
    expect(followed('2026-02-11', [], [], debit(null))).toBe('wait 2026-02-28')
    expect(followed('2026-02-11', [], [], debit('2026-02-09'))).toBe('words plan-default 1')
  })
})

/** Some payments of a plan, some of them taken back, in any order of their days. */
const money = fc
  .array(fc.record({ amount: fc.integer({ min: 1, max: 200_00 }), day: fc.integer({ min: 0, max: 120 }), isTakenBack: fc.boolean() }), {
    maxLength: 8,
  })
  .map((payments) =>
    payments.flatMap(({ amount, day, isTakenBack }, index) => {
      const paid = payment(`m${index}`, amount, dayOf(day))
      return isTakenBack ? [paid, takenBack(`m${index}`, amount, dayOf(day + 7))] : [paid]
    }),
  )
const dayOf = (offset: number) => new Date(Date.parse('2026-01-20') + offset * 86_400_000).toISOString().slice(0, 10)

/** What stands of payments on a day, reckoned in the plainest way. */
const standing = (facts: readonly MoneyFact[], day: string) =>
  facts.filter(({ on }) => on <= day).reduce((total, { kind, amountCents }) => total + (kind === 'reversal' ? -1 : 1) * amountCents, 0)

describe('whatever is paid, and taken back', () => {
  it('covers no more than was paid, in the order of the instalments', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500_00 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 5_000_00 }),
        (sums, paid) => {
          const instalments = sums.map((sum, index) => ({ number: index + 1, dueOn: dayOf(index * 30), amountCents: cents(sum) }))
          const covered = coverageOf(instalments, cents(paid))
          const total = sums.reduce((a, b) => a + b, 0)
          expect(covered.reduce((given, { paidCents }) => given + paidCents, 0)).toBe(Math.min(paid, total))
          const open = covered.findIndex(({ isCovered }) => !isCovered)
          if (open !== -1) expect(covered.slice(open + 1).every(({ paidCents }) => paidCents === 0)).toBe(true)
        },
      ),
    )
  })

  it('keeps the plan exactly when all of it is there', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 200 }), (paid, at) => {
        expect(outcome(dayOf(at), paid) === 'kept').toBe(standing(paid, dayOf(at)) >= 300_00)
      }),
    )
  })

  it('breaks it only after a notice of that instalment and the days to make it good', () => {
    const noticed = fc.array(fc.record({ number: fc.integer({ min: 1, max: 3 }), day: fc.integer({ min: 0, max: 120 }) }), { maxLength: 3 })
    fc.assert(
      fc.property(money, noticed, fc.integer({ min: 0, max: 200 }), (paid, notices, at) => {
        const sent = notices.map(({ number, day }) => notice(number, dayOf(day)))
        if (outcome(dayOf(at), paid, sent) !== 'broken') return
        const short = (number: number) => standing(paid, dayOf(at)) < number * 100_00
        expect(notices.some(({ number, day }) => at > day + 15 && short(number))).toBe(true)
      }),
    )
  })
})
