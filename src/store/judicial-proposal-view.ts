import type { JudicialProposalView, RoadComparison } from '../contracts/judicial-proposal.js'
import { DomainError } from '../domain/errors.js'
import type { JudicialProposal } from '../generated/prisma/client.js'
import { approvalsOf } from './approval.js'
import { chooseFor } from './case-to-sue.js'
import type { Database, Transaction } from './database.js'
import { fromDay } from './day.js'
import { loadCase } from './facts.js'
import { lockFileOf } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'

/** A file's proposals to sue, the newest first. */
export async function proposalsOf(db: Database, tenantId: string, fileId: string): Promise<JudicialProposalView[]> {
  return db.$transaction(async (tx) => {
    const rows = await tx.judicialProposal.findMany({ where: { tenantId, fileId }, orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }] })
    const views: JudicialProposalView[] = []
    for (const row of rows) views.push(await viewOf(tx, row))
    return views
  })
}

/** @throws DomainError proposal-unknown */
export async function viewProposal(db: Database, fileId: string, id: string): Promise<JudicialProposalView> {
  return db.$transaction(async (tx) => {
    const row = isId(id) ? await tx.judicialProposal.findFirst({ where: { id, fileId } }) : null
    if (!row) throw new DomainError('proposal-unknown')
    return viewOf(tx, row)
  })
}

async function viewOf(tx: Transaction, row: JudicialProposal): Promise<JudicialProposalView> {
  const { id, tenantId, state, procedure, chosen, currency, askedCents, people, reason, actor, options } = row
  const approvals = await approvalsOf(tx, tenantId, `judicial-proposal:${id}`)
  const proceeding = await tx.proceeding.findFirst({ where: { proposalId: id }, select: { id: true } })
  return {
    id,
    state: state as JudicialProposalView['state'],
    procedure,
    chosen,
    currency,
    askedCents: Number(askedCents),
    people,
    approvals: approvals.map(({ person, at }) => ({ person, at: at.toISOString() })),
    proposedOn: fromDay(row.proposedOn),
    remindOn: fromDay(row.remindOn),
    answerBy: fromDay(row.answerBy),
    remindedOn: row.remindedOn && fromDay(row.remindedOn),
    answeredOn: row.answeredOn && fromDay(row.answeredOn),
    reason,
    actor,
    proceedingId: proceeding?.id ?? null,
    weighed: options as unknown as RoadComparison,
  }
}

/** What the roads of a file come to today, with nothing written. @throws DomainError file-unknown */
export function compareRoads(db: Database, tenantId: string, fileId: string, now: Date): Promise<RoadComparison> {
  return db.$transaction(async (tx) => {
    const file = await lockFileOf(tx, tenantId, fileId)
    return chooseFor(tx, file, await loadCase(tx, fileId), legalToday(file, now))
  })
}
