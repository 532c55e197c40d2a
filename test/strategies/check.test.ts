import { describe, expect, it } from 'vitest'
import { freeUntil } from '../../src/domain/first-reminder.js'
import type { FirstReminder, LawBook, LawPack } from '../../src/domain/law-pack.js'
import { addDays } from '../../src/domain/legal-day.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { lawOf } from '../../src/law/book.js'
import { checkStrategy } from '../../src/strategies/check.js'
import { SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'
import { CONSUMERS, lastNotice, notice, opening, PROFESSIONALS, reminder, strategy } from './sample.js'

/**
 * What the law has against a strategy: each unlawful one differs in one thing from a lawful one, and is refused naming
 * step, rule and article. Not claimed: that what passes is wise.
 */

const FR = lawOf('FR')
const BE = lawOf('BE')
const inBelgium = (named: Partial<Strategy> = {}) => strategy({ country: 'BE', for: CONSUMERS, ...named })

type Who = 'agency' | 'creditor'
const check = (one: Strategy, { book = FR, who = 'agency' as Who, texts = SHIPPED } = {}) => checkStrategy(one, book, who, texts)
const found = (level: string, faults: ReturnType<typeof check>) =>
  faults.filter((fault) => fault.level === level).map(({ step, rule, article }) => `${step ?? '-'}, ${rule}: ${article}`)
const refusals = (one: Strategy, given = {}) => found('refused', check(one, given))
const warnings = (one: Strategy, given = {}) => found('warning', check(one, given))

/** A book whose newest pack says something else. */
function amended(book: LawBook, change: (pack: LawPack) => Partial<LawPack>): LawBook {
  const newest = book.packs.at(-1) as LawPack
  return { ...book, packs: [{ ...newest, ...change(newest) }] }
}

describe('a lawful strategy', () => {
  it.each(['agency', 'creditor'] as const)('passes for an %s', (who) => {
    expect(check(strategy(), { who })).toEqual([])
  })

  it('in-house needs no opening letter', () => {
    const inHouse = strategy({ steps: [reminder, notice] })
    expect(check(inHouse, { who: 'creditor' })).toEqual([])
    expect(refusals(inHouse)).toEqual([expect.stringMatching(/^reminder, mandatory-notice:opening: .*R124-4/)])
  })
})

describe('a consumer', () => {
  const late = (afterDays: number, named: Partial<Strategy> = {}) =>
    strategy({ for: CONSUMERS, steps: [opening, reminder, notice, { ...lastNotice, id: 'call', channels: ['call'], afterDays }], ...named })

  it('is called for two years, and not a day longer', () => {
    expect(refusals(late(730))).toEqual([])
    expect(refusals(late(731))).toEqual(['call, limitation: Code de la consommation L218-2'])
  })

  it('may be anybody, where a strategy names no capacities', () => {
    const { for: _meant, ...anybody } = late(731)
    expect(refusals(anybody)).toEqual(['call, limitation: Code de la consommation L218-2'])
  })

  it('is warned of where claims of some categories end sooner', () => {
    expect(warnings(late(400)).filter((line) => line.includes('limitation'))).toEqual([
      'call, limitation: Code des postes et des communications électroniques L34-2',
    ])
  })

  it('control: professionals are not protected from being asked', () => {
    expect(refusals(late(731, { for: PROFESSIONALS }))).toEqual([])
  })

  it.each([
    ['consumers', CONSUMERS],
    ['whoever it may be', undefined],
  ])('owes no 40 EUR: %s', (_who, meant) => {
    const { for: _professionals, ...rest } = strategy({ charges: { interest: true, indemnity: true } })
    expect(refusals({ ...rest, ...(meant && { for: meant }) })).toContain('-, charges-indemnity: Code de commerce D441-5')
  })

  it('control: professionals owe them, and a consumer owes the legal interest from the formal notice on', () => {
    expect(refusals(strategy({ charges: { interest: true, indemnity: true } }))).toEqual([])
    expect(refusals(strategy({ for: CONSUMERS, charges: { interest: true, indemnity: false } }))).toEqual([])
  })

  it('is charged nothing where the law of its country gives nothing', () => {
    expect(refusals(strategy({ country: 'ZZ', charges: { interest: true, indemnity: false } }), { book: lawOf('ZZ') })).toEqual([
      expect.stringMatching(/^-, charges-interest: /),
    ])
  })
})

describe('before the opening letter', () => {
  it.each([
    ['writes', 'email'],
    ['texts', 'sms'],
    ['calls', 'call'],
  ] as const)('nobody %s', (verb, channel) => {
    const early = { ...reminder, channels: [channel], afterDays: 5 }
    const [fault] = check(strategy({ steps: [early, opening, notice] })).filter(({ level }) => level === 'refused')
    expect(fault).toMatchObject({ step: 'reminder', rule: 'before:opening', message: `it ${verb} before the opening letter` })
    expect(fault?.article).toContain('R124-4')
  })

  it('the creditor may speak, before the due date and in its own name', () => {
    const friendly = { ...reminder, id: 'before-due', stage: 'preventive' as const, afterDays: -3 }
    expect(refusals(strategy({ steps: [friendly, opening, notice] }))).toEqual([])
    const texts = SHIPPED.map((text) => (text.id === 'preventive' ? { ...text, body: `${text.body}\n\n{{recoveryStatement}}` } : text))
    const refused = refusals(strategy({ steps: [friendly, opening, notice] }), { texts })
    expect(refused).toContainEqual(expect.stringMatching(/^before-due, creditors-name: .*R124-4/))
  })
})

describe('a mandatory notice', () => {
  it.each([
    ['by a last notice', { steps: [opening, reminder, lastNotice] }, 'last-notice'],
    ['by a suit', { steps: [opening, reminder], judicial: { procedure: 'payment-order' } }, '-'],
  ] as const)('is not skipped %s', (_how, named, step) => {
    expect(refusals(strategy(named))).toEqual([expect.stringMatching(new RegExp(`^${step}, mandatory-notice:formal-notice: .*1344`))])
  })

  it('comes before what follows it', () => {
    expect(refusals(strategy({ steps: [opening, lastNotice, notice] }))).toEqual([
      expect.stringMatching(/^last-notice, before:formal-notice: .*1344/),
    ])
  })

  it('may be left to a person at the end of the road: a warning', () => {
    expect(refusals(strategy({ steps: [opening, reminder] }))).toEqual([])
    expect(warnings(strategy({ steps: [opening, reminder] }))).toEqual([expect.stringMatching(/^-, mandatory-notice:formal-notice: /)])
  })

  it('depends on nothing: a condition has no effect, and a warning says so', () => {
    const small = { ...notice, when: { leastCents: 100 } }
    expect(warnings(strategy({ steps: [opening, small] }))).toEqual([expect.stringMatching(/^formal-notice, notice-unconditional: /)])
  })
})

describe('a text', () => {
  const without = (id: string, variable: string) =>
    SHIPPED.map((text) => (text.id === id ? { ...text, body: text.body.replaceAll(`{{${variable}}}`, '') } : text))

  it.each([
    ['formal-notice', 'costsLaw', 'formal-notice', /^formal-notice, .*R124-4/],
    ['formal-notice', 'openingReference', 'formal-notice', /^formal-notice, .*R124-4/],
    ['reminder-1', 'openingDate', 'reminder', /^reminder, .*R124-4/],
    ['opening', 'recoveryStatement', 'opening-letter', /^opening-letter, .*R124-4/],
  ])('of an agency that lacks a mention is refused: %s without %s', (id, variable, step, article) => {
    const refused = check(strategy(), { texts: without(id, variable) }).filter(({ level }) => level === 'refused')
    expect(refused.length).toBeGreaterThan(0)
    for (const fault of refused) {
      expect(`${fault.step}, ${fault.article}`).toMatch(article)
      expect(fault).toMatchObject({ step, message: expect.stringContaining(`lacks ${variable}`) })
    }
  })

  it('is the one that the step names', () => {
    const texts = without('reminder-3', 'openingDate')
    expect(refusals(strategy(), { texts })).toEqual([])
    expect(refusals(strategy({ steps: [opening, { ...reminder, template: 'reminder-3' }, notice] }), { texts })).not.toEqual([])
  })

  it('may have to go by letter, where no channel reaches the debtor', () => {
    const texts = SHIPPED.map((text) =>
      text.id === 'reminder-1' && text.channel === 'letter' ? { ...text, body: text.body.replaceAll('{{openingDate}}', '') } : text,
    )
    expect(refusals(strategy({ steps: [opening, { ...reminder, channels: ['email'] }, notice] }), { texts })).not.toEqual([])
  })

  it('that no debtor of the strategy reads is not looked at', () => {
    const texts = SHIPPED.map((text) => (text.language === 'en' ? { ...text, body: 'Pay.' } : text))
    expect(refusals(strategy({ for: { ...PROFESSIONALS, languages: ['fr'] } }), { texts })).toEqual([])
    expect(refusals(strategy(), { texts })).not.toEqual([])
  })

  it('of a creditor recalls no opening letter', () => {
    expect(refusals(strategy(), { who: 'creditor', texts: without('formal-notice', 'openingReference') })).toEqual([])
  })
})

describe('a suit', () => {
  const suing = (procedure: 'summons' | 'small-claims' | 'payment-order', named: Partial<Strategy> = {}, attempt?: 'conciliation') =>
    strategy({ for: CONSUMERS, judicial: { procedure, ...(attempt && { attempt }) }, ...named })
  const upTo = (mostCents: number) => ({ for: { ...CONSUMERS, mostCents } })
  const from = (leastCents: number) => ({ for: { ...CONSUMERS, leastCents } })

  it('before the tribunal judiciaire up to 5,000 EUR needs the attempt of 750-1', () => {
    expect(refusals(suing('summons'))).toEqual([expect.stringMatching(/^-, attempt-to-settle: .*750-1/)])
    expect(refusals(suing('summons', from(500_000)))).toHaveLength(1)
    expect(refusals(suing('summons', from(500_001)))).toEqual([])
    expect(refusals(suing('summons', {}, 'conciliation'))).toEqual([])
  })

  it('against traders goes before the commercial court, which needs none, and a payment order needs none anywhere', () => {
    expect(refusals(suing('summons', { for: { capacities: ['trader'] } }))).toEqual([])
    expect(refusals(suing('payment-order'))).toEqual([])
  })

  it('for small claims is open up to its cap', () => {
    expect(refusals(suing('small-claims', upTo(500_000)))).toEqual([])
    expect(refusals(suing('small-claims', upTo(500_001)))).toEqual([expect.stringMatching(/^-, procedure-cap: .*R125-1/)])
    expect(refusals(suing('small-claims'))).toEqual([expect.stringMatching(/^-, procedure-cap: /)])
  })

  it('is one that the country has', () => {
    const belgian = inBelgium({ steps: [{ ...opening, payWithinDays: 20 }, notice], judicial: { procedure: 'payment-order' } })
    expect(refusals(belgian, { book: BE })).toEqual(['-, procedure: law pack be/2023-12-01'])
  })

  it('that nobody names is announced in vain: a warning', () => {
    const steps = [opening, notice, lastNotice]
    expect(warnings(strategy({ steps }))).toEqual(['last-notice, suit-announced: relance policy'])
    expect(warnings(strategy({ steps, judicial: { procedure: 'payment-order' } }))).toEqual([])
  })
})

describe('the first reminder to a Belgian consumer', () => {
  const ARTICLE = 'Code de droit économique XIX.2 (loi du 4 mai 2023)'
  const beginning = (first: Partial<typeof opening>, named: Partial<Strategy> = {}) =>
    inBelgium({ steps: [{ ...opening, payWithinDays: 20, ...first }, reminder, notice], ...named })

  it('leaves fourteen days, reckoned for a letter on its way over two holidays', () => {
    expect(refusals(beginning({}), { book: BE })).toEqual([])
    expect(refusals(beginning({ payWithinDays: 19 }), { book: BE })).toEqual([`opening-letter, first-reminder-days: ${ARTICLE}`])
  })

  it('has its days whenever the letter is posted', () => {
    const { firstReminder, isHoliday } = BE.packs.at(-1) as LawPack
    const days = Array.from({ length: 5 * 365 }, (_, index) => addDays('2024-01-01', index))
    const late = days.filter(
      (day) => freeUntil(firstReminder?.value as FirstReminder, day, 'post', (on) => isHoliday(on, null)) > addDays(day, 20),
    )
    expect(late).toEqual([])
  })

  it('is a reminder, also where it may be left out', () => {
    const inHouse = inBelgium({ steps: [{ ...reminder, payWithinDays: 20, when: { leastCents: 100 } }, notice] })
    expect(refusals(inHouse, { book: BE, who: 'creditor' })).toEqual([
      `formal-notice, first-reminder: ${ARTICLE}`,
      `formal-notice, first-reminder-days: ${ARTICLE}`,
    ])
  })

  it('has no charge in it', () => {
    const charged = amended(BE, ({ lateCharges }) => ({ lateCharges: { ...lateCharges, consumer: lateCharges.business } }))
    expect(refusals(beginning({}), { book: charged })).toContain(`opening-letter, first-reminder-free: ${ARTICLE}`)
    const free = beginning({}, { charges: { interest: false, indemnity: false } })
    expect(refusals(free, { book: charged })).toEqual([])
  })

  it('control: Belgian companies are reminded as they ever were', () => {
    expect(refusals(beginning({ payWithinDays: 8 }, { for: PROFESSIONALS }), { book: BE })).toEqual([])
  })
})

describe('hours and caps', () => {
  const confirmed = amended(FR, ({ contactHours, contactCaps }) => ({
    contactHours: { ...contactHours, confirmed: true },
    contactCaps: { ...contactCaps, confirmed: true },
  }))
  const hours = { weekdays: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }
  const cap = (most: number, withinDays: number) => ({ caps: [{ rule: 'own', most, withinDays }] })

  it.each([
    ['as the law’s', { hours }, []],
    ['narrower', { hours: { weekdays: [2], from: '09:00', to: '12:00' } }, []],
    ['that begin earlier', { hours: { ...hours, from: '07:59' } }, ['contact-hours']],
    ['that end later', { hours: { ...hours, to: '20:01' } }, ['contact-hours']],
    ['on a Saturday', { hours: { ...hours, weekdays: [6] } }, ['contact-hours']],
    ['of three a week, as the law’s', cap(3, 7), []],
    ['of two a week', cap(2, 7), []],
    ['of four a week', cap(4, 7), ['contact-caps']],
    ['of three in six days', cap(3, 6), ['contact-caps']],
    ['of four in a fortnight', cap(4, 14), []],
  ])('%s', (_what, named, rules) => {
    const of = (book: LawBook) => check(strategy(named), { book }).map(({ rule, level }) => `${level} ${rule}`)
    expect(of(confirmed)).toEqual(rules.map((rule) => `refused ${rule}`))
    expect(of(FR)).toEqual(rules.map((rule) => `warning ${rule}`)) // where they are the house's own
  })
})
