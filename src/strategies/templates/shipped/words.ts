import type { Collects } from '../facts.js'
import type { StepTemplateId, Template, TemplateLanguage } from '../format.js'
import { type Wording, written } from './written.js'

/** The occasions on which somebody collects. */
export type Occasion = Exclude<StepTemplateId, 'preventive'>

/** What is said on one occasion; letter and e-mail say it in the same paragraphs. */
export interface Said {
  subject: string
  /** Before the invoices and the sum. */
  asks: readonly string[]
  /** After the ways to pay. */
  helps: readonly string[]
  sms: string
  call: readonly string[]
}

/** All that a language says in one of the two voices: a collector's, or the creditor's own. */
export interface Words {
  greeting: string
  farewell: string
  signature: string
  /** Who writes for whom; empty where the creditor writes itself. */
  writes: string
  /** Recalls the opening letter, where there was one. */
  recalls: string
  /** What a caller says first, and to anybody else than the debtor. */
  hello: string
  toOthers: string
  /** Why the caller calls; recalls the opening letter. */
  about: string
  /** For the caller: how to take the answer down. */
  note: string
  said: Record<Occasion, Said>
}

/** Letters that a judge may be shown carry the law's words on the costs of recovery. */
const WITH_COSTS_LAW: readonly Occasion[] = ['opening', 'formal-notice', 'last-notice']

/** Any of these may be the first word that a debtor has. */
const WITH_TERMS: readonly Occasion[] = ['opening', 'reminder-1', 'reminder-2', 'reminder-3', 'formal-notice']

/** The templates of a language in one voice, by one version number. */
export function spoken(language: TemplateLanguage, collects: Collects, version: number, words: Words): readonly Template[] {
  const occasions = Object.keys(words.said) as Occasion[]
  // A creditor's own words are for creditors; a collector's are the plain ones.
  const meant = collects === 'creditor' ? { collects } : {}
  return occasions.flatMap((id) => written(id, version, { [language]: wordingOf(id, words, collects) }, meant))
}

function wordingOf(id: Occasion, words: Words, collects: Collects): Wording {
  const { asks, helps, subject, sms, call } = words.said[id]
  const { greeting, farewell, signature, writes, recalls, hello, toOthers, about, note } = words
  const isOpening = id === 'opening'
  const sums = ['{{claims}}', '{{breakdown}}', ...(WITH_TERMS.includes(id) ? ['{{reminderTerms}}'] : []), '{{payment}}']
  const core = [...asks, ...sums, ...helps]
  const law = collects === 'agency' && WITH_COSTS_LAW.includes(id) ? ['{{costsLaw}}'] : []
  const data = collects === 'agency' && isOpening ? ['{{privacy}}'] : []
  const small = [...law, ...data]
  const first = (recall: string) => [`${writes} ${recall}`.trim()].filter((text) => text !== '')
  return {
    letter: { subject, body: [greeting, ...first(isOpening ? '' : recalls), ...core, `${farewell}\n${signature}`, ...small] },
    email: { subject, body: [greeting, ...first(isOpening ? always(recalls) : recalls), ...core, signature, ...small] },
    sms: isOpening ? always(sms) : sms,
    call: [hello, toOthers, isOpening ? always(about) : about, ...call, note],
  }
}

/** What goes with the opening letter always names it. */
const always = (text: string) => text.replace(/\[\[|\]\]/g, '')
