import {
  AllocationBody,
  DismissalBody,
  LeftToAllocate,
  RefundDueBody,
  UnallocatedList,
  type UnallocatedPayment,
  UnallocatedQuery,
} from '../../../contracts/unallocated.js'
import { DomainError } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import { allocatePayment, dismissProposal, listUnallocated, refundUnallocated, type Share } from '../../../store/allocate-payment.js'
import { findFile, isId } from '../../../store/file-view.js'
import { heldOfPayment } from '../../../store/funds.js'
import { oncePerKey } from '../../../store/payment-command.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** Money that waits for a person to say what it is for. */
export function unallocatedRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/payments',
      tag: 'Payments',
      summary: 'List money to allocate',
      description: 'What came in and is for no file yet, the oldest first, with the files that it may be for.',
      query: UnallocatedQuery,
      answers: [{ status: 200, description: 'All of it', schema: UnallocatedList }],
      async handle({ tenantId }) {
        const payments = await listUnallocated(db, tenantId, now())
        return { body: { payments: payments.map(({ paymentId: id, ...payment }): UnallocatedPayment => ({ id, ...payment })) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/payments/:payment/allocations',
      tag: 'Payments',
      summary: 'Give money to files',
      description:
        'Each file is given its share of what is left of the payment. Files that waited because of it go on once nothing is left.',
      body: AllocationBody,
      answers: [{ status: 201, description: 'What is left of it', schema: LeftToAllocate }],
      refusals: [
        'payment-unknown',
        'file-unknown',
        'key-reused',
        'currency-mismatch',
        'payment-exceeds-balance',
        'payment-exceeds-unallocated',
      ],
      async handle({ tenantId, actor, key, param, body }) {
        const paymentId = idIn(param('payment'))
        const shares: Share[] = []
        for (const { file, amountCents } of body.shares)
          shares.push({ fileId: await findFile(db, tenantId, file), ...(amountCents !== undefined && { amountCents: cents(amountCents) }) })
        const command = { tenantId, paymentId, key, input: { allocate: shares } }
        await oncePerKey(db, command, (tx) => allocatePayment(tx, { tenantId, paymentId, actor }, shares, now()))
        return { status: 201, body: await left(paymentId) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/payments/:payment/dismissals',
      tag: 'Payments',
      summary: 'Say that money is not for a file',
      description: 'The file no longer waits because of it.',
      body: DismissalBody,
      answers: [{ status: 201, description: 'What is left of it', schema: LeftToAllocate }],
      refusals: ['payment-unknown', 'file-unknown', 'key-reused'],
      async handle({ tenantId, actor, key, param, body }) {
        const paymentId = idIn(param('payment'))
        const fileId = await findFile(db, tenantId, body.file)
        await oncePerKey(db, { tenantId, paymentId, key, input: { dismiss: fileId } }, (tx) =>
          dismissProposal(tx, { tenantId, paymentId, actor }, fileId, now()),
        )
        return { status: 201, body: await left(paymentId) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/payments/:payment/refund-due',
      tag: 'Payments',
      summary: 'Say that money goes back to its payer',
      description: 'All that is left of it, or so much. It is owed to the payer from then on, until the transfer is ordered.',
      body: RefundDueBody,
      answers: [{ status: 201, description: 'What is left of it', schema: LeftToAllocate }],
      refusals: ['payment-unknown', 'payment-exceeds-unallocated', 'key-reused'],
      async handle({ tenantId, actor, key, param, body: { amountCents } }) {
        const paymentId = idIn(param('payment'))
        const sum = amountCents === undefined ? null : cents(amountCents)
        await oncePerKey(db, { tenantId, paymentId, key, input: { refund: sum } }, (tx) =>
          refundUnallocated(tx, { tenantId, paymentId, actor }, sum, now()),
        )
        return { status: 201, body: await left(paymentId) }
      },
    }),
  ]

  async function left(id: string): Promise<LeftToAllocate> {
    return { id, unallocatedCents: 0 - (await heldOfPayment(db, id, 'unallocated')) }
  }
}

/** @throws DomainError payment-unknown for what is no id */
function idIn(text: string): string {
  if (!isId(text)) throw new DomainError('payment-unknown', 'payment')
  return text
}
