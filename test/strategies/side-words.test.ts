import { describe, expect, it } from 'vitest'
import { segments } from '../../src/domain/gsm7.js'
import { packOn } from '../../src/domain/law-pack.js'
import { cents } from '../../src/domain/money.js'
import { SIDE_STAGES, type SideStage } from '../../src/domain/stage.js'
import { lawOf } from '../../src/law/book.js'
import { composeMessage, MessageRefused } from '../../src/strategies/templates/compose.js'
import type { MessageFacts } from '../../src/strategies/templates/facts.js'
import { checkTemplate, TEMPLATE_LANGUAGES, type Template, type TemplateChannel } from '../../src/strategies/templates/format.js'
import { SHIPPED } from '../../src/strategies/templates/shipped/shipped.js'
import { JUDICIAL_NEWS, type SideFacts } from '../../src/strategies/templates/side-facts.js'
import { facts, ownFacts } from '../letters/sample.js'

const MEDIATOR = { name: 'Médiation Conso Exemple', contact: ['12 rue du Pont, 75010 Paris', 'https://mediation.exemple'] }
const DISPUTE = {
  kind: 'dispute-answer',
  claim: 'FA-2026-0002',
  outcome: 'partly-upheld',
  contestedCents: cents(500_00),
  upheldCents: cents(123_45),
  words: 'Deux des dix chaises\nmanquaient à la livraison.',
  mediator: MEDIATOR,
} as const satisfies SideFacts

const SERVED = {
  kind: 'judicial-step',
  news: 'served',
  on: '2026-09-25',
  court: 'Tribunal de commerce de Paris',
  until: '2026-10-26',
} as const satisfies SideFacts

const SIDES: Record<SideStage, SideFacts> = {
  'plan-reminder': { kind: 'plan-reminder', number: 3, of: 6, dueOn: '2026-05-20', instalmentCents: cents(600_33), method: 'by-debtor' },
  'plan-default': { kind: 'plan-default', overdueCents: cents(412_07), dueOn: '2026-05-02', cureBy: '2026-05-26' },
  'dispute-answer': DISPUTE,
  reply: { kind: 'reply', text: 'Bonjour,\n\nvotre facture est jointe {{iban}}.  À bientôt ?' },
  'address-check': { kind: 'address-check' },
  'judicial-step': SERVED,
}

const beside = (stage: SideStage, changed: Partial<MessageFacts> = {}) => facts({ stage, side: SIDES[stage], payBefore: null, ...changed })
const channelsOf = (stage: SideStage): TemplateChannel[] => (stage === 'address-check' ? ['sms', 'email'] : ['letter', 'sms', 'email'])
const every = SIDE_STAGES.flatMap((stage) =>
  TEMPLATE_LANGUAGES.flatMap((language) => channelsOf(stage).map((channel) => ({ stage, language, channel }))),
)
/** Spaces that do not break are written as plain ones. */
const plain = (text: string | null) => (text ?? '').replaceAll('\u00A0', ' ')
const textOf = (stage: SideStage, channel: TemplateChannel, changed: Partial<MessageFacts> = {}) =>
  plain(composeMessage(beside(stage, { language: 'en', ...changed }), channel).text)

describe.each(every)('$stage by $channel in $language', ({ stage, language, channel }) => {
  const own = { creditor: ownFacts().creditor, sender: ownFacts().sender, collects: 'creditor', openingLetter: null } as const
  const voices = [{}, own]

  it('is whole, in its own words, for an agency and for a creditor', () => {
    for (const voice of voices) {
      const { text, template, language: written } = composeMessage(beside(stage, { language, ...voice }), channel)
      expect(text.replace('{{iban}}', '')).not.toMatch(/\{\{|\}\}|\[\[|\]\]|undefined|NaN|null/)
      expect(written).toBe(language)
      expect(template.name).toBe(`${stage}/${channel}/${language}${'collects' in voice ? '/creditor' : ''}`)
      expect(text).toContain('D-2026-00042')
    }
  })

  it('recalls the opening letter where one was sent, and goes out where none was', () => {
    const isRecalled = (text: string) => text.includes('D-2026-00042-1') && /7\.?[ \u00A0](avril|april)[ \u00A0]2026/i.test(text)
    const sent = composeMessage(beside(stage, { language }), channel).text
    const unsent = composeMessage(beside(stage, { language, openingLetter: null }), channel).text
    expect([isRecalled(sent), isRecalled(unsent)]).toEqual([stage !== 'address-check', false])
  })

  it('has a subject and HTML where its channel shows one', () => {
    const { subject, html } = composeMessage(beside(stage, { language }), channel)
    expect([subject !== null, html !== null]).toEqual([channel !== 'sms', channel === 'email'])
  })

  it('demands nothing by a day: it is neither a reminder nor a formal notice', () => {
    const { text } = composeMessage(beside(stage, { language }), channel)
    expect(text).not.toMatch(
      /mise en demeure|formal notice|Mahnung|ingebrekestelling|clôt le dossier|closes the file|ist die Sache erledigt/,
    )
  })
})

describe('before an instalment', () => {
  it.each(['letter', 'email'] as const)('by %s it says which one, how much and when', (channel) => {
    const text = textOf('plan-reminder', channel)
    expect(text).toContain('Your payment plan provides for €600.33 on 20 May 2026 (instalment 3 of 6).')
    expect(text).not.toContain('3,601.96')
  })

  it('the code of a transfer is for the instalment, not for all that is owed', () => {
    const codeOf = (stage: SideStage) =>
      composeMessage(beside(stage), 'letter').body.flatMap((block) => (block.kind === 'payment' ? [block.transfer?.code] : []))
    expect(codeOf('plan-reminder')).toEqual([expect.stringContaining('\nEUR600.33\n')])
    expect(codeOf('plan-default')).toEqual([expect.stringContaining('\nEUR412.07\n')])
    expect(codeOf('dispute-answer')).toEqual([expect.stringContaining('\nEUR3601.96\n')])
  })

  it.each([
    ['direct-debit', 'debited from your account'],
    ['card', 'charged to your card'],
  ] as const)('one that is collected by %s asks for nothing', (method, words) => {
    const side = { ...SIDES['plan-reminder'], method } as SideFacts
    const text = textOf('plan-reminder', 'email', { side })
    expect(text).toContain(words)
    expect(text).not.toContain('IBAN')
  })
})

describe('after a missed instalment', () => {
  it('says how much is missing, until when it can be made good, and what happens otherwise', () => {
    const text = textOf('plan-default', 'letter')
    expect(text).toContain('The instalment of 2 May 2026 has not been paid in full: €412.07 is still to be paid')
    expect(text).toContain('until 26 May 2026, that day included')
    expect(text).toContain('all that is still owed, €3,601.96 as of today')
  })
})

describe('the answer to a dispute', () => {
  it('says what was decided and why, what was taken off which invoice, what is owed now and who mediates', () => {
    const text = textOf('dispute-answer', 'letter')
    expect(text).toContain(
      'You disputed €500.00 of the invoice FA-2026-0002. Having examined it, we accept your dispute in part: €123.45 is taken off this invoice, the rest is maintained.',
    )
    expect(text).toContain('Deux des dix chaises\nmanquaient à la livraison.')
    expect(text).toContain('Principal €3,481.10')
    expect(text).toContain('Sum to pay €3,601.96\nSum as of 11 May 2026.')
    expect(text).toContain('Médiation Conso Exemple, 12 rue du Pont, 75010 Paris, https://mediation.exemple')
  })

  it.each([
    ['upheld', null, 'You disputed the invoice FA-2026-0002. Having examined it, we accept your dispute: €123.45 is taken off'],
    ['rejected', null, 'we do not accept your dispute: nothing is taken off this invoice'],
  ] as const)('%s says so', (outcome, contestedCents, words) => {
    const text = textOf('dispute-answer', 'email', { side: { ...DISPUTE, outcome, contestedCents, mediator: null } })
    expect(text).toContain(words)
    expect(text).not.toContain('mediation')
  })

  it('asks for nothing where nothing is owed any more', () => {
    const zero = { principalCents: cents(0), interestCents: cents(0), indemnityCents: cents(0), amountCents: cents(0), claims: [] }
    const text = textOf('dispute-answer', 'letter', { ...zero, interestThrough: null, accrues: false })
    expect(text).toContain('At present nothing is asked of you on this file.')
    expect(text).not.toMatch(/IBAN|How to pay|€0\.00/)
  })

  it('is refused where its sums do not make up its total', () => {
    expect(() => composeMessage(beside('dispute-answer', { amountCents: cents(3_601_95) }), 'letter')).toThrow('sums-differ')
  })
})

describe('the next step after a dispute was upheld', () => {
  const changes = [{ claim: 'FA-2026-0002', takenOffCents: cents(123_45), on: '2026-05-08' }]
  const said = 'following your dispute, €123.45 was taken off the invoice FA-2026-0002 on 8 May 2026'

  it.each(['amicable', 'formal-notice', 'last-notice'] as const)('says what changed, above the invoices: %s', (stage) => {
    for (const channel of ['letter', 'email'] as const) {
      const { body } = composeMessage(facts({ stage, changes, language: 'en' }), channel)
      const at = body.findIndex((block) => block.kind === 'paragraph' && plain(block.text).includes(said))
      expect(body[at + 1]).toMatchObject({ kind: 'table' })
    }
  })

  it('and otherwise says nothing of it', () => {
    expect(plain(composeMessage(facts({ stage: 'formal-notice', language: 'en' }), 'letter').text)).not.toContain('What has changed')
  })
})

describe('a reply', () => {
  it.each(['letter', 'email', 'sms'] as const)('by %s goes out word for word, and braces in it are text', (channel) => {
    const { text, body } = composeMessage(beside('reply', { language: 'fr' }), channel)
    expect(body).toContainEqual({ kind: 'paragraph', text: 'Bonjour,\n\nvotre facture est jointe {{iban}}.  À bientôt ?' })
    // A text message is spelled in its own alphabet.
    expect(text).toContain(channel === 'sms' ? 'jointe {{iban}}.  A bientot ?' : 'jointe {{iban}}.  À bientôt ?')
  })

  it('of 480 characters is a text message of five parts at most', () => {
    const { text } = composeMessage(beside('reply', { side: { kind: 'reply', text: 'abcdefgh '.repeat(53) } }), 'sms')
    expect(segments(text).segments).toBeLessThanOrEqual(5)
  })
})

describe('how a proceeding stands', () => {
  it('an order that was served: where the debtor may object, and until when', () => {
    const text = textOf('judicial-step', 'letter')
    expect(text).toContain('The decision to pay was served on you on 25 September 2026.')
    expect(text).toContain('you may object before Tribunal de commerce de Paris until 26 October 2026, that day included')
    expect(textOf('judicial-step', 'letter', { side: { ...SERVED, court: null, until: null } })).toContain(
      'you may object before the court seised. The act that was served on you says how and until when.',
    )
  })

  it.each(JUDICIAL_NEWS.flatMap((news) => TEMPLATE_LANGUAGES.map((language) => [news, language] as const)))(
    '%s is said in %s, with its day and nothing left open',
    (news, language) => {
      for (const until of ['2026-10-26', null]) {
        const text = textOf('judicial-step', 'email', { language, side: { ...SERVED, news, until } })
        expect(text).not.toMatch(/undefined|null|\{\{/)
        if (news !== 'hearing') expect(text).toMatch(/25(\.| )? ?(september|September|septembre) 2026/)
      }
    },
  )

  it('once it is paid it asks for nothing', () => {
    const zero = { principalCents: cents(0), interestCents: cents(0), indemnityCents: cents(0), amountCents: cents(0), claims: [] }
    const text = textOf('judicial-step', 'letter', { ...zero, interestThrough: null, accrues: false, side: { ...SERVED, news: 'paid' } })
    expect(text).toContain('The sum is paid: the proceeding ended on 25 September 2026.')
    expect(text).not.toMatch(/IBAN|How to pay|€/)
  })
})

/** Whatever tells somebody else that money is owed, or for whom somebody writes. */
const OF_A_DEBT =
  /€|EUR|IBAN|3.601|dette|créan|factur|recouvr|échéan|impay|debt|invoice|recover|owe|pay\b|payment|Schuld|Forderung|Rechnung|Zahlung|schuld|factuur|betal|invorder|Lebœuf|Leboeuf|7KQ2 M9XT/i

describe('who looks for an address', () => {
  it.each(every.filter(({ stage }) => stage === 'address-check'))(
    'says nothing of a debt, by $channel in $language',
    ({ language, channel }) => {
      const { text, subject, html } = composeMessage(beside('address-check', { language }), channel)
      for (const words of [text, subject ?? '', (html ?? '').replace(/style="[^"]*"/g, '')])
        expect(words.replaceAll('https://payer.exemple.fr/d/7KQ2M9XT4RPB', '')).not.toMatch(OF_A_DEBT)
    },
  )

  it('sends no letter: it would come back too', () => {
    expect(() => composeMessage(beside('address-check'), 'letter')).toThrow(MessageRefused)
  })
})

describe('a text message beside the road', () => {
  it.each(every.filter(({ stage, channel }) => channel === 'sms' && stage !== 'reply'))(
    '$stage in $language is two segments at most, in the cheap alphabet, without a sum',
    ({ stage, language }) => {
      const { text } = composeMessage(beside(stage, { language }), 'sms')
      expect(segments(text)).toMatchObject({ encoding: 'GSM-7' })
      expect(segments(text).segments).toBeLessThanOrEqual(2)
      expect(text).toContain('K7Q2M9')
      expect(text).not.toMatch(/€|EUR|FA-2026|412|600/)
    },
  )
})

describe('a tenant’s own words beside the road are refused', () => {
  const LAW = packOn(lawOf('FR'), '2026-11-21')
  const shipped = (id: SideStage, channel: TemplateChannel) =>
    SHIPPED.find((one) => one.id === id && one.channel === channel && one.language === 'fr' && !one.collects) as Template
  const faults = (template: Template, stage: SideStage) => checkTemplate(template, stage, LAW, 'agency')
  const adding = (template: Template, text: string) => ({ ...template, body: `${template.body}\n\n${text}` })

  it.each([
    ['plan-default', 'email', '{{payBefore}}', 'payBefore'],
    ['plan-default', 'letter', '{{noticeLaw}}', 'noticeLaw'],
    ['plan-reminder', 'letter', '{{cureBy}}', 'cureBy'],
    ['address-check', 'sms', '{{creditorName}}', 'creditorName'],
    ['address-check', 'email', '{{amount}}', 'amount'],
    ['plan-reminder', 'sms', '{{instalment}}', 'instalment'],
  ] as const)('%s by %s with %s', (id, channel, added, name) => {
    expect(faults(adding(shipped(id, channel), added), id)).toEqual([{ code: 'variable-refused', name }])
  })

  it('without what they are for', () => {
    const bare = (id: SideStage, name: string) => ({
      ...shipped(id, 'letter'),
      body: shipped(id, 'letter').body.replaceAll(`{{${name}}}`, ''),
    })
    for (const [id, name] of [
      ['plan-default', 'cureBy'],
      ['dispute-answer', 'mediator'],
      ['reply', 'replyText'],
      ['reply', 'openingReference'],
    ] as const)
      expect(faults(bare(id, name), id)).toEqual([{ code: 'variable-missing', name }])
  })

  it('for a channel that nothing is said by', () => {
    const call = { ...shipped('plan-reminder', 'sms'), channel: 'call' as const }
    expect(faults(call, 'plan-reminder')).toContainEqual({ code: 'channel-refused', name: 'call' })
  })

  it('and on the road, what only words beside it can say', () => {
    const reminder = SHIPPED.find(({ id, channel }) => id === 'reminder-1' && channel === 'letter') as Template
    expect(checkTemplate(adding(reminder, '{{decision}}'), 'amicable', LAW, 'agency')).toEqual([
      { code: 'variable-refused', name: 'decision' },
    ])
  })
})
