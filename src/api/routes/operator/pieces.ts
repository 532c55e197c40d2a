import { PieceBody, PieceList, PieceView } from '../../../contracts/case-piece.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { addPiece, askedPieces, listPieces, withdrawPiece } from '../../../store/case-piece.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Judicial road'
const LARGEST_BODY = 15 * 1024 * 1024

/** What makes the case of a file. */
export function pieceRoutes({ db, now }: ApiContext): Route[] {
  const piecesOf = async (fileId: string) => ({ pieces: await listPieces(db, fileId), asked: await askedPieces(db, fileId) })
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/pieces',
      tag: TAG,
      summary: 'Add a piece to a file’s case',
      description:
        'A contract, an order, a delivery note, an invoice, a notice, a certificate: the paper itself, kept under its fingerprint. An exemption from the amicable attempt has a ground instead. A proceeding that waits for it goes on.',
      body: PieceBody,
      largestBody: LARGEST_BODY,
      answers: [{ status: 201, description: 'The piece', schema: PieceView }],
      refusals: [
        'claim-unknown',
        'day-impossible',
        'upload-too-large',
        'upload-empty',
        'upload-type-refused',
        'upload-name-invalid',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body: { document, ground = null, ...said } }) {
        const paper = document ? { name: document.name, bytes: new Uint8Array(Buffer.from(document.base64, 'base64')) } : null
        const id = await addPiece(db, { tenantId, fileId, actor, key, now: now() }, { ...said, paper, ground })
        return { status: 201, body: (await listPieces(db, fileId)).find((piece) => piece.id === id) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/pieces',
      tag: TAG,
      summary: 'List the pieces of a file’s case, and those that it waits for',
      answers: [{ status: 200, description: 'In the order of their days', schema: PieceList }],
      handle: async ({ fileId }) => ({ body: await piecesOf(fileId) }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/pieces/:piece/withdrawal',
      tag: TAG,
      summary: 'Take a piece back',
      description: 'It counts no more, and keeps the number that papers name it by.',
      body: NoBody,
      answers: [{ status: 200, description: 'What is left', schema: PieceList }],
      refusals: ['piece-unknown', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, param }) {
        await withdrawPiece(db, { tenantId, fileId, actor, key, now: now() }, param('piece'))
        return { body: await piecesOf(fileId) }
      },
    }),
  ]
}
