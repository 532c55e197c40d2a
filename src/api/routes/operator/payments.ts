import { FileView, NoBody, PaymentBody } from '../../../contracts/debt-file.js'
import { cents } from '../../../domain/money.js'
import { viewFile } from '../../../store/file-view.js'
import { recordPayment, reversePayment } from '../../../store/payment.js'
import type { ApiContext } from '../../context.js'
import { ACTOR, type Route, route } from '../../route.js'

/** Money: its rows are written at once, whether or not anything else runs; the file hears of it afterwards. */
export function paymentRoutes({ db, now }: ApiContext): Route[] {
  const once = 'It counts once by the payment’s own reference, whatever the request’s key.'
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/payments',
      tag: 'Payments',
      summary: 'Record a payment',
      description: once,
      body: PaymentBody,
      answers: [{ status: 201, description: 'The file with the payment', schema: FileView }],
      refusals: ['currency-mismatch', 'payment-duplicate', 'payment-exceeds-balance'],
      async handle({ tenantId, fileId, body: { reference, amountCents, currency } }) {
        await recordPayment(db, { tenantId, fileId, actor: ACTOR, reference, now: now() }, cents(amountCents), currency)
        return { status: 201, body: await viewFile(db, tenantId, fileId, now()) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/payments/:reference/reversal',
      tag: 'Payments',
      summary: 'Take a payment back',
      description: `A returned direct debit, an unpaid cheque: what it had settled is owed again, and a closed file opens again. ${once}`,
      body: NoBody,
      answers: [{ status: 201, description: 'The file without the payment', schema: FileView }],
      refusals: ['payment-unknown', 'payment-already-reversed'],
      async handle({ tenantId, fileId, param }) {
        await reversePayment(db, { tenantId, fileId, actor: ACTOR, reference: param('reference'), now: now() })
        return { status: 201, body: await viewFile(db, tenantId, fileId, now()) }
      },
    }),
  ]
}
