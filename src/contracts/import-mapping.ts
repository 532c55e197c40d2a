import { z } from 'zod'
import { text } from './fields.js'

const DATE_FORMATS = ['auto', 'iso', 'dmy', 'mdy'] as const

/** How a creditor's lists are read: which column is which field, and how days are written. */
export const ImportMappingBody = z
  .strictObject({
    /** `field=column` for columns that are not known by their names, as `relance import --map` takes them. */
    columns: z.array(text(500)).max(100),
    /** What `3/4/2026` means; found out from the days themselves where it is `auto`. */
    dateFormat: z.enum(DATE_FORMATS).default('auto'),
  })
  .meta({ id: 'NewImportMapping', example: { columns: ['claim.dueDate=Terme', 'debtor.email=={Code}@example.org'], dateFormat: 'dmy' } })
export type ImportMappingBody = z.infer<typeof ImportMappingBody>

export const ImportMappingView = z
  .object({
    name: z.string(),
    /** Counted from 1; a new one each time that something was changed. */
    version: z.int(),
    columns: z.array(z.string()),
    dateFormat: z.enum(DATE_FORMATS),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ImportMapping' })
export type ImportMappingView = z.infer<typeof ImportMappingView>

/** A mapping with the versions before it. */
export const ImportMappingVersions = z.object({ versions: z.array(ImportMappingView) }).meta({ id: 'ImportMappingVersions' })
export type ImportMappingVersions = z.infer<typeof ImportMappingVersions>
export const ImportMappingList = z.object({ mappings: z.array(ImportMappingView) }).meta({ id: 'ImportMappingList' })
export type ImportMappingList = z.infer<typeof ImportMappingList>
