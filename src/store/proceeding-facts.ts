import { attemptWanted } from '../domain/attempt.js'
import { type ClaimToProve, type MissingPiece, missingPieces, type PieceFact } from '../domain/completeness.js'
import type { AnsweredProposal, JudicialFacts, ProposalFact } from '../domain/judicial.js'
import type { LawBook } from '../domain/law-pack.js'
import type { ProceedingFact } from '../domain/procedure/proceeding.js'
import { rulesFor } from '../domain/procedure/rules.js'
import { Prisma } from '../generated/prisma/client.js'
import { piecesOfFile } from './own-pieces.js'

const { sql } = Prisma

/** A proceeding as its query gives it. */
export type ProceedingRow = Omit<ProceedingFact, 'missing' | 'title'> & {
  title: ProceedingFact['title'] | null
  pieces: PieceFact[]
  claims: ClaimToProve[]
}

/** Rows of proceedings as JSON, with everything that their state follows from. */
const proceedingJson = sql`
  json_build_object('id', q.id, 'procedure', q.procedure, 'course', q.course, 'openedOn', q.opened_on, 'court', q.court, 'region', q.region,
    'distance', q.distance, 'askedCents', q.asked_cents,
    'claimIds', (SELECT coalesce(json_agg(c.claim_id ORDER BY c.claim_id), '[]') FROM proceeding_claim c WHERE c.proceeding_id = q.id),
    'reports', (SELECT coalesce(json_agg(r.body::jsonb || jsonb_build_object('id', r.id, 'kind', r.kind, 'on', r.done_on, 'toldOn', r.told_on) ORDER BY r.id), '[]')
                  FROM proceeding_report r WHERE r.proceeding_id = q.id),
    'tasks', (SELECT coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'of', t.called_by, 'to', t.assignee, 'state', t.state,
                'assigned', t.organisation_id IS NOT NULL OR t.assignee IN ('agency', 'creditor'), 'holder', t.organisation_id, 'handedOn', t.handed_on, 'answerBy', t.answer_by,
                'leaseUntil', to_char(t.lease_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY t.id), '[]')
                FROM proceeding_task t WHERE t.proceeding_id = q.id),
    'holders', (SELECT coalesce(json_agg(json_build_object('to', h.role, 'holder', h.organisation_id) ORDER BY h.organisation_id), '[]')
                  FROM exhibit_holder h WHERE h.proceeding_id = q.id),
    'claims', (SELECT coalesce(json_agg(json_build_object('id', c.id, 'capacity', c.capacity, 'category', c.category) ORDER BY c.id), '[]')
                 FROM proceeding_claim pc JOIN claim c ON c.id = pc.claim_id WHERE pc.proceeding_id = q.id),
    'pieces', ${piecesOfFile(sql`q.file_id`)},
    'title', (SELECT json_build_object('id', t.id, 'kind', t.kind, 'on', t.granted_on, 'enforceableOn', t.enforceable_on, 'servedOn', t.served_on,
                'servedInPerson', coalesce(t.service_mode = 'in-person', false), 'principalCents', t.principal_cents,
                'livesFrom', coalesce(t.served_on, t.granted_on))
                FROM title t WHERE t.id = (SELECT coalesce(n.replaces_id, n.id) FROM title n WHERE n.id = q.title_id)))`

/** Proceedings of a file that run, or that somebody still has a task of. */
export const proceedingsOf = sql`
  (SELECT json_agg(${proceedingJson} ORDER BY q.id) FROM proceeding q
    WHERE q.file_id = f.id AND (q.end_reason IS NULL
       OR EXISTS (SELECT FROM proceeding_task t WHERE t.proceeding_id = q.id AND t.state IN ('due', 'calling', 'unknown'))))`

/** One proceeding, however it stands. */
export const proceedingById = (id: string) => sql`SELECT ${proceedingJson} AS proceeding FROM proceeding q WHERE q.id = ${id}::uuid`

export const proposalOf = sql`
  (SELECT json_build_object('id', j.id, 'procedure', j.procedure, 'remindOn', j.remind_on, 'answerBy', j.answer_by, 'reminded', j.reminded_on IS NOT NULL)
     FROM judicial_proposal j WHERE j.file_id = f.id AND j.state = 'open')`

/** The proposal that was answered last, or that nobody has answered; one that was overtaken is none. */
export const answeredProposalOf = sql`
  (SELECT json_build_object('state', j.state, 'end', (SELECT q.end_reason FROM proceeding q WHERE q.proposal_id = j.id ORDER BY q.id DESC LIMIT 1))
     FROM judicial_proposal j WHERE j.file_id = f.id AND j.state NOT IN ('open', 'dropped') ORDER BY j.id DESC LIMIT 1)`

/** What the rows say of suing; null where there is nothing. */
export interface JudicialRows {
  proceedings: ProceedingRow[] | null
  proposal: ProposalFact | null
  answered: AnsweredProposal | null
}

/** What suing has brought to a file; nothing where it has not. */
export function judicialFacts({ proceedings: rows, proposal, answered }: JudicialRows, book: LawBook): { judicial?: JudicialFacts } {
  if (rows === null && proposal === null && answered === null) return {}
  const proceedings = (rows ?? []).map((row) => proceedingFact(row, book))
  return { judicial: { proceedings, ...(proposal && { proposal }), ...(answered && { answered }) } }
}

export function proceedingFact({ title, pieces, claims, ...row }: ProceedingRow, book: LawBook): ProceedingFact {
  const missing = missingOf({ ...row, pieces, claims }, book).map(({ anyOf }) => anyOf.join('|'))
  return { ...row, missing, ...(title && { title }) }
}

/** What a proceeding cannot begin without, by the law of the day on which it was opened. */
export function missingOf(row: Omit<ProceedingRow, 'title'>, book: LawBook): MissingPiece[] {
  const { procedure, court, askedCents, openedOn, claims, pieces } = row
  const suing = { procedure, court, askedCents, capacities: claims.map(({ capacity }) => capacity) }
  const attemptNeeded = attemptWanted(suing, book, openedOn) !== null
  return missingPieces(rulesFor(row, book).course(openedOn).pieces, { claims, pieces, attemptNeeded })
}
