import { describe, expect, it } from '@jest/globals'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import {
  checkTemplate,
  render,
  STAGE_OF,
  TEMPLATE_CHANNELS,
  TEMPLATE_LANGUAGES,
  type Template,
} from '../../src/strategies/templates/format.js'
import { costsLaw, l1118, privacy } from '../../src/strategies/templates/legal-text.js'
import { SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'

const nameOf = ({ id, channel, language, version }: Template) => `${id} ${channel} ${language} v${version}`

describe('the templates that come with the engine', () => {
  it('exist once for every stage, channel and language', () => {
    const wanted = Object.keys(STAGE_OF).flatMap((id) =>
      TEMPLATE_LANGUAGES.flatMap((language) => TEMPLATE_CHANNELS.map((channel) => `${id} ${channel} ${language} v1`)),
    )
    expect(SHIPPED.map(nameOf).sort()).toEqual(wanted.sort())
  })

  it.each(SHIPPED.map((template) => [nameOf(template), template] as const))('%s has no fault', (_name, template) => {
    expect(checkTemplate(template, STAGE_OF[template.id])).toEqual([])
  })

  it('say nothing of recovery before the due date', () => {
    for (const { id, body } of SHIPPED)
      if (id === 'preventive') expect(body.replace(/{{\w+}}/g, '')).not.toMatch(/recouvrement|recovery|mise en demeure|debt|dette/i)
  })

  it('name a court in the last notices alone, and never as decided', () => {
    const naming = SHIPPED.filter(({ body }) => /tribunal|court|saisie|huissier|commissaire/i.test(body)).map(({ id }) => id)
    expect([...new Set(naming)]).toEqual(['formal-notice', 'last-notice'])
  })
})

describe('a template is refused when it is saved', () => {
  const letter = SHIPPED.find(({ id, channel, language }) => id === 'opening' && channel === 'letter' && language === 'fr') as Template
  const sms = SHIPPED.find(({ id, channel, language }) => id === 'reminder-1' && channel === 'sms' && language === 'fr') as Template

  it.each([
    'senderName',
    'senderAddress',
    'recoveryStatement',
    'creditorName',
    'creditorAddress',
    'claims',
    'breakdown',
    'payment',
    'costsLaw',
  ])('an opening letter without {{%s}}, a mention of R124-4', (name) => {
    const without = { ...letter, body: letter.body.replaceAll(`{{${name}}}`, 'x') }
    expect(checkTemplate(without, 'opening')).toEqual([{ code: 'variable-missing', name }])
  })

  it.each([
    ['an unknown variable', '{{debtorNmae}}', { code: 'variable-unknown', name: 'debtorNmae' }],
    ['a name of Object’s own', '{{constructor}}', { code: 'variable-unknown', name: 'constructor' }],
    ['an open brace', '{{debtorName', { code: 'braces-malformed', name: '{{debtorName' }],
    ['a single brace', '{debtorName}', { code: 'braces-malformed', name: '{debtorName}' }],
    ['a brace too many', '{{{debtorName}}}', { code: 'braces-malformed', name: '{}' }],
    ['a space inside', '{{ debtorName }}', { code: 'braces-malformed', name: '{{ debtorName }}' }],
    ['a table within a sentence', 'See {{claims}} above', { code: 'block-not-alone', name: 'claims' }],
    ['its own reference recalled', '{{openingReference}}', { code: 'variable-refused', name: 'openingReference' }],
  ])('with %s', (_what, added, fault) => {
    expect(checkTemplate({ ...letter, body: `${letter.body}\n\nPS ${added}` }, 'opening')).toEqual([fault])
  })

  it.each(['amount', 'claims', 'debtorName'])('a text message with {{%s}}: whoever holds the phone reads it', (name) => {
    expect(checkTemplate({ ...sms, body: `${sms.body}\n\n{{${name}}}` }, 'amicable')).toEqual([{ code: 'variable-refused', name }])
  })

  it.each(['openingReference', 'openingDate', 'paymentUrl', 'fileReference', 'marker'])('a text message without {{%s}}', (name) => {
    expect(checkTemplate({ ...sms, body: sms.body.replace(`{{${name}}}`, '') }, 'amicable')).toEqual([{ code: 'variable-missing', name }])
  })

  it('a friendly word before the due date that recalls a collector’s letter', () => {
    const found = SHIPPED.find(({ id, channel }) => id === 'preventive' && channel === 'email') as Template
    const faults = checkTemplate({ ...found, body: `${found.body}\n\n{{costsLaw}}` }, 'preventive')
    expect(faults).toEqual([{ code: 'variable-refused', name: 'costsLaw' }])
  })

  it('without a subject, with one where none is shown, with one of two lines', () => {
    const { subject: _subject, ...bare } = letter
    expect(checkTemplate(bare, 'opening')).toEqual([{ code: 'subject-missing' }])
    expect(checkTemplate({ ...sms, subject: 'x' }, 'amicable')).toEqual([{ code: 'subject-unexpected' }])
    expect(checkTemplate({ ...letter, subject: 'a\r\nBcc: b' }, 'opening')).toEqual([{ code: 'subject-not-one-line' }])
  })

  it('a formal notice that does not say so', () => {
    const notice = SHIPPED.find(
      ({ id, channel, language }) => id === 'formal-notice' && channel === 'letter' && language === 'fr',
    ) as Template
    const mild = { ...notice, subject: 'Rappel', body: notice.body.replaceAll(/mise en demeure/gi, 'rappel').replaceAll('en demeure', '') }
    expect(checkTemplate(mild, 'formal-notice')).toEqual([{ code: 'words-missing', name: 'mise en demeure' }])
  })

  it('and the mandatory variable must stand in the body: a subject is not the message', () => {
    const moved = { ...letter, subject: '{{creditorName}}', body: letter.body.replaceAll('{{creditorName}}', 'x') }
    expect(checkTemplate(moved, 'opening')).toEqual([{ code: 'variable-missing', name: 'creditorName' }])
  })
})

describe('rendering', () => {
  it('puts a value in as it is: braces and dollars in it are text', () => {
    expect(render('{{debtorName}}!', { debtorName: '{{iban}} $& $1', iban: 'FR76' })).toBe('{{iban}} $& $1!')
  })

  it('refuses a variable without a value', () => {
    expect(() => render('{{debtorName}}', {})).toThrow('no value for the variable debtorName')
    expect(() => render('{{toString}}', {})).toThrow(RangeError)
  })
})

const FROZEN: Record<string, string> = {
  'preventive letter fr v1': '6cad3720dee878d7',
  'preventive email fr v1': 'cc3e30e869f24cb0',
  'preventive sms fr v1': 'f8a93b86ea907fc0',
  'preventive call fr v1': 'dea6a02fe4e46e08',
  'preventive letter en v1': 'f21021cd26576650',
  'preventive email en v1': '33b419dc486ac01a',
  'preventive sms en v1': 'ba3850871b177ff8',
  'preventive call en v1': '9717e88961aff563',
  'opening letter fr v1': '911d2109b0ff5578',
  'opening email fr v1': '71da3500a70af2c4',
  'opening sms fr v1': '839e6ee78bed8237',
  'opening call fr v1': '6d976968fd586c64',
  'opening letter en v1': '81e12af28c0fbd54',
  'opening email en v1': 'e935899be7e07f29',
  'opening sms en v1': '8782d8b4345122ab',
  'opening call en v1': '3dc2f786564f7a53',
  'reminder-1 letter fr v1': '7aa3051b4807946a',
  'reminder-1 email fr v1': '0bb654f58b9998a6',
  'reminder-1 sms fr v1': '7861e9eb3dc036fd',
  'reminder-1 call fr v1': 'e8cb70eb55e6ad05',
  'reminder-1 letter en v1': 'a4538350268c7ce3',
  'reminder-1 email en v1': '3eb8735646ee875b',
  'reminder-1 sms en v1': 'e4e29d9518715cb0',
  'reminder-1 call en v1': 'f5b574ba3d4898b2',
  'reminder-2 letter fr v1': '39a2d4f77d48c8e1',
  'reminder-2 email fr v1': '876c66e646568f41',
  'reminder-2 sms fr v1': '08c9bc307e12e9db',
  'reminder-2 call fr v1': '05156c92d8141cf8',
  'reminder-2 letter en v1': '7ef098a416189ab2',
  'reminder-2 email en v1': 'dba6e0a21647e824',
  'reminder-2 sms en v1': '2137c2578c049dc2',
  'reminder-2 call en v1': '896fdaa3802a012f',
  'reminder-3 letter fr v1': '7bcbba768e4669b9',
  'reminder-3 email fr v1': 'feb92ddb254332e1',
  'reminder-3 sms fr v1': '769dfa021b98a71b',
  'reminder-3 call fr v1': '7d2573e388b62795',
  'reminder-3 letter en v1': '4a8516cc035cbf1c',
  'reminder-3 email en v1': 'ed405f72e57d2cf0',
  'reminder-3 sms en v1': 'e4aaca8d8baf053b',
  'reminder-3 call en v1': 'a93a6e43b08cb2d3',
  'formal-notice letter fr v1': '90dbec8df8e1c222',
  'formal-notice email fr v1': 'd2d6b36da1d5e978',
  'formal-notice sms fr v1': 'c09a376913354980',
  'formal-notice call fr v1': 'a8b25cd4266e059b',
  'formal-notice letter en v1': 'ac05d796d690911d',
  'formal-notice email en v1': '2f5c8380cf1fef55',
  'formal-notice sms en v1': 'e22b694f1e264403',
  'formal-notice call en v1': '1ca61fb694739ebd',
  'last-notice letter fr v1': '1c2ac6db7dd47be5',
  'last-notice email fr v1': 'd58905813c5ba9eb',
  'last-notice sms fr v1': '293537ae60c1607a',
  'last-notice call fr v1': '2a405541ccf788e4',
  'last-notice letter en v1': '8f1c7aade91ca9fa',
  'last-notice email en v1': '739fd14729b5e91c',
  'last-notice sms en v1': '9ec778f31591ee9e',
  'last-notice call en v1': '6d0a0fe1e49ea09b',
}
const FROZEN_NOTICES = '8f992c1609f5b343058616f8a5a5a5da2d16d66f6ee97a4160a28f7abf95236a'

describe('a template that was used', () => {
  it('never changes: a change is a new version, with a line of its own', () => {
    const hashes = Object.fromEntries(SHIPPED.map((template) => [nameOf(template), canonicalHash(template).slice(0, 16)]))
    expect(hashes).toEqual(FROZEN)
  })

  it('keeps the notices that it prints', () => {
    expect(canonicalHash({ l1118, costsLaw, privacy })).toBe(FROZEN_NOTICES)
  })
})

/** The words of CPCE L111-8 al. 2 and 3, in force since 2014-03-19. */
describe('article L111-8', () => {
  it('is reproduced to the letter', () => {
    expect(l1118.value).toEqual([
      "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire.",
      "Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l'exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.",
    ])
  })
})
