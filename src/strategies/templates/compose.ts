import { toGsm7 } from '../../domain/gsm7.js'
import { type Block, plainText } from './blocks.js'
import { emailHtml } from './email-html.js'
import type { MessageFacts } from './facts.js'
import { oneLine, render, type Template, type TemplateChannel, type TemplateId, type TemplateLanguage } from './format.js'
import { layOut, spaced } from './layout.js'
import { PHRASES } from './phrases.js'
import { SHIPPED } from './shipped/shipped.js'
import { date, valuesOf } from './values.js'

/** A message ready to be handed to its channel. */
export interface Message {
  /** Which words were used: the contact keeps it. */
  template: { id: TemplateId; channel: TemplateChannel; language: TemplateLanguage; version: number }
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

  constructor(readonly code: 'template-missing' | 'opening-letter-missing' | 'sums-differ' | 'validity-past' | 'payment-url-invalid') {
    super(code)
  }
}

/** Which template says what these facts call for, in its latest version. @throws MessageRefused where there is none */
export function templateFor(
  { stage, reminder, language }: MessageFacts,
  channel: TemplateChannel,
  among: readonly Template[] = SHIPPED,
): Template {
  const id: TemplateId = stage === 'amicable' ? `reminder-${reminder}` : stage
  const fitting = among.filter((template) => template.id === id && template.channel === channel && template.language === language)
  const latest = fitting.reduce<Template | undefined>((best, next) => (best && best.version >= next.version ? best : next), undefined)
  if (!latest) throw new MessageRefused('template-missing')
  return latest
}

/**
 * The message of a stage for a channel, from the shipped template or one that passed `checkTemplate`.
 * @throws MessageRefused when the facts do not allow it
 */
export function composeMessage(facts: MessageFacts, channel: TemplateChannel, template: Template = templateFor(facts, channel)): Message {
  refuse(facts, channel)
  const { id, language, version } = template
  const body = layOut(template, facts)
  const values = valuesOf(facts)
  const subject = template.subject === undefined ? null : spaced(oneLine(render(template.subject, values)), facts)
  const plain = body.map(plainText).join('\n\n')
  const { labels, dated } = PHRASES[facts.language]
  return {
    template: { id, channel, language, version },
    subject,
    text: channel === 'sms' ? toGsm7(plain) : plain,
    html: channel === 'email' ? emailHtml({ language: facts.language, subject: subject ?? '', body }) : null,
    body,
    references: [
      { label: labels.file, value: values.fileReference ?? '' },
      { label: labels.paymentKey, value: values.paymentKey ?? '' },
    ],
    dated: dated(date(facts.today, facts.language)),
  }
}

function refuse(facts: MessageFacts, channel: TemplateChannel): void {
  const isOpeningLetter = facts.stage === 'opening' && channel === 'letter'
  if (facts.stage !== 'preventive' && !isOpeningLetter && !facts.openingLetter) throw new MessageRefused('opening-letter-missing')
  // A paper whose items do not make up its total would be evidence against the creditor.
  if (facts.principalCents + facts.interestCents + facts.costsCents !== facts.amountCents) throw new MessageRefused('sums-differ')
  if (facts.payBefore < facts.today) throw new MessageRefused('validity-past')
  if (!/^https?:\/\/[^\s"'<>\\]+$/.test(facts.paymentUrl)) throw new MessageRefused('payment-url-invalid')
}
