import { ReceiptPdf } from '../../../contracts/balance.js'
import { FileView, NoBody, PaymentBody } from '../../../contracts/debt-file.js'
import { DomainError } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import { renderLetterPdf } from '../../../providers/post/letter-pdf.js'
import { viewFile } from '../../../store/file-view.js'
import { recordPayment, reversePayment } from '../../../store/payment.js'
import { loadReceipt } from '../../../store/receipt.js'
import type { ApiContext } from '../../context.js'
import { receiptDocument } from '../../receipt-document.js'
import { type Route, route } from '../../route.js'

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
      refusals: ['currency-mismatch', 'payment-duplicate', 'payment-exceeds-balance', 'payment-day-future', 'claim-unknown'],
      async handle({ tenantId, actor, fileId, body: { reference, amountCents, currency, ...choice } }) {
        await recordPayment(db, { tenantId, fileId, actor, reference, now: now() }, { cents: cents(amountCents), currency }, choice)
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
      async handle({ tenantId, actor, fileId, param }) {
        await reversePayment(db, { tenantId, fileId, actor, reference: param('reference'), now: now() })
        return { status: 201, body: await viewFile(db, tenantId, fileId, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/payments/:reference/receipt',
      tag: 'Payments',
      summary: 'Make out the receipt of a payment',
      description:
        'Who has paid what to whom, what for, what it went to and what is left (Code des procédures civiles d’exécution R124-6), as a letter to the debtor. A cheque or direct debit has none before its money is there for good. A debtor without a postal address gets none: give it one first.',
      answers: [{ status: 200, description: 'The receipt', schema: ReceiptPdf, type: 'application/pdf' }],
      refusals: ['payment-unknown', 'payment-already-reversed', 'receipt-not-yet', 'point-unknown'],
      async handle({ fileId, param }) {
        const receipt = await loadReceipt(db, fileId, param('reference'))
        if (!receipt.debtor.address) throw new DomainError('point-unknown')
        const { pdf } = await renderLetterPdf(receiptDocument(receipt, now().toISOString().slice(0, 10)))
        return { body: pdf, type: 'application/pdf' }
      },
    }),
  ]
}
