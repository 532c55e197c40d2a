import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packOn } from '../../src/domain/law-pack.js'
import { SIDE_STAGES } from '../../src/domain/stage.js'
import { lawOf } from '../../src/law/book.js'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import type { TemplateStage } from '../../src/strategies/templates/format.js'
import {
  checkTemplate as check,
  nameOf as plainName,
  STAGE_OF,
  TEMPLATE_CHANNELS,
  TEMPLATE_LANGUAGES,
  type Template,
} from '../../src/strategies/templates/format.js'
import { costsLaw, l1118, type Notice, privacy, reminderTerms } from '../../src/strategies/templates/legal-text.js'
import { render } from '../../src/strategies/templates/placeholders.js'
import { FORMER, SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'

const nameOf = (template: Template) => `${plainName(template).replaceAll('/', ' ')} v${template.version}`
const FRANCE = packOn(lawOf('FR'), '2026-11-21')
const checkTemplate = (template: Template, stage: TemplateStage) => check(template, stage, FRANCE, 'agency')
const ARTICLE = { rule: 'collector-mentions', source: 'Code des procédures civiles d’exécution R124-4 1° to 5°' }

describe('the templates that come with the engine', () => {
  it('exist once for every stage, channel, language and who collects', () => {
    const beside = (id: string) => (id === 'address-check' ? ['sms', 'email'] : ['letter', 'sms', 'email'])
    const channels = (id: string) => (SIDE_STAGES.some((side) => side === id) ? beside(id) : TEMPLATE_CHANNELS)
    const wanted = Object.keys(STAGE_OF).flatMap((id) =>
      TEMPLATE_LANGUAGES.flatMap((language) =>
        channels(id).flatMap((channel) => [
          `${id}/${channel}/${language}`,
          ...(id === 'preventive' ? [] : [`${id}/${channel}/${language}/creditor`]),
        ]),
      ),
    )
    expect(SHIPPED.map(plainName).sort()).toEqual(wanted.sort())
  })

  const COUNTRIES = ['FR', 'BE', 'DE', 'ZZ']
  it.each(SHIPPED.map((template) => [nameOf(template), template] as const))('%s has no fault under any law', (_name, template) => {
    const collecting = template.collects
      ? [template.collects]
      : template.id === 'preventive'
        ? (['agency', 'creditor'] as const)
        : (['agency'] as const)
    for (const country of COUNTRIES)
      for (const law of lawOf(country).packs)
        for (const collects of collecting)
          expect({ law: law.id, faults: check(template, STAGE_OF[template.id], law, collects) }).toEqual({ law: law.id, faults: [] })
  })

  it('say nothing of recovery before the due date', () => {
    for (const { id, body } of SHIPPED)
      if (id === 'preventive')
        expect(body.replace(/{{\w+}}/g, '')).not.toMatch(
          /recouvrement|recovery|mise en demeure|debt|dette|mahn|inkasso|schuld|invorder|gebreke/i,
        )
  })

  it('name a court in the last notices alone, and never as decided', () => {
    const naming = SHIPPED.filter(({ body }) =>
      /tribunal|\\bcourt|saisie|huissier|commissaire|gericht(?!lich)|rechtbank|deurwaarder/i.test(body),
    ).map(({ id }) => id)
    expect([...new Set(naming)]).toEqual(['formal-notice', 'last-notice'])
  })
})

describe('a template is refused when it is saved', () => {
  const letter = SHIPPED.find(({ id, channel, language }) => id === 'opening' && channel === 'letter' && language === 'fr') as Template
  const sms = SHIPPED.find(({ id, channel, language }) => id === 'reminder-1' && channel === 'sms' && language === 'fr') as Template

  it.each([
    ['an unknown variable', '{{debtorNmae}}', { code: 'variable-unknown', name: 'debtorNmae' }],
    ['a name of Object’s own', '{{constructor}}', { code: 'variable-unknown', name: 'constructor' }],
    ['an open brace', '{{debtorName', { code: 'braces-malformed', name: '{{debtorName' }],
    ['a single brace', '{debtorName}', { code: 'braces-malformed', name: '{debtorName}' }],
    ['a brace too many', '{{{debtorName}}}', { code: 'braces-malformed', name: '{}' }],
    ['a space inside', '{{ debtorName }}', { code: 'braces-malformed', name: '{{ debtorName }}' }],
    ['an optional part that nobody closes', '[[, unser Zeichen', { code: 'braces-malformed', name: '[[, unser Zeichen' }],
    ['a table within a sentence', 'See {{claims}} above', { code: 'block-not-alone', name: 'claims' }],
    ['its own reference recalled', '{{openingReference}}', { code: 'variable-refused', name: 'openingReference' }],
  ])('with %s', (_what, added, fault) => {
    expect(checkTemplate({ ...letter, body: `${letter.body}\n\nPS ${added}` }, 'opening')).toEqual([fault])
  })

  it.each(['amount', 'claims', 'debtorName'])('a text message with {{%s}}: whoever holds the phone reads it', (name) => {
    expect(checkTemplate({ ...sms, body: `${sms.body}\n\n{{${name}}}` }, 'amicable')).toEqual([{ code: 'variable-refused', name }])
  })

  it.each(['paymentUrl', 'fileReference', 'marker'])('a text message without {{%s}}', (name) => {
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
    expect(checkTemplate(moved, 'opening')).toEqual([
      { code: 'variable-missing', name: 'creditorName' },
      { code: 'mention-missing', name: 'creditorName', ...ARTICLE },
    ])
  })
})

describe('rendering', () => {
  it('puts a value in as it is: braces and dollars in it are text', () => {
    expect(render('{{debtorName}}!', { debtorName: '{{iban}} $& $1', iban: 'FR76' })).toBe('{{iban}} $& $1!')
  })

  it('leaves an optional part out where one of its variables has no value', () => {
    const text = 'File {{fileReference}}[[, our letter {{openingReference}} of {{openingDate}}]].'
    expect(render(text, { fileReference: 'D-1', openingReference: 'L-1', openingDate: '7 April' })).toBe(
      'File D-1, our letter L-1 of 7 April.',
    )
    expect(render(text, { fileReference: '[[{{openingDate}}]]', openingReference: 'L-1' })).toBe('File [[{{openingDate}}]].')
  })

  it('refuses a variable without a value', () => {
    expect(() => render('{{debtorName}}', {})).toThrow('no value for the variable debtorName')
    expect(() => render('{{toString}}', {})).toThrow(RangeError)
  })
})

/** Name and version of each template, and the beginning of its hash. */
const FROZEN = JSON.parse(readFileSync(new URL('./frozen-templates.json', import.meta.url), 'utf8')) as Record<string, string>
const FROZEN_SINCE_0_3 = 'fdbb0c532a3d6e9cd7644515a120d3e136c2936b914c7925696892de911dbff1'
const FROZEN_NOTICES = '8f992c1609f5b343058616f8a5a5a5da2d16d66f6ee97a4160a28f7abf95236a'

describe('a template that was used', () => {
  it('never changes: a change is a new version, with a line of its own', () => {
    const hashes = Object.fromEntries([...FORMER, ...SHIPPED].map((template) => [nameOf(template), canonicalHash(template).slice(0, 16)]))
    expect(hashes).toEqual(FROZEN)
  })

  it('keeps the notices that it prints', () => {
    const { fr, en } = privacy
    const before = {
      l1118,
      costsLaw: { fr: costsLaw.FR?.fr, en: costsLaw.FR?.en },
      privacy: { fr: printed(fr, 'la CNIL (www.cnil.fr)'), en: printed(en, 'the CNIL (www.cnil.fr)') },
    }
    expect(canonicalHash(before)).toBe(FROZEN_NOTICES)
    expect(canonicalHash({ costsLaw, privacy, reminderTerms })).toBe(FROZEN_SINCE_0_3)
  })

  const printed = ({ title, paragraphs }: Notice, authority: string) => ({
    title,
    paragraphs: paragraphs.map((text) => text.replaceAll('{{dataAuthority}}', authority)),
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
