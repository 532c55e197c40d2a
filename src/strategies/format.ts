import { z } from 'zod'
import { CHANNELS } from '../domain/facts.js'

/** The written form of a strategy, as it is published and stored. */
export const StrategyDefinition = z
  .object({
    name: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'lower-case letters, digits and dashes'),
    version: z.int().min(1),
    steps: z
      .array(
        z.object({
          id: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes'),
          channel: z.enum(CHANNELS),
          afterDays: z.int().min(-365).max(36_500),
        }),
      )
      .min(1)
      .max(1000),
  })
  .superRefine(({ steps }, context) => {
    if (new Set(steps.map(({ id }) => id)).size < steps.length)
      context.addIssue({ code: 'custom', path: ['steps'], message: 'two steps have the same id' })
    const backward = steps.findIndex((step, index) => index > 0 && step.afterDays < (steps[index - 1]?.afterDays ?? 0))
    if (backward > 0)
      context.addIssue({ code: 'custom', path: ['steps', backward, 'afterDays'], message: 'a step comes before the one it follows' })
  })
