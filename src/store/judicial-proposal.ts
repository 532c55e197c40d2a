import { v7 as uuidv7 } from 'uuid'
import { balanceOn } from '../domain/account.js'
import type { Option, Proposal } from '../domain/choose-procedure.js'
import { orderedClosing } from '../domain/closing.js'
import { DomainError } from '../domain/errors.js'
import { SILENT } from '../domain/hold-step.js'
import type { ProposalFact } from '../domain/judicial.js'
import { judicialOn } from '../domain/judicial-law.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { sum } from '../domain/money.js'
import type { JudicialProposal } from '../generated/prisma/client.js'
import { tellCreditor } from './agreement-notice.js'
import { isPerson } from './api-key.js'
import { agree, requirePerson } from './approval.js'
import { chooseFor } from './case-to-sue.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import type { Case } from './facts.js'
import type { FileAct } from './file-act.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { isId } from './file-view.js'
import { legalToday } from './legal-today.js'
import { onceForFile } from './once-for-file.js'
import { requireFreeToAgree, requireOwing } from './open-agreement.js'
import { openProceeding } from './open-proceeding.js'
import { tell } from './outbox.js'
import { requireProfessionals } from './proposal-professionals.js'
import { stagedId } from './staged-input.js'

/** Who makes a proposal, and when: legal time, and its day. */
interface Making {
  id: string
  actor: string
  at: Date
  today: LegalDay
}

/**
 * Proposes a road to a title, or none, at a person's wish: also where the last proposal was refused or nobody has answered it.
 * @returns its id
 * @throws DomainError file-unknown, file-closed, nothing-owed, proposal-open, proceeding-open, procedure-not-open where no judicial law is written down, key-reused
 */
export async function proposeSuit(db: Database, act: FileAct): Promise<string> {
  const { fileId, actor, now } = act
  const id = stagedId(act)
  await onceForFile(db, { ...act, kind: 'propose-suit', input: {} }, async (tx, file) => {
    const found = await requireOwing(tx, file, now)
    if (found.facts.judicial?.proposal) throw new DomainError('proposal-open')
    if (found.facts.judicial?.proceedings.some(({ procedure }) => procedure !== 'enforcement')) throw new DomainError('proceeding-open')
    if (found.law.judicial === undefined) throw new DomainError('procedure-not-open')
    await makeProposal(tx, file, found, { id, actor, at: legalNow(file, now), today: legalToday(file, now) })
    await tell(tx, fileId, 'proposal-made')
  })
  return id
}

/** Writes down what the rule proposes, for people to answer. The caller holds the file's lock, and has checked that none is open. */
export async function makeProposal(tx: Transaction, file: FileRow, found: Case, { id, actor, at, today }: Making): Promise<void> {
  const proposal = await chooseFor(tx, file, found, today)
  const { remindDays, answerDays } = judicialOn(found.law, today).approval.value
  const { procedure } = proposal
  const chosen = proposal.options.find((option) => option.procedure === procedure)
  const askedCents = chosen?.askedCents ?? sum(found.facts.claims.map(({ amountCents }) => amountCents))
  const people = peopleFor(found, askedCents, today)
  const answerBy = addDays(today, answerDays)
  const days = { proposedOn: toDay(today), remindOn: toDay(addDays(today, remindDays)), answerBy: toDay(answerBy) }
  const currency = found.facts.claims[0]?.currency ?? 'EUR'
  const row = { id, tenantId: file.tenantId, fileId: file.id, state: 'open', procedure, askedCents, currency, people, ...days, actor }
  await tx.judicialProposal.create({ data: { ...row, options: json(proposal) } })
  const data = { proposalId: id, procedure, askedCents, people, answerBy }
  await appendEvent(tx, file.id, { kind: 'proposal-made', actor, legalTime: at, data })
  await askCreditor(tx, file, proposal, { reference: id, amountCents: askedCents, on: today })
}

/** How many people approve a sum. */
function peopleFor({ law }: Case, askedCents: number, today: LegalDay): number {
  return askedCents >= judicialOn(law, today).approval.value.twoFromCents ? 2 : 1
}

/** Asks the creditor for what only it can give: the power to sue, and papers where there is not one. */
async function askCreditor(
  tx: Transaction,
  file: FileRow,
  { options, procedure, because }: Proposal,
  about: { reference: string; amountCents: number; on: LegalDay },
): Promise<void> {
  const chosen = options.find((option) => option.procedure === procedure)
  if (chosen && !isEmpowered(chosen)) await tellCreditor(tx, file, { ...about, kind: 'judicial-proposal', reason: 'power-wanted' })
  if (because.some(({ rule }) => rule === 'proof-missing'))
    await tellCreditor(tx, file, { ...about, kind: 'pieces-wanted', reason: 'proof' })
}

const isEmpowered = ({ steps }: Option): boolean => steps.every(({ given }) => given)

/**
 * What follows where a file is at the end of the amicable road: a proposal to sue is made, or the creditor is asked for the power without
 * which none is. The caller holds the file's lock. @returns whether a proposal was made
 */
export async function proposeAtEnd(tx: Transaction, file: FileRow, found: Case, today: LegalDay, at: Date): Promise<boolean> {
  if (found.law.judicial === undefined) return false
  await makeProposal(tx, file, found, { id: uuidv7(), actor: 'engine', at, today })
  return true
}

/** Tells a creditor whose mandate ends with the amicable road that a suit is open, and takes its power. */
export async function askForPower(tx: Transaction, file: FileRow, found: Case, today: LegalDay): Promise<void> {
  const { procedure, options } = await chooseFor(tx, file, found, today)
  const chosen = options.find((option) => option.procedure === procedure)
  if (!chosen || isEmpowered(chosen)) return
  const { askedCents: amountCents } = chosen
  await tellCreditor(tx, file, { kind: 'judicial-proposal', reason: 'power-wanted', reference: file.reference, amountCents, on: today })
}

/** A person's agreement to sue. */
export interface ProposalApproval {
  proposalId: string
  /** Another road that is open; null for the one proposed, or that the first of two has chosen. */
  procedure: string | null
  /** Organisations of the officer and the lawyer who act; null leaves it to be said later. The last who agrees names them. */
  officerId: string | null
  lawyerId: string | null
}

/**
 * A person agrees to sue; the last of those that it takes opens the proceeding, by what is owed and open on that day. From the sum on at
 * which two agree, who has asked for the proposal is none of them.
 * @throws DomainError file-unknown, proposal-unknown, proposal-answered, procedure-not-open, approval-differs, power-missing, person-needed,
 * approval-own, approval-twice, professional-unknown, professional-role, file-closed, nothing-owed, debtor-insolvent, debtor-protected,
 * plan-open, settlement-open, promise-open, proceeding-open, key-reused
 */
export async function approveProposal(db: Database, act: FileAct, said: ProposalApproval): Promise<void> {
  await onceForFile(db, { ...act, kind: 'approve-proposal', input: { ...said } }, (tx, file) => approve(tx, file, act, said))
}

async function approve(tx: Transaction, file: FileRow, { actor, now }: FileAct, said: ProposalApproval): Promise<void> {
  const today = legalToday(file, now)
  const row = await requireOpen(tx, file.id, said.proposalId, today)
  const found = await requireFreeToAgree(tx, file, now)
  const option = await requireOption(tx, file, found, { row, said, today })
  await requireProfessionals(tx, file.tenantId, said)
  const people = Math.max(row.people, peopleFor(found, option.askedCents, today))
  const maker = people > 1 && isPerson(row.actor) && row.actor !== 'engine' ? row.actor : null
  const subject = `judicial-proposal:${row.id}` as const
  const isEnough = await agree(tx, { tenantId: file.tenantId, subject, maker, actor, now, people })
  const legalTime = legalNow(file, now)
  const { procedure } = option
  await appendEvent(tx, file.id, { kind: 'proposal-agreed', actor, legalTime, data: { proposalId: row.id, people } })
  await tx.judicialProposal.update({ where: { id: row.id }, data: { chosen: procedure } })
  if (!isEnough) return
  await answer(tx, file, row.id, { state: 'approved', procedure, actor, legalTime, today })
  const { officerId, lawyerId } = said
  const { claims, court } = option
  await openProceeding(tx, file, { procedure, claims, proposalId: row.id, titleId: null, court, officerId, lawyerId, actor }, now)
  await tell(tx, file.id, 'proposal-approved')
}

/** @throws DomainError procedure-not-open, approval-differs, power-missing */
async function requireOption(
  tx: Transaction,
  file: FileRow,
  found: Case,
  { row, said, today }: { row: JudicialProposal; said: ProposalApproval; today: LegalDay },
): Promise<Option> {
  const procedure = said.procedure ?? row.chosen ?? row.procedure
  if (row.chosen !== null && row.chosen !== procedure) throw new DomainError('approval-differs', 'procedure')
  const { options } = await chooseFor(tx, file, found, today)
  const option = options.find((one) => one.open && one.procedure === procedure)
  if (!option) throw new DomainError('procedure-not-open', 'procedure')
  if (!isEmpowered(option)) throw new DomainError('power-missing')
  return option
}

/** A person does not want to sue: the file is not proposed again by itself. @throws DomainError file-unknown, proposal-unknown, proposal-answered, person-needed, key-reused */
export async function refuseProposal(db: Database, act: FileAct, said: { proposalId: string; reason: string }): Promise<void> {
  const { actor, now } = act
  await onceForFile(db, { ...act, kind: 'refuse-proposal', input: said }, async (tx, file) => {
    requirePerson(actor)
    const today = legalToday(file, now)
    const { id, procedure } = await requireOpen(tx, file.id, said.proposalId, today)
    await tx.judicialProposal.update({ where: { id }, data: { reason: said.reason } })
    await answer(tx, file, id, { state: 'refused', procedure, actor, legalTime: legalNow(file, now), today })
    await tell(tx, file.id, 'proposal-refused')
  })
}

/** @throws DomainError proposal-unknown, proposal-answered also once its last day is over */
async function requireOpen(tx: Transaction, fileId: string, id: string, today: LegalDay): Promise<JudicialProposal> {
  const row = isId(id) ? await tx.judicialProposal.findFirst({ where: { id, fileId } }) : null
  if (!row) throw new DomainError('proposal-unknown')
  if (row.state !== 'open' || today > fromDay(row.answerBy)) throw new DomainError('proposal-answered')
  return row
}

interface Answer {
  state: 'approved' | 'refused' | 'void' | 'dropped'
  procedure: string | null
  actor: string
  legalTime: Date
  today: LegalDay
}

export async function answer(tx: Transaction, file: FileRow, proposalId: string, said: Answer): Promise<void> {
  const { state, procedure, actor, legalTime, today } = said
  await tx.judicialProposal.update({ where: { id: proposalId }, data: { state, answeredOn: toDay(today) } })
  await appendEvent(tx, file.id, { kind: 'proposal-answered', actor, legalTime, data: { proposalId, state, procedure } })
}

/**
 * Writes down what time has made of a file's proposal: overtaken by money or by what has happened to the debtor, void since nobody has
 * answered, or reminded of. The caller holds the file's lock. @returns whether anything was written
 */
export async function settleProposal(tx: Transaction, file: FileRow, found: Case, today: LegalDay, at: Date): Promise<boolean> {
  const proposal = found.facts.judicial?.proposal
  if (!proposal) return false
  const said = { procedure: proposal.procedure, actor: 'engine', legalTime: at, today }
  if (isOvertaken(found, today)) await answer(tx, file, proposal.id, { ...said, state: 'dropped' })
  else if (today > proposal.answerBy) await answer(tx, file, proposal.id, { ...said, state: 'void' })
  else return remind(tx, file, proposal, today, at)
  return true
}

function isOvertaken({ facts, law }: Case, today: LegalDay): boolean {
  const isSilenced = facts.holds.some(({ reason, until }) => SILENT.includes(reason) && (until === null || until > today))
  return isSilenced || orderedClosing(facts, today) !== null || balanceOn(facts, law, today) === 0
}

async function remind(tx: Transaction, { id: fileId }: FileRow, proposal: ProposalFact, today: LegalDay, at: Date): Promise<boolean> {
  if (proposal.reminded || today < proposal.remindOn) return false
  await tx.judicialProposal.update({ where: { id: proposal.id }, data: { remindedOn: toDay(today) } })
  await appendEvent(tx, fileId, { kind: 'proposal-reminded', actor: 'engine', legalTime: at, data: { proposalId: proposal.id } })
  return true
}

/** Drops a proposal of nothing, since something of the case has changed: the file is looked at anew. The caller holds the file's lock, and tells it. */
export async function dropEmptyProposal(tx: Transaction, file: FileRow, { actor, now }: Pick<FileAct, 'actor' | 'now'>): Promise<void> {
  const open = await tx.judicialProposal.findFirst({ where: { fileId: file.id, state: 'open', procedure: null, chosen: null } })
  if (!open) return
  const when = { legalTime: legalNow(file, now), today: legalToday(file, now) }
  await answer(tx, file, open.id, { state: 'dropped', procedure: null, actor, ...when })
}

/** A proposal is plain data; the driver's type for JSON does not know that. */
const json = (value: object) => value as Record<string, never>
