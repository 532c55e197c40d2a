import { RateBody, RateList, RateQuery, RateResult } from '../../../contracts/rate.js'
import { ppmOf } from '../../../domain/rate.js'
import { listRates, setRate } from '../../../store/rate.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** Published rates that laws refer to, as the tenant knows them. */
export function rateRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/rates',
      tag: 'Rates',
      summary: 'Enter a published rate',
      description:
        'For one semester, before or in place of the rate that ships. Every open file of the country decides anew, and its ledger is corrected. Entered again with the same value it changes nothing; with another value it takes the place of the first, which stays on record.',
      body: RateBody,
      answers: [{ status: 201, description: 'The rate, and how many open files hear of it', schema: RateResult }],
      refusals: ['rate-unknown'],
      async handle({ tenantId, actor, body: { percent, ...rate } }) {
        const ppm = ppmOf(percent)
        return { status: 201, body: await setRate(db, { tenantId, actor, ppm, ...rate }) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/rates',
      tag: 'Rates',
      summary: 'List the rates',
      description: 'Those that ship and those that the tenant has entered, with who entered them, when and from which source.',
      query: RateQuery,
      answers: [{ status: 200, description: 'The rates, and up to when each is known', schema: RateList }],
      handle: async ({ tenantId, query: { country } }) => ({ body: await listRates(db, tenantId, country) }),
    }),
  ]
}
