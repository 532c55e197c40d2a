import { z } from 'zod'

/** RFC 9457 problem details: every error of the API has this form. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** What is wrong with which field. */
  faults: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
