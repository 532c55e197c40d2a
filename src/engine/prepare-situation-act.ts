import { renderPaperPdf } from '../providers/paper-pdf.js'
import type { Database } from '../store/database.js'
import type { FileAct } from '../store/file-act.js'
import { keepSituationAct, situationAct } from '../store/situation-act.js'
import { situationPaper } from './situation-paper.js'

/** Makes out the paper that a situation calls for, with what is owed today, and keeps it. @throws DomainError situation-unknown, key-reused */
export async function prepareSituationAct(db: Database, act: FileAct, situationId: string): Promise<void> {
  const said = await situationAct(db, act.fileId, situationId, act.now)
  await keepSituationAct(db, act, situationId, said, await renderPaperPdf(situationPaper(said)))
}
