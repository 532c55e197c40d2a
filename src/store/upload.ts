import { DomainError } from '../domain/errors.js'
import { checkUploads, uploadName } from '../domain/upload.js'
import type { Transaction } from './database.js'
import { type DocumentHead, keepDocument } from './document.js'
import type { Upload } from './file-act.js'
import { uploadTypeOf } from './upload-type.js'

/** What uploads are kept with. */
export interface UploadedFor {
  tenantId: string
  fileId: string
  /** What they are about: `dispute:<id>`, `payment-assertion:<id>`, `message:<id>`. */
  subject: string
  actor: string
}

/**
 * Keeps files that somebody has sent, each under its own name and looked at by its bytes. They are only ever downloaded.
 * @throws DomainError uploads-too-many, upload-too-large, upload-empty, upload-type-refused, upload-name-invalid
 */
export async function keepUploads(tx: Transaction, about: UploadedFor, uploads: readonly Upload[]): Promise<DocumentHead[]> {
  checkUploads(uploads)
  const kept: DocumentHead[] = []
  for (const { name: sent, bytes } of uploads) {
    const mediaType = await uploadTypeOf(bytes)
    if (mediaType === null) throw new DomainError('upload-type-refused', 'documents')
    kept.push(await keepDocument(tx, { ...about, kind: 'upload', name: uploadName(sent, mediaType), mediaType, bytes }))
  }
  return kept
}
