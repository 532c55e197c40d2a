import {
  InvoiceDetail,
  InvoiceList,
  InvoicePaymentBody,
  InvoicePdf,
  InvoiceQuery,
  InvoiceXml,
  IssueBody,
  IssuedView,
  MarginView,
} from '../../../contracts/commission.js'
import { cents } from '../../../domain/money.js'
import { xmlInside } from '../../../providers/invoice/factur-x.js'
import { invoiceDocument, issueInvoices } from '../../../store/commission-invoice.js'
import { findInvoice, payInvoice } from '../../../store/commission-settlement.js'
import { listInvoices, viewInvoice, viewInvoices } from '../../../store/commission-view.js'
import { marginOf } from '../../../store/margin.js'
import { writeInvoice } from '../../commission-document.js'
import type { ApiContext } from '../../context.js'
import { titleOf } from '../../problem.js'
import { type Route, route } from '../../route.js'

/** What the agency earns of its creditors: never of debtors (Code des procédures civiles d'exécution L111-8). */
export function commissionRoutes(context: ApiContext): Route[] {
  return [issueRoute(context), ...readRoutes(context), ...documentRoutes(context), payRoute(context), marginRoute(context)]
}

function issueRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/commission/invoices',
    tag: 'Commission',
    summary: 'Invoice a month’s commission',
    description:
      'An invoice for each creditor of whom something was earned up to the month’s end that no invoice has, and a credit note where more went back. Whom it cannot be made for is named with the reason. Asked again under its key it makes no second one.',
    body: IssueBody,
    answers: [{ status: 201, description: 'What was issued', schema: IssuedView }],
    refusals: ['invoice-month-open', 'invoice-empty', 'key-reused'],
    async handle({ tenantId, actor, key, body: { month } }) {
      const { numbers, refused } = await issueInvoices(db, { tenantId, actor, key, now: now() }, month, writeInvoice)
      const invoices = await viewInvoices(db, tenantId, numbers)
      return { status: 201, body: { invoices, refused: refused.map((one) => ({ ...one, title: titleOf(one.code) })) } }
    },
  })
}

function readRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/commission/invoices',
      tag: 'Commission',
      summary: 'List invoices of commission',
      description: 'With the credit notes, the highest number first.',
      query: InvoiceQuery,
      answers: [{ status: 200, description: 'One page', schema: InvoiceList }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await listInvoices(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/commission/invoices/:number',
      tag: 'Commission',
      summary: 'Show an invoice of commission, line by line',
      answers: [{ status: 200, description: 'The invoice', schema: InvoiceDetail }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewInvoice(db, tenantId, param('number')) }),
    }),
  ]
}

function documentRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/commission/invoices/:number/document',
      tag: 'Commission',
      summary: 'Get an invoice of commission as its creditor is sent it',
      description: 'A PDF that holds the same in XML (Factur-X, profile EN 16931). It was made once, when it was issued.',
      answers: [{ status: 200, description: 'The invoice', schema: InvoicePdf, type: 'application/pdf' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const { id } = await findInvoice(db, tenantId, param('number'))
        return { body: await invoiceDocument(db, tenantId, id), type: 'application/pdf' }
      },
    }),
    route({
      method: 'get',
      path: '/v1/commission/invoices/:number/document.xml',
      tag: 'Commission',
      summary: 'Get the XML of an invoice of commission',
      description: 'As it stands in the PDF (UN/CEFACT Cross Industry Invoice).',
      answers: [{ status: 200, description: 'The XML', schema: InvoiceXml, type: 'application/xml' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const { id } = await findInvoice(db, tenantId, param('number'))
        return { body: await xmlInside(await invoiceDocument(db, tenantId, id)), type: 'application/xml' }
      },
    }),
  ]
}

function payRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/commission/invoices/:number/payments',
    tag: 'Commission',
    summary: 'Record that an invoice of commission was paid',
    description:
      'By the creditor to the agency’s own account; of a credit note by the agency. No client funds move. Recorded again under its reference it changes nothing.',
    body: InvoicePaymentBody,
    answers: [
      { status: 201, description: 'The invoice', schema: InvoiceDetail },
      { status: 200, description: 'The invoice, which had this payment', schema: InvoiceDetail },
    ],
    refusals: ['resource-unknown', 'payment-day-future', 'payment-duplicate', 'payment-exceeds-balance'],
    async handle({ tenantId, actor, param, body: { reference, amountCents, on } }) {
      const payment = { reference, amountCents: cents(amountCents), on }
      const { replayed } = await payInvoice(db, { tenantId, actor, now: now() }, param('number'), payment)
      return { status: replayed ? 200 : 201, body: await viewInvoice(db, tenantId, param('number')) }
    },
  })
}

function marginRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/files/:file/margin',
    tag: 'Commission',
    summary: 'Show what a file has earned and cost',
    description: 'Commission that was earned of it, without VAT, less letters, messages and what providers and banks took.',
    answers: [{ status: 200, description: 'The margin', schema: MarginView }],
    handle: async ({ fileId }) => ({ body: await marginOf(db, fileId, now()) }),
  })
}
