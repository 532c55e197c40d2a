import { FileView } from '../../../contracts/debt-file.js'
import { AcknowledgementBody } from '../../../contracts/limitation.js'
import { answerAcknowledgement } from '../../../store/acknowledgement.js'
import { viewFile } from '../../../store/file-view.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** What may acknowledge a debt is for a person to judge. */
export function acknowledgementRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/acknowledgements',
      tag: 'Commands',
      summary: 'Say whether a part payment acknowledges its claim',
      description:
        'Accepted, it interrupts the claim’s limitation from the day of the payment (Code civil art. 2240), and stands if the payment is reversed later. The same answer again changes nothing.',
      body: AcknowledgementBody,
      answers: [{ status: 200, description: 'The file with the answer', schema: FileView }],
      refusals: ['acknowledgement-unknown', 'acknowledgement-answered'],
      async handle({ tenantId, actor, fileId, body }) {
        await answerAcknowledgement(db, { tenantId, fileId, actor, now: now(), ...body })
        return { body: await viewFile(db, tenantId, fileId, now()) }
      },
    }),
  ]
}
