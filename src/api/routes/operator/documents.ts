import { FileDocument, FileDocumentBytes, FileDocumentList, FileDocumentQuery } from '../../../contracts/document.js'
import { LARGEST_UPLOAD_BYTES } from '../../../domain/upload.js'
import { type DocumentHead, documentsOfFile, readDocumentOfFile } from '../../../store/document.js'
import { handIn } from '../../../store/hand-in.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Documents'

/** Papers of a file: those made here, those signed, and those sent in. */
export function documentRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/documents',
      tag: TAG,
      summary: 'List the papers of a file',
      answers: [{ status: 200, description: 'The newest first', schema: FileDocumentList }],
      handle: async ({ tenantId, fileId }) => ({ body: { documents: (await documentsOfFile(db, tenantId, fileId)).map(documentView) } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/documents',
      tag: TAG,
      summary: 'Hand in a paper of a file',
      description:
        'PDF, JPEG, PNG, WebP, HEIC, TIFF, SVG, DOCX, XLSX, ODT, plain text or mail, of 10 MB at most. What it is, is told by its bytes alone; its name is cleaned.',
      takesFile: true,
      largestBody: LARGEST_UPLOAD_BYTES,
      query: FileDocumentQuery,
      answers: [{ status: 201, description: 'It is kept', schema: FileDocument }],
      refusals: ['dispute-unknown', 'upload-empty', 'upload-type-refused', 'upload-name-invalid', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, bytes, query: { name, dispute } }) {
        const upload = { name, bytes: new Uint8Array(bytes) }
        const head = await handIn(db, { tenantId, fileId, actor, key, now: now() }, upload, dispute ?? null)
        return { status: 201, body: documentView(head) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/documents/:document',
      tag: TAG,
      summary: 'Download a paper of a file',
      description: 'To be saved: whatever it is, it is sent as bytes that no browser shows or runs.',
      answers: [{ status: 200, description: 'The bytes as they are', schema: FileDocumentBytes, type: 'application/octet-stream' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, fileId, param }) {
        const { bytes, name } = await readDocumentOfFile(db, tenantId, fileId, param('document'))
        return { body: bytes, attachment: name }
      },
    }),
  ]
}

function documentView({ id, subject, kind, name, mediaType, sha256, actor, createdAt }: DocumentHead): FileDocument {
  return { id, about: subject, kind, name, mediaType, sha256, actor, createdAt: createdAt.toISOString() }
}
