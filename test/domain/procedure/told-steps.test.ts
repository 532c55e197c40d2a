import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/legal-day.js'
import { follow } from '../../../src/domain/procedure/follow.js'
import type { Passage, ProceedingFact, ReportFact, TitleFact } from '../../../src/domain/procedure/proceeding.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { lawOf } from '../../../src/law/book.js'
import { creditorReason, creditorStep } from '../../../src/strategies/templates/creditor-step.js'
import { TEMPLATE_LANGUAGES } from '../../../src/strategies/templates/format.js'
import { newsOfPassage } from '../../../src/strategies/templates/judicial-news.js'
import { JUDICIAL_PHRASES } from '../../../src/strategies/templates/judicial-phrases.js'
import { filed, granted, opposed, paymentOrder, report, served, withReports } from './proceedings.js'

/** Every stage of every course, and what debtor and creditor are told of it. Nobody is told of what stands here, for the reason that it has. */
const DEBTOR_UNTOLD: Record<string, string> = {
  preparing: 'nothing has begun before others',
  'to-begin': 'nothing has begun before others',
  'to-certify': 'between the creditor and the court',
  'enforcement: to-serve': 'the title was granted before, and its service is an act of its own',
  'ended titled': 'told when the title could be enforced',
  'ended insolvent': 'nobody writes about a debt to who is insolvent',
  'ended debt-erased': 'nothing is owed any more',
  'ended title-expired': 'nothing is asked of anybody any more',
}
const CREDITOR_UNTOLD: Record<string, string> = {
  preparing: 'approved by the creditor itself, who is asked for the pieces',
  'to-begin': 'approved by the creditor itself',
  'ended titled': 'told when the title was there',
}

const LATE = '2060-01-02'
const title: TitleFact = {
  id: 'title',
  kind: 'judgment',
  on: '2026-02-02',
  enforceableOn: '2026-03-02',
  servedOn: null,
  servedInPerson: true,
  principalCents: 100_000 as never,
  livesFrom: '2026-03-02',
}

const order = paymentOrder({ openedOn: '2026-01-05', court: 'tribunal-de-commerce', askedCents: 700_000 as never })
const orderServed = withReports(order, filed('2026-01-07'), granted('2026-01-21', 700_000), served('2026-02-02'))
const dunning = withReports(paymentOrder({ course: 'two-step-order', openedOn: '2025-09-01', court: 'amtsgericht' }), filed('2025-09-02'))
const dunningServed = withReports(dunning, granted('2025-09-09'), served('2025-09-12'))
const invitation = paymentOrder({ procedure: 'small-claims', course: 'invitation', openedOn: '2026-01-05', court: null })
const invited = withReports(invitation, report('invited', '2026-01-07'))
const suit = paymentOrder({ procedure: 'summons', course: 'suit', openedOn: '2026-01-05', askedCents: 700_000 as never })
const summoned = withReports(suit, report('summoned', '2026-01-14', { day: '2026-03-12' }))
const enforcement = paymentOrder({ procedure: 'enforcement', course: 'enforcement', openedOn: '2026-04-01', court: null, title })
const enforced = withReports(enforcement, report('served', '2026-04-07', { act: 'judgment', mode: 'home' }))

const judged = (on: string, outcome: ReportFact['outcome'] = 'granted') => report('judgment', on, { outcome, amountCents: 700_000 })
const judgmentServed = (on: string) => report('served', on, { act: 'judgment', mode: 'in-person' })
/** What the file itself brings to whatever runs. */
const meanwhile = (one: ProceedingFact, on: string): ProceedingFact[] => [
  ...(['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped'] as const).map((kind) => withReports(one, report(kind, on))),
  withReports(one, report('stayed', on, { reason: 'plan' }), report('resumed', addDays(on, 2))),
]

const ENDED_BY_THE_FILE = ['ended debt-erased', 'ended insolvent', 'ended paid', 'ended sent-back', 'ended settled', 'ended stopped']

/** Lives of each course, and the stages that they come through. */
const COURSES: { course: ProceedingFact['course']; country: string; lives: ProceedingFact[]; stages: string[] }[] = [
  {
    course: 'order',
    country: 'FR',
    lives: [
      orderServed,
      withReports(order, filed('2026-01-07'), report('order-refused', '2026-01-21')),
      withReports(order, filed('2026-01-07'), granted('2026-01-21')),
      withReports(orderServed, report('certificate', '2026-03-10')),
      withReports(
        orderServed,
        opposed('2026-02-10'),
        report('consigned', '2026-02-16'),
        report('hearing-set', '2026-03-02', { day: '2026-04-02' }),
      ),
      withReports(orderServed, opposed('2026-02-10'), report('consigned', '2026-02-16'), judged('2026-04-20', 'dismissed')),
      withReports(
        orderServed,
        opposed('2026-02-10'),
        report('consigned', '2026-02-16'),
        judged('2026-04-20'),
        judgmentServed('2026-05-04'),
        report('appeal', '2026-05-12'),
        report('appeal-decided', '2026-11-02', { outcome: 'confirmed' }),
        judgmentServed('2026-11-16'),
      ),
      ...meanwhile(orderServed, '2026-02-05'),
    ],
    stages: [
      'appealed',
      'enforceable',
      ...ENDED_BY_THE_FILE,
      'ended dismissed',
      'ended lapsed',
      'ended refused',
      'ended titled',
      'filed',
      'hearing',
      'judged',
      'opposed',
      'opposition-open',
      'preparing',
      'resumed',
      'stayed',
      'to-begin',
      'to-certify',
      'to-serve',
    ],
  },
  {
    course: 'two-step-order',
    country: 'DE',
    lives: [
      withReports(dunning, report('order-refused', '2025-09-09')),
      dunningServed,
      withReports(
        dunningServed,
        filed('2025-09-29'),
        report('title-order', '2025-10-02'),
        report('served', '2025-10-06', { act: 'title' }),
      ),
      withReports(
        dunningServed,
        opposed('2025-09-20'),
        report('hearing-set', '2025-10-02', { day: '2025-11-04' }),
        judged('2025-12-01'),
        judgmentServed('2025-12-08'),
        report('appeal', '2025-12-15'),
        report('appeal-decided', '2026-06-01', { outcome: 'reversed' }),
      ),
      ...meanwhile(dunningServed, '2025-09-15'),
    ],
    stages: [
      'appealed',
      'enforceable',
      ...ENDED_BY_THE_FILE,
      'ended dismissed',
      'ended lapsed',
      'ended refused',
      'ended titled',
      'filed',
      'hearing',
      'judged',
      'opposed',
      'opposition-open',
      'preparing',
      'resumed',
      'stayed',
      'to-begin',
      'to-certify',
      'to-serve',
    ],
  },
  {
    course: 'invitation',
    country: 'FR',
    lives: [
      invited,
      withReports(invited, report('debtor-agreed', '2026-01-20', { amountCents: 90_000 }), report('title-issued', '2026-01-26')),
      ...meanwhile(invited, '2026-01-12'),
    ],
    stages: [
      'agreed',
      'enforceable',
      ...ENDED_BY_THE_FILE,
      'ended declined',
      'ended titled',
      'invited',
      'preparing',
      'resumed',
      'stayed',
      'to-begin',
    ],
  },
  {
    course: 'suit',
    country: 'FR',
    lives: [
      withReports(summoned, report('hearing-held', '2026-03-12'), judged('2026-04-20', 'dismissed')),
      withReports(summoned, judged('2026-04-20'), judgmentServed('2026-05-04')),
      withReports(summoned, judged('2026-04-20'), judgmentServed('2026-05-04'), report('appeal', '2026-05-12')),
      ...meanwhile(summoned, '2026-02-02'),
    ],
    stages: [
      'appealed',
      'enforceable',
      ...ENDED_BY_THE_FILE,
      'ended dismissed',
      'ended titled',
      'hearing',
      'judged',
      'preparing',
      'resumed',
      'stayed',
      'summoned',
      'to-begin',
    ],
  },
  {
    course: 'enforcement',
    country: 'FR',
    lives: [
      withReports(enforced, report('measure-done', '2026-04-20', { measure: 'account-seizure' })),
      ...meanwhile(enforced, '2026-04-15'),
    ],
    stages: ['enforceable', 'enforcing', ...ENDED_BY_THE_FILE, 'ended title-expired', 'resumed', 'stayed', 'to-serve'],
  },
]

const nameOf = ({ stage, end, reason }: Passage): string => (reason === 'resumed' ? reason : [stage, end].filter(Boolean).join(' '))

const passagesOf = (lives: ProceedingFact[], country: string): Passage[] =>
  lives.flatMap((one) => follow(one, rulesFor(one, lawOf(country)), LATE).passages)

describe.each(COURSES)('$course', ({ course, lives, country, stages }) => {
  const passages = passagesOf(lives, country)

  it('comes through all its stages here', () => {
    expect([...new Set(passages.map(nameOf))].sort()).toEqual([...stages].sort())
  })

  it.each([...new Set(stages)])('%s is told to the debtor in every language, with its day and the next one', (name) => {
    for (const passage of passages.filter((one) => nameOf(one) === name)) {
      const news = newsOfPassage(course, passage)
      if (DEBTOR_UNTOLD[name] ?? DEBTOR_UNTOLD[`${course}: ${name}`]) {
        expect([name, news]).toEqual([name, null])
        continue
      }
      expect([name, news]).not.toEqual([name, null])
      for (const language of TEMPLATE_LANGUAGES) {
        const { next } = passage
        const until = next && DEBTORS.includes(next.kind) ? `<${next.lastDay}>` : null
        const said = JUDICIAL_PHRASES[language].news[news as never as 'filed']({
          on: `<${passage.on}>`,
          court: 'the court',
          until,
          principal: null,
        }).join(' ')
        // A hearing is told by its own day, where that is set.
        expect(said).toContain(news === 'hearing' ? (until ?? 'the court') : `<${passage.on}>`)
        if (until !== null) expect(said).toContain(until)
        expect(said).not.toMatch(/undefined|null/)
      }
    }
  })

  it.each([...new Set(stages)])('%s is told to the creditor, with its day and the next one', (name) => {
    for (const passage of passages.filter((one) => nameOf(one) === name)) {
      const reason = creditorReason(passage)
      if (CREDITOR_UNTOLD[name]) {
        expect([name, reason]).toEqual([name, null])
        continue
      }
      expect([name, reason]).not.toEqual([name, null])
      const told = creditorStep({ reason, on: passage.on, next: passage.next ?? null })
      const [fr, en] = [told.fr, told.en].map((text) => text.replaceAll('\u00A0', ' '))
      const days = [passage.on, ...(passage.next ? [passage.next.lastDay] : [])]
      for (const day of days) expect([name, en]).toEqual([name, expect.stringContaining(inEnglish(day))])
      expect(fr).toContain(passage.on.slice(0, 4))
      expect(`${fr} ${en}`).not.toMatch(/undefined|null/)
    }
  })
})

/** Next days that are the debtor's: those of the officer and of the creditor are not told to it. */
const DEBTORS: readonly string[] = ['oppose', 'answer', 'hearing', 'appeal']

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `5 January 2026` */
function inEnglish(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${date} ${MONTHS[Number(month) - 1]} ${year}`
}
