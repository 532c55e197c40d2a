import { z } from 'zod'
import { CAPACITIES } from '../domain/capacity.js'
import { CHANNELS } from '../domain/facts.js'
import { PROCEDURES } from '../domain/law-pack.js'
import { STAGES, type Stage } from '../domain/stage.js'
import { ATTEMPTS } from '../domain/strategy.js'
import { STAGE_OF_STEP, type StepTemplateId, TEMPLATE_LANGUAGES } from './templates/format.js'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as 09:00')
const cents = z.int().min(0)
const score = z.int().min(0).max(100)
const count = z.int().min(0).max(1000)

/**
 * Steps that 0.1 published: a letter each, whose stage was in its name. They had no order then; whatever followed the
 * formal notice comes after it still, so that each version that was used can be read.
 */
const asPublishedNow = (steps: unknown): unknown => {
  if (!Array.isArray(steps)) return steps
  let reached: Stage = 'opening'
  return steps.map((step: unknown) => {
    if (typeof step !== 'object' || step === null || !('channel' in step)) return step
    const { channel, ...rest } = step as { id?: unknown; channel: unknown }
    reached = stageBelow(reached, rest.id)
    return { ...rest, stage: reached, channels: [channel] }
  })
}

const stageBelow = (reached: Stage, id: unknown): Stage => {
  if (reached === 'formal-notice' || reached === 'last-notice') return 'last-notice'
  if (id === 'formal-notice') return 'formal-notice'
  return id === 'opening-letter' && reached === 'opening' ? 'opening' : 'amicable'
}

const condition = z
  .strictObject({
    leastCents: cents.exactOptional().describe('Owed on the day, in cents, at least this.'),
    mostCents: cents.exactOptional().describe('Owed on the day, in cents, at most this.'),
    capacities: z
      .array(z.enum(CAPACITIES))
      .min(1)
      .max(CAPACITIES.length)
      .exactOptional()
      .describe('Capacities in which the debtor owes: all its unpaid claims are among them.'),
    kind: z.enum(['person', 'company']).exactOptional(),
    languages: z.array(z.enum(TEMPLATE_LANGUAGES)).min(1).exactOptional(),
    sectors: z.array(z.string().min(1).max(60)).min(1).max(50).exactOptional().describe('Trades of debtors, as creditors call them.'),
    leastScore: score.exactOptional().describe('0 (will not pay) to 100 (sure to pay). A debtor without a score does not fit.'),
    mostScore: score.exactOptional(),
    leastLateFiles: count.exactOptional().describe('Earlier files of the debtor that needed a formal notice.'),
    mostLateFiles: count.exactOptional(),
    leastClosedFiles: count.exactOptional().describe('Earlier files of the debtor that are closed.'),
  })
  .refine((named) => Object.keys(named).length > 0, 'a condition names something')
  .refine((named) => isOrdered(named.leastCents, named.mostCents), 'leastCents is more than mostCents')
  .refine((named) => isOrdered(named.leastScore, named.mostScore), 'leastScore is more than mostScore')
  .refine((named) => isOrdered(named.leastLateFiles, named.mostLateFiles), 'leastLateFiles is more than mostLateFiles')

function isOrdered(least: number | undefined, most: number | undefined): boolean {
  return least === undefined || most === undefined || least <= most
}

const step = z.strictObject({
  id: id.describe('Names the step for ever: an act of it is done once.'),
  stage: z.enum(STAGES),
  channels: z
    .array(z.enum(CHANNELS))
    .min(1)
    .max(CHANNELS.length)
    .describe('The preferred one first; by letter where none reaches the debtor.'),
  afterDays: z.int().min(-365).max(36_500).describe('Days after the oldest unpaid claim fell due; negative before it.'),
  payWithinDays: z.int().min(0).max(90).default(8).describe('Days to pay the sum stated. Nothing follows before they are over.'),
  registered: z.boolean().default(false).describe('A letter with acknowledgement of receipt.'),
  when: condition.exactOptional().describe('Left out where this does not hold on its day. A mandatory notice is never left out.'),
  template: z
    .enum(Object.keys(STAGE_OF_STEP) as [StepTemplateId, ...StepTemplateId[]])
    .exactOptional()
    .describe('The text that it sends, where it is not the one of its place.'),
})

const shape = {
  name: id,
  version: z.int().min(1).describe('A published version never changes: a change is the next version.'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'two capital letters, as FR')
    .exactOptional()
    .describe('Country whose law it was written for; France where it is not named.'),
  for: condition.exactOptional().describe('Debtors that get it where a file names no strategy.'),
  hours: z
    .strictObject({ weekdays: z.array(z.int().min(1).max(7)).min(1).max(7), from: time, to: time })
    .refine(({ from, to }) => from < to, 'the hours end before they begin')
    .exactOptional()
    .describe('Hours in which debtors are contacted, 1 being Monday: narrower than those of the law.'),
  caps: z
    .array(z.strictObject({ rule: id, most: z.int().min(1).max(100), withinDays: z.int().min(1).max(366) }))
    .min(1)
    .max(10)
    .exactOptional()
    .describe('Most contacts within so many days: tighter than those of the law.'),
  charges: z
    .strictObject({ interest: z.boolean(), indemnity: z.boolean() })
    .exactOptional()
    .describe('What is asked for beside the principal; both, as far as the law gives them, where it is not named.'),
  judicial: z
    .strictObject({ procedure: z.enum(PROCEDURES), attempt: z.enum(ATTEMPTS).exactOptional() })
    .exactOptional()
    .describe('The road to a title that a person is asked to approve, and the amicable attempt that comes before it.'),
}

const steps = z.array(step).min(1).max(1000)

/** The written form as editors are told it. */
export const StrategyForm = z.strictObject({ ...shape, steps })

/** The written form of a strategy, as it is published and stored. */
export const StrategyDefinition = z
  .strictObject({ ...shape, steps: z.preprocess(asPublishedNow, steps) })
  .superRefine(({ steps }, context) => {
    const refuse = (index: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['steps', index, field], message })
    for (const [index, step] of steps.entries()) {
      const before = steps[index - 1]
      if (steps.findIndex(({ id }) => id === step.id) < index) refuse(index, 'id', 'two steps have the same id')
      if (before && step.afterDays < before.afterDays) refuse(index, 'afterDays', 'a step comes before the one it follows')
      if (before && STAGES.indexOf(step.stage) < STAGES.indexOf(before.stage)) refuse(index, 'stage', tooLate(step.stage))
      if (isLetterOnly(step.stage) && before?.stage === step.stage) refuse(index, 'stage', 'a claim is served each notice once')
      if (step.stage === 'preventive' && step.afterDays > 0) refuse(index, 'afterDays', 'a preventive step comes before the due date')
      if (isLetterOnly(step.stage) && step.channels.some((channel) => channel !== 'letter'))
        refuse(index, 'channels', 'the opening letter and the formal notice are letters (Code des procédures civiles d’exécution R124-4)')
      if (step.registered && !step.channels.includes('letter')) refuse(index, 'registered', 'only a letter is registered')
      if (step.template && STAGE_OF_STEP[step.template] !== step.stage)
        refuse(index, 'template', `this text is for the stage ${STAGE_OF_STEP[step.template]}`)
    }
  })

const isLetterOnly = (stage: string) => stage === 'opening' || stage === 'formal-notice'

const tooLate = (stage: Stage) =>
  stage === 'opening'
    ? 'nothing but a preventive word comes before the opening letter (Code des procédures civiles d’exécution R124-4)'
    : 'a stage comes before one it follows'
