import {
  PreparedOrder,
  RemittanceBody,
  RemittanceDetail,
  RemittanceList,
  RemittanceQuery,
  StatementCsv,
  StatementPdf,
} from '../../../contracts/remittance.js'
import { renderLetterPdf } from '../../../providers/post/letter-pdf.js'
import { bookDay } from '../../../store/funds.js'
import { heldBack } from '../../../store/held-back.js'
import { prepareRemittances } from '../../../store/remittance.js'
import { listRemittances, loadStatement, viewRemittance } from '../../../store/remittance-view.js'
import { viewOrder } from '../../../store/transfer-order-view.js'
import type { ApiContext } from '../../context.js'
import { statementCsv, statementDocument } from '../../remittance-statement.js'
import { type Route, route } from '../../route.js'
import { sayingWhatBlocks } from '../../what-blocks.js'

/** What was collected for creditors, and passing it on to them. */
export function remittanceRoutes(context: ApiContext): Route[] {
  return [prepareRoute(context), ...readRoutes(context), ...statementRoutes(context)]
}

function prepareRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/remittances',
    tag: 'Remittances',
    summary: 'Prepare what is due to creditors and payers',
    description:
      'One remittance for each creditor, of what was received for good up to a day, refunds that are due to payers, and one order of transfers for all of them. Nothing moves before two people have agreed to the order. What goes into no order is named with its reason.',
    body: RemittanceBody,
    answers: [
      { status: 201, description: 'The order', schema: PreparedOrder },
      { status: 200, description: 'The order, which this request had made before', schema: PreparedOrder },
    ],
    refusals: [
      'remittance-blocked',
      'remittance-empty',
      'remittance-day-future',
      'remittance-share-excessive',
      'remittance-share-by-invoice',
      'creditor-unknown',
      'account-missing',
      'key-reused',
    ],
    async handle({ tenantId, actor, key, body }) {
      const at = now()
      const { orderId, replayed } = await sayingWhatBlocks(prepareRemittances(db, { tenantId, actor, key, now: at }, body))
      const left = await heldBack(db, tenantId, body.through ?? bookDay(at), bookDay(at))
      return { status: replayed ? 200 : 201, body: { order: await viewOrder(db, tenantId, orderId), heldBack: left } }
    },
  })
}

function readRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/remittances',
      tag: 'Remittances',
      summary: 'List remittances',
      description: 'The newest first, with what creditors should have had before today, and what would go into no order.',
      query: RemittanceQuery,
      answers: [{ status: 200, description: 'One page', schema: RemittanceList }],
      handle: async ({ tenantId, query }) => ({ body: await listRemittances(db, tenantId, query, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/remittances/:remittance',
      tag: 'Remittances',
      summary: 'Show a remittance, line by line',
      answers: [{ status: 200, description: 'The remittance', schema: RemittanceDetail }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewRemittance(db, tenantId, param('remittance')) }),
    }),
  ]
}

function statementRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/remittances/:remittance/statement.pdf',
      tag: 'Remittances',
      summary: 'Print a creditor’s statement',
      description:
        'What was collected and taken back, file by file, the agency’s share, what is passed on and by when, and what is carried.',
      answers: [{ status: 200, description: 'The statement', schema: StatementPdf, type: 'application/pdf' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const statement = await loadStatement(db, tenantId, param('remittance'))
        const { pdf } = await renderLetterPdf(statementDocument(statement, bookDay(now())))
        return { body: pdf, type: 'application/pdf' }
      },
    }),
    route({
      method: 'get',
      path: '/v1/remittances/:remittance/statement.csv',
      tag: 'Remittances',
      summary: 'Get a creditor’s statement for a spreadsheet',
      answers: [{ status: 200, description: 'The statement', schema: StatementCsv, type: 'text/csv' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const statement = await loadStatement(db, tenantId, param('remittance'))
        return { body: Buffer.from(statementCsv(statement), 'utf8'), type: 'text/csv' }
      },
    }),
  ]
}
