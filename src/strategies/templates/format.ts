import { BLOCKS, isVariable, mandatoryFor, refusedFor, type Variable } from './variables.js'

export const TEMPLATE_STAGES = ['preventive', 'opening', 'amicable', 'formal-notice', 'last-notice'] as const
export type TemplateStage = (typeof TEMPLATE_STAGES)[number]
/** `call` is a script that a person reads from. */
export const TEMPLATE_CHANNELS = ['letter', 'sms', 'email', 'call'] as const
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number]
export const TEMPLATE_LANGUAGES = ['fr', 'en'] as const
export type TemplateLanguage = (typeof TEMPLATE_LANGUAGES)[number]

/** The ids of templates and the stage that each speaks in; the amicable stage has three tones. */
export const STAGE_OF = {
  preventive: 'preventive',
  opening: 'opening',
  'reminder-1': 'amicable',
  'reminder-2': 'amicable',
  'reminder-3': 'amicable',
  'formal-notice': 'formal-notice',
  'last-notice': 'last-notice',
} as const satisfies Record<string, TemplateStage>
export type TemplateId = keyof typeof STAGE_OF

/**
 * The text of a message with `{{variable}}` placeholders. Paragraphs are separated by an empty line. A message records
 * id, channel, language and version of its template, so a template that was used never changes: a change is a new version.
 */
export interface Template {
  id: TemplateId
  channel: TemplateChannel
  language: TemplateLanguage
  version: number
  /** Letters and e-mails have one; one line. */
  subject?: string
  body: string
}

/** Why a template cannot be saved. `name` is the variable or the words at fault, where there are any. */
export interface Fault {
  code:
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
}

const PLACEHOLDER = /\{\{([A-Za-z][A-Za-z0-9]*)\}\}/g
/** Whatever begins a new line, and what turns the reading direction. */
const BREAKS_LINE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu

/** The words without which a reader may not know the act for what it is (usage, unconfirmed; checked 2026-11-21). */
const WORDS = { fr: 'mise en demeure', en: 'formal notice' } as const

/** Everything that is wrong with a template for a stage, to be asked before it is saved; empty when it may be. */
export function checkTemplate(template: Template, stage: TemplateStage): Fault[] {
  const { subject = '', body } = template
  const text = `${subject}\n\n${body}`
  const used = variablesOf(text)
  const known = used.filter(isVariable)
  const refused = refusedFor(stage, template.channel)
  return [
    ...malformed(text).map((name): Fault => ({ code: 'braces-malformed', name })),
    ...used.filter((name) => !isVariable(name)).map((name): Fault => ({ code: 'variable-unknown', name })),
    ...mandatoryFor(stage, template.channel)
      .filter((name) => !variablesOf(body).includes(name))
      .map((name): Fault => ({ code: 'variable-missing', name })),
    ...known.filter((name) => refused.includes(name)).map((name): Fault => ({ code: 'variable-refused', name })),
    ...known
      .filter((name) => BLOCKS.includes(name) && !standsAlone(name, template))
      .map((name): Fault => ({ code: 'block-not-alone', name })),
    ...subjectFaults(template),
    ...(body.trim() === '' ? [{ code: 'body-empty' } as const] : []),
    ...wordsMissing(template, stage, text),
  ]
}

/**
 * The text with its values in place. A value is put in as it is: braces in it are text, never a placeholder.
 * @throws RangeError when a variable has no value
 */
export function render(text: string, values: Partial<Record<Variable, string>>): string {
  return text.replace(PLACEHOLDER, (_placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as Variable] : undefined
    if (value === undefined) throw new RangeError(`no value for the variable ${name}`)
    return value
  })
}

/** One line, whatever was in it: a line break in a subject could otherwise begin a header of its own. */
export const oneLine = (text: string) => text.replace(BREAKS_LINE, ' ').replace(/ {2,}/g, ' ').trim()

/** The paragraphs of a body, in order. */
export const paragraphsOf = (body: string) => body.trim().split(/\n[ \t]*\n\s*/)

function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name ?? ''))]
}

/** What is left of braces once the placeholders are gone, with a little of what follows. */
function malformed(text: string): string[] {
  return [...text.replace(PLACEHOLDER, '').matchAll(/[{}]+[^{}\n]{0,20}[{}]*/g)].map(([found]) => found)
}

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
