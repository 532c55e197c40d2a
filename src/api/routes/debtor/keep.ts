import { type RequestHandler, type Response, Router } from 'express'
import { DomainError } from '../../../domain/errors.js'
import { renderLetterPdf } from '../../../providers/post/letter-pdf.js'
import { readDocumentForDebtor } from '../../../store/debtor-documents.js'
import { viewHelp } from '../../../store/debtor-page.js'
import { loadReceipt } from '../../../store/receipt.js'
import { receiptsOfFile } from '../../../store/receipt-list.js'
import { filePage } from '../../../web/debtor/file-page.js'
import { documentsPage, rightsPage } from '../../../web/debtor/keep-pages.js'
import type { Section } from '../../../web/debtor/layout.js'
import { debtorOf } from '../../debtor-session.js'
import { receiptDocument } from '../../receipt-document.js'
import { sendUpload } from '../../upload-download.js'
import { languageOf } from './frame.js'
import { inside, type PageContext, type Shown, send, shownFor } from './pages.js'

/** What is only read: the overview, the papers, the rights. */
export function keepRoutes(pages: PageContext): Router {
  const { db } = pages.context
  const router = Router()
  const page = (path: string, section: Section, show: (shown: Shown) => string | Promise<string>) =>
    router.get(path, inside(pages), async (request, response) => {
      send(response, await show(await shownFor(pages, request, response, section)))
    })
  page('/file', 'file', ({ frame, page }) => filePage(frame, page))
  page('/documents', 'documents', ({ frame, page }) => documentsPage(frame, page))
  page('/rights', 'rights', async ({ frame, page, request, debtor }) =>
    rightsPage(frame, page, { ...(await viewHelp(db, debtor, page.owedCents, languageOf(request, page))), proposals: [] }),
  )
  router.get('/documents/:id', inside(pages), sendDocument(pages))
  router.get('/receipts/:number', inside(pages), sendReceipt(pages))
  return router
}

/** Our own papers are shown; what came from outside is only ever saved. */
function sendDocument({ context }: PageContext): RequestHandler {
  return async (request, response) => {
    const paper = await readDocumentForDebtor(context.db, debtorOf(response), String(request.params.id))
    if (paper.inline) sendPdf(response, `${paper.kind}-${paper.on}.pdf`, paper.bytes)
    else sendUpload(response, paper)
  }
}

function sendReceipt({ context }: PageContext): RequestHandler {
  return async (request, response) => {
    const { fileId } = debtorOf(response)
    const number = Number(request.params.number)
    const receipt = (await receiptsOfFile(context.db, fileId)).find((one) => one.number === number && one.cancelledAt === null)
    if (!receipt) throw new DomainError('resource-unknown', 'receipt')
    const today = receipt.issuedAt.slice(0, 10)
    const { pdf } = await renderLetterPdf(receiptDocument(await loadReceipt(context.db, fileId, receipt.payment), today))
    sendPdf(response, `quittance-${number}.pdf`, pdf)
  }
}

function sendPdf(response: Response, name: string, bytes: Uint8Array): void {
  response.set('Content-Disposition', `inline; filename="${name}"`)
  // The page's own policy would keep the browser's viewer from drawing it.
  response.set('Content-Security-Policy', "default-src 'none'; object-src 'self'; plugin-types application/pdf; style-src 'unsafe-inline'")
  response.type('application/pdf').send(Buffer.from(bytes))
}
