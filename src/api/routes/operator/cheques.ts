import {
  ChequeBody,
  ChequeList,
  ChequeQuery,
  ChequeView,
  SettleChequesBody,
  SettledCheques,
  SlipBody,
  SlipCreditBody,
  SlipCsv,
  SlipPdf,
  SlipView,
  UnpaidChequeBody,
} from '../../../contracts/cheque.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { cents } from '../../../domain/money.js'
import { renderSlipPdf, slipCsv } from '../../../providers/bank/cheque-slip.js'
import { giveChequeBack, listCheques, registerCheque, unpaidCheque, viewCheque } from '../../../store/cheque.js'
import { clearSlip, depositCheques, settleCheques, viewSlip } from '../../../store/cheque-slip.js'
import { amount, date } from '../../../strategies/templates/values.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Cheques'

/** Cheques from their arrival to the bank's last word. */
export function chequeRoutes(context: ApiContext): Route[] {
  return [...registerRoutes(context), ...slipRoutes(context)]
}

function registerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/cheques',
      tag: TAG,
      summary: 'Register a cheque that arrived',
      description: 'It pays nothing before it is deposited. A cheque is known by its bank and number: the same again is refused.',
      body: ChequeBody,
      answers: [{ status: 201, description: 'The cheque', schema: ChequeView }],
      refusals: ['currency-mismatch', 'cheque-duplicate', 'day-impossible'],
      async handle({ tenantId, fileId, actor, body: { amountCents, currency, ...cheque } }) {
        const money = { cents: cents(amountCents), currency }
        return { status: 201, body: await registerCheque(db, { tenantId, fileId, actor, money, ...cheque }, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/cheques',
      tag: TAG,
      summary: 'List cheques',
      query: ChequeQuery,
      answers: [{ status: 200, description: 'One page, the last received first', schema: ChequeList }],
      handle: async ({ tenantId, query }) => ({ body: await listCheques(db, tenantId, query) }),
    }),
    route({
      method: 'post',
      path: '/v1/cheques/:cheque/giving-back',
      tag: TAG,
      summary: 'Give a cheque back to its drawer',
      description: 'One that was not deposited.',
      body: NoBody,
      answers: [{ status: 200, description: 'The cheque', schema: ChequeView }],
      refusals: ['resource-unknown', 'cheque-moved-on'],
      handle: async ({ tenantId, actor, param }) => ({
        body: await giveChequeBack(db, { tenantId, chequeId: param('cheque'), actor }, now()),
      }),
    }),
    route({
      method: 'post',
      path: '/v1/cheques/:cheque/unpaid',
      tag: TAG,
      summary: 'Record that a cheque came back unpaid',
      description: 'What it had settled is owed again, and a file that it had closed opens again. What the bank charges is the agency’s.',
      body: UnpaidChequeBody,
      answers: [{ status: 200, description: 'The cheque', schema: ChequeView }],
      refusals: ['resource-unknown', 'cheque-moved-on', 'day-impossible', 'payment-already-reversed'],
      async handle({ tenantId, actor, param, body }) {
        const chequeId = param('cheque')
        await db.$transaction((tx) => unpaidCheque(tx, { tenantId, chequeId, actor, ...body }, now()))
        return { body: await viewCheque(db, tenantId, chequeId) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/cheques/settlement',
      tag: TAG,
      summary: 'Count cheques as paid for good',
      description:
        'Those that the bank credited so long before a day, up to which its returns are known, that none is to be expected: their receipts are issued.',
      body: SettleChequesBody,
      answers: [{ status: 200, description: 'The cheques that count as paid since now', schema: SettledCheques }],
      refusals: ['day-impossible'],
      handle: async ({ tenantId, body: { through } }) => ({
        body: await db.$transaction((tx) => settleCheques(tx, { tenantId, through }, now())),
      }),
    }),
  ]
}

function slipRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/cheque-slips',
      tag: TAG,
      summary: 'Deposit cheques with a slip',
      description:
        'Each becomes a payment of its file, subject to clearing: nobody is chased for it, and its receipt waits. The same cheques under the same reference change nothing.',
      body: SlipBody,
      answers: [{ status: 201, description: 'The slip', schema: SlipView }],
      refusals: ['resource-unknown', 'cheque-moved-on', 'slip-duplicate', 'account-unknown', 'day-impossible', 'currencies-mixed'],
      async handle({ tenantId, actor, body: { cheques: chequeIds, ...slip } }) {
        return { status: 201, body: await depositCheques(db, { tenantId, actor, chequeIds, ...slip }, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/cheque-slips/:slip',
      tag: TAG,
      summary: 'Show a deposit slip',
      answers: [{ status: 200, description: 'The slip with its cheques', schema: SlipView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewSlip(db, tenantId, param('slip')) }),
    }),
    route({
      method: 'get',
      path: '/v1/cheque-slips/:slip/pdf',
      tag: TAG,
      summary: 'Make out a deposit slip for the bank',
      answers: [{ status: 200, description: 'The slip as it is printed', schema: SlipPdf, type: 'application/pdf' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const slip = await viewSlip(db, tenantId, param('slip'))
        const sum = (amountCents: number) => amount(cents(amountCents), slip.currency, 'fr')
        return { body: await renderSlipPdf(slip, sum, (on) => date(on, 'fr')), type: 'application/pdf' }
      },
    }),
    route({
      method: 'get',
      path: '/v1/cheque-slips/:slip/csv',
      tag: TAG,
      summary: 'List a deposit slip for a spreadsheet',
      answers: [{ status: 200, description: 'One row a cheque', schema: SlipCsv, type: 'text/csv' }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({
        body: new TextEncoder().encode(slipCsv(await viewSlip(db, tenantId, param('slip')))),
        type: 'text/csv',
      }),
    }),
    route({
      method: 'post',
      path: '/v1/cheque-slips/:slip/credit',
      tag: TAG,
      summary: 'Record that the bank credited a slip',
      description: 'As a bank statement does when it is imported: the money is at the bank, though not for good yet.',
      body: SlipCreditBody,
      answers: [{ status: 200, description: 'The slip', schema: SlipView }],
      refusals: ['resource-unknown', 'day-impossible'],
      async handle({ tenantId, actor, param, body: { on } }) {
        const { id: slipId } = await viewSlip(db, tenantId, param('slip'))
        await db.$transaction((tx) => clearSlip(tx, { tenantId, slipId, on, actor }, now()))
        return { body: await viewSlip(db, tenantId, slipId) }
      },
    }),
  ]
}
