import { NoBody } from '../../../contracts/debt-file.js'
import { AlertQuery, SecurityAlertList, SecurityAlertView } from '../../../contracts/security.js'
import { closeAlert, listAlerts } from '../../../store/security-work.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Security'

/** That somebody seems to try out payment keys. */
export function securityRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/security-alerts',
      tag: TAG,
      summary: 'List alerts that somebody tries out payment keys',
      query: AlertQuery,
      answers: [{ status: 200, description: 'One page, the newest first', schema: SecurityAlertList }],
      handle: async ({ tenantId, query }) => ({ body: await listAlerts(db, tenantId, query) }),
    }),
    route({
      method: 'post',
      path: '/v1/security-alerts/:alert/closing',
      tag: TAG,
      summary: 'Close an alert: it leaves the worklist',
      description: 'It is raised once for each window of time. One that concerns every tenant is closed for all.',
      body: NoBody,
      answers: [{ status: 200, description: 'The alert', schema: SecurityAlertView }],
      refusals: ['alert-unknown'],
      handle: async ({ tenantId, actor, param }) => ({ body: await closeAlert(db, { tenantId, id: param('alert'), actor }, now()) }),
    }),
  ]
}
