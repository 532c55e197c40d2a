import type { LawPack } from '../../domain/law-pack.js'
import { countryOf, type Step } from '../../domain/strategy.js'
import { templateFor } from '../templates/compose.js'
import { nameOf, TEMPLATE_LANGUAGES, type Template, type TemplateChannel } from '../templates/format.js'
import { missingMentions } from '../templates/mentions.js'
import { variablesOf } from '../templates/placeholders.js'
import { isVariable, refusedFor } from '../templates/variables.js'
import { toneOf } from '../tone.js'
import { type Checked, fault, regimesFor, type StrategyFault } from './fault.js'

/** Texts that lack a word which the law wants of them, in each channel and language in which a step may send them. */
export function mentionsLacking(checked: Checked): StrategyFault[] {
  const { strategy, collects } = checked
  return strategy.steps.flatMap((step) => {
    const law = forDebtorsOf(step, checked)
    return textsOf(step, checked).flatMap((text) => {
      const lacking = missingMentions(text, step.stage, law, collects)
      return law.mentions.flatMap((mention) => {
        const words = lacking
          .filter(({ rule, source }) => rule === mention.rule && source === mention.source)
          .map(({ variable }) => variable)
        return words.length > 0 ? [fault(step, mention.rule, mention, `${titleOf(text)} lacks ${[...new Set(words)].join(', ')}`)] : []
      })
    })
  })
}

/** Before the due date it is the creditor who writes: what names the collector makes a first contact of it, which is the opening letter's. */
export function collectorsWords(checked: Checked): StrategyFault[] {
  const { strategy, pack, collects } = checked
  return strategy.steps
    .filter(({ stage }) => stage === 'preventive')
    .flatMap((step) =>
      textsOf(step, checked).flatMap((text) => {
        const words = variablesOf(text.body).filter((name) => isVariable(name) && refusedFor('preventive', text.channel).includes(name))
        const message = `${titleOf(text)} speaks for the collector: ${words.join(', ')}`
        return words.length > 0 ? [fault(step, 'creditors-name', pack.mandatoryNotices[collects], message)] : []
      }),
    )
}

/** The law as it holds for the debtors that a step may reach. */
function forDebtorsOf(step: Step, checked: Checked): LawPack {
  const regimes = regimesFor(checked, step)
  const mentions = checked.pack.mentions.filter((rule) => rule.regimes.length === 0 || rule.regimes.some((regime) => regimes.has(regime)))
  return { ...checked.pack, mentions }
}

/** The text of each channel and language that a step may send; by letter where no channel of its reaches the debtor. */
function textsOf(step: Step, { strategy, collects, templates }: Checked): Template[] {
  const channels = [...new Set<TemplateChannel>([...step.channels, 'letter'])]
  const languages = TEMPLATE_LANGUAGES.filter((language) =>
    [strategy.for?.languages, step.when?.languages].every((list) => list?.includes(language) ?? true),
  )
  const reminder = toneOf(strategy, step.id)
  const texts = channels.flatMap((channel) =>
    languages.map((language) =>
      templateFor({ stage: step.stage, reminder, language, collects, country: countryOf(strategy) }, channel, templates),
    ),
  )
  return [...new Set(texts)]
}

const titleOf = (text: Template) => `the text ${nameOf(text)} v${text.version}`
