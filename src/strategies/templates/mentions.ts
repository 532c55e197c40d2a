import type { LawPack, MentionRule } from '../../domain/law-pack.js'
import type { Collects, MessageFacts } from './facts.js'
import type { Template, TemplateStage } from './format.js'
import { variablesOf } from './placeholders.js'
import { BLOCKS, isVariable, SAID_BY, type Variable } from './variables.js'

/** A word of the law that a template lacks. */
export interface MissingMention {
  variable: string
  rule: string
  /** The article that wants it. */
  source: string
}

/**
 * The mentions that the law wants of every message of such a stage and channel, and that a template lacks. The template
 * may be used for any debtor, so the rules of every regime hold for it.
 */
export function missingMentions(template: Template, stage: TemplateStage, law: LawPack, collects: Collects): MissingMention[] {
  const said = variablesSaid(template)
  return rulesFor(template, stage, law, collects).flatMap((rule) => lacking(rule, (name) => said.has(name)))
}

/** The mentions that the law wants of this very message, and that the template lacks or that have no value. */
export function mentionsWithout(template: Template, facts: MessageFacts, values: Partial<Record<Variable, string>>): MissingMention[] {
  const said = variablesSaid(template)
  const isSaid = (name: string) => said.has(name) && (!isVariable(name) || BLOCKS.includes(name) || values[name] !== undefined)
  return rulesFor(template, facts.stage, facts.law, facts.collects)
    .filter(({ regimes }) => regimes.length === 0 || regimes.some((regime) => facts.regimes.includes(regime)))
    .flatMap((rule) => lacking(rule, isSaid))
}

function rulesFor({ channel }: Template, stage: TemplateStage, { mentions }: LawPack, collects: Collects): MentionRule[] {
  return mentions.filter(
    (rule) =>
      rule.stages.some((one) => one === stage) &&
      rule.channels.includes(channel) &&
      (rule.collects === 'both' || rule.collects === collects),
  )
}

const lacking = ({ rule, source, variables }: MentionRule, isSaid: (name: string) => boolean): MissingMention[] =>
  variables.filter((variable) => !isSaid(variable)).map((variable) => ({ variable, rule, source }))

/** What stands in a body, and what its blocks say by themselves: a subject is not the message. */
function variablesSaid({ body }: Template): ReadonlySet<string> {
  const used = variablesOf(body)
  return new Set([...used, ...used.filter(isVariable).flatMap((name) => SAID_BY[name] ?? [])])
}
