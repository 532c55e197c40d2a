import {
  EnforcementBody,
  FileTitles,
  MeasureBody,
  MeasureList,
  MeasureView,
  TitleBody,
  TitleList,
  TitleQuery,
  TitleView,
} from '../../../contracts/title.js'
import { addTitle } from '../../../store/add-title.js'
import { requestMeasure } from '../../../store/measure.js'
import { enforceTitle } from '../../../store/open-enforcement.js'
import { listTitles, measuresOf, titlesOf, viewTitle } from '../../../store/title-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Enforcement'

/** Enforceable titles, their life, and the measures that are taken by them. */
export function titleRoutes(context: ApiContext): Route[] {
  return [...registerRoutes(context), ...enforcementRoutes(context), ...measureRoutes(context)]
}

function registerRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/titles',
      tag: TAG,
      summary: 'List the titles of all files, the newest first',
      description: 'Each with its life, the last useful day to enforce it, and the last act that began it anew.',
      query: TitleQuery,
      answers: [{ status: 200, description: 'A page of titles', schema: TitleList }],
      async handle({ tenantId, query: { good, ...page } }) {
        return { body: await listTitles(db, tenantId, { ...page, good: good === undefined ? undefined : good === 'true' }, now()) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/titles',
      tag: TAG,
      summary: 'List a file’s titles',
      answers: [{ status: 200, description: 'The titles', schema: FileTitles }],
      async handle({ fileId }) {
        return { body: { titles: await titlesOf(db, fileId, now()) } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/titles/:title',
      tag: TAG,
      summary: 'Show a title',
      answers: [{ status: 200, description: 'The title', schema: TitleView }],
      refusals: ['title-unknown'],
      async handle({ fileId, param }) {
        return { body: await viewTitle(db, fileId, param('title'), now()) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/titles',
      tag: TAG,
      summary: 'Enter a title that the file brings with it',
      description:
        'An older judgment, or a title on an unpaid cheque. Its enforcement is opened where the mandate covers that, else the creditor is asked for the power. The same Idempotency-Key makes one.',
      body: TitleBody,
      answers: [{ status: 201, description: 'The title', schema: TitleView }],
      refusals: [
        'file-closed',
        'claim-unknown',
        'title-duplicate',
        'day-impossible',
        'procedure-not-open',
        'professional-unknown',
        'professional-role',
        'professional-conflict',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body }) {
        const { enforceableOn = body.grantedOn, interestFrom = body.grantedOn } = body
        const id = await addTitle(db, { tenantId, fileId, actor, key, now: now() }, { ...body, enforceableOn, interestFrom })
        return { status: 201, body: await viewTitle(db, fileId, id, now()) }
      },
    }),
  ]
}

function enforcementRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/titles/:title/enforcement',
      tag: TAG,
      summary: 'Have a title enforced',
      description:
        'One whose creditor has given the power since, or whose enforcement was stopped. Who issued it as an officer does not enforce it.',
      body: EnforcementBody,
      answers: [{ status: 201, description: 'The title', schema: TitleView }],
      refusals: [
        'title-unknown',
        'power-missing',
        'proceeding-open',
        'proceeding-ended',
        'professional-unknown',
        'professional-role',
        'professional-conflict',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, param, body: { officer } }) {
        const titleId = param('title')
        await enforceTitle(db, { tenantId, fileId, actor, key, now: now() }, { titleId, officerId: officer })
        return { status: 201, body: await viewTitle(db, fileId, titleId, now()) }
      },
    }),
  ]
}

function measureRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/measures',
      tag: TAG,
      summary: 'List the measures that were requested of a file',
      answers: [{ status: 200, description: 'The measures, with what became of each', schema: MeasureList }],
      async handle({ fileId }) {
        return { body: { measures: await measuresOf(db, fileId, now()) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/measures',
      tag: TAG,
      summary: 'Have a measure of enforcement taken',
      description: 'Not while the title stands still. What it catches is reported to the proceeding.',
      body: MeasureBody,
      answers: [{ status: 201, description: 'The measure', schema: MeasureView }],
      refusals: ['title-unknown', 'proceeding-unknown', 'mandate-scope-exceeded', 'measure-not-open', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body: { title, measure } }) {
        const id = await requestMeasure(db, { tenantId, fileId, actor, key, now: now() }, { titleId: title, measure })
        return { status: 201, body: (await measuresOf(db, fileId, now())).find((one) => one.id === id) }
      },
    }),
  ]
}
