import {
  ClearanceBody,
  ClearanceView,
  CorrectionBody,
  FundsEntryList,
  FundsEntryQuery,
  FundsEntryView,
  FundsQuery,
  FundsView,
  TopUpBody,
} from '../../../contracts/client-funds.js'
import { clearByHand } from '../../../store/clear-payment.js'
import { viewFunds } from '../../../store/client-funds-view.js'
import { recordCorrection, topUp } from '../../../store/funds-by-hand.js'
import { listEntries } from '../../../store/funds-entry.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Client funds'

/** Books of the money that is held for others. */
export function clientFundsRoutes(context: ApiContext): Route[] {
  return [...readRoutes(context), ...writeRoutes(context)]
}

function readRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/funds',
      tag: TAG,
      summary: 'Show client funds at the end of a day',
      description:
        'What is there and whose it is: bank + provider + clearing + shortfall = creditors + unallocated + refunds + agency + transit. What stands against remittance is named, sum by sum; where nothing does, the bank’s own closing balance bears the books out.',
      query: FundsQuery,
      answers: [{ status: 200, description: 'The books, one entry a currency', schema: FundsView }],
      handle: async ({ tenantId, query }) => ({ body: await viewFunds(db, tenantId, query, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/funds/entries',
      tag: TAG,
      summary: 'List movements of client funds',
      query: FundsEntryQuery,
      answers: [{ status: 200, description: 'Movements with their legs, the newest first', schema: FundsEntryList }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await listEntries(db, tenantId, query) }),
    }),
  ]
}

function writeRoutes({ db, now }: ApiContext): Route[] {
  const once = 'It counts once by its own reference.'
  const booked = [
    { status: 201, description: 'It is booked', schema: FundsEntryView },
    { status: 200, description: 'It was booked already', schema: FundsEntryView },
  ] as const
  return [
    route({
      method: 'post',
      path: '/v1/funds/top-ups',
      tag: TAG,
      summary: 'Book what the agency has paid into the account of client funds',
      description: `It makes good fees, charges and gaps; what is more stands as the agency’s advance, which later ones are taken from. ${once}`,
      body: TopUpBody,
      answers: [...booked],
      refusals: ['movement-duplicate', 'movement-day-future'],
      async handle({ tenantId, actor, body }) {
        const { entry, replayed } = await topUp(db, { tenantId, actor, now: now() }, body)
        return { status: replayed ? 200 : 201, body: entry }
      },
    }),
    route({
      method: 'post',
      path: '/v1/funds/corrections',
      tag: TAG,
      summary: 'Book a movement by hand',
      description: `From one account to another, with a reason: a fee that no event told, a charge, a payout, or the way back of what was booked wrongly. Nothing is deleted. ${once}`,
      body: CorrectionBody,
      answers: [...booked],
      refusals: ['creditor-unknown', 'payment-unknown', 'currency-mismatch', 'movement-duplicate', 'movement-day-future'],
      async handle({ tenantId, actor, body }) {
        const { entry, replayed } = await recordCorrection(db, { tenantId, actor, now: now() }, body)
        return { status: replayed ? 200 : 201, body: entry }
      },
    }),
    route({
      method: 'post',
      path: '/v1/payments/:payment/clearance',
      tag: 'Payments',
      summary: 'Note that a payment recorded by hand is at the bank',
      description:
        'Its money leaves the account “clearing” for the bank, and the receipts that waited for it are issued. Said again for the same day it changes nothing. A payment is named by its id, or by its reference where no other has it.',
      body: ClearanceBody,
      answers: [{ status: 200, description: 'The day, and the receipts', schema: ClearanceView }],
      refusals: ['payment-unknown', 'payment-not-by-hand', 'payment-cleared-already', 'payment-already-reversed', 'movement-day-future'],
      handle: async ({ tenantId, actor, param, body: { on } }) => ({
        body: await clearByHand(db, { tenantId, actor, now: now() }, param('payment'), on),
      }),
    }),
  ]
}
