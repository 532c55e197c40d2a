import { JudicialPaperPdf, StatementOfAccountQuery } from '../../../contracts/judicial-paper.js'
import { renderPaperPdf } from '../../../providers/paper-pdf.js'
import { fileToday, loadAccount } from '../../../store/stated-account.js'
import { statementOfAccount } from '../../../strategies/papers/judicial/statements.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** Papers that are made on demand; those of a proceeding are among the file's documents. */
export function judicialPaperRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/statement-of-account',
      tag: 'Documents',
      summary: 'Print what a file owes at the end of a day',
      description:
        'In French: each invoice with principal, interest line by line with its rate and source, indemnity, costs, and what was paid. Made anew each time, by what is known now.',
      query: StatementOfAccountQuery,
      answers: [{ status: 200, description: 'The statement', schema: JudicialPaperPdf, type: 'application/pdf' }],
      async handle({ fileId, query: { on } }) {
        const account = await loadAccount(db, fileId, on ?? (await fileToday(db, fileId, now())))
        return { body: Buffer.from(await renderPaperPdf(statementOfAccount(account))), type: 'application/pdf' }
      },
    }),
  ]
}
