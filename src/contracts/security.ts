import { z } from 'zod'
import { next, pageQuery } from './page.js'

export const AlertQuery = z.strictObject({
  ...pageQuery,
  /** Those that were closed too. */
  closed: z.enum(['yes', 'no']).default('no'),
})
export type AlertQuery = z.infer<typeof AlertQuery>

/** That somebody seems to try out payment keys. */
export const SecurityAlertView = z
  .object({
    id: z.uuid(),
    /** `reference-guessed`: the key of one file. `keys-guessed`: keys of any; it concerns every tenant, and is one alert for all. */
    kind: z.enum(['reference-guessed', 'keys-guessed']),
    file: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
    /** Wrong tries in the window when it was raised. */
    tries: z.int(),
    raisedAt: z.iso.datetime(),
    closedAt: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'SecurityAlert',
    example: {
      id: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11',
      kind: 'reference-guessed',
      file: { id: '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b12', reference: 'K7M2P9QRS' },
      tries: 30,
      raisedAt: '2026-12-01T09:14:03.120Z',
      closedAt: null,
    },
  })
export type SecurityAlertView = z.infer<typeof SecurityAlertView>

export const SecurityAlertList = z.object({ alerts: z.array(SecurityAlertView), next }).meta({ id: 'SecurityAlertList' })
export type SecurityAlertList = z.infer<typeof SecurityAlertList>
