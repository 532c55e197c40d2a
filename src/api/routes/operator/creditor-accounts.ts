import { CreditorAccountBody, CreditorAccountList } from '../../../contracts/creditor-account.js'
import { NoBody } from '../../../contracts/debt-file.js'
import { approveAccount, listAccounts, proposeAccount, rejectAccount } from '../../../store/creditor-account.js'
import type { ApiContext } from '../../context.js'
import { type Call, type Route, route } from '../../route.js'
import { named } from './organisations.js'

/** Where creditors' money goes: each account is agreed to by two people before it is used. */
export function creditorAccountRoutes({ db, now }: ApiContext): Route[] {
  const call = ({ tenantId, actor, param }: Call) => ({ tenantId, actor, creditor: param('creditor'), now: now() })
  const list = (one: Call) => named(listAccounts(db, call(one)))
  return [
    route({
      method: 'get',
      path: '/v1/creditors/:creditor/accounts',
      tag: 'Creditors',
      summary: 'List a creditor’s bank accounts',
      description: 'All that were ever proposed, the newest first: who has proposed and agreed, from when on each is used.',
      answers: [{ status: 200, description: 'The accounts', schema: CreditorAccountList }],
      refusals: ['resource-unknown'],
      handle: async (one) => ({ body: { accounts: await list(one) } }),
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/accounts',
      tag: 'Creditors',
      summary: 'Propose a bank account of a creditor',
      description:
        'Money goes there once two people besides the proposer have agreed and five days have passed; until then it goes to the account before it. The same proposal sent again answers 200.',
      body: CreditorAccountBody,
      answers: [
        { status: 201, description: 'The creditor’s accounts, with the proposed one', schema: CreditorAccountList },
        { status: 200, description: 'It was proposed already', schema: CreditorAccountList },
      ],
      refusals: ['resource-unknown', 'number-invalid', 'account-own'],
      async handle(one) {
        const { replayed } = await named(proposeAccount(db, call(one), one.body))
        return { status: replayed ? 200 : 201, body: { accounts: await list(one) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/accounts/:account/approvals',
      tag: 'Creditors',
      summary: 'Agree to a bank account of a creditor',
      description: 'Only with the key of a person, who has not proposed it and has not agreed yet.',
      body: NoBody,
      answers: [{ status: 201, description: 'The creditor’s accounts', schema: CreditorAccountList }],
      refusals: [
        'resource-unknown',
        'person-needed',
        'approval-own',
        'approval-twice',
        'account-agreed',
        'account-rejected',
        'account-own',
      ],
      async handle(one) {
        await named(approveAccount(db, call(one), one.param('account')))
        return { status: 201, body: { accounts: await list(one) } }
      },
    }),
    route({
      method: 'post',
      path: '/v1/creditors/:creditor/accounts/:account/rejection',
      tag: 'Creditors',
      summary: 'Reject a bank account of a creditor',
      description: 'One person is enough, until the account is in use. Rejected again it stays so.',
      body: NoBody,
      answers: [{ status: 201, description: 'The creditor’s accounts', schema: CreditorAccountList }],
      refusals: ['resource-unknown', 'person-needed', 'account-in-use'],
      async handle(one) {
        await named(rejectAccount(db, call(one), one.param('account')))
        return { status: 201, body: { accounts: await list(one) } }
      },
    }),
  ]
}
