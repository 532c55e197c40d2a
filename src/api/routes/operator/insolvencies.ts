import { NoBody } from '../../../contracts/debt-file.js'
import {
  DeclarationPdf,
  InsolvencyAnswerBody,
  InsolvencyDeclaredBody,
  InsolvencyList,
  InsolvencyOutcomeBody,
  InsolvencyQuery,
  InsolvencyView,
  NewInsolvencyBody,
  RegisterCheckList,
  RegisterCheckView,
} from '../../../contracts/insolvency.js'
import { checkParty, prepareDeclarations } from '../../../engine/check-registers.js'
import { bookDay } from '../../../store/funds.js'
import { answerInsolvency, declareInsolvency } from '../../../store/insolvency.js'
import { listChecks, listInsolvencies, readDeclaration, viewInsolvency } from '../../../store/insolvency-view.js'
import { endInsolvency, recordInsolvency } from '../../../store/record-insolvency.js'
import { acceptCheck } from '../../../store/register-work.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { proofIn } from '../../situation-body.js'

const TAG = 'Registers and insolvency'
const LARGEST_BODY = 15 * 1024 * 1024

/** What registers say of debtors, and what people do about it. */
export function insolvencyRoutes(context: ApiContext): Route[] {
  return [...checkRoutes(context), ...noticeRoutes(context), ...personRoutes(context)]
}

function checkRoutes({ db, registers, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/register-check',
      tag: TAG,
      summary: 'Ask the registers about a debtor now',
      description:
        'INSEE’s register of companies, the BODACC’s notices of insolvency and VIES, as far as the debtor can be in them. What they say is recorded with all that follows from it. A register that does not answer is `unavailable`.',
      body: NoBody,
      answers: [{ status: 200, description: 'What was answered, the newest first', schema: RegisterCheckList }],
      async handle({ fileId }) {
        const { debtorId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true } })
        await checkParty({ db, registers, now }, debtorId, 'by-hand')
        return { body: { checks: await listChecks(db, fileId) } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/register-checks',
      tag: TAG,
      summary: 'List what registers have answered about a debtor',
      answers: [{ status: 200, description: 'The last answers, the newest first', schema: RegisterCheckList }],
      handle: async ({ fileId }) => ({ body: { checks: await listChecks(db, fileId) } }),
    }),
    route({
      method: 'post',
      path: '/v1/register-checks/:check/acceptance',
      tag: TAG,
      summary: 'Leave it at what a register says otherwise',
      description: 'It leaves the worklist, and comes up again once the register says something else.',
      body: NoBody,
      answers: [{ status: 200, description: 'That it was accepted', schema: RegisterCheckView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await acceptCheck(db, tenantId, param('check')) }),
    }),
  ]
}

function noticeRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/insolvencies',
      tag: TAG,
      summary: 'List notices of insolvency',
      query: InsolvencyQuery,
      answers: [{ status: 200, description: 'One page, the newest first', schema: InsolvencyList }],
      handle: async ({ tenantId, query }) => ({ body: await listInsolvencies(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/insolvencies/:insolvency',
      tag: TAG,
      summary: 'Show a notice of insolvency',
      answers: [{ status: 200, description: 'The notice', schema: InsolvencyView }],
      refusals: ['insolvency-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewInsolvency(db, tenantId, param('insolvency')) }),
    }),
    route({
      method: 'post',
      path: '/v1/insolvencies/:insolvency/answer',
      tag: TAG,
      summary: 'Say whom a notice of insolvency is about',
      description:
        'About the debtor: its open files stand still, their creditors are told, and their declarations of claim are prepared. About another: the files go on. What was found by the debtor’s own number may be taken back as `other`, once.',
      body: InsolvencyAnswerBody,
      answers: [{ status: 200, description: 'The notice', schema: InsolvencyView }],
      refusals: ['insolvency-unknown', 'insolvency-answered'],
      async handle({ tenantId, actor, param, body: { about } }) {
        const id = param('insolvency')
        const partyId = await answerInsolvency(db, { tenantId, id, actor }, about, now())
        if (about === 'debtor') await prepareDeclarations(db, partyId, bookDay(now()))
        return { body: await viewInsolvency(db, tenantId, id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/insolvencies/:insolvency/declared',
      tag: TAG,
      summary: 'Record that the claims were declared',
      body: InsolvencyDeclaredBody,
      answers: [{ status: 200, description: 'The notice', schema: InsolvencyView }],
      refusals: ['insolvency-unknown', 'insolvency-answered', 'day-impossible'],
      async handle({ tenantId, actor, param, body: { on } }) {
        const id = param('insolvency')
        await declareInsolvency(db, { tenantId, id, actor }, on, now())
        return { body: await viewInsolvency(db, tenantId, id) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/insolvencies/:insolvency/declarations/:file',
      tag: TAG,
      summary: 'Download the prepared declaration of a file’s claims',
      answers: [{ status: 200, description: 'The declaration, to be checked and signed', schema: DeclarationPdf, type: 'application/pdf' }],
      refusals: ['insolvency-unknown', 'resource-unknown'],
      handle: async ({ tenantId, fileId, param }) => ({
        body: await readDeclaration(db, tenantId, param('insolvency'), fileId),
        type: 'application/pdf',
      }),
    }),
  ]
}

/** What people record of proceedings themselves. */
function personRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/insolvencies',
      tag: TAG,
      summary: 'Record proceedings that no register has told of, with their proof',
      description:
        'All follows that a published notice brings: the debtor’s files stand still, their creditors are told, the time to declare runs, and the declarations are prepared.',
      body: NewInsolvencyBody,
      largestBody: LARGEST_BODY,
      answers: [{ status: 201, description: 'The notice', schema: InsolvencyView }],
      refusals: ['situation-proof-missing', 'situation-open', 'day-impossible', 'upload-too-large', 'upload-type-refused', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body }) {
        const {
          proceeding,
          publishedOn,
          judgmentOn = null,
          court = null,
          representative = null,
          reference = null,
          proofSha256 = null,
        } = body
        const said = { proceeding, publishedOn, judgmentOn, court, representative, reference, proofSha256, proof: proofIn(body) }
        const id = await recordInsolvency(db, { tenantId, fileId, actor, key, now: now() }, said)
        const { debtorId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true } })
        await prepareDeclarations(db, debtorId, bookDay(now()))
        return { status: 201, body: await viewInsolvency(db, tenantId, id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/insolvencies/:insolvency/outcome',
      tag: TAG,
      summary: 'Record how proceedings came out',
      description:
        '`plan`: the files stand still under it. `insufficient-assets`: they are ordered to be closed, as declared or not. `ended`: they go on.',
      body: InsolvencyOutcomeBody,
      answers: [{ status: 200, description: 'The notice', schema: InsolvencyView }],
      refusals: ['insolvency-unknown', 'insolvency-answered', 'situation-ended', 'day-impossible'],
      async handle({ tenantId, actor, param, body: { outcome, on } }) {
        const id = param('insolvency')
        await endInsolvency(db, { tenantId, id, actor }, outcome, on, now())
        return { body: await viewInsolvency(db, tenantId, id) }
      },
    }),
  ]
}
