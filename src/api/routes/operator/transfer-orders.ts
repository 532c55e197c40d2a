import { NoBody } from '../../../contracts/debt-file.js'
import { Pain001File, Pain001Query, TransferOrderList, TransferOrderQuery, TransferOrderView } from '../../../contracts/remittance.js'
import { PAIN_001, pain001 } from '../../../providers/bank/pain001.js'
import { approveOrder, cancelOrder, hashOf, loadTransferFile } from '../../../store/transfer-order.js'
import { listOrders, viewOrder } from '../../../store/transfer-order-view.js'
import type { ApiContext } from '../../context.js'
import { type Call, type Route, route } from '../../route.js'
import { sayingWhatBlocks } from '../../what-blocks.js'

/** Orders of transfers: two people agree, then the bank is given its file. */
export function transferOrderRoutes(context: ApiContext): Route[] {
  return [...readRoutes(context), ...agreementRoutes(context), fileRoute(context)]
}

function readRoutes({ db }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/transfer-orders',
      tag: 'Remittances',
      summary: 'List transfer orders',
      description: 'The newest first.',
      query: TransferOrderQuery,
      answers: [{ status: 200, description: 'One page', schema: TransferOrderList }],
      handle: async ({ tenantId, query }) => ({ body: await listOrders(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/transfer-orders/:order',
      tag: 'Remittances',
      summary: 'Show a transfer order',
      answers: [{ status: 200, description: 'The order', schema: TransferOrderView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewOrder(db, tenantId, param('order')) }),
    }),
  ]
}

function agreementRoutes({ db, now }: ApiContext): Route[] {
  const call = ({ tenantId, actor }: Call) => ({ tenantId, actor, now: now() })
  return [
    route({
      method: 'post',
      path: '/v1/transfer-orders/:order/approvals',
      tag: 'Remittances',
      summary: 'Agree to a transfer order',
      description:
        'Only with the key of a person, who has not prepared it and has not agreed yet. With the second one the file for the bank is fixed and can be had.',
      body: NoBody,
      answers: [{ status: 201, description: 'The order', schema: TransferOrderView }],
      refusals: [
        'resource-unknown',
        'person-needed',
        'approval-own',
        'approval-twice',
        'order-approved',
        'order-cancelled',
        'remittance-blocked',
        'remittance-outdated',
      ],
      async handle(one) {
        await sayingWhatBlocks(approveOrder(db, call(one), one.param('order'), pain001))
        return { status: 201, body: await viewOrder(db, one.tenantId, one.param('order')) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/transfer-orders/:order/cancellation',
      tag: 'Remittances',
      summary: 'Cancel a transfer order',
      description:
        'What it covers is due again. Before it is agreed to, anybody may; afterwards the bank may have it, and two people must want it. Cancelled again it stays so.',
      body: NoBody,
      answers: [{ status: 201, description: 'The order', schema: TransferOrderView }],
      refusals: ['resource-unknown', 'person-needed', 'approval-twice', 'order-executed'],
      async handle(one) {
        await cancelOrder(db, call(one), one.param('order'))
        return { status: 201, body: await viewOrder(db, one.tenantId, one.param('order')) }
      },
    }),
  ]
}

function fileRoute({ db }: ApiContext): Route {
  return route({
    method: 'get',
    path: '/v1/transfer-orders/:order/pain.001',
    tag: 'Remittances',
    summary: 'Get the file for the bank',
    description: 'SEPA credit transfers (ISO 20022 pain.001), once two people have agreed. The same order always gives the same bytes.',
    query: Pain001Query,
    answers: [{ status: 200, description: 'The file', schema: Pain001File, type: 'application/xml' }],
    refusals: ['resource-unknown', 'approval-missing', 'order-cancelled'],
    async handle({ tenantId, param, query: { version = PAIN_001 } }) {
      const { file, sha256 } = await loadTransferFile(db, tenantId, param('order'))
      if (hashOf(pain001(file)) !== sha256) throw new Error(`order ${file.reference} is not what was agreed to`)
      return { body: Buffer.from(pain001(file, version), 'utf8'), type: 'application/xml' }
    },
  })
}
