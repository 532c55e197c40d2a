import { z } from 'zod'
import { CHANNELS } from '../domain/facts.js'
import { STAGES, type Stage } from '../domain/stage.js'

const id = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes')

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

const step = z.strictObject({
  id,
  stage: z.enum(STAGES),
  channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length),
  afterDays: z.int().min(-365).max(36_500),
  payWithinDays: z.int().min(0).max(90).default(8),
  registered: z.boolean().default(false),
})

/** The written form of a strategy, as it is published and stored. */
export const StrategyDefinition = z
  .strictObject({
    name: id,
    version: z.int().min(1),
    steps: z.preprocess(asPublishedNow, z.array(step).min(1).max(1000)),
  })
  .superRefine(({ steps }, context) => {
    const refuse = (index: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['steps', index, field], message })
    for (const [index, step] of steps.entries()) {
      const before = steps[index - 1]
      if (steps.findIndex(({ id }) => id === step.id) < index) refuse(index, 'id', 'two steps have the same id')
      if (before && step.afterDays < before.afterDays) refuse(index, 'afterDays', 'a step comes before the one it follows')
      if (before && STAGES.indexOf(step.stage) < STAGES.indexOf(before.stage)) refuse(index, 'stage', 'a stage comes before one it follows')
      if (isLetterOnly(step.stage) && before?.stage === step.stage) refuse(index, 'stage', 'a claim is served each notice once')
      if (step.stage === 'preventive' && step.afterDays > 0) refuse(index, 'afterDays', 'a preventive step comes before the due date')
      if (isLetterOnly(step.stage) && step.channels.some((channel) => channel !== 'letter'))
        refuse(index, 'channels', 'the opening letter and the formal notice are letters (Code des procédures civiles d’exécution R124-4)')
      if (step.registered && !step.channels.includes('letter')) refuse(index, 'registered', 'only a letter is registered')
    }
  })

const isLetterOnly = (stage: string) => stage === 'opening' || stage === 'formal-notice'
