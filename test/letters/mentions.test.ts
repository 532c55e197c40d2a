import { describe, expect, it } from 'vitest'
import { packOn } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import { composeMessage, MessageRefused, templateFor } from '../../src/strategies/templates/compose.js'
import type { MessageFacts } from '../../src/strategies/templates/facts.js'
import { checkTemplate, STAGE_OF, TEMPLATE_LANGUAGES, type Template, type TemplateId } from '../../src/strategies/templates/format.js'
import { SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'
import { facts, ownFacts } from './sample.js'

const law = (country: string) => packOn(lawOf(country), '2026-11-21')
const ofAgencies = (id: string, channel: string) =>
  SHIPPED.filter((template) => template.id === id && template.channel === channel && template.collects === undefined)

/** The template as if somebody had left a variable out, wherever it stands. */
const without = (template: Template, variable: string): Template => ({ ...template, body: template.body.replaceAll(`{{${variable}}}`, '') })

/** The articles that a template offends, by the variable that it lacks. */
const offended = (template: Template, country: string, collects: 'agency' | 'creditor' = 'agency') =>
  checkTemplate(template, STAGE_OF[template.id], law(country), collects)
    .filter(({ code }) => code === 'mention-missing')
    .map(({ name, source }) => `${name}: ${source}`)

/** R124-4 of the French code of civil enforcement procedures, point by point. */
const R124_4: [point: string, variable: string][] = [
  ['1° who collects', 'senderName'],
  ['1° where', 'senderAddress'],
  ['1° that it recovers amicably', 'recoveryStatement'],
  ['2° for whom', 'creditorName'],
  ['2° where', 'creditorAddress'],
  ['3° what for', 'claims'],
  ['3° each sum by itself', 'breakdown'],
  ['4° the demand to pay, and how', 'payment'],
  ['5° article L111-8', 'costsLaw'],
]

describe.each(['opening', 'formal-notice', 'last-notice'])('a French agency’s letter (%s)', (id) => {
  it.each(R124_4)('without %s is refused by R124-4', (_point, variable) => {
    const letters = ofAgencies(id, 'letter')
    expect(letters).toHaveLength(TEMPLATE_LANGUAGES.length)
    for (const letter of letters)
      expect(offended(without(letter, variable), 'FR')).toEqual([
        expect.stringMatching(`^${variable}: Code des procédures civiles d’exécution R124-4`),
      ])
  })
})

describe.each(['reminder-1', 'reminder-2', 'reminder-3', 'formal-notice', 'last-notice'])(
  'a later contact of a French agency (%s)',
  (id) => {
    it.each(['letter', 'sms', 'email', 'call'])('by %s recalls reference and date of the opening letter', (channel) => {
      for (const template of ofAgencies(id, channel))
        for (const variable of ['openingReference', 'openingDate'])
          expect(offended(without(template, variable), 'FR')).toEqual([
            expect.stringMatching(`^${variable}: Code des procédures civiles d’exécution R124-4`),
          ])
    })
  },
)

describe('a creditor that collects its own claims', () => {
  it('need not recall a letter of which there is none, nor print the costs of recovery', () => {
    const reminders = SHIPPED.filter(({ id, collects }) => id === 'reminder-1' && collects === 'creditor')
    for (const template of reminders) expect(offended(without(template, 'openingReference'), 'FR', 'creditor')).toEqual([])
  })
})

describe('the first letter of an agency', () => {
  it.each(['FR', 'BE', 'DE', 'ZZ'])('carries the notice of GDPR article 14: %s', (country) => {
    for (const letter of ofAgencies('opening', 'letter'))
      expect(offended(without(letter, 'privacy'), country)).toEqual(['privacy: GDPR article 14'])
  })

  it('names to a German consumer the authority that supervises it', () => {
    for (const letter of ofAgencies('opening', 'letter'))
      expect(offended(without(letter, 'supervisor'), 'DE')).toEqual([expect.stringMatching(/^supervisor: RDG § 13a/)])
  })
})

describe('the first reminder to a Belgian consumer', () => {
  const FIRST = [
    ['opening', 'agency'],
    ['reminder-1', 'creditor'],
    ['reminder-2', 'creditor'],
    ['reminder-3', 'creditor'],
  ] as const
  const XIX_2: [lacking: string, variables: string[]][] = [
    ['claims', ['claims']],
    ['reminderTerms', ['creditorNumber', 'waitingDays']],
  ]

  it.each(FIRST)('says who the creditor is, what for and how long there is to pay: %s of %s', (id, collects) => {
    const templates = SHIPPED.filter((one) => one.id === id && /letter|email/.test(one.channel) && (one.collects ?? 'agency') === collects)
    expect(templates).toHaveLength(2 * TEMPLATE_LANGUAGES.length)
    for (const template of templates)
      for (const [lacking, variables] of XIX_2)
        for (const variable of variables)
          expect(offended(without(template, lacking), 'BE', collects)).toContainEqual(
            expect.stringMatching(`^${variable}: Code de droit économique XIX.2`),
          )
  })

  const consumer = (changed: Partial<MessageFacts> = {}) => facts({ country: 'BE', stage: 'opening', regimes: ['consumer'], ...changed })

  it('is not sent while the creditor’s number is not known', () => {
    const unknown = { ...facts().creditor, number: null }
    expect(() => composeMessage(consumer({ creditor: unknown }), 'letter')).toThrow('mention-missing')
    expect(composeMessage(consumer({ creditor: unknown, regimes: ['business'] }), 'letter').text).toContain('FA-2026-0001')
  })

  it('grants fourteen days free of charge, as long as nothing is charged', () => {
    const nothing = {
      interestCents: cents(0),
      interestThrough: null,
      accrues: false,
      indemnityCents: cents(0),
      amountCents: cents(3_481_10),
    }
    const free = composeMessage(consumer({ ...nothing, penaltyCents: cents(214_05) }), 'letter').text
    expect(free).toContain('Vous disposez de 14 jours calendrier pour payer sans frais. Ce délai commence le 3e jour ouvrable')
    expect(free).toContain('une indemnité de 214,05\u00A0€ au plus')
    expect(composeMessage(consumer(), 'letter').text).not.toContain('sans frais')
    expect(composeMessage(consumer({ ...nothing, regimes: ['business'] }), 'letter').text).not.toContain('jours calendrier')
  })
})

describe('a message that the law of its file does not allow', () => {
  const own = (id: TemplateId, changed: Partial<Template>): Template => ({
    ...templateFor(facts({ stage: STAGE_OF[id] }), 'letter'),
    ...changed,
  })
  const refusalOf = (asked: MessageFacts, template: Template): MessageRefused | null => {
    try {
      composeMessage(asked, template.channel, template)
      return null
    } catch (error) {
      if (error instanceof MessageRefused) return error
      throw error
    }
  }

  it('is not made of words that were published before the law wanted more', () => {
    const former = own('formal-notice', {})
    const refused = refusalOf(facts({ stage: 'formal-notice' }), without(former, 'costsLaw'))
    expect(refused).toMatchObject({ code: 'mention-missing', source: expect.stringContaining('R124-4') })
    expect(refusalOf(facts({ stage: 'formal-notice' }), former)).toBeNull()
  })

  it('is not sent by a French agency before its letter, and may be by the creditor itself, or elsewhere', () => {
    const reminder = own('reminder-1', {})
    expect(refusalOf(facts({ openingLetter: null }), reminder)?.code).toBe('opening-letter-missing')
    expect(refusalOf(facts({ openingLetter: null, country: 'BR' }), reminder)).toBeNull()
    expect(() => composeMessage(ownFacts(), 'letter')).not.toThrow()
  })

  it('is not sent with a hole in it', () => {
    const asking = own('reminder-1', { body: `${own('reminder-1', {}).body}\n\n{{supervisor}}` })
    expect(refusalOf(facts(), asking)?.code).toBe('value-missing')
  })
})
