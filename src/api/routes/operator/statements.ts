import {
  BankAccountBody,
  BankAccountList,
  BankAccountView,
  ImportedStatements,
  StatementImportQuery,
  StatementList,
  StatementListQuery,
  StatementView,
} from '../../../contracts/statement.js'
import { importedView } from '../../../providers/bank/imported-view.js'
import { readStatements } from '../../../providers/bank/read-statements.js'
import { StatementError } from '../../../providers/bank/statement-error.js'
import { addBankAccount, listBankAccounts } from '../../../store/bank-account.js'
import { sha256Of } from '../../../store/document.js'
import { importStatements, type StatementOutcome } from '../../../store/import-statement.js'
import { listStatements, viewStatement } from '../../../store/statement-view.js'
import type { ApiContext } from '../../context.js'
import { RequestFault } from '../../problem.js'
import { type Route, route } from '../../route.js'

const LARGEST_FILE = 20 * 1024 * 1024

type AccountRow = Awaited<ReturnType<typeof listBankAccounts>>[number]

/** Bank accounts of the tenant, and the statements of them. */
export function statementRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/accounts',
      tag: 'Bank',
      summary: 'Add a bank account',
      description: 'One that holds money for others, or the tenant’s own. The same account sent again answers 200.',
      body: BankAccountBody,
      answers: [
        { status: 201, description: 'It was added', schema: BankAccountView },
        { status: 200, description: 'It was there already', schema: BankAccountView },
      ],
      refusals: ['account-duplicate', 'number-invalid'],
      async handle({ tenantId, body: { bic = null, ...body } }) {
        const { row, replayed } = await addBankAccount(db, tenantId, { ...body, bic })
        return { status: replayed ? 200 : 201, body: accountView(row) }
      },
    }),
    route({
      method: 'get',
      path: '/v1/accounts',
      tag: 'Bank',
      summary: 'List the bank accounts',
      answers: [{ status: 200, description: 'All of them, by name', schema: BankAccountList }],
      handle: async ({ tenantId }) => ({ body: { accounts: (await listBankAccounts(db, tenantId)).map(accountView) } }),
    }),
    route({
      method: 'post',
      path: '/v1/statements',
      tag: 'Bank',
      summary: 'Import a file of bank statements',
      description:
        'CAMT.052, CAMT.053, CAMT.054, CFONB 120 or MT940, as the bank gave it. Money that is certainly for a file is posted, the rest waits for a person. A statement and an entry are taken once, in whatever file they come again: the same file may be sent again, also after it was taken in part.',
      takesFile: true,
      largestBody: LARGEST_FILE,
      query: StatementImportQuery,
      answers: [
        { status: 201, description: 'What became of each statement and entry', schema: ImportedStatements },
        { status: 200, description: 'What would become of them', schema: ImportedStatements },
      ],
      refusals: ['statement-unreadable'],
      async handle({ tenantId, actor, bytes, query: { dryRun } }) {
        const statements = readOrRefuse(bytes)
        const file = { sha256: sha256Of(bytes), statements }
        const outcomes = await importStatements(db, { tenantId, actor }, file, { dryRun }, now)
        const views = statements.map((statement, index) => importedView(statement, outcomes[index] as StatementOutcome))
        return { status: dryRun ? 200 : 201, body: { statements: views } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/statements',
      tag: 'Bank',
      summary: 'List bank statements',
      query: StatementListQuery,
      answers: [{ status: 200, description: 'One page, the last imported first', schema: StatementList }],
      handle: async ({ tenantId, query }) => ({ body: await listStatements(db, tenantId, query) }),
    }),
    route({
      method: 'get',
      path: '/v1/statements/:statement',
      tag: 'Bank',
      summary: 'See a bank statement with its entries',
      answers: [{ status: 200, description: 'The statement, and what became of each entry', schema: StatementView }],
      refusals: ['resource-unknown'],
      handle: async ({ tenantId, param }) => ({ body: await viewStatement(db, tenantId, param('statement')) }),
    }),
  ]
}

function readOrRefuse(bytes: Uint8Array) {
  try {
    return readStatements(bytes)
  } catch (error) {
    if (!(error instanceof StatementError)) throw error
    throw new RequestFault('statement-unreadable', [{ field: 'body', message: error.message.replace(/\.$/, '') }])
  }
}

function accountView({ id, kind, name, identification, bic, currency }: AccountRow): BankAccountView {
  return { id, kind: kind === 'own' ? 'own' : 'client-funds', name, identification, bic, currency }
}
