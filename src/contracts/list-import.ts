import { z } from 'zod'
import { day, text } from './fields.js'

/** How a list of invoices is taken that is sent as a file. */
export const ListImportQuery = z.strictObject({
  /** Name of a mapping that was saved for the creditor: its newest version is used. */
  mapping: text(60).optional(),
  /** `true`: says what would become of each line, and opens nothing. */
  dryRun: z.enum(['true', 'false']).default('false'),
  /** Only where time can be skipped: takes the list as it stood on this day, and begins the files on it. */
  asOf: day.optional(),
})

const count = z.int()

/** What became of each line of a list. */
export const ListImportReport = z
  .object({
    /** The mapping that it was read by; null where columns were found by their names alone. */
    mapping: z.object({ name: z.string(), version: z.int() }).nullable(),
    dryRun: z.boolean(),
    summary: z.object({
      lines: count,
      /** Debt files that were opened, or would be. */
      files: count,
      counts: z.object({ opened: count, 'would-open': count, known: count, 'left-out': count, refused: count }),
      warnings: count,
    }),
    lines: z.array(
      z.object({
        line: z.int(),
        invoice: z.string().nullable(),
        outcome: z.enum(['opened', 'would-open', 'known', 'left-out', 'refused']),
        /** Reference of the debt file that holds it. */
        file: z.string().nullable(),
        reasons: z.array(z.string()),
        warnings: z.array(z.string()),
        /** What is missing of it, though it is in charge. */
        remarks: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'ListImportReport' })
export type ListImportReport = z.infer<typeof ListImportReport>
