import { toGsm7 } from '../../domain/gsm7.js'
import { type Block, plainText } from './blocks.js'
import { emailHtml } from './email-html.js'
import type { MessageFacts } from './facts.js'
import {
  FALLBACK_LANGUAGE,
  nameOf,
  oneLine,
  type Template,
  type TemplateChannel,
  type TemplateId,
  type TemplateLanguage,
} from './format.js'
import { layOut, spaced } from './layout.js'
import { mentionsWithout } from './mentions.js'
import { PHRASES } from './phrases.js'
import { lackingValues, render } from './placeholders.js'
import { SHIPPED } from './shipped/shipped.js'
import { date, valuesOf } from './values.js'
import type { Variable } from './variables.js'

type Values = Partial<Record<Variable, string>>

/** A message ready to be handed to its channel. */
export interface Message {
  /** Which words were used: the contact keeps it. */
  template: { name: string; version: number }
  /** The language that it is written in. */
  language: TemplateLanguage
  /** One line; null for text messages and calls. */
  subject: string | null
  /** The whole message in plain text; of a text message exactly what is sent. */
  text: string
  /** E-mails only. */
  html: string | null
  /** The message as blocks, which a letter prints. */
  body: Block[]
  /** What stands beside the subject of a letter. */
  references: Array<{ label: string; value: string }>
  /** The day of a letter's date line: `le 5 janvier 2026`. */
  dated: string
}

/** A message that must not be made of these facts. The code says why, without personal data. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused'

  constructor(
    readonly code:
      | 'template-missing'
      | 'opening-letter-missing'
      | 'mention-missing'
      | 'value-missing'
      | 'sums-differ'
      | 'validity-past'
      | 'payment-url-invalid',
    /** The article that is offended, where it is the law that refuses. */
    readonly source: string | null = null,
  ) {
    super(code)
  }
}

type Occasion = Pick<MessageFacts, 'stage' | 'reminder' | 'language' | 'collects' | 'country'>

/**
 * Which template says what these facts call for, in its latest version: in the debtor's language or else in the one that
 * most people read, in words meant for who collects and for the country or else in words meant for all.
 * @throws MessageRefused where there is none
 */
export function templateFor(
  { stage, reminder, language, collects, country }: Occasion,
  channel: TemplateChannel,
  among: readonly Template[] = SHIPPED,
): Template {
  const id: TemplateId = stage === 'amicable' ? `reminder-${reminder}` : stage
  const rank = (template: Template) => [
    template.language === language ? 1 : 0,
    template.country ? 1 : 0,
    template.collects ? 1 : 0,
    template.version,
  ]
  const [best] = among
    .filter((template) => template.id === id && template.channel === channel)
    .filter((template) => template.language === language || template.language === FALLBACK_LANGUAGE)
    .filter((template) => (template.collects ?? collects) === collects && (template.country ?? country) === country)
    .sort((a, b) => compare(rank(b), rank(a)))
  if (!best) throw new MessageRefused('template-missing')
  return best
}

const compare = (a: readonly number[], b: readonly number[]) => {
  const differing = a.findIndex((value, index) => value !== b[index])
  return (a[differing] ?? 0) - (b[differing] ?? 0)
}

/**
 * The message of a stage for a channel, from the shipped template or one that passed `checkTemplate`.
 * @throws MessageRefused when the facts or the law do not allow it
 */
export function composeMessage(asked: MessageFacts, channel: TemplateChannel, template: Template = templateFor(asked, channel)): Message {
  const facts = { ...asked, language: template.language }
  const values = valuesOf(facts)
  refuse(facts, values, template)
  const body = layOut(template, facts)
  const subject = template.subject === undefined ? null : spaced(oneLine(render(template.subject, values)), facts)
  const plain = body.map(plainText).join('\n\n')
  const { labels, liabilities, dated } = PHRASES[facts.language]
  return {
    template: { name: nameOf(template), version: template.version },
    language: facts.language,
    subject,
    text: channel === 'sms' ? toGsm7(plain) : plain,
    html: channel === 'email' ? emailHtml({ language: facts.language, subject: subject ?? '', body }) : null,
    body,
    references: [
      { label: labels.file, value: values.fileReference ?? '' },
      { label: labels.paymentKey, value: values.paymentKey ?? '' },
      ...(facts.liability === 'debtor' ? [] : [{ label: labels.liability, value: liabilities[facts.liability] }]),
    ],
    dated: dated(date(facts.today, facts.language)),
  }
}

function refuse(facts: MessageFacts, values: Values, template: Template): void {
  refuseUnlawful(facts, values, template)
  const [lacking] = lackingValues(`${template.subject ?? ''}\n${template.body}`, values)
  if (lacking) throw new MessageRefused(isRecall(lacking) ? 'opening-letter-missing' : 'value-missing')
  const { principalCents, interestCents, indemnityCents, costsCents, amountCents } = facts
  // A paper whose items do not make up its total would be evidence against the creditor.
  if (principalCents + interestCents + indemnityCents + costsCents !== amountCents) throw new MessageRefused('sums-differ')
  if (facts.payBefore !== null && facts.payBefore < facts.today) throw new MessageRefused('validity-past')
  if (!/^https?:\/\/[^\s"'<>\\]+$/.test(facts.paymentUrl)) throw new MessageRefused('payment-url-invalid')
}

/** A template may have been published before the law changed, or for another debtor than this one. */
function refuseUnlawful(facts: MessageFacts, values: Values, template: Template): void {
  const [missing] = mentionsWithout(template, facts, values)
  if (!missing) return
  const isUnsent = isRecall(missing.variable) && facts.openingLetter === null
  throw new MessageRefused(isUnsent ? 'opening-letter-missing' : 'mention-missing', missing.source)
}

const isRecall = (variable: string) => variable === 'openingReference' || variable === 'openingDate'
