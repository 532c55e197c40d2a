import { z } from 'zod'
import { LANGUAGES } from './debt-file.js'
import { SIDE_STAGES, text, writing } from './fields.js'

/** What a text is for: a stage, one of the three tones of the amicable stage, or words beside the road. */
const TEMPLATE_IDS = [
  'preventive',
  'opening',
  'reminder-1',
  'reminder-2',
  'reminder-3',
  'formal-notice',
  'last-notice',
  ...SIDE_STAGES,
] as const

/** A text that debtors are sent, with `{{variables}}`. It is checked when it is saved against what the law wants and forbids. */
export const TemplateBody = z
  .strictObject({
    id: z.enum(TEMPLATE_IDS),
    channel: z.enum(['letter', 'sms', 'email', 'call']),
    language: z.enum(LANGUAGES),
    /** The country of the files that it is for; the tenant's own where it is left out. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters, as FR')
      .optional(),
    /** Whose words they are: somebody's who collects for others, or the creditor's own; what the tenant does, where it is left out. */
    collects: z.enum(['agency', 'creditor']).optional(),
    version: z.int().min(1),
    /** Letters and e-mails have one. */
    subject: text(200).optional(),
    body: writing(20_000),
  })
  .meta({
    id: 'NewTemplate',
    example: {
      id: 'preventive',
      channel: 'sms',
      language: 'en',
      version: 1,
      body: '{{creditorName}}: your payment is coming up (ref. {{fileReference}}). {{paymentUrl}} {{marker}}',
    },
  })
export type TemplateBody = z.infer<typeof TemplateBody>

export const TemplateView = z
  .object({ name: z.string(), version: z.int(), publishedAt: z.iso.datetime(), hash: z.string(), definition: TemplateBody })
  .meta({ id: 'Template' })
export type TemplateView = z.infer<typeof TemplateView>

/** The newest version of each template. */
export const TemplateList = z.object({ templates: z.array(TemplateView) }).meta({ id: 'TemplateList' })
