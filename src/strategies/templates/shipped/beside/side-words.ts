import type { SideStage } from '../../../../domain/stage.js'
import type { Collects } from '../../facts.js'
import type { Template, TemplateChannel, TemplateLanguage } from '../../format.js'
import type { Words } from '../words.js'

/** What is said on one occasion beside the road; letter and e-mail say it in the same paragraphs. */
export interface SaidBeside {
  subject: string
  /** After who writes, and the recall of the opening letter. */
  says: readonly string[]
  sms: string
}

/** All that a language says beside the road, in one of the two voices. */
export interface SideWords {
  said: Record<'plan-reminder' | 'plan-default' | 'dispute-answer' | 'judicial-step', SaidBeside>
  /** Around what a person has written; `about` recalls the opening letter. */
  reply: { subject: string; about: string; sms: string }
  /** Nothing of a debt, nor for whom somebody writes: it may be read by somebody else. */
  addressCheck: { subject: string; email: readonly string[]; sms: string }
}

type Voice = Pick<Words, 'greeting' | 'farewell' | 'signature' | 'writes' | 'recalls'>

/** The templates of a language for words beside the road in one voice, by one version number. */
export function spokenBeside(
  language: TemplateLanguage,
  collects: Collects,
  version: number,
  voice: Voice,
  { said, reply, addressCheck }: SideWords,
): readonly Template[] {
  const { greeting, farewell, signature, writes, recalls } = voice
  // A creditor's own words are for creditors; a collector's are the plain ones.
  const meant = collects === 'creditor' ? { collects } : {}
  const text = (id: SideStage, channel: TemplateChannel, paragraphs: readonly string[], subject?: string): Template => ({
    id,
    language,
    version,
    ...meant,
    channel,
    ...(subject !== undefined && { subject }),
    body: paragraphs.join('\n\n'),
  })
  const first = `${writes} ${recalls}`.trim()
  return [
    ...Object.entries(said).flatMap(([id, { subject, says, sms }]) => [
      text(id as keyof typeof said, 'letter', [greeting, first, ...says, `${farewell}\n${signature}`], subject),
      text(id as keyof typeof said, 'email', [greeting, first, ...says, signature], subject),
      text(id as keyof typeof said, 'sms', [sms]),
    ]),
    text('reply', 'letter', ['{{replyText}}', signature, reply.about], reply.subject),
    text('reply', 'email', ['{{replyText}}', signature, reply.about], reply.subject),
    text('reply', 'sms', [reply.sms, '{{replyText}}', '{{marker}}']),
    text('address-check', 'email', addressCheck.email, addressCheck.subject),
    text('address-check', 'sms', [addressCheck.sms]),
  ]
}
