import {
  AttestationPdf,
  AttestationView,
  ClosingList,
  ClosingPdf,
  ClosingsCsv,
  ClosingsCsvQuery,
  ClosingsQuery,
  ClosingView,
  DocumentsReturnedBody,
  RecallBody,
  RecallReport,
} from '../../../contracts/closing.js'
import { FileView, NoBody } from '../../../contracts/debt-file.js'
import type { LetterDocument } from '../../../providers/post/letter-document.js'
import { renderLetterPdf } from '../../../providers/post/letter-pdf.js'
import { attest, type ClosingLetter, closingPaper, readAttestation } from '../../../store/closing-paper.js'
import { allClosings, listClosings, returnDocuments, viewClosing } from '../../../store/closing-view.js'
import { viewFile } from '../../../store/file-view.js'
import { recallFiles } from '../../../store/recall.js'
import { reopen } from '../../../store/reopen-command.js'
import { attestationDocument, closingDocument, closingsCsv } from '../../closing-document.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

const PDF = 'application/pdf'

/** Prints what a document says of a closing. */
const printed = (documentOf: (letter: ClosingLetter) => LetterDocument) => async (letter: ClosingLetter) =>
  (await renderLetterPdf(documentOf(letter))).pdf

/** What a closed file came to, and what follows from its closing. */
export function closingRoutes(context: ApiContext): Route[] {
  return [...fileClosingRoutes(context), ...attestationRoutes(context), ...creditorClosingRoutes(context)]
}

function fileClosingRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/reopening',
      tag: 'Closing',
      summary: 'Take back the order to close a file',
      description:
        'Also after it was closed by the order: it goes on where it was. A file that closed because nothing is owed opens again by itself when its money goes back.',
      body: NoBody,
      answers: [{ status: 200, description: 'The file; it decides what comes next as soon as it hears of it', schema: FileView }],
      refusals: ['closing-not-ordered', 'file-closed', 'key-reused'],
      async handle({ tenantId, fileId, actor, key }) {
        await reopen(db, { tenantId, fileId, actor, key }, now())
        return { body: await viewFile(db, tenantId, fileId, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/closing',
      tag: 'Closing',
      summary: 'Show what a file came to when it was last closed',
      answers: [{ status: 200, description: 'Sums, acts, days and costs', schema: ClosingView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, fileId }) => ({ body: await viewClosing(db, tenantId, fileId) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/closing/document',
      tag: 'Closing',
      summary: 'Print the closing report for the creditor',
      description: 'In French. Kept as it was printed first.',
      answers: [{ status: 200, description: 'The report', schema: ClosingPdf, type: PDF }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, fileId, actor }) {
        const { bytes } = await closingPaper(db, { tenantId, fileId, actor, now: now() }, printed(closingDocument))
        return { body: bytes, type: PDF }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/documents-returned',
      tag: 'Closing',
      summary: 'Note that a creditor had its documents back',
      description: 'Those that the closing lists. The same day again changes nothing.',
      body: DocumentsReturnedBody,
      answers: [{ status: 200, description: 'The closing', schema: ClosingView }],
      refusals: ['resource-unknown', 'return-day-impossible', 'documents-returned-already'],
      handle: async ({ tenantId, fileId, actor, body: { on } }) => ({
        body: await returnDocuments(db, { tenantId, fileId, actor, on }, now()),
      }),
    }),
  ]
}

function attestationRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/irrecoverability',
      tag: 'Closing',
      summary: 'Attest that a file’s claims cannot be had any more',
      description:
        'For the creditor’s accounts and, where the tax authority takes the ground, its VAT (CGI art. 272, 1). Only where it is true: the closing says whether and why. Made once for a closing.',
      body: NoBody,
      answers: [
        { status: 201, description: 'It was made', schema: AttestationView },
        { status: 200, description: 'It had been made', schema: AttestationView },
      ],
      refusals: ['resource-unknown', 'not-irrecoverable'],
      async handle({ tenantId, fileId, actor }) {
        const { paper, closing, replayed } = await attest(db, { tenantId, fileId, actor, now: now() }, printed(attestationDocument))
        const { vat, why, source } = closing.irrecoverability
        const body = { name: paper.name, sha256: paper.sha256, madeAt: paper.createdAt.toISOString(), vat, why, source }
        return { status: replayed ? 200 : 201, body }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/irrecoverability',
      tag: 'Closing',
      summary: 'Get the attestation that was made',
      answers: [{ status: 200, description: 'The attestation', schema: AttestationPdf, type: PDF }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, fileId }) {
        const { bytes } = await readAttestation(db, { tenantId, fileId })
        return { body: bytes, type: PDF }
      },
    }),
  ]
}

function creditorClosingRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/recalls',
      tag: 'Closing',
      summary: 'Take files back for their creditor',
      description:
        'Named by their references or by their invoices. Each file is ordered to be closed by itself and answered for; under the same Idempotency-Key a request that was cut short goes on, and no file is ordered twice.',
      body: RecallBody,
      answers: [{ status: 200, description: 'What became of each', schema: RecallReport }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, actor, key, param, body }) {
        return { body: await named(recallFiles(db, { tenantId, creditor: param('creditor'), actor, key }, body, now())) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/closings',
      tag: 'Closing',
      summary: 'List a creditor’s closings',
      description: 'Of the days asked for; files that were opened again since among them.',
      query: ClosingsQuery,
      answers: [{ status: 200, description: 'One page, the newest first', schema: ClosingList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, query }) => ({ body: await named(listClosings(db, tenantId, param('creditor'), query)) }),
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/closings.csv',
      tag: 'Closing',
      summary: 'Get a creditor’s closings for a spreadsheet',
      query: ClosingsCsvQuery,
      answers: [{ status: 200, description: 'A row for each, the oldest first', schema: ClosingsCsv, type: 'text/csv' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param, query }) {
        const closings = await named(allClosings(db, tenantId, param('creditor'), query))
        return { body: Buffer.from(closingsCsv(closings), 'utf8'), type: 'text/csv' }
      },
    }),
  ]
}
