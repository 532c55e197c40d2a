import type { MeansList } from '../contracts/means.js'
import { balanceOn } from '../domain/account.js'
import { meansSummary } from './agreement-view.js'
import type { Database } from './database.js'
import { loadCase } from './facts.js'
import { legalToday } from './legal-today.js'
import { helpFor, meansIn } from './means.js'

/** What a debtor has told of its means, the newest first, with what can be proposed to it by what it owes today. */
export async function listMeans(db: Database, fileId: string, now: Date): Promise<MeansList> {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: { means: { orderBy: { recordedAt: 'desc' } }, debtor: { select: { language: true } } },
  })
  const { facts, law } = await loadCase(db, fileId)
  const owedCents = balanceOn(facts, law, legalToday(file, now))
  const statements = file.means.map((row) => {
    const said = meansIn(row)
    return { ...meansSummary(row), means: said, help: helpFor(said, owedCents, file.country, file.debtor.language) }
  })
  return { statements }
}
