import type {
  ClaimPage,
  DebtorPage,
  HelpShown,
  HistoryEntry,
  HistoryKind,
  MessageShown,
  NamedParty,
  NextStep,
  PageLanguage,
  PaymentShown,
  PlanPage,
  PreferencesShown,
} from '../contracts/debtor-page.js'
import { HISTORY_KINDS } from '../contracts/debtor-page.js'
import type { FileView } from '../contracts/file-view.js'
import { isBarredFromCampaigns } from '../domain/barred-claims.js'
import type { ClaimFact, Facts } from '../domain/facts.js'
import { type LawBook, type LawPack, packOn, regimeOf } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import type { ContactPoint, Organisation, Prisma } from '../generated/prisma/client.js'
import { registeredNumber } from '../strategies/templates/registers.js'
import { creditorReference } from './creditor-reference.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { documentsForDebtor } from './debtor-documents.js'
import { proceedingsForDebtor } from './debtor-proceedings.js'
import { loadCase } from './facts.js'
import { viewFile } from './file-view.js'
import { helpFor, type Means } from './means.js'
import { addressLine, ibanFor } from './message-facts.js'
import { type PlanView, plansOf } from './payment-plan.js'
import { receiptsOfFile } from './receipt-list.js'
import { threadOf } from './thread.js'

/** Which file a debtor has proven to be the debtor of. */
export interface OwnFile {
  tenantId: string
  fileId: string
}

const WITH_SIDE = {
  debtor: { include: { points: { orderBy: { id: 'asc' } } } },
  creditor: true,
  tenant: {
    select: { organisations: { where: { own: true } }, accounts: { where: { kind: 'client-funds' }, orderBy: { createdAt: 'asc' } } },
  },
  claims: { select: { claim: { select: { id: true, reference: true, currency: true } } }, orderBy: { claimId: 'asc' } },
  promises: { where: { outcome: null }, orderBy: { id: 'desc' }, take: 1 },
  settlements: { orderBy: { recordedAt: 'desc' }, take: 1 },
  disputes: { include: { claim: { select: { reference: true } } }, orderBy: { recordedAt: 'desc' } },
  assertions: { where: { state: 'open' }, take: 1 },
  means: { where: { state: 'open' }, take: 1 },
} as const satisfies Prisma.DebtFileInclude
type WithSide = Prisma.DebtFileGetPayload<{ include: typeof WITH_SIDE }>

/** The language of the page for somebody who is written to in a language. */
export const pageLanguage = (language: string): PageLanguage => (language.trim().toLowerCase() === 'fr' ? 'fr' : 'en')

/**
 * A file as its debtor may see it: what is asked of it and why, what has happened and what comes next; nothing of others who owe the same,
 * of notes among colleagues, or of how the file is followed.
 * @throws DomainError file-unknown
 */
export async function viewDebtorPage(db: Database, { tenantId, fileId }: OwnFile, now: Date): Promise<DebtorPage> {
  const view = await viewFile(db, tenantId, fileId, now)
  const file = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, include: WITH_SIDE })
  const { facts, law: book } = await loadCase(db, fileId)
  const today = legalDayOf(new Date(view.legalNow), book.zone)
  const law = packOn(book, today)
  const claims = file.claims.map(({ claim }) => claimPage(claim, view, facts, law))
  const own = file.tenant.organisations[0] ?? file.creditor
  const language = pageLanguage(file.debtor.language)
  return {
    reference: file.reference,
    status: file.status,
    closedReason: file.closedReason,
    today,
    currency: view.currency,
    debtor: { name: file.debtor.name, kind: file.debtor.kind, language: file.debtor.language },
    creditor: namedParty(file.creditor, language),
    agency: file.creditor.own ? null : { ...namedParty(own, language), supervisor: own.supervisor },
    liability: file.liability,
    ...sumsOfPage(view),
    askedCents: askedOf(claims, facts, file, book, today),
    claims,
    payments: await paymentsOf(db, fileId, view),
    history: historyOf(view),
    next: nextOf(view),
    ...sideOf(file),
    plan: planPage(await plansOf(db, fileId, today)),
    proceedings: await proceedingsForDebtor(db, fileId, book, today),
    documents: await documentsForDebtor(db, { tenantId, fileId }, book.zone),
    transfer: transferOf(file, own),
    preferences: preferencesOf(file.debtor, language),
    contactHours: law.contactHours.value,
  }
}

/** The messages of a file as its debtor sees them, the oldest first. */
export async function viewDebtorThread(db: Database, { fileId }: OwnFile): Promise<MessageShown[]> {
  const { law } = await loadCase(db, fileId)
  return (await threadOf(db, fileId)).map(({ id, direction, channel, subject, text, at, attachments }) => ({
    id,
    direction,
    channel,
    subject,
    text,
    on: legalDayOf(new Date(at), law.zone),
    attachments: attachments.map((one) => ({ id: one.id, name: one.name })),
  }))
}

/** What helps a debtor in difficulty, by what it said of its means. */
export async function viewHelp(db: Database, { fileId }: OwnFile, owedCents: number, language: PageLanguage): Promise<HelpShown> {
  const { country } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { country: true } })
  const stated = await db.meansStatement.findFirst({ where: { fileId }, orderBy: { recordedAt: 'desc' } })
  const body = stated?.body as Partial<Means> | undefined
  const means = body?.incomeCents === undefined ? null : (body as Means)
  const { proposals, places } = helpFor(means, owedCents, country, language)
  return { proposals, places: places.map(({ source: _, ...place }) => place) }
}

function namedParty(organisation: Organisation, language: PageLanguage): NamedParty {
  return {
    name: organisation.name,
    address: addressLine(organisation),
    number: registeredNumber(organisation, language),
  }
}

function sumsOfPage({ totals }: FileView) {
  const { principalCents, interestCents, indemnityCents, costsCents, owedCents } = totals
  return { principalCents, interestCents, indemnityCents, costsCents, owedCents }
}

function claimPage({ id, reference }: { id: string; reference: string }, view: FileView, facts: Facts, law: LawPack): ClaimPage {
  const shown = view.claims.find((claim) => claim.reference === reference) as FileView['claims'][number]
  const fact = facts.claims.find((claim) => claim.id === id) as ClaimFact
  const charges = law.lateCharges[regimeOf(law, fact.capacity)]
  const { disputed } = fact
  return {
    reference,
    issueDate: shown.issueDate,
    dueDate: shown.dueDate,
    category: shown.category,
    amountCents: shown.amountCents,
    paidCents: shown.paidCents,
    loweredCents: shown.loweredCents,
    principalCents: shown.principalCents,
    interestCents: shown.interestCents,
    indemnityCents: shown.indemnityCents,
    costsCents: shown.costsCents,
    owedCents: shown.owedCents,
    interest: shown.interestLines.filter(({ provisional }) => !provisional).map(({ provisional: _, ...line }) => line),
    interestSource: charges.interest?.source ?? null,
    indemnitySource: charges.indemnityCents?.source ?? null,
    costs: costsOf(fact, view),
    contested: disputed ? { on: disputed.on, cents: disputed.contestedCents } : null,
  }
}

/** Costs of a claim with the article that lets them be asked for: the event of each says it. */
function costsOf({ money }: ClaimFact, { events }: FileView): ClaimPage['costs'] {
  return money
    .filter(({ kind }) => kind === 'cost')
    .map(({ reference, amountCents }) => {
      const added = events.find(({ kind, data }) => kind === 'cost-added' && data.reference === reference)
      const source = added?.data.source
      return { amountCents, source: typeof source === 'string' ? source : '' }
    })
}

/** What may be asked for today: not what is contested, nor what nobody may chase any more. */
function askedOf(claims: readonly ClaimPage[], facts: Facts, file: WithSide, book: LawBook, today: LegalDay): number {
  const asked = claims.map(({ reference, owedCents, contested }) => {
    const id = file.claims.find(({ claim }) => claim.reference === reference)?.claim.id
    const fact = facts.claims.find((claim) => claim.id === id) as ClaimFact
    if (isBarredFromCampaigns(fact, book, today)) return 0
    return contested === null ? owedCents : Math.max(0, owedCents - (contested.cents ?? owedCents))
  })
  return asked.reduce((total, cents) => total + cents, 0)
}

/** Payments that the file keeps, with the receipts that there are. */
async function paymentsOf(db: Database, fileId: string, { events }: FileView): Promise<PaymentShown[]> {
  const receipts = (await receiptsOfFile(db, fileId)).filter(({ cancelledAt }) => cancelledAt === null)
  const reversed = events.filter(({ kind }) => kind === 'payment-reversed').map(({ data }) => data.reference)
  return events
    .filter(({ kind, data }) => kind === 'payment-recorded' && !reversed.includes(data.reference))
    .map(({ data, legalTime }) => ({
      on: typeof data.on === 'string' ? data.on : legalTime.slice(0, 10),
      amountCents: Number(data.amountCents),
      receipt: data.through === undefined ? (receipts.find(({ payment }) => payment === data.reference)?.number ?? null) : null,
    }))
}

const isShown = (kind: string): kind is HistoryKind => HISTORY_KINDS.some((known) => known === kind)

/** What was done, the newest first. The timeline tells the events in their order, without reservations. */
function historyOf({ timeline, events, contacts }: FileView): HistoryEntry[] {
  const told = events.filter(({ kind }) => kind !== 'contact-reserved')
  const shown = timeline.past.flatMap(({ on, kind, act, channel, amountCents }, index): HistoryEntry[] => {
    if (!isShown(kind)) return []
    const data = told[index]?.data ?? {}
    const contact = contacts.find((one) => one.act === act)
    return [{ on, kind, channel, stage: contact?.stage ?? null, amountCents, outcome: outcomeIn(data) }]
  })
  return shown.toReversed()
}

function outcomeIn({ outcome, state, reason }: Record<string, unknown>): string | null {
  const found = outcome ?? state ?? reason
  return typeof found === 'string' ? found : null
}

function nextOf({ status, timeline: { planned, end } }: FileView): NextStep {
  if (status === 'closed') return { what: 'nothing' }
  const [next] = planned
  if (next) return { what: 'act', on: next.on, stage: next.stage, channel: next.channel }
  if (end.do === 'wait') return { what: 'wait', until: end.until?.slice(0, 10) ?? null }
  return end.do === 'ask-human' ? { what: 'person' } : { what: 'nothing' }
}

function sideOf({ promises, settlements, disputes, assertions, means }: WithSide) {
  const [promise] = promises
  const [settlement] = settlements
  const [assertion] = assertions
  const [stated] = means
  return {
    promise: promise ? { amountCents: Number(promise.amountCents), payBy: fromDay(promise.payBy) } : null,
    settlement: settlement
      ? {
          state: settlement.state,
          amountCents: Number(settlement.amountCents),
          owedCents: Number(settlement.owedCents),
          payBy: fromDay(settlement.payBy),
        }
      : null,
    disputes: disputes.map((dispute) => ({
      claim: dispute.claim.reference,
      state: dispute.state,
      contestedCents: dispute.contestedCents === null ? null : Number(dispute.contestedCents),
      on: fromDay(dispute.receivedOn),
      answerBy: fromDay(dispute.answerBy),
      answer: dispute.answer,
    })),
    assertion: assertion
      ? {
          amountCents: assertion.amountCents === null ? null : Number(assertion.amountCents),
          paidOn: assertion.paidOn && fromDay(assertion.paidOn),
          answerBy: fromDay(assertion.answerBy),
        }
      : null,
    means: stated ? { answerBy: fromDay(stated.answerBy) } : null,
  }
}

function planPage([newest]: readonly PlanView[]): PlanPage | null {
  if (!newest) return null
  const { id, state, method, totalCents, instalments, answerBy, signedOn } = newest
  return { id, state, method, totalCents, instalments, answerBy, signedOn }
}

function transferOf(file: WithSide, own: Organisation): DebtorPage['transfer'] {
  const iban = ibanFor(file, own)
  return iban === '' ? null : { iban, holder: own.name, reference: creditorReference(file.reference) }
}

type Reachable = { preferredChannel: string | null; points: ContactPoint[] }

function preferencesOf({ preferredChannel, points }: Reachable, language: PageLanguage): PreferencesShown {
  const wish = (['letter', 'sms', 'email'] as const).find((channel) => channel === preferredChannel) ?? null
  return {
    language,
    channel: wish,
    sms: reachBy(points.filter(({ kind, mobile }) => kind === 'phone' && mobile)),
    email: reachBy(points.filter(({ kind }) => kind === 'email')),
  }
}

function reachBy(points: readonly ContactPoint[]): PreferencesShown['sms'] {
  if (points.some(({ status }) => status === 'usable')) return 'on'
  return points.some(({ status }) => status === 'opted_out') ? 'off' : 'none'
}
