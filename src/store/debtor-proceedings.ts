import type { ProceedingShown } from '../contracts/debtor-page.js'
import type { LawBook } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { follow } from '../domain/procedure/follow.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { seenByDebtor } from '../domain/procedure/seen-by-debtor.js'
import type { Proceeding } from '../generated/prisma/client.js'
import { article } from '../strategies/papers/article.js'
import type { Database } from './database.js'
import { loadProceeding } from './proceeding.js'

/**
 * The proceedings of a file as its debtor may see them, the newest first: those of others who owe the same are of files of their own, and what
 * has not begun before others yet is left out.
 */
export async function proceedingsForDebtor(db: Database, fileId: string, law: LawBook, today: LegalDay): Promise<ProceedingShown[]> {
  const rows = await db.proceeding.findMany({ where: { fileId }, orderBy: { id: 'desc' } })
  const shown = await Promise.all(rows.map((row) => shownOf(db, row, law, today)))
  return shown.filter((one) => one !== null)
}

async function shownOf(db: Database, row: Proceeding, law: LawBook, today: LegalDay): Promise<ProceedingShown | null> {
  const proceeding = await loadProceeding(db, row.fileId, row.id, law)
  const rules = rulesFor(proceeding, law)
  const state = follow(proceeding, rules, today)
  const seen = seenByDebtor(proceeding, state, rules, today)
  if (seen === null) return null
  return {
    road: proceeding.course === 'two-step-order' ? proceeding.course : proceeding.procedure,
    court: row.courtName,
    courtReference: row.courtReference,
    isOver: state.end !== null,
    steps: seen.steps.map(({ source, ...step }) => ({ ...step, article: articleIn(source) })),
    acts: seen.acts.map(({ source, ...act }) => ({ ...act, article: articleIn(source) })),
    next: seen.next,
  }
}

const articleIn = (source: string | null): string | null => article(source === null ? null : { source, confirmed: true })
