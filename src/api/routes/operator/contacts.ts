import { CallOutcomeBody, ContactView, LetterPdf, PostingReport, SettlementBody } from '../../../contracts/contact.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { loadLetter, viewContact } from '../../../store/contact-view.js'
import { confirmPosting, lettersToPost } from '../../../store/delivery.js'
import { recordCallOutcome, settleContact } from '../../../store/person-outcome.js'
import type { ApiContext } from '../../context.js'
import { type Call, type Route, route } from '../../route.js'

const MOST_POSTINGS = 500
/** Letters that are confirmed at a time: each takes a connection to the database. */
const AT_ONCE = 4

const word = ({ tenantId, actor, fileId, param }: Call) => ({ tenantId, actor, fileId, contactId: param('contact') })

/** Outbound acts: what they said, and what people report of them. */
export function contactRoutes(context: ApiContext): Route[] {
  return [showRoute(context), letterRoute(context), ...postingRoutes(context), ...outcomeRoutes(context)]
}

function showRoute({ db }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/files/:file/contacts/:contact',
    tag: 'Contacts',
    summary: 'Show a contact',
    description: 'With its words as they were sent, where it went, and every report of it.',
    answers: [{ status: 200, description: 'The contact', schema: ContactView }],
    refusals: ['contact-unknown'],
    handle: async ({ fileId, param }) => ({ body: await viewContact(db, fileId, param('contact')) }),
  })
}

function letterRoute({ db }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/contacts/:contact/letter',
    tag: 'Contacts',
    summary: 'Fetch a letter as it was printed',
    description: 'The very bytes that were handed over, whose SHA-256 the contact shows. A contact by another channel has none.',
    answers: [{ status: 200, description: 'The letter', schema: LetterPdf, type: 'application/pdf' }],
    refusals: ['contact-unknown', 'resource-unknown'],
    handle: async ({ tenantId, param }) => ({ body: await loadLetter(db, tenantId, param('contact')), type: 'application/pdf' }),
  })
}

function postingRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/contacts/:contact/posting',
      tag: 'Contacts',
      summary: 'Confirm that a printed letter was posted',
      description: 'A mandatory notice counts from its posting. Confirmed again it changes nothing.',
      body: NoBody,
      answers: [{ status: 200, description: 'The contact', schema: ContactView }],
      refusals: ['contact-unknown'],
      async handle({ tenantId, fileId, param }) {
        const { id } = await viewContact(db, fileId, param('contact'))
        await confirmPosting(db, tenantId, id, now())
        return { body: await viewContact(db, fileId, id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/postings',
      tag: 'Contacts',
      summary: 'Confirm that all printed letters were posted',
      description: `The oldest ${MOST_POSTINGS} at most; sent again it confirms the ones after them.`,
      body: NoBody,
      answers: [{ status: 200, description: 'How many', schema: PostingReport }],
      async handle({ tenantId }) {
        const letters = await lettersToPost(db, tenantId, MOST_POSTINGS)
        for (let first = 0; first < letters.length; first += AT_ONCE)
          await Promise.all(letters.slice(first, first + AT_ONCE).map((letter) => confirmPosting(db, tenantId, letter, now())))
        return { body: { confirmed: letters.length } }
      },
    }),
  ]
}

function outcomeRoutes({ db, now }: ApiContext): Route[] {
  const answers = [{ status: 200 as const, description: 'The contact', schema: ContactView }]
  const refusals = ['contact-unknown' as const, 'contact-settled' as const]
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/contacts/:contact/settlement',
      tag: 'Contacts',
      summary: 'Say whether an act went out that its provider could not tell of',
      description: 'Until then nothing more goes out, so that no act goes out twice.',
      body: SettlementBody,
      answers,
      refusals,
      async handle(call) {
        await settleContact(db, word(call), call.body.outcome, now())
        return { body: await viewContact(db, call.fileId, call.param('contact')) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/contacts/:contact/call-outcome',
      tag: 'Contacts',
      summary: 'Say how a call went',
      body: CallOutcomeBody,
      answers,
      refusals,
      async handle(call) {
        await recordCallOutcome(db, word(call), call.body.outcome, now())
        return { body: await viewContact(db, call.fileId, call.param('contact')) }
      },
    }),
  ]
}
