import { PublishedStrategy, StrategyList, StrategyVersions } from '../../../contracts/strategy.js'
import { TemplateBody, TemplateList, TemplateView } from '../../../contracts/template.js'
import { DomainError } from '../../../domain/errors.js'
import type { Strategy } from '../../../domain/strategy.js'
import { publishLawfulStrategy } from '../../../store/publish-strategy.js'
import { listStrategies, strategyVersions } from '../../../store/strategy-list.js'
import { listTemplates, publishTemplate } from '../../../store/template.js'
import type { StrategyFault } from '../../../strategies/check.js'
import { StrategyDefinition } from '../../../strategies/format.js'
import { readStrategy } from '../../../strategies/read.js'
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
      'Files that are opened from now on follow it; those that are open keep theirs. It is checked against the law of its country, and refused with each step, rule and article that it breaks; what is not sure comes back as warnings. Published again unchanged it stays as it is.',
    body: StrategyBody,
    yaml: readBody,
    answers: [{ status: 201, description: 'The version', schema: PublishedStrategy }],
    refusals: ['strategy-refused', 'strategy-frozen'],
    async handle({ tenantId, body }) {
      const { published, faults } = await publishLawfulStrategy(db, tenantId, body)
      if (!published)
        throw new RequestFault(
          'strategy-refused',
          faults.map((fault) => inFields(body, fault)),
        )
      const versions = await strategyVersions(db, tenantId, body.name)
      const version = versions.find((one) => one.version === body.version)
      const warnings = faults.map(({ step, rule, article, message }) => ({ step, rule, article, message }))
      return { status: 201, location: `/v1/strategies/${body.name}`, body: { ...version, warnings } }
    },
  })
}

/** A strategy from its written form. @throws RequestFault naming line and column */
function readBody(text: string): Strategy {
  const reading = readStrategy(text)
  if ('strategy' in reading) return reading.strategy
  const faults = reading.faults.map(({ line, column, step, field, message }) => ({
    field: [step, field].filter((part) => part !== null).join('.') || 'body',
    message: `line ${line}, column ${column}: ${message}`,
  }))
  throw new RequestFault('request-invalid', faults)
}

function inFields({ steps }: Strategy, { step, rule, article, message, level }: StrategyFault) {
  const place = steps.findIndex(({ id }) => id === step)
  return { field: place === -1 ? 'body' : `steps.${place}`, message: `${level}, ${rule}: ${message} (${article})` }
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

function templateRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/templates',
      tag: 'Strategies',
      summary: 'Publish a version of a text',
      description:
        'It is checked against what the law of its country wants at the stage it is meant for, and refused with all that is wrong and the articles that say so.',
      body: TemplateBody,
      answers: [{ status: 201, description: 'The version', schema: TemplateView }],
      refusals: ['template-refused', 'template-frozen'],
      async handle({ tenantId, body }) {
        const result = await publishTemplate(db, tenantId, body, now().toISOString().slice(0, 10))
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
