import { z } from 'zod'
import { day } from './fields.js'

export const StatementOfAccountQuery = z.strictObject({
  /** The day at whose end the account is struck; the file's own today where it is left out. */
  on: day.optional(),
})

/** A paper's bytes. */
export const JudicialPaperPdf = z.string().meta({ id: 'JudicialPaper', format: 'binary' })
