import { describe, expect, it } from 'vitest'
import { segments } from '../../src/domain/gsm7.js'
import { cents } from '../../src/domain/money.js'
import { STAGES } from '../../src/domain/stage.js'
import { composeMessage, templateFor } from '../../src/strategies/templates/compose.js'
import { escapeHtml } from '../../src/strategies/templates/email-html.js'
import { TEMPLATE_CHANNELS, TEMPLATE_LANGUAGES, writtenIn } from '../../src/strategies/templates/format.js'
import { l1118 } from '../../src/strategies/templates/legal-text.js'
import { SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'
import { amount, date, grouped } from '../../src/strategies/templates/values.js'
import { facts, ownFacts } from './sample.js'

const REMINDERS = [1, 2, 3] as const
const every = STAGES.flatMap((stage) =>
  TEMPLATE_LANGUAGES.flatMap((language) =>
    TEMPLATE_CHANNELS.flatMap((channel) =>
      (stage === 'amicable' ? REMINDERS : ([1] as const)).map((reminder) => ({ stage, language, channel, reminder })),
    ),
  ),
)
const textOf = (changed: Parameters<typeof facts>[0], channel: (typeof TEMPLATE_CHANNELS)[number] = 'letter') =>
  composeMessage(facts(changed), channel).text

describe.each(every)('$stage $reminder by $channel in $language', ({ stage, language, channel, reminder }) => {
  const message = composeMessage(facts({ stage, language, reminder }), channel)

  it('is whole: every placeholder has its value, no sum or date is broken', () => {
    expect(message.text).not.toMatch(/\{\{|\}\}|undefined|NaN|null/)
    expect(message.text).not.toContain('\u202F')
    const id = stage === 'amicable' ? `reminder-${reminder}` : stage
    expect(message.template.name).toBe(`${id}/${channel}/${language}`)
  })

  it('has a subject and HTML where its channel shows one', () => {
    expect(message.subject !== null).toBe(channel === 'letter' || channel === 'email')
    expect(message.html !== null).toBe(channel === 'email')
  })

  it('names the file', () => expect(message.text).toContain('D-2026-00042'))

  const isOpeningLetter = stage === 'opening' && channel === 'letter'
  it('recalls the reference and the date of the opening letter, once there is one', () => {
    const recalls = message.text.includes('D-2026-00042-1') && /7\.?[ \u00A0](avril|april)[ \u00A0]2026/i.test(message.text)
    expect(recalls).toBe(stage !== 'preventive' && !isOpeningLetter)
  })

  it('states the sum and until when it is valid, except in a text message', () => {
    const states = message.text.includes(amount(cents(3_601_96), 'EUR', language)) && message.text.includes(date('2026-06-01', language))
    expect(states).toBe(channel !== 'sms')
  })
})

describe('the opening letter', () => {
  const text = textOf({ stage: 'opening', openingLetter: null })

  it('has the mentions of R124-4, 1° to 5°', () => {
    expect(text).toContain('Relance Conseil, 2 place Bellecour, 69002 Lyon')
    expect(text).toContain('exerce une activité de recouvrement amiable')
    expect(text).toContain('Menuiserie Lebœuf & Fils, 14 rue de la Forêt, 69007 Lyon')
    expect(text).toContain('FA-2026-0001')
    expect(text).toContain(
      [
        'Principal 3\u00A0481,10\u00A0€',
        'Intérêts jusqu’au 11\u00A0mai\u00A02026 80,86\u00A0€',
        'Indemnité forfaitaire pour frais de recouvrement (Code de commerce D441-5) 40,00\u00A0€',
        'Autres accessoires 0,00\u00A0€',
      ].join('\n'),
    )
    expect(text).toContain('Nous vous demandons de payer')
    expect(text).toContain('FR76 3000 6000 0112 3456 7890 189')
    for (const paragraph of l1118.value) expect(text).toContain(paragraph)
  })

  it('shows items that are nothing, each by itself', () => {
    const none = textOf({
      stage: 'opening',
      interestCents: cents(0),
      interestThrough: null,
      accrues: false,
      indemnityCents: cents(0),
      principalCents: cents(3_601_96),
    })
    expect(none).toContain('Intérêts 0,00\u00A0€\nAutres accessoires 0,00\u00A0€')
  })

  it('prints the law in French in an English letter too', () => {
    for (const paragraph of l1118.value) expect(textOf({ stage: 'opening', language: 'en' })).toContain(paragraph)
  })

  it('informs of the data it uses (GDPR article 14)', () => expect(text).toContain('Vos données personnelles (article 14 du RGPD)'))
})

describe('a message is refused', () => {
  it.each(['sms', 'email', 'call'] as const)('by %s before there is an opening letter to recall', (channel) => {
    expect(() => composeMessage(facts({ stage: 'opening', openingLetter: null }), channel)).toThrow('opening-letter-missing')
    expect(composeMessage(facts({ stage: 'preventive', openingLetter: null }), channel).text).toContain('D-2026-00042')
  })

  it('when its items do not make up its total', () => {
    expect(() => composeMessage(facts({ amountCents: cents(3_601_95) }), 'letter')).toThrow('sums-differ')
  })

  it('when its sum is no longer valid, from the day after', () => {
    expect(() => composeMessage(facts({ payBefore: '2026-05-10' }), 'letter')).toThrow('validity-past')
    expect(composeMessage(facts({ payBefore: '2026-05-11' }), 'letter').text).toContain('11\u00A0mai\u00A02026')
  })

  it.each(['javascript:alert(1)', 'https://a"onclick="b', 'https://a b', 'data:text/html,x'])('when its link is %s', (paymentUrl) => {
    expect(() => composeMessage(facts({ paymentUrl }), 'email')).toThrow('payment-url-invalid')
  })

  it('when nobody has written it', () => {
    expect(() => templateFor(facts(), 'letter', [])).toThrow('template-missing')
  })

  it('and otherwise the latest version is used', () => {
    const [first] = SHIPPED.filter(({ id, channel, language }) => id === 'reminder-1' && channel === 'letter' && language === 'fr')
    if (!first) throw new Error('no template')
    const versions = [2, 10, 9].map((version) => ({ ...first, version }))
    expect(templateFor(facts(), 'letter', versions).version).toBe(10)
  })
})

/** What only somebody who collects for others says. */
const FOR_OTHERS =
  /pour le compte|on behalf|im Auftrag|namens|recouvrement amiable|amicable recovery|minnelijke invordering|L\. ?111-8|au créancier/i

describe.each(every)('a creditor’s own $stage $reminder by $channel in $language', ({ stage, language, channel, reminder }) => {
  const asked = { stage, language, reminder }
  const recalling = stage === 'opening' && channel !== 'letter' ? { openingLetter: facts().openingLetter } : {}
  const { text, subject, template } = composeMessage(ownFacts({ ...asked, ...recalling }), channel)

  it('is in the creditor’s own words', () => {
    expect(`${subject} ${text}`).not.toMatch(FOR_OTHERS)
    expect(text).toMatch(channel === 'sms' ? /Menuiserie Leboeuf/ : /Menuiserie Lebœuf/)
    expect(text).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|NaN|null/)
    expect(template.name.endsWith('/creditor')).toBe(stage !== 'preventive')
  })

  it('recalls a letter that was sent, and none that was not', () => {
    const { openingLetter } = facts()
    const recalled = composeMessage(ownFacts({ ...asked, openingLetter }), channel).text.includes('D-2026-00042-1')
    const isOpeningLetter = stage === 'opening' && channel === 'letter'
    expect(recalled).toBe(stage !== 'preventive' && !isOpeningLetter)
    expect(text.includes('D-2026-00042-1')).toBe(stage === 'opening' && channel !== 'letter')
  })
})

describe('interest', () => {
  const sums = (changed: Parameters<typeof facts>[0]) => textOf({ stage: 'formal-notice', ...changed })

  it('is stated through the last day whose rate is known, and goes on until payment', () => {
    const text = sums({ today: '2026-08-10', payBefore: '2026-08-25', interestThrough: '2026-06-30' })
    expect(text).toContain('Intérêts jusqu’au 30\u00A0juin\u00A02026 80,86\u00A0€')
    expect(text).toContain(
      'clôt le dossier. Passé cette date s’y ajoutent les intérêts courus depuis le 30\u00A0juin\u00A02026, jusqu’au complet paiement.',
    )
  })

  it('goes on also where none could be stated yet', () => {
    const text = sums({ interestThrough: null, interestCents: cents(0), principalCents: cents(3_561_96) })
    expect(text).toContain('Intérêts 0,00\u00A0€')
    expect(text).toContain('Passé cette date s’y ajoutent les intérêts, jusqu’au complet paiement.')
  })

  it('that does not accrue is not announced', () => {
    const text = sums({ accrues: false })
    expect(text).toContain('Passé cette date, la somme peut changer.')
    expect(text).not.toContain('s’y ajoutent')
  })
})

describe('a debtor whose language nobody writes in', () => {
  it.each(['es', 'PT', '', 'constructor'])('is written to in English: %s', (code) => {
    expect(writtenIn(code)).toBe('en')
    const asked = facts({ language: code as 'en' })
    expect(composeMessage(asked, 'letter', templateFor(asked, 'letter')).text).toContain('Dear Sir or Madam')
  })

  it.each(['fr', 'DE', 'nl'])('and others in their own: %s', (code) => expect(writtenIn(code)).toBe(code.toLowerCase()))
})

describe('a text message', () => {
  it.each(every.filter(({ channel }) => channel === 'sms'))('$stage $reminder in $language is two segments at most', (changed) => {
    const paymentUrl = 'https://payer.exemple.fr/d/l/0aZ_9-yXwVu8tSrQpOnM7l'
    const { text } = composeMessage(facts({ ...changed, paymentUrl }), 'sms')
    expect(segments(text)).toMatchObject({ encoding: 'GSM-7' })
    expect(segments(text).segments).toBeLessThanOrEqual(2)
    expect(text).toContain(paymentUrl)
    expect(text).toContain('K7Q2M9')
    expect(text).not.toMatch(/€|3.601|FA-2026|Étanchéité/)
  })

  it('is spelled in the alphabet that costs least', () => {
    const { text } = composeMessage(facts({ sender: { ...facts().sender, name: 'Lebœuf — l’Île' } }), 'sms')
    expect(text).toContain("Leboeuf - l'Ile")
  })
})

describe('what debtors and creditors are called', () => {
  const hostile = '<img src=x onerror=alert(1)> "{{iban}}" & \'co\'\r\nBcc: all@exemple.fr'
  const named = facts({ stage: 'opening', creditor: { name: hostile, addressLine: '{{claims}}', number: null }, debtor: { name: hostile } })

  it('is text in HTML', () => {
    const { html } = composeMessage(named, 'email')
    expect(html).not.toMatch(/<img|onerror=alert\(1\)>/)
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;{{iban}}&quot; &amp; &#39;co&#39;')
    expect(escapeHtml('&lt;')).toBe('&amp;lt;')
  })

  it('is never taken for a placeholder, nor for a table', () => {
    const { text, body } = composeMessage(named, 'letter')
    expect(text).toContain('"{{iban}}"')
    expect(body.filter(({ kind }) => kind === 'table')).toHaveLength(1)
  })

  it('is a name where it is all that a paragraph says', () => {
    const { body } = composeMessage(
      facts({ stage: 'preventive', creditor: { name: '{{claims}}', addressLine: '', number: null } }),
      'letter',
    )
    expect(body.at(-1)).toEqual({ kind: 'paragraph', text: '{{claims}}' })
  })

  it('begins no header and no line', () => {
    const { subject, text } = composeMessage({ ...named, stage: 'preventive' }, 'email')
    expect(subject).not.toMatch(/[\r\n]/)
    expect(text).not.toMatch(/^Bcc/m)
  })
})

describe('an e-mail', () => {
  const { html } = composeMessage(facts({ language: 'en' }), 'email')

  it('loads nothing and says its language', () => {
    expect(html).toContain('<html lang="en">')
    expect(html).not.toMatch(/<(img|script|link|style|table)|url\(/)
  })

  it('links to the payment page alone', () => {
    expect([...(html ?? '').matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual(['https://payer.exemple.fr/d/7KQ2M9XT4RPB'])
  })
})

describe('sums and dates in words', () => {
  it.each([
    [0, '0,00\u00A0€', '€0.00', '0,00\u00A0€', '€\u00A00,00'],
    [5, '0,05\u00A0€', '€0.05', '0,05\u00A0€', '€\u00A00,05'],
    [999_99, '999,99\u00A0€', '€999.99', '999,99\u00A0€', '€\u00A0999,99'],
    [1_000_00, '1\u00A0000,00\u00A0€', '€1,000.00', '1.000,00\u00A0€', '€\u00A01.000,00'],
    [1_234_567_89, '1\u00A0234\u00A0567,89\u00A0€', '€1,234,567.89', '1.234.567,89\u00A0€', '€\u00A01.234.567,89'],
    [-1_234_50, '-1\u00A0234,50\u00A0€', '-€1,234.50', '-1.234,50\u00A0€', '-€\u00A01.234,50'],
  ])('%j cents', (sum, fr, en, de, nl) => {
    const written = TEMPLATE_LANGUAGES.map((language) => amount(cents(sum), 'EUR', language))
    expect(written).toEqual([fr, en, de, nl])
  })

  it.each([
    ['GBP', '1\u00A0234,50\u00A0£', '£1,234.50', '1.234,50\u00A0£', '£\u00A01.234,50'],
    ['USD', '1\u00A0234,50\u00A0$', '$1,234.50', '1.234,50\u00A0$', '$\u00A01.234,50'],
    ['CHF', '1\u00A0234,50\u00A0CHF', 'CHF\u00A01,234.50', '1.234,50\u00A0CHF', 'CHF\u00A01.234,50'],
  ])('of %s', (currency, ...written) => {
    expect(TEMPLATE_LANGUAGES.map((language) => amount(cents(1_234_50), currency, language))).toEqual(written)
  })

  it('writes days as readers do', () => {
    expect(date('2026-01-05', 'fr')).toBe('5\u00A0janvier\u00A02026')
    expect(date('2026-08-01', 'fr')).toBe('1er\u00A0août\u00A02026')
    expect(date('2026-08-01', 'en')).toBe('1\u00A0August\u00A02026')
    expect(date('2026-03-01', 'de')).toBe('1.\u00A0März\u00A02026')
    expect(date('2026-03-01', 'nl')).toBe('1\u00A0maart\u00A02026')
    expect(() => date('2026-13-01', 'fr')).toThrow(RangeError)
  })

  it('groups what people copy by hand', () => {
    expect(grouped('RF8820260042')).toBe('RF88 2026 0042')
    expect(grouped('D-2026-00042')).toBe('D-2026-00042')
  })
})
