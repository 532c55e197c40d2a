import { NoticeList, NoticeQuery, NoticeView } from '../../../contracts/creditor-notice.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { ReceiptList, ReceiptQuery, ReceiptsOfFile } from '../../../contracts/receipt.js'
import { listNotices, readNotice } from '../../../store/creditor-notice.js'
import { listReceipts, receiptsOfFile } from '../../../store/receipt-list.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

/** What debtors get for their money, and what creditors are told of it. */
export function receiptRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/receipts',
      tag: 'Payments',
      summary: 'List the receipts',
      description: 'Every one that was issued, those that were cancelled among them: their numbers have no gaps.',
      query: ReceiptQuery,
      answers: [{ status: 200, description: 'Receipts, the highest number first', schema: ReceiptList }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await listReceipts(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/receipts',
      tag: 'Payments',
      summary: 'List the receipts of a file',
      answers: [{ status: 200, description: 'All of them, by number', schema: ReceiptsOfFile }],
      handle: async ({ fileId }) => ({ body: { receipts: await receiptsOfFile(db, fileId) } }),
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/notices',
      tag: 'Creditors',
      summary: 'List what a creditor is told of money',
      description: 'Each payment of its debtors, and each that went again (Code des procédures civiles d’exécution R124-5).',
      query: NoticeQuery,
      answers: [{ status: 200, description: 'Notices, the newest first', schema: NoticeList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, query }) => ({ body: await named(listNotices(db, tenantId, param('creditor'), query)) }),
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/notices/:notice/read',
      tag: 'Creditors',
      summary: 'Note that a creditor has read a notice',
      description: 'Read again it keeps its first time.',
      body: NoBody,
      answers: [{ status: 200, description: 'The notice', schema: NoticeView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await named(readNotice(db, tenantId, param('creditor'), param('notice'), now())) }),
    }),
  ]
}
