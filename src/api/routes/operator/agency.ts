import { AgencyFile, AgencyPaperBody, AgencyPaperView } from '../../../contracts/agency-paper.js'
import { recordPaper } from '../../../store/agency-paper.js'
import { paperView, viewAgency } from '../../../store/agency-work.js'
import { bookDay } from '../../../store/funds.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** What the law asks of an agency before it collects for others. */
export function agencyRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/agency/papers',
      tag: 'Agency',
      summary: 'Show the papers of the agency',
      description:
        'What the law of its seat asks of it (in France: insurance, declaration to the procureur, account for collected money alone), how it stands with each today, and every paper that it has had. A creditor that collects its own claims is asked for none.',
      answers: [{ status: 200, description: 'The papers', schema: AgencyFile }],
      handle: async ({ tenantId }) => ({ body: await viewAgency(db, tenantId, bookDay(now())) }),
    }),
    route({
      method: 'post',
      path: '/v1/agency/papers',
      tag: 'Agency',
      summary: 'Record a paper of the agency',
      description:
        'A renewed one is a paper of its own. Every open file that is collected for another is told: one that asked a person because a paper had lapsed goes on. The same paper sent again answers 200.',
      body: AgencyPaperBody,
      answers: [
        { status: 201, description: 'It was recorded', schema: AgencyPaperView },
        { status: 200, description: 'It was there already', schema: AgencyPaperView },
      ],
      refusals: ['agency-paper-duplicate', 'number-invalid'],
      async handle({ tenantId, actor, body }) {
        const { row, replayed } = await recordPaper(db, tenantId, actor, body)
        return { status: replayed ? 200 : 201, body: paperView(row) }
      },
    }),
  ]
}
