import type { FileView, History } from '../contracts/file-view.js'
import { type ClaimStatement, statementsOf } from '../domain/account.js'
import { remarksOn } from '../domain/admission.js'
import { askableOf } from '../domain/barred-claims.js'
import type { Capacity } from '../domain/capacity.js'
import { isDone } from '../domain/contact-outcome.js'
import { DomainError } from '../domain/errors.js'
import type { ClaimFact, Facts } from '../domain/facts.js'
import { type LawPack, packOn } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { Liability } from '../domain/liability.js'
import { planAhead } from '../domain/plan.js'
import { normaliseReference } from '../domain/reference.js'
import { STAGES, type Stage } from '../domain/stage.js'
import type { Claim, ContactPoint, FileEvent, Mandate, Prisma } from '../generated/prisma/client.js'
import { agreementsOf } from './agreement-view.js'
import { claimSums, sumsOf } from './balance-view.js'
import { closingSummary, orderSummary } from './closing-view.js'
import { creditorReference } from './creditor-reference.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { disputesOf } from './dispute-view.js'
import { loadCase, loadStrategy } from './facts.js'
import { firstBrokenEvent } from './file-event.js'
import { timelineOf } from './file-timeline.js'
import { limitationView, WITH_LIMITATION } from './limitation-view.js'
import { plansOf } from './plan-row.js'
import { situationsOf } from './situation-view.js'

/** What a contact was made of, without its words and bytes. */
export const MADE_OF = {
  strategy: { select: { name: true, version: true } },
  message: { select: { template: true, templateVersion: true, pdfSha256: true } },
} satisfies Prisma.ContactInclude

const WITH_ALL = {
  strategy: true,
  creditor: true,
  mandate: true,
  debtor: { include: { points: { orderBy: { id: 'asc' } } } },
  claims: {
    include: {
      claim: {
        include: {
          files: { include: { file: { select: { reference: true, liability: true } } }, orderBy: { fileId: 'asc' } },
          ...WITH_LIMITATION,
          documents: { select: { kind: true } },
        },
      },
    },
    orderBy: { claimId: 'asc' },
  },
  contacts: { include: MADE_OF, orderBy: { id: 'asc' } },
  holds: { orderBy: { id: 'asc' } },
  closings: { where: { reopenedAt: null } },
  closingOrders: { where: { liftedAt: null } },
  notes: { orderBy: { id: 'asc' } },
  events: { orderBy: { sequence: 'asc' } },
  decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1 },
} satisfies Prisma.DebtFileInclude

/** A file as screens show it, read from its rows. @param idOrReference of the tenant's file @throws DomainError file-unknown */
export async function viewFile(db: Database, tenantId: string, idOrReference: string, now: Date): Promise<FileView> {
  const id = await findFile(db, tenantId, idOrReference)
  const file = await db.debtFile.findUniqueOrThrow({ where: { id }, include: WITH_ALL })
  const { facts, law: book } = await loadCase(db, id)
  const { strategy } = await loadStrategy(db, file.strategyId)
  const at = legalNow(file, now)
  const today = legalDayOf(at, book.zone)
  const law = packOn(book, today)
  const statements = statementsOf(facts, book, today)
  const totals = sumsOf(statements)
  const [decision] = file.decisions
  const plan = planAhead(facts, strategy, book, at)
  const asked = statementsOf(askableOf(facts, book, today), book, today)
  return {
    id,
    reference: file.reference,
    paymentKey: file.paymentKey,
    creditorReference: creditorReference(file.reference),
    liability: file.liability as Liability,
    sharedWith: sharedWith(file),
    status: file.status,
    closedReason: file.closedReason,
    closing: closingSummary(file.closings),
    closingOrder: file.status === 'open' ? orderSummary(file.closingOrders) : null,
    balanceCents: totals.owedCents,
    askedCents: sumsOf(asked).owedCents,
    currency: file.claims[0]?.claim.currency ?? 'EUR',
    totals,
    legalNow: at.toISOString(),
    strategy: `${file.strategy.name} v${file.strategy.version}`,
    creditor: { reference: file.creditor.reference, name: file.creditor.name },
    mandate: file.mandate && mandateIn(file.mandate),
    debtor: {
      kind: file.debtor.kind,
      name: file.debtor.name,
      language: file.debtor.language,
      points: file.debtor.points.map(pointView),
    },
    stage: furthestStage(facts, law),
    claims: file.claims.map(({ claim }) => ({
      ...claimView(claim, facts, statements),
      limitation: limitationView(facts.claims.find(({ id }) => id === claim.id) as ClaimFact, claim, book, today),
    })),
    disputes: await disputesOf(db, id),
    remarks: remarksOn(
      file.claims.map(({ claim }) => toRemark(claim)),
      today,
    ),
    decision: decision ? { at: decision.at.toISOString(), ...outcomeView(decision.outcome) } : null,
    contacts: file.contacts.map(contactSummary),
    holds: file.holds.map(({ reason, until, placedAt, liftedAt }) => ({
      reason,
      until: until && fromDay(until),
      placedAt: placedAt.toISOString(),
      liftedAt: liftedAt?.toISOString() ?? null,
    })),
    situations: await situationsOf(db, id),
    agreements: await agreementsOf(db, id),
    plans: await plansOf(db, id, today),
    notes: file.notes.map(({ id, actor, text, legalTime }) => ({ id, actor, text, legalTime: legalTime.toISOString() })),
    timeline: timelineOf(file.events, file.contacts, plan, law),
    events: file.events.map(eventView),
  }
}

/** Files of others on a file's claims. */
function sharedWith({ id, claims }: Prisma.DebtFileGetPayload<{ include: typeof WITH_ALL }>): FileView['sharedWith'] {
  const found = new Map<string, FileView['sharedWith'][number]>()
  for (const { claim } of claims)
    for (const { fileId, file } of claim.files.filter((other) => other.fileId !== id)) {
      const other = found.get(fileId) ?? { reference: file.reference, liability: file.liability as Liability, claims: [] }
      found.set(fileId, { ...other, claims: [...other.claims, claim.reference] })
    }
  return [...found.values()]
}

/** The history of a file, and whether anybody has changed it. @throws DomainError file-unknown */
export async function viewHistory(db: Database, fileId: string): Promise<History> {
  const events = await db.fileEvent.findMany({ where: { fileId }, orderBy: { sequence: 'asc' } })
  const brokenAt = await firstBrokenEvent(db, fileId)
  return { events: events.map(eventView), chain: { whole: brokenAt === null, brokenAt } }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Whether a text can be the id of a row. */
export const isId = (text: string): boolean => UUID.test(text)

/**
 * The id of a tenant's file. A reference may be written with spaces, dashes and in small letters; its check character is
 * not looked at, since the oldest references have none.
 * @throws DomainError file-unknown, also for another tenant's
 */
export async function findFile(db: Database, tenantId: string, idOrReference: string): Promise<string> {
  const where = isId(idOrReference) ? { id: idOrReference } : { reference: normaliseReference(idOrReference) }
  const file = await db.debtFile.findFirst({ where: { tenantId, ...where }, select: { id: true } })
  if (!file) throw new DomainError('file-unknown')
  return file.id
}

export function pointView(point: ContactPoint) {
  const { id, kind, value, mobile, addressLines: lines, postcode, city, country, status, source } = point
  return { id, kind, value, mobile, lines, postcode, city, country, status, source }
}

export function contactSummary(contact: Prisma.ContactGetPayload<{ include: typeof MADE_OF }>) {
  const { id, stepId: step, actId: act, stage, channel, registered, state, delivery, strategy, message } = contact
  return {
    id,
    step,
    act,
    stage,
    channel,
    registered,
    state,
    delivery,
    amountCents: Number(contact.amountCents),
    contactedOn: contact.contactedOn && fromDay(contact.contactedOn),
    postedOn: contact.postedOn && fromDay(contact.postedOn),
    payBefore: contact.payBefore && fromDay(contact.payBefore),
    costMicros: contact.costMicros === null ? null : Number(contact.costMicros),
    strategy: strategy && `${strategy.name} v${strategy.version}`,
    template: message?.template ? `${message.template} v${message.templateVersion}` : null,
    pdfSha256: message?.pdfSha256 ?? null,
  }
}

/** The furthest stage served, by us or before: what did not reach the debtor in the sense of the law does not count. */
function furthestStage({ claims, contacts }: Facts, law: LawPack): Stage | null {
  const served: string[] = [
    ...contacts.filter((contact) => isDone(contact, law)).map(({ stage }) => stage),
    ...claims.flatMap(({ notices }) => notices.map(({ kind }) => kind)),
  ]
  return STAGES.findLast((stage) => served.includes(stage)) ?? null
}

function mandateIn({ reference, scope, validFrom, validUntil }: Mandate) {
  return { reference, scope, validFrom: fromDay(validFrom), validUntil: validUntil && fromDay(validUntil) }
}

function claimView(claim: Claim, facts: Facts, statements: ClaimStatement[]) {
  const { id, reference, issueDate, dueDate, category, capacity, currency } = claim
  const fact = facts.claims.find((one) => one.id === id) as ClaimFact
  const statement = statements.find(({ claimId }) => claimId === id) as ClaimStatement
  return {
    reference,
    issueDate: issueDate && fromDay(issueDate),
    dueDate: fromDay(dueDate),
    category,
    capacity,
    currency,
    amountCents: Number(claim.amountCents),
    contestedCents: contestedOf(fact, statement),
    ...claimSums(fact, statement),
    notices: fact.notices,
  }
}

const contestedOf = ({ disputed }: ClaimFact, { principalCents }: ClaimStatement): number =>
  disputed ? Math.min(disputed.contestedCents ?? principalCents, principalCents) : 0

const toRemark = ({
  reference,
  dueDate,
  capacity,
  documents,
}: Pick<Claim, 'reference' | 'dueDate' | 'capacity'> & { documents: { kind: string }[] }) => ({
  reference,
  dueDate: fromDay(dueDate),
  capacity: capacity as Capacity,
  documents: documents.map(({ kind }) => kind),
})

/** What a decision says to people; an act's details stand with its contact. */
function outcomeView(outcome: unknown) {
  const {
    do: what,
    until,
    question,
    because,
  } = outcome as {
    do: string
    until?: string | null
    question?: string
    because: { rule: string; source: string }[]
  }
  return { do: what, until: until ?? null, question: question ?? null, because }
}

function eventView({ sequence, kind, actor, legalTime, data, hash }: FileEvent) {
  return { sequence, kind, actor, legalTime: legalTime.toISOString(), data: data as Record<string, unknown>, hash }
}
