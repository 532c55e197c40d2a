import { CreditorBody, CreditorList, CreditorView, MediatorBody } from '../../../contracts/organisation.js'
import { DomainError } from '../../../domain/errors.js'
import { mediatorIn, nameMediator } from '../../../store/mediator.js'
import { ensureCreditor, listCreditors } from '../../../store/organisation.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

type CreditorRow = Awaited<ReturnType<typeof listCreditors>>[number]

/** For whom files are opened. */
export function organisationRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/creditors',
      tag: 'Creditors',
      summary: 'Add a creditor',
      description:
        'The same creditor sent again answers 200; another one under a reference that is taken is refused. An IBAN counts as proposed: money goes there once two people have agreed to it.',
      body: CreditorBody,
      answers: [
        { status: 201, description: 'It was added', schema: CreditorView },
        { status: 200, description: 'It was there already', schema: CreditorView },
      ],
      refusals: ['creditor-duplicate', 'number-invalid'],
      async handle({ tenantId, actor, body }) {
        const { row, replayed } = await ensureCreditor(db, tenantId, body, { actor, now: now() })
        return { status: replayed ? 200 : 201, body: creditorView(row) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/creditors',
      tag: 'Creditors',
      summary: 'List the creditors',
      answers: [{ status: 200, description: 'All of them, by reference', schema: CreditorList }],
      handle: async ({ tenantId }) => ({ body: { creditors: (await listCreditors(db, tenantId)).map(creditorView) } }),
    }),
    route({
      method: 'put',
      path: '/v1/creditors/:creditor/mediator',
      tag: 'Creditors',
      summary: 'Name the mediator of a creditor’s consumer disputes',
      description: 'A consumer whose dispute is refused is told of it (Code de la consommation L616-1). Named again, the new one counts.',
      body: MediatorBody,
      answers: [{ status: 200, description: 'The creditor', schema: CreditorView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param, body }) => ({
        body: creditorView(await named(nameMediator(db, tenantId, param('creditor'), body))),
      }),
    }),
  ]
}

/** A creditor that the address names, and not the request: nothing is there. */
export function named<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'creditor-unknown' ? new DomainError('resource-unknown', 'creditor') : error
  })
}

function creditorView(row: CreditorRow): CreditorView {
  const { reference, name, addressLines: lines, postcode, city, country, siren, vat, iban, own } = row
  return { reference, name, address: { lines, postcode, city, country }, siren, vat, iban, own, mediator: mediatorIn(row) }
}
