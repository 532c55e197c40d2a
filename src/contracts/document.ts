import { z } from 'zod'
import { text } from './fields.js'

/** A paper of a file: made here, signed, or sent in. */
export const FileDocument = z
  .object({
    id: z.uuid(),
    /** What it is about: `file:<id>`, `dispute:<id>`, `plan:<id>`. */
    about: z.string(),
    kind: z.string(),
    name: z.string(),
    /** What it is by its bytes. */
    mediaType: z.string(),
    sha256: z.string(),
    actor: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'FileDocument' })
export type FileDocument = z.infer<typeof FileDocument>
export const FileDocumentList = z.object({ documents: z.array(FileDocument) }).meta({ id: 'FileDocumentList' })
export type FileDocumentList = z.infer<typeof FileDocumentList>

/** What a file that is handed in is called, and what it belongs to: the file itself where that is left out. */
export const FileDocumentQuery = z.strictObject({
  name: text(500),
  dispute: z.uuid().optional(),
})

/** The bytes of a paper, to be saved: they are never shown. */
export const FileDocumentBytes = z.string().meta({ id: 'FileDocumentBytes', format: 'binary' })
