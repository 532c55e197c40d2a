import { CostTariffBody, CostTariffList, CostTariffQuery, CostTariffView, JudicialCosts } from '../../../contracts/judicial-cost.js'
import { listTariffs, setTariff } from '../../../store/cost-tariff.js'
import { judicialCostsOf } from '../../../store/judicial-cost-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Proceedings'

/** What suing costs, and who bears it. */
export function judicialCostRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/judicial-costs',
      tag: TAG,
      summary: 'What the proceedings of a file have cost, and who bears what',
      description:
        'Before a title the creditor advances everything. Once a title is there, the costs of the suit are on the debtor’s account; the costs of an enforcement are from the start; those of the small-claims procedure never are.',
      answers: [{ status: 200, description: 'The costs, and their sums', schema: JudicialCosts }],
      handle: async ({ fileId }) => ({ body: await judicialCostsOf(db, fileId) }),
    }),
    route({
      method: 'post',
      path: '/v1/cost-tariffs',
      tag: TAG,
      summary: 'Enter what a cost comes to from a day on',
      description: 'For a cost that no source confirms, or in the place of what ships. An amount that was recorded already stays as it is.',
      body: CostTariffBody,
      answers: [{ status: 201, description: 'The amount', schema: CostTariffView }],
      refusals: ['tariff-duplicate'],
      handle: async ({ tenantId, actor, body }) => ({ status: 201, body: await setTariff(db, { tenantId, actor, ...body }) }),
    }),
    route({
      method: 'get',
      path: '/v1/cost-tariffs',
      tag: TAG,
      summary: 'List what procedures cost',
      description: 'What ships, with its source and whether it counts, and what the tenant has entered.',
      query: CostTariffQuery,
      answers: [{ status: 200, description: 'The costs', schema: CostTariffList }],
      handle: async ({ tenantId, query: { country } }) => ({ body: await listTariffs(db, tenantId, country) }),
    }),
  ]
}
