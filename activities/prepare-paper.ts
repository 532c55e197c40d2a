import { renderPaperPdf } from '../src/providers/paper-pdf.js'
import { stampExhibit } from '../src/providers/papers/stamp-exhibit.js'
import type { Database } from '../src/store/database.js'
import { addDisputePieces } from '../src/store/dispute-told.js'
import { addExhibits } from '../src/store/exhibit-document.js'
import { keepJudicialPaper, paperToMake } from '../src/store/judicial-paper.js'
import { JUDICIAL_PAPERS } from '../src/strategies/papers/judicial/papers.js'
import type { PrepareInput } from './contract.js'

/**
 * Makes out a paper of a task and keeps it, once. The list of exhibits brings the exhibits themselves with it, and word of
 * a dispute what the debtor has sent with that. */
export async function preparePaper(db: Database, { taskId, paper }: PrepareInput, now: () => Date): Promise<void> {
  const toMake = await paperToMake(db, taskId, paper, now())
  if (toMake !== null)
    await keepJudicialPaper(db, taskId, paper, toMake, await renderPaperPdf(JUDICIAL_PAPERS[paper].build(toMake.one)), now())
  if (paper === 'exhibit-list') await addExhibits(db, taskId, stampExhibit)
  if (paper === 'dispute-notice') await addDisputePieces(db, taskId)
}
