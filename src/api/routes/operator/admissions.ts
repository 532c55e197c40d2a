import { AdmissionCsv, AdmissionCsvQuery, AdmissionList, AdmissionQuery } from '../../../contracts/admission.js'
import { admissionsCsv, listAdmissions } from '../../../store/admission-list.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

/** What goes back to creditors, because it was not taken in charge. */
export function admissionRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/admissions',
      tag: 'Creditors',
      summary: 'List what a creditor placed that was not taken in charge',
      description:
        'The newest first, with what is missing and why. It is taken in charge once it is sent again, under the same key or another, and nothing stands against it any more.',
      query: AdmissionQuery,
      answers: [{ status: 200, description: 'One page', schema: AdmissionList }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, query }) => ({ body: await named(listAdmissions(db, tenantId, param('creditor'), query)) }),
    }),
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/admissions.csv',
      tag: 'Creditors',
      summary: 'Get the same for a spreadsheet',
      query: AdmissionCsvQuery,
      answers: [{ status: 200, description: 'All of it, a line for each reason', schema: AdmissionCsv, type: 'text/csv' }],
      refusals: ['resource-unknown'],
      async handle({ tenantId, param, query }) {
        const csv = await named(admissionsCsv(db, tenantId, param('creditor'), query))
        return { body: Buffer.from(csv, 'utf8'), type: 'text/csv' }
      },
    }),
  ]
}
