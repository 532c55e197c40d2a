import { BalanceQuery, BalanceView, LedgerView } from '../../../contracts/balance.js'
import { FileView, ForwardBody, OpenFileBody } from '../../../contracts/debt-file.js'
import { FileList, FileQuery } from '../../../contracts/file-list.js'
import { History } from '../../../contracts/file-view.js'
import { DomainError, type ErrorCode } from '../../../domain/errors.js'
import { forwardDebtor } from '../../../engine/forward-file.js'
import { viewBalance, viewLedger } from '../../../store/balance-view.js'
import { listFiles } from '../../../store/file-list.js'
import { viewFile, viewHistory } from '../../../store/file-view.js'
import { openFile } from '../../../store/open-file.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { untilTold } from '../../told.js'

/** Opening, finding and reading debt files. */
export function fileRoutes(context: ApiContext): Route[] {
  return [
    openRoute(context),
    listRoute(context),
    ...readRoutes(context),
    ...ledgerRoutes(context),
    ...(context.production ? [] : [forwardRoute(context)]),
  ]
}

/** What can be wrong with what is told of a claim's past. */
const HISTORY_REFUSALS = [
  'act-day-impossible',
  'act-moves-nothing',
  'foreclosure-unmoved',
  'act-proof-missing',
  'act-duplicate',
  'day-impossible',
  'payment-day-future',
  'payment-duplicate',
] as const satisfies ErrorCode[]

function openRoute({ db, now, production }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/files',
    tag: 'Files',
    summary: 'Open a file',
    description:
      'One debtor’s claims by one creditor. Where one of them is not taken in charge nothing is opened: there is a fault for each reason, and what is missing goes back to the creditor (`GET /v1/creditors/{creditor}/admissions`). The same Idempotency-Key opens the same file once. `legalStart` is refused in production, where a file begins now.',
    body: OpenFileBody,
    answers: [
      { status: 201, description: 'It was opened', schema: FileView },
      { status: 200, description: 'This key had opened it before', schema: FileView },
    ],
    refusals: [
      'creditor-unknown',
      'mandate-missing',
      'mandate-expired',
      'mandate-unsigned',
      'mandate-scope-exceeded',
      'agency-paper-missing',
      'strategy-unknown',
      'number-invalid',
      'claim-time-barred',
      'claim-duplicate',
      'claim-not-admitted',
      'debtor-insolvent',
      ...HISTORY_REFUSALS,
      'currencies-mixed',
      'key-reused',
      'legal-start-fixed',
    ],
    async handle({ tenantId, actor, key, body: { legalStart, ...input } }) {
      if (legalStart && production) throw new DomainError('legal-start-fixed', 'legalStart')
      const opened = now()
      const begins = legalStart ? new Date(legalStart) : opened
      const opening = { tenantId, actor, key, legalStart: begins, now: opened, clock: 'real' as const }
      const { id, replayed } = await openFile(db, opening, input)
      return { status: replayed ? 200 : 201, location: `/v1/files/${id}`, body: await viewFile(db, tenantId, id, now()) }
    },
  })
}

function listRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/files',
    tag: 'Files',
    summary: 'List files',
    description:
      'The newest first. `next` of an answer is the `cursor` of the page after it; files that are opened meanwhile shift nothing. `text` is the file’s reference, part of the debtor’s name, or an invoice number.',
    query: FileQuery,
    answers: [{ status: 200, description: 'One page', schema: FileList }],
    handle: async ({ tenantId, query }) => ({ body: await listFiles(db, tenantId, query, now()) }),
  })
}

function readRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file',
      tag: 'Files',
      summary: 'Show a file',
      description: 'With all that has happened, and what will happen if nothing else does. `file` is its id or its reference.',
      answers: [{ status: 200, description: 'The file', schema: FileView }],
      handle: async ({ tenantId, fileId }) => ({ body: await viewFile(db, tenantId, fileId, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/history',
      tag: 'Files',
      summary: 'Show a file’s history and check that nobody has changed it',
      answers: [{ status: 200, description: 'All entries, and whether their chain of hashes is whole', schema: History }],
      handle: async ({ fileId }) => ({ body: await viewHistory(db, fileId) }),
    }),
  ]
}

function ledgerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/balance',
      tag: 'Files',
      summary: 'Strike a file’s balance on a day',
      description:
        'Per claim: principal, interest line by line, compensation, costs, and interest that is provisional at the last known rate. By what is known now: a fact or a rate that came late counts from its own day.',
      query: BalanceQuery,
      answers: [{ status: 200, description: 'The balance at the end of the day', schema: BalanceView }],
      handle: async ({ fileId, query: { on } }) => ({ body: await viewBalance(db, fileId, on, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/ledger',
      tag: 'Files',
      summary: 'Show a file’s ledger',
      description: 'Every entry with its legs, debits positive. Entries are never changed: what was wrong is corrected by another entry.',
      answers: [{ status: 200, description: 'The entries in the order in which they were recorded', schema: LedgerView }],
      handle: async ({ fileId }) => ({ body: await viewLedger(db, fileId) }),
    }),
  ]
}

/** A clock is moved by hand, in no hurry, and often right after much else was done. */
const FORWARD_WAITS_MS = 30_000

function forwardRoute(context: ApiContext): Route {
  const { db, now } = context
  return route({
    method: 'post',
    path: '/v1/files/:file/forward',
    tag: 'Files',
    summary: 'Move a file’s clock ahead (not in production)',
    description: 'All that falls due meanwhile is lived through. Not once per key: time that was skipped is not given back.',
    body: ForwardBody,
    answers: [{ status: 200, description: 'The file as it is then', schema: FileView }],
    refusals: ['not-taken'],
    async handle({ tenantId, fileId, body: { days } }) {
      await untilTold(db, fileId, FORWARD_WAITS_MS)
      await forwardDebtor(context, fileId, days)
      return { body: await viewFile(db, tenantId, fileId, now()) }
    },
  })
}
