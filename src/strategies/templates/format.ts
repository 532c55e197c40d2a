import type { LawPack } from '../../domain/law-pack.js'
import { type ActStage, isSideStage, type Stage } from '../../domain/stage.js'
import type { Collects } from './facts.js'
import { missingMentions } from './mentions.js'
import { malformed, variablesOf } from './placeholders.js'
import { BLOCKS, isVariable, mandatoryFor, refusedFor } from './variables.js'

export type TemplateStage = ActStage
/** `call` is a script that a person reads from. */
export const TEMPLATE_CHANNELS = ['letter', 'sms', 'email', 'call'] as const
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number]
export const TEMPLATE_LANGUAGES = ['fr', 'en', 'de', 'nl'] as const
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number]

/** Whom a message is written to in, who reads none of the languages that templates are written in. */
export const FALLBACK_LANGUAGE: TemplateLanguage = 'en'

/** The language that somebody of this language is written to in. */
export const writtenIn = (language: string): TemplateLanguage =>
  TEMPLATE_LANGUAGES.find((known) => known === language.trim().toLowerCase()) ?? FALLBACK_LANGUAGE

/** The channels that a stage has words for. Nobody is called for words beside the road, and a lost address gets no letter. */
export function channelsOf(stage: TemplateStage): readonly TemplateChannel[] {
  if (stage === 'address-check') return ['sms', 'email']
  return isSideStage(stage) ? ['letter', 'sms', 'email'] : TEMPLATE_CHANNELS
}

/** The texts that a step of a strategy may send, and the stage that each speaks in; the amicable stage has three tones. */
export const STAGE_OF_STEP = {
  preventive: 'preventive',
  opening: 'opening',
  'reminder-1': 'amicable',
  'reminder-2': 'amicable',
  'reminder-3': 'amicable',
  'formal-notice': 'formal-notice',
  'last-notice': 'last-notice',
} as const satisfies Record<string, Stage>
export type StepTemplateId = keyof typeof STAGE_OF_STEP

/** The ids of all templates, and the stage that each speaks in. */
export const STAGE_OF = {
  ...STAGE_OF_STEP,
  'plan-reminder': 'plan-reminder',
  'plan-default': 'plan-default',
  'dispute-answer': 'dispute-answer',
  reply: 'reply',
  'address-check': 'address-check',
  'judicial-step': 'judicial-step',
} as const satisfies Record<string, TemplateStage>
export type TemplateId = keyof typeof STAGE_OF

/**
 * The text of a message with `{{variable}}` placeholders. Paragraphs are separated by an empty line. What stands in
 * `[[double brackets]]` is left out where one of its variables has no value. A message records its template's name and
 * version, so a template that was used never changes: a change is a new version.
 */
export interface Template {
  id: TemplateId
  channel: TemplateChannel
  language: TemplateLanguage
  version: number
  /** Whose words they are, where they are not for agencies and creditors alike. */
  collects?: Collects
  /** The country of the files that it is for, where it is not for all of them. */
  country?: string
  /** Letters and e-mails have one; one line. */
  subject?: string
  body: string
}

/** A template's name: what it is for, and what of it is not for everybody. */
export const nameOf = ({ id, channel, language, country, collects }: Omit<Template, 'body' | 'version' | 'subject'>): string =>
  [id, channel, language, ...(country ? [country] : []), ...(collects ? [collects] : [])].join('/')

/**
 * Why a template cannot be saved. `name` is the variable or the words at fault, where there are any; `source` the article
 * that wants it, and `rule` its name in the law pack.
 */
export interface Fault {
  code:
    | 'channel-refused'
    | 'mention-missing'
    | 'variable-unknown'
    | 'variable-missing'
    | 'variable-refused'
    | 'block-not-alone'
    | 'braces-malformed'
    | 'subject-missing'
    | 'subject-unexpected'
    | 'subject-not-one-line'
    | 'body-empty'
    | 'words-missing'
  name?: string
  rule?: string
  source?: string
}

/** Whatever begins a new line, and what turns the reading direction. */
const BREAKS_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu

/** The words without which a reader may not know the act for what it is (usage, unconfirmed; checked 2026-11-21). */
const WORDS = { fr: 'mise en demeure', en: 'formal notice', de: 'mahnung', nl: 'ingebrekestelling' } as const satisfies Record<
  TemplateLanguage,
  string
>

/** Everything that is wrong with a template for a stage under a law, to be asked before it is saved; empty when it may be. */
export function checkTemplate(template: Template, stage: TemplateStage, law: LawPack, collects: Collects): Fault[] {
  const { subject = '', body } = template
  const text = `${subject}\n\n${body}`
  const used = variablesOf(text)
  const known = used.filter(isVariable)
  const refused = refusedFor(stage, template.channel)
  return [
    ...(channelsOf(stage).includes(template.channel) ? [] : [{ code: 'channel-refused', name: template.channel } as const]),
    ...malformed(text).map((name): Fault => ({ code: 'braces-malformed', name })),
    ...used.filter((name) => !isVariable(name)).map((name): Fault => ({ code: 'variable-unknown', name })),
    ...mandatoryFor(stage, template.channel, collects)
      .filter((name) => !variablesOf(body).includes(name))
      .map((name): Fault => ({ code: 'variable-missing', name })),
    ...missingMentions(template, stage, law, collects).map(
      ({ variable: name, rule, source }): Fault => ({ code: 'mention-missing', name, rule, source }),
    ),
    ...known.filter((name) => refused.includes(name)).map((name): Fault => ({ code: 'variable-refused', name })),
    ...known
      .filter((name) => BLOCKS.includes(name) && !standsAlone(name, template))
      .map((name): Fault => ({ code: 'block-not-alone', name })),
    ...subjectFaults(template),
    ...(body.trim() === '' ? [{ code: 'body-empty' } as const] : []),
    ...wordsMissing(template, stage, text),
  ]
}

/** One line, whatever was in it: a line break in a subject could otherwise begin a header of its own. */
export const oneLine = (text: string) => text.replace(BREAKS_LINE, ' ').replace(/ {2,}/g, ' ').trim()

/** Somebody's own words, line by line as they were written. */
export const asWritten = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(BREAKS_LINE, ' '))
    .join('\n')
    .trim()

/** The paragraphs of a body, in order. */
export const paragraphsOf = (body: string) => body.trim().split(/\n[ \t]*\n\s*/)

function standsAlone(name: string, { subject = '', body }: Template): boolean {
  const placeholder = `{{${name}}}`
  const others = paragraphsOf(body).filter((paragraph) => paragraph.trim() !== placeholder)
  return ![subject, ...others].some((text) => text.includes(placeholder))
}

function subjectFaults({ channel, subject }: Template): Fault[] {
  if (channel === 'sms' || channel === 'call') return subject === undefined ? [] : [{ code: 'subject-unexpected' }]
  if (subject === undefined || subject.trim() === '') return [{ code: 'subject-missing' }]
  return oneLine(subject) === subject ? [] : [{ code: 'subject-not-one-line' }]
}

function wordsMissing({ channel, language }: Template, stage: TemplateStage, text: string): Fault[] {
  if (stage !== 'formal-notice' || channel !== 'letter') return []
  return text.toLowerCase().includes(WORDS[language]) ? [] : [{ code: 'words-missing', name: WORDS[language] }]
}
