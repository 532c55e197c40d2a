import {
  EndMandateBody,
  MandateBody,
  MandateDocumentList,
  MandateDocumentQuery,
  MandateDocumentView,
  MandateList,
  MandatePdf,
  MandateView,
} from '../../../contracts/mandate.js'
import { asTariff } from '../../../contracts/tariff.js'
import { DomainError } from '../../../domain/errors.js'
import { fromDay } from '../../../store/day.js'
import { type DocumentHead, readDocument } from '../../../store/document.js'
import { bookDay } from '../../../store/funds.js'
import { endMandate, ensureMandate, findMandate, listMandates } from '../../../store/mandate.js'
import { keepMandateDocument, loadMandatePaper, mandateDocuments } from '../../../store/mandate-paper.js'
import type { ApiContext } from '../../context.js'
import { mandatePdf } from '../../mandate-document.js'
import { notUnderstood } from '../../problem.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

type MandateRow = Awaited<ReturnType<typeof listMandates>>[number]

/** Creditors' orders to collect for them. */
export function mandateRoutes(context: ApiContext): Route[] {
  return [...recordRoutes(context), ...paperRoutes(context)]
}

function recordRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/mandates',
      tag: 'Mandates',
      summary: 'Record a creditor’s mandate',
      description:
        'Without a mandate in force no file of a creditor is opened, unless the creditor is the tenant itself. One that was signed outside says on which day; one with `signedOn: null` awaits its signature and is not in force.',
      body: MandateBody,
      answers: [
        { status: 201, description: 'It was recorded', schema: MandateView },
        { status: 200, description: 'It was there already', schema: MandateView },
      ],
      refusals: ['resource-unknown', 'mandate-duplicate'],
      async handle({ tenantId, param, body }) {
        const { row, replayed } = await named(
          ensureMandate(db, tenantId, param('creditor'), { ...body, tariff: body.tariff && asTariff(body.tariff) }),
        )
        return { status: replayed ? 200 : 201, body: mandateView(row) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mandates',
      tag: 'Mandates',
      summary: 'List a creditor’s mandates',
      answers: [{ status: 200, description: 'All of them, the newest first', schema: MandateList }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const mandates = await named(listMandates(db, tenantId, param('creditor')))
        return { body: { mandates: mandates.map(mandateView) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/mandates/:mandate/end',
      tag: 'Mandates',
      summary: 'End a mandate before its time',
      description:
        'With a day from today on, which is its last one in force. Its open files are told: once that day is over they are given back to the creditor, each once its money is settled.',
      body: EndMandateBody,
      answers: [{ status: 200, description: 'The mandate with its end', schema: MandateView }],
      refusals: ['resource-unknown', 'mandate-ended-already', 'day-impossible'],
      async handle({ tenantId, actor, param, body }) {
        const end = { ...body, actor, today: bookDay(now()) }
        return { body: mandateView(await named(endMandate(db, tenantId, param('creditor'), param('mandate'), end))) }
      },
    }),
  ]
}

const LARGEST_PAPER = 20 * 1024 * 1024

function paperRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mandates/:mandate/document',
      tag: 'Mandates',
      summary: 'Print a mandate',
      description:
        'What it says, as a paper to be signed, with the annex on data processing (GDPR article 28) and the papers of the agency. Made anew each time; what was signed is among its documents.',
      answers: [{ status: 200, description: 'The mandate', schema: MandatePdf, type: 'application/pdf' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const paper = await named(loadMandatePaper(db, tenantId, param('creditor'), param('mandate'), bookDay(now())))
        return { body: await mandatePdf(paper), type: 'application/pdf' }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mandates/:mandate/documents',
      tag: 'Mandates',
      summary: 'List the papers of a mandate',
      answers: [{ status: 200, description: 'The newest first', schema: MandateDocumentList }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const { id } = await named(findMandate(db, tenantId, param('creditor'), param('mandate')))
        return { body: { documents: (await mandateDocuments(db, tenantId, id)).map(documentView) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/mandates/:mandate/documents',
      tag: 'Mandates',
      summary: 'Hand in a paper of a mandate',
      description:
        'The mandate as it was signed by hand, or its annex on data processing. With `signedOn` a mandate that awaits its signature is in force from that day on.',
      takesFile: true,
      largestBody: LARGEST_PAPER,
      query: MandateDocumentQuery,
      answers: [{ status: 201, description: 'It is kept', schema: MandateDocumentView }],
      refusals: ['resource-unknown', 'mandate-signed-already', 'day-impossible'],
      async handle({ tenantId, actor, param, bytes, query }) {
        if (Buffer.from(bytes).toString('latin1', 0, PDF_BEGINS.length) !== PDF_BEGINS)
          throw notUnderstood('body', 'the paper is sent as PDF')
        const paper = { ...query, bytes: new Uint8Array(bytes), actor, today: bookDay(now()) }
        const head = await named(keepMandateDocument(db, tenantId, param('creditor'), param('mandate'), paper))
        return { status: 201, body: documentView(head) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/mandates/:mandate/documents/:document',
      tag: 'Mandates',
      summary: 'Get a paper of a mandate as its bytes are',
      answers: [{ status: 200, description: 'The paper', schema: MandatePdf, type: 'application/pdf' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const { id } = await named(findMandate(db, tenantId, param('creditor'), param('mandate')))
        const head = (await mandateDocuments(db, tenantId, id)).find((one) => one.id === param('document'))
        if (!head) throw new DomainError('resource-unknown', 'document')
        return { body: (await readDocument(db, tenantId, head.id)).bytes, type: 'application/pdf' }
      },
    }),
  ]
}

const PDF_BEGINS = '%PDF-'

export function documentView({ createdAt, ...head }: DocumentHead): MandateDocumentView {
  const { id, kind, name, mediaType, sha256 } = head
  return { id, kind, name, mediaType, sha256, createdAt: createdAt.toISOString() }
}

function mandateView(row: MandateRow): MandateView {
  const { reference, scope, specialPowers, covers, requires, longestPlanMonths, mostRemissionPercent, remitWithinMonths } = row
  const bound = (value: bigint | null) => (value === null ? null : Number(value))
  return {
    reference,
    validFrom: fromDay(row.validFrom),
    validUntil: row.validUntil && fromDay(row.validUntil),
    signedOn: row.signedOn && fromDay(row.signedOn),
    scope,
    specialPowers,
    covers,
    leastClaimCents: bound(row.leastClaimCents),
    mostClaimCents: bound(row.mostClaimCents),
    requires,
    toleranceCents: Number(row.toleranceCents),
    longestPlanMonths,
    mostRemissionPercent,
    remitWithinMonths,
    remittance: row.remittance as MandateView['remittance'],
    tariff: row.tariff as MandateView['tariff'],
    endReason: row.endReason,
    endActor: row.endActor,
  }
}
