import { randomUUID } from 'node:crypto'
import { DomainError } from '../../domain/errors.js'
import type { PieceKind } from '../../domain/judicial-law.js'
import type { LegalDay } from '../../domain/legal-day.js'
import { cents } from '../../domain/money.js'
import type { OutsideReport } from '../../domain/procedure/proceeding.js'
import { type Paper, renderPaperPdf } from '../../providers/paper-pdf.js'
import { addPiece } from '../../store/case-piece.js'
import type { FileAct } from '../../store/file-act.js'
import { approveProposal } from '../../store/judicial-proposal.js'
import { type NewReport, reportToProceeding } from '../../store/proceeding-report.js'
import type { Episode, Played } from '../episode.js'

/** What people, officers, lawyers and courts do to a file of the demonstration on their days. */

const act = ({ context, tenantId, fileId }: Played, actor: string): FileAct => ({
  tenantId,
  fileId,
  actor,
  key: randomUUID(),
  now: context.now(),
})

/** The creditor hands in its papers: what was agreed, what was delivered, the invoice. */
export function handsIn(claim: string, datedOn: LegalDay, ...kinds: [PieceKind, string][]): Episode['happen'] {
  return async (file) => {
    for (const [kind, title] of kinds) {
      const bytes = await renderPaperPdf(exampleOf(title, claim, datedOn))
      const piece = { kind, claim, title, datedOn, paper: { name: `${kind}.pdf`, bytes }, ground: null }
      await addPiece(file.context.db, act(file, 'mobilier-dumas'), piece)
    }
  }
}

/** A paper of the creditor's own, which says that it is an example. */
const exampleOf = (title: string, claim: string, date: LegalDay): Paper => ({
  title,
  language: 'fr',
  date,
  author: 'Mobilier Dumas',
  reference: claim,
  sections: [
    {
      title: `${claim}, ${date}`,
      blocks: [{ kind: 'paragraph', text: 'Pièce d’exemple, établie pour la démonstration.' }],
    },
  ],
})

/** People agree to what is proposed, and name who acts. */
export function approves(people: readonly string[], named: { officerId: string | null; lawyerId: string | null }): Episode['happen'] {
  return async (file) => {
    const { db } = file.context
    const { id: proposalId } = await db.judicialProposal.findFirstOrThrow({ where: { fileId: file.fileId, state: 'open' } })
    for (const person of people) await approveProposal(db, act(file, person), { proposalId, procedure: null, ...named })
  }
}

/** What is told with a report, beside the report itself. */
interface Beside {
  courtReference?: string
  bill?: { reference: string; amountCents: number }
}

/**
 * An officer, a lawyer or the court reports an act of the proceeding that runs, or of the last one that ran. A report that the proceeding
 * refuses changes nothing, and stands in the file's history with the rule.
 */
export function reports(
  who: string,
  kind: OutsideReport,
  on: LegalDay,
  said: Partial<NewReport> = {},
  beside: Beside = {},
): Episode['happen'] {
  return async (file) => {
    const { db } = file.context
    const where = { fileId: file.fileId, procedure: { not: 'enforcement' } }
    const { id: proceedingId } = await db.proceeding.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
    const input = { proceedingId, report: { kind, on, ...said }, taskId: null, documentSha256: null, ...beside }
    await reportToProceeding(db, act(file, who), input).catch((error: unknown) => {
      if (!(error instanceof DomainError) || !error.code.startsWith('report-')) throw error
    })
  }
}

/** A sum of euros as reports have it. */
export const sum = (euros: number) => cents(Math.round(euros * 100))
