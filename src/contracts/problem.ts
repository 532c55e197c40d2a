import { z } from 'zod'

/** RFC 9457 problem details: every error of the API has this form. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    /** Where the law says what is refused. */
    article: z.string().optional(),
    /** The rule that refuses it, and the article or policy that it stands in. */
    because: z.object({ rule: z.string(), source: z.string() }).optional(),
    /** What is wrong with which field. */
    faults: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'Problem',
    example: {
      type: 'urn:relance:problem:request-invalid',
      title: 'The request is not understood',
      status: 400,
      code: 'request-invalid',
      faults: [{ field: 'claims.0.amountCents', message: 'Too small: expected number to be >0' }],
    },
  })
export type Problem = z.infer<typeof Problem>
