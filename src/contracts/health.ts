import { z } from 'zod'

/** Health of the parts that this API needs. */
export const Health = z
  .object({
    healthy: z.boolean(),
    parts: z.array(z.object({ name: z.string(), healthy: z.boolean(), detail: z.string() })),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>
