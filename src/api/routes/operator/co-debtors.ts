import { CoDebtorBody } from '../../../contracts/co-debtor.js'
import { FileView } from '../../../contracts/file-view.js'
import { viewFile } from '../../../store/file-view.js'
import { openCoDebtor } from '../../../store/open-co-debtor.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** Who else owes a file's claims: each has a file of its own, and one balance with the others. */
export function coDebtorRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/co-debtors',
      tag: 'Files',
      summary: 'Open a file for somebody else who owes the same claims',
      description:
        'A joint debtor (co-debtor) or a guarantor: with contacts, notices and a payment reference of its own, on the same claims and by the same mandate. What one pays is paid for all. The same Idempotency-Key opens the same file once.',
      body: CoDebtorBody,
      answers: [
        { status: 201, description: 'It was opened', schema: FileView },
        { status: 200, description: 'This key had opened it before', schema: FileView },
      ],
      refusals: [
        'file-closed',
        'claim-unknown',
        'claim-settled',
        'claim-time-barred',
        'co-debtor-duplicate',
        'liability-other-law',
        'liability-not-shared',
        'guarantee-not-due',
        'mandate-expired',
        'agency-paper-missing',
        'strategy-unknown',
        'strategy-lacks-notice',
        'number-invalid',
        'key-reused',
      ],
      async handle({ tenantId, fileId, actor, key, body }) {
        const { id, replayed } = await openCoDebtor(db, { tenantId, fileId, actor, key, now: now() }, body)
        return { status: replayed ? 200 : 201, location: `/v1/files/${id}`, body: await viewFile(db, tenantId, id, now()) }
      },
    }),
  ]
}
