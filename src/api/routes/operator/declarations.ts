import {
  DeclarationBatch,
  DeclarationBody,
  DeclarationList,
  DeclarationQuery,
  DeclarationReport,
  DeclarationView,
} from '../../../contracts/declaration.js'
import { DomainError, type ErrorCode } from '../../../domain/errors.js'
import { foretellDeclaration, type TakenDeclaration, takeDeclaration } from '../../../store/declaration.js'
import { listDeclarations } from '../../../store/declaration-view.js'
import type { ApiContext } from '../../context.js'
import { titleOf } from '../../problem.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

const LARGEST_BATCH = 4 * 1024 * 1024
const ONCE =
  'It counts once by the creditor’s own reference of its kind, whatever the request’s key; what was refused may be declared anew.'

/** What creditors declare of their claims: payments to themselves, credit notes, returns, disputes, recalls. */
export function declarationRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/declarations',
      tag: 'Declarations',
      summary: 'Declare what a creditor knows of a claim',
      description: `A payment to the creditor itself, a credit note, goods returned, a dispute and its end, a recall. Once this answers, nothing goes out that does not know of it. ${ONCE}`,
      body: DeclarationBody,
      answers: [
        { status: 201, description: 'It is taken', schema: DeclarationView },
        { status: 200, description: 'It was taken before', schema: DeclarationView },
      ],
      refusals: [
        'resource-unknown',
        'claim-unknown',
        'declaration-duplicate',
        'currency-mismatch',
        'day-impossible',
        'payment-day-future',
        'payment-duplicate',
        'payment-unknown',
        'payment-already-reversed',
        'dispute-unknown',
        'recall-incomplete',
        'file-closed',
        'closing-ordered-already',
      ],
      async handle({ tenantId, actor, param, body }) {
        const { declaration, replayed } = await named(takeDeclaration(db, { tenantId, creditor: param('creditor'), actor }, body, now()))
        if (declaration.refusal !== null) throw new DomainError(declaration.refusal as ErrorCode)
        return { status: replayed ? 200 : 201, body: declaration }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/declarations/batch',
      tag: 'Declarations',
      summary: 'Declare many things at once, as the creditor’s daily list has them',
      description: `Each is taken or refused by itself, in their order. A dry run says what would become of each as things stand now, and takes nothing. ${ONCE}`,
      body: DeclarationBatch,
      largestBody: LARGEST_BATCH,
      answers: [{ status: 200, description: 'What became of each, in the order in which they were sent', schema: DeclarationReport }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, actor, param, body: { dryRun, declarations } }) {
        const declaring = { tenantId, creditor: param('creditor'), actor }
        const takeOne = dryRun ? foretellDeclaration : takeDeclaration
        const outcomes: Outcome[] = []
        for (const one of declarations) outcomes.push(await reported(one, () => named(takeOne(db, declaring, one, now())), dryRun))
        return { body: { declarations: outcomes } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/declarations',
      tag: 'Declarations',
      summary: 'List what a creditor has declared',
      description: 'The newest first, also what was refused. `next` of an answer is the `cursor` of the page after it.',
      query: DeclarationQuery,
      answers: [{ status: 200, description: 'One page', schema: DeclarationList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, query }) => ({ body: await named(listDeclarations(db, tenantId, param('creditor'), query)) }),
    }),
  ]
}

type Outcome = DeclarationReport['declarations'][number]

/** What became of one declaration of a batch. Other words under a reference that is taken are refused like anything else. */
async function reported(
  { kind, reference }: Pick<Outcome, 'kind' | 'reference'>,
  take: () => Promise<TakenDeclaration>,
  dryRun: boolean,
): Promise<Outcome> {
  try {
    const { declaration, replayed } = await take()
    const { file, appliedCents, excessCents, refusal } = declaration
    const outcome = refusal !== null ? 'refused' : replayed ? 'known' : dryRun ? 'would-apply' : 'applied'
    return { kind, reference, outcome, file: file?.reference ?? null, appliedCents, excessCents, ...why(refusal) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'declaration-duplicate') throw error
    return { kind, reference, outcome: 'refused', file: null, appliedCents: null, excessCents: 0, ...why(error.code) }
  }
}

const why = (code: string | null) => ({ code, message: code && titleOf(code as ErrorCode) })
