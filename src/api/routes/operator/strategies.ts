import { StrategyList, StrategyVersions, StrategyView } from '../../../contracts/strategy.js'
import { TemplateBody, TemplateList, TemplateView } from '../../../contracts/template.js'
import { DomainError } from '../../../domain/errors.js'
import { listStrategies, strategyVersions } from '../../../store/strategy-list.js'
import { listTemplates, publishTemplate } from '../../../store/template.js'
import { publishStrategy } from '../../../store/tenant.js'
import { StrategyDefinition } from '../../../strategies/format.js'
import type { ApiContext } from '../../context.js'
import { RequestFault } from '../../problem.js'
import { type Route, route } from '../../route.js'

const StrategyBody = StrategyDefinition.meta({
  id: 'NewStrategy',
  example: {
    name: 'letters',
    version: 1,
    steps: [
      { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10 },
      { id: 'formal-notice', stage: 'formal-notice', channels: ['letter'], afterDays: 30, payWithinDays: 15, registered: true },
    ],
  },
})

/** Sequences of steps, and the texts that they send. Both are frozen once published. */
export function strategyRoutes(context: ApiContext): Route[] {
  return [publishStrategyRoute(context), ...readStrategyRoutes(context), ...templateRoutes(context)]
}

function publishStrategyRoute({ db }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/strategies',
    tag: 'Strategies',
    summary: 'Publish a version of a strategy',
    description:
      'Files that are opened from now on follow it; those that are open keep theirs. Published again unchanged it stays as it is.',
    body: StrategyBody,
    answers: [{ status: 201, description: 'The version', schema: StrategyView }],
    refusals: ['strategy-frozen'],
    async handle({ tenantId, body }) {
      await publishStrategy(db, tenantId, body)
      const versions = await strategyVersions(db, tenantId, body.name)
      const published = versions.find(({ version }) => version === body.version)
      return { status: 201, location: `/v1/strategies/${body.name}`, body: published }
    },
  })
}

function readStrategyRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/strategies',
      tag: 'Strategies',
      summary: 'List the strategies',
      answers: [{ status: 200, description: 'The newest version of each', schema: StrategyList }],
      handle: async ({ tenantId }) => ({ body: { strategies: await listStrategies(db, tenantId) } }),
    }),
    route({
      method: 'get',
      path: '/v1/strategies/:name',
      tag: 'Strategies',
      summary: 'Show a strategy',
      answers: [{ status: 200, description: 'All its versions, the newest first', schema: StrategyVersions }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param }) {
        const versions = await strategyVersions(db, tenantId, param('name'))
        if (versions.length === 0) throw new DomainError('resource-unknown', 'name')
        return { body: { versions } }
      },
    }),
  ]
}

function templateRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/templates',
      tag: 'Strategies',
      summary: 'Publish a version of a text',
      description:
        'It is checked against what the law wants and forbids at each stage it is meant for, and refused with all that is wrong.',
      body: TemplateBody,
      answers: [{ status: 201, description: 'The version', schema: TemplateView }],
      refusals: ['template-refused', 'template-frozen'],
      async handle({ tenantId, body }) {
        const result = await publishTemplate(db, tenantId, body)
        if ('faults' in result) throw new RequestFault('template-refused', result.faults)
        return { status: 201, body: result.published }
      },
    }),
    route({
      method: 'get',
      path: '/v1/templates',
      tag: 'Strategies',
      summary: 'List the texts',
      description: 'A tenant’s own; where it has none for an occasion, the shipped one serves.',
      answers: [{ status: 200, description: 'The newest version of each', schema: TemplateList }],
      handle: async ({ tenantId }) => ({ body: { templates: await listTemplates(db, tenantId) } }),
    }),
  ]
}
