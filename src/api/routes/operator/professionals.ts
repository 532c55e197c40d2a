import { NoBody } from '../../../contracts/debt-file.js'
import { ExchangeBody, ExchangeKeyView, ProfessionalBody, ProfessionalList, ProfessionalView } from '../../../contracts/professional.js'
import { DomainError } from '../../../domain/errors.js'
import { readPublicKey } from '../../../providers/exchange/open-pgp.js'
import {
  addProfessional,
  changeExchange,
  districtsOf,
  type Exchange,
  endProfessional,
  listProfessionals,
  type ProfessionalRow,
} from '../../../store/professional.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Officers and lawyers'

/** Officers and lawyers whom tasks of proceedings are given to. */
export function professionalRoutes(context: ApiContext): Route[] {
  return [...listRoutes(context), ...changeRoutes(context)]
}

function listRoutes({ db, now, packageKeys }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/professionals',
      tag: TAG,
      summary: 'Add an officer or a lawyer',
      description:
        'On the portal they have a key of their own (relance professional key), which opens the tasks handed to them and nothing else. By package each task comes by e-mail, signed and encrypted to their OpenPGP key. The same sent again answers 200.',
      body: ProfessionalBody,
      answers: [
        { status: 201, description: 'It was added', schema: ProfessionalView },
        { status: 200, description: 'It was there already', schema: ProfessionalView },
      ],
      refusals: ['creditor-duplicate', 'public-key-invalid'],
      async handle({ tenantId, body: { role, reference, name, address, ...exchange } }) {
        const input = { role, organisation: { reference, name, address }, ...(await checked(exchange, now())) }
        const { row, replayed } = await addProfessional(db, tenantId, input)
        return { status: replayed ? 200 : 201, body: professionalView(row) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/professionals',
      tag: TAG,
      summary: 'List the officers and lawyers',
      answers: [{ status: 200, description: 'All of them, by reference', schema: ProfessionalList }],
      handle: async ({ tenantId }) => ({ body: { professionals: (await listProfessionals(db, tenantId)).map(professionalView) } }),
    }),
    route({
      method: 'get',
      path: '/v1/exchange-key',
      tag: TAG,
      summary: 'Read the public key that packages are signed with',
      description: 'Officers and lawyers check the signature of a package by it. It is made when it is asked for first.',
      answers: [{ status: 200, description: 'The key, armored', schema: ExchangeKeyView }],
      handle: async ({ tenantId }) => ({ body: await packageKeys.publicKeyOf(tenantId) }),
    }),
  ]
}

function changeRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'put',
      path: '/v1/professionals/:professional/exchange',
      tag: TAG,
      summary: 'Say anew how an officer or a lawyer is given tasks',
      description: 'An address that was refused, a key that has expired, a change of the way: what is handed over from now on goes there.',
      body: ExchangeBody,
      answers: [{ status: 200, description: 'The professional', schema: ProfessionalView }],
      refusals: ['resource-unknown', 'public-key-invalid'],
      handle: async ({ tenantId, param, body }) => ({
        body: professionalView(await addressed(changeExchange(db, tenantId, param('professional'), await checked(body, now())))),
      }),
    }),
    route({
      method: 'post',
      path: '/v1/professionals/:professional/end',
      tag: TAG,
      summary: 'Give an officer or a lawyer nothing more',
      description: 'Their keys open nothing any more. What they still have in hand is assigned anew by a person.',
      body: NoBody,
      answers: [{ status: 200, description: 'The professional', schema: ProfessionalView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({
        body: professionalView(await addressed(endProfessional(db, tenantId, param('professional'), now()))),
      }),
    }),
  ]
}

/** @throws DomainError public-key-invalid */
async function checked({ publicKey, ...rest }: ExchangeBody, at: Date): Promise<Exchange> {
  if (publicKey === null) return { ...rest, publicKey, fingerprint: null }
  const key = await readPublicKey(publicKey, at)
  if (key === null) throw new DomainError('public-key-invalid', 'publicKey')
  return { ...rest, ...key }
}

/** A professional that the address names, and not the request: nothing is there. */
function addressed<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'professional-unknown'
      ? new DomainError('resource-unknown', 'professional')
      : error
  })
}

function professionalView(row: ProfessionalRow): ProfessionalView {
  const { organisation, role, exchange, email, fingerprint, endedAt } = row
  const { reference, name, addressLines: lines, postcode, city, country } = organisation
  return {
    reference,
    role: role as ProfessionalView['role'],
    name,
    address: { lines, postcode, city, country },
    exchange: exchange as ProfessionalView['exchange'],
    email,
    fingerprint,
    districts: districtsOf(row),
    endedAt: endedAt?.toISOString() ?? null,
  }
}
