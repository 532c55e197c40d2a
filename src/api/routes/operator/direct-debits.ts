import { NoBody } from '../../../contracts/debt-file.js'
import {
  AnnouncedBody,
  AnnouncementPdf,
  AnnouncementText,
  BatchCreditBody,
  BatchXml,
  DebitBatchBody,
  DebitBatchView,
  DebitBody,
  DebitIdentifier,
  DebitIdentifierBody,
  DebitList,
  DebitMandateBody,
  DebitMandateList,
  DebitMandateView,
  DebitQuery,
  DebitView,
  NewBatchView,
  ReturnBody,
  RevokeMandateBody,
} from '../../../contracts/direct-debit.js'
import { DomainError } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import { writeDebitFile } from '../../../providers/bank/pain-008.js'
import { renderLetterPdf } from '../../../providers/post/letter-pdf.js'
import { clearBatch } from '../../../store/collect-debits.js'
import { loadAnnouncement } from '../../../store/debit-announcement.js'
import { batchDebits, exportBatch, viewBatch } from '../../../store/debit-batch.js'
import { listMandates, ownOrganisation, revokeDebitMandate, setDebitIdentifier, signDebitMandate } from '../../../store/debit-mandate.js'
import { announceDebit, cancelDebit, listDebits, planDebit, viewDebit } from '../../../store/direct-debit.js'
import { returnedDebit } from '../../../store/return-debit.js'
import { announcementDocument, announcementText } from '../../announcement-document.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Direct debits'

/** SEPA direct debits: mandates, debits that are announced, the bank's file, returns. */
export function directDebitRoutes(context: ApiContext): Route[] {
  return [...mandateRoutes(context), ...debitRoutes(context), ...announcementRoutes(context), ...batchRoutes(context)]
}

function mandateRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/debit-identifier',
      tag: TAG,
      summary: 'Set the SEPA creditor identifier',
      description: 'The identifier (ICS) under which the agency debits. It is not changed any more once a mandate names it.',
      body: DebitIdentifierBody,
      answers: [{ status: 200, description: 'The identifier', schema: DebitIdentifier }],
      refusals: ['number-invalid', 'debit-identifier-fixed'],
      handle: async ({ tenantId, body }) => ({ body: { identifier: await setDebitIdentifier(db, tenantId, body.identifier) } }),
    }),
    route({
      method: 'get',
      path: '/v1/debit-identifier',
      tag: TAG,
      summary: 'Show the SEPA creditor identifier',
      answers: [{ status: 200, description: 'The identifier; null where none is set', schema: DebitIdentifier }],
      handle: async ({ tenantId }) => ({ body: { identifier: (await ownOrganisation(db, tenantId)).ics } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/debit-mandates',
      tag: TAG,
      summary: 'Keep a signed direct debit mandate',
      description:
        'With the SHA-256 of the document that was signed. The B2B scheme is not for consumers. The same mandate sent again changes nothing.',
      body: DebitMandateBody,
      answers: [{ status: 201, description: 'The mandate', schema: DebitMandateView }],
      refusals: ['debit-identifier-missing', 'number-invalid', 'day-impossible', 'scheme-not-for-consumers', 'debit-mandate-duplicate'],
      handle: async ({ tenantId, fileId, actor, body }) => ({
        status: 201,
        body: await signDebitMandate(db, { tenantId, fileId, actor, ...body }, now()),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/debit-mandates',
      tag: TAG,
      summary: 'List the mandates of a file',
      answers: [{ status: 200, description: 'All of them, the last signed first', schema: DebitMandateList }],
      handle: async ({ fileId }) => ({ body: { mandates: await listMandates(db, fileId) } }),
    }),
    route({
      method: 'post',
      path: '/v1/debit-mandates/:mandate/revocation',
      tag: TAG,
      summary: 'Record that a mandate is revoked',
      description: 'Nothing is debited under it from that day on.',
      body: RevokeMandateBody,
      answers: [{ status: 200, description: 'The mandate', schema: DebitMandateView }],
      refusals: ['resource-unknown', 'day-impossible'],
      handle: async ({ tenantId, actor, param, body: { on } }) => ({
        body: await revokeDebitMandate(db, { tenantId, reference: param('mandate'), on, actor }, now()),
      }),
    }),
  ]
}

function debitRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/debits',
      tag: TAG,
      summary: 'Plan a direct debit',
      description:
        'Of no more than is owed, on a day on which banks settle, so far ahead that its debtor can be told of it in time. The same sum on the same day under the same mandate is the same debit.',
      body: DebitBody,
      answers: [{ status: 201, description: 'The debit', schema: DebitView }],
      refusals: [
        'file-closed',
        'debit-mandate-unknown',
        'debit-mandate-unusable',
        'currency-mismatch',
        'debit-day-closed',
        'debit-notice-short',
        'payment-exceeds-balance',
      ],
      async handle({ tenantId, fileId, actor, body: { amountCents, currency, ...debit } }) {
        const money = { cents: cents(amountCents), currency }
        return { status: 201, body: await planDebit(db, { tenantId, fileId, actor, money, ...debit }, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/debits',
      tag: TAG,
      summary: 'List direct debits',
      query: DebitQuery,
      answers: [{ status: 200, description: 'One page, the last to be collected first', schema: DebitList }],
      handle: async ({ tenantId, query }) => ({ body: await listDebits(db, tenantId, query) }),
    }),
    route({
      method: 'post',
      path: '/v1/debits/:debit/cancellation',
      tag: TAG,
      summary: 'Cancel a direct debit',
      description: 'One that is not at the bank yet.',
      body: NoBody,
      answers: [{ status: 200, description: 'The debit', schema: DebitView }],
      refusals: ['resource-unknown', 'debit-moved-on'],
      async handle({ tenantId, actor, param }) {
        const { id: debitId } = await viewDebit(db, tenantId, param('debit'))
        return { body: await cancelDebit(db, { tenantId, debitId, actor }, now()) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/debits/:debit/return',
      tag: TAG,
      summary: 'Record that a direct debit came back',
      description:
        'What it had paid is owed again, and a file that it had closed opens again. After the time for such a return a person confirms it. What the bank charges is the agency’s.',
      body: ReturnBody,
      answers: [{ status: 200, description: 'The debit', schema: DebitView }],
      refusals: ['resource-unknown', 'debit-moved-on', 'day-impossible', 'debit-return-late', 'payment-already-reversed'],
      async handle({ tenantId, actor, param, body }) {
        const { id: debitId } = await viewDebit(db, tenantId, param('debit'))
        await db.$transaction((tx) => returnedDebit(tx, { tenantId, debitId, actor, ...body }, now()))
        return { body: await viewDebit(db, tenantId, debitId) }
      },
    }),
  ]
}

function announcementRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/debits/:debit/announcement',
      tag: TAG,
      summary: 'Make out the announcement of a direct debit',
      description:
        'As a letter: sum, day, mandate reference (RUM) and creditor identifier (ICS). A debtor without a postal address gets none: use the text.',
      answers: [{ status: 200, description: 'The letter', schema: AnnouncementPdf, type: 'application/pdf' }],
      refusals: ['resource-unknown', 'point-unknown'],
      async handle({ tenantId, param }) {
        const announcement = await loadAnnouncement(db, tenantId, param('debit'))
        if (!announcement.debtor.address) throw new DomainError('point-unknown')
        const { pdf } = await renderLetterPdf(announcementDocument(announcement, now().toISOString().slice(0, 10)))
        return { body: pdf, type: 'application/pdf' }
      },
    }),
    route({
      method: 'get',
      path: '/v1/debits/:debit/announcement/text',
      tag: TAG,
      summary: 'Write the announcement of a direct debit for an e-mail',
      answers: [{ status: 200, description: 'Subject and text', schema: AnnouncementText }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: announcementText(await loadAnnouncement(db, tenantId, param('debit'))) }),
    }),
    route({
      method: 'post',
      path: '/v1/debits/:debit/announcement',
      tag: TAG,
      summary: 'Record that the debtor was told of a direct debit',
      description: 'From then on it may go to the bank, and its file waits for it. Too late a day is refused: plan another debit.',
      body: AnnouncedBody,
      answers: [{ status: 200, description: 'The debit', schema: DebitView }],
      refusals: ['resource-unknown', 'debit-moved-on', 'day-impossible', 'debit-notice-short'],
      async handle({ tenantId, actor, param, body: { on } }) {
        const { id: debitId } = await viewDebit(db, tenantId, param('debit'))
        return { body: await announceDebit(db, { tenantId, debitId, actor, on }, now()) }
      },
    }),
  ]
}

function batchRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/debit-batches',
      tag: TAG,
      summary: 'Put announced debits into one file for the bank',
      description:
        'All that fall due up to a day. What may no longer be taken is cancelled and named, with why, also where nothing is left for the bank. They count as paid from their day on, subject to return.',
      body: DebitBatchBody,
      answers: [{ status: 201, description: 'The batch', schema: NewBatchView }],
      refusals: ['debit-identifier-missing', 'account-unknown', 'debit-batch-empty', 'debit-batch-duplicate'],
      handle: async ({ tenantId, actor, body }) => ({
        status: 201,
        body: await batchDebits(db, { tenantId, actor, ...body }, writeDebitFile, now()),
      }),
    }),
    route({
      method: 'get',
      path: '/v1/debit-batches/:batch',
      tag: TAG,
      summary: 'Show a batch of direct debits',
      answers: [{ status: 200, description: 'The batch with its debits', schema: DebitBatchView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewBatch(db, tenantId, param('batch')) }),
    }),
    route({
      method: 'get',
      path: '/v1/debit-batches/:batch/file',
      tag: TAG,
      summary: 'Have the bank’s file of a batch',
      description: 'pain.008.001.08, byte for byte as its SHA-256 says.',
      answers: [{ status: 200, description: 'The file', schema: BatchXml, type: 'application/xml' }],
      refusals: ['resource-unknown', 'debit-file-lost'],
      handle: async ({ tenantId, param }) => ({
        body: await exportBatch(db, tenantId, param('batch'), writeDebitFile),
        type: 'application/xml',
      }),
    }),
    route({
      method: 'post',
      path: '/v1/debit-batches/:batch/credit',
      tag: TAG,
      summary: 'Record that the bank credited a batch',
      description: 'Or a block of it, as a bank statement does when it is imported: the money is there, and receipts are issued.',
      body: BatchCreditBody,
      answers: [{ status: 200, description: 'The batch', schema: DebitBatchView }],
      refusals: ['resource-unknown', 'day-impossible'],
      async handle({ tenantId, actor, param, body }) {
        const batch = param('batch')
        await db.$transaction((tx) => clearBatch(tx, { tenantId, batch, actor, ...body }, now()), { timeout: 60_000 })
        return { body: await viewBatch(db, tenantId, batch) }
      },
    }),
  ]
}
