import {
  AddressFoundBody,
  AddressSearchList,
  AddressSearchQuery,
  AddressSearchView,
  LookUpBody,
} from '../../../contracts/address-search.js'
import { ContactView } from '../../../contracts/contact.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { lookUpSeat } from '../../../engine/look-up-address.js'
import { recordLookUp, takeFound } from '../../../store/address-lookup.js'
import { giveUpSearch, searchByHand } from '../../../store/address-search.js'
import { listSearches, soughtBy, viewSearch } from '../../../store/address-search-view.js'
import { viewContact } from '../../../store/contact-view.js'
import { recordReturn } from '../../../store/delivery.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Lost addresses'
const answers = [{ status: 200 as const, description: 'The search', schema: AddressSearchView }]

/** Debtors whose mail comes back, and the search for where they live now. */
export function addressSearchRoutes(context: ApiContext): Route[] {
  return [...beginning(context), ...reading(context), lookingUp(context), ...ending(context)]
}

function beginning({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/contacts/:contact/return',
      tag: TAG,
      summary: 'Record that a letter came back',
      description:
        'Nobody of that name lives there: the address is used no more. Where the debtor has no other, it is searched, and all its open files wait. Recorded again it changes nothing.',
      body: NoBody,
      answers: [{ status: 200, description: 'The contact', schema: ContactView }],
      refusals: ['contact-unknown'],
      async handle({ tenantId, fileId, param }) {
        const { id } = await viewContact(db, fileId, param('contact'))
        await recordReturn(db, tenantId, id, now())
        return { body: await viewContact(db, fileId, id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/address-search',
      tag: TAG,
      summary: 'Search a debtor’s address',
      description: 'For an address that is known to be wrong though no letter has come back. It is used no more.',
      body: NoBody,
      answers,
      refusals: ['file-closed', 'search-open', 'point-unknown', 'key-reused'],
      async handle({ tenantId, fileId, actor, key }) {
        const id = await searchByHand(db, { tenantId, fileId, actor, key, now: now() })
        return { body: await viewSearch(db, tenantId, id) }
      },
    }),
  ]
}

function reading({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/address-searches',
      tag: TAG,
      summary: 'List searches for lost addresses',
      query: AddressSearchQuery,
      answers: [{ status: 200, description: 'One page, the newest first', schema: AddressSearchList }],
      handle: async ({ tenantId, query }) => ({ body: await listSearches(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/address-searches/:search',
      tag: TAG,
      summary: 'Show a search for a lost address',
      description: '`request` is all that somebody who is asked may be told: a name and the last address, nothing of a debt.',
      answers,
      refusals: ['search-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewSearch(db, tenantId, param('search')) }),
    }),
  ]
}

function lookingUp({ db, registers, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/address-searches/:search/look-ups',
    tag: TAG,
    summary: 'Ask for a lost address, or note what was answered',
    description:
      '`sirene` is asked at once, by the debtor’s number alone. `debtor` with the outcome `asked` has the debtor asked by text message or e-mail, without a word of a debt. An answer of a source that was asked goes with what was asked.',
    body: LookUpBody,
    answers,
    refusals: ['search-unknown', 'search-over', 'search-limit-spent'],
    async handle({ tenantId, actor, key, param, body }) {
      const id = param('search')
      const said = body.source === 'sirene' ? await lookUpSeat(registers, await soughtBy(db, tenantId, id)) : body
      await recordLookUp(db, { tenantId, id, actor, key }, said, now())
      return { body: await viewSearch(db, tenantId, id) }
    },
  })
}

function ending({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/address-searches/:search/found',
      tag: TAG,
      summary: 'Take the address that was found',
      description:
        'Its number in a register, its name with its date of birth, or a word of the debtor or the creditor must speak for its being the debtor’s own. The files go on with their opening letter.',
      body: AddressFoundBody,
      answers,
      refusals: ['search-unknown', 'search-over', 'search-match-missing', 'resource-unknown'],
      async handle({ tenantId, actor, param, body }) {
        const id = param('search')
        await takeFound(db, { tenantId, id, actor }, body, now())
        return { body: await viewSearch(db, tenantId, id) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/address-searches/:search/give-up',
      tag: TAG,
      summary: 'Give a search up',
      description: 'The debtor’s open files are closed as not found, as they are after the last day of the search.',
      body: NoBody,
      answers,
      refusals: ['search-unknown', 'search-over'],
      async handle({ tenantId, actor, param }) {
        const id = param('search')
        await giveUpSearch(db, { tenantId, id, actor }, now())
        return { body: await viewSearch(db, tenantId, id) }
      },
    }),
  ]
}
