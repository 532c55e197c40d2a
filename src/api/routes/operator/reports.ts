import { ClientFundsReport, ClientFundsReportQuery, CommissionReport, PlacementReport, ReportQuery } from '../../../contracts/report.js'
import { clientFundsReport } from '../../../store/report-client-funds.js'
import { commissionReport } from '../../../store/report-commission.js'
import { placementReport } from '../../../store/report-placements.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Reports'

/** Figures of the agency's trade. */
export function reportRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/reports/placements',
      tag: TAG,
      summary: 'Show what was placed, and what came of it',
      description:
        'By month of placement and creditor: files, claims, principal placed and taken back, and what was recovered in each month since, by the agency and by the creditor itself, less what went back. The rate is what was recovered of the principal that was placed and not taken back.',
      query: ReportQuery,
      answers: [{ status: 200, description: 'A row for each month of placement, creditor and currency', schema: PlacementReport }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await placementReport(db, tenantId, query, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/reports/commission',
      tag: TAG,
      summary: 'Show what was earned of each creditor, and what it cost',
      description:
        'By month and creditor: collected, paid direct, commission earned, invoiced, kept of remittances and paid; the cost of acts, the fees of providers and banks, and the margin.',
      query: ReportQuery,
      answers: [{ status: 200, description: 'A row for each month, creditor and currency', schema: CommissionReport }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await commissionReport(db, tenantId, query, now()) }),
    }),
    route({
      method: 'get',
      path: '/v1/reports/client-funds',
      tag: TAG,
      summary: 'Show client funds at the end of each month, or each day',
      description:
        'What is there and whose it is, as the books stood at the end of each day, with what the bank said. A creditor that is named narrows the list of creditors alone: the sums are those of the whole account. At most a hundred days are reckoned at once.',
      query: ClientFundsReportQuery,
      answers: [{ status: 200, description: 'A row for each day and currency', schema: ClientFundsReport }],
      refusals: ['creditor-unknown'],
      handle: async ({ tenantId, query }) => ({ body: await clientFundsReport(db, tenantId, query, now()) }),
    }),
  ]
}
