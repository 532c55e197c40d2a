import { v7 as uuidv7 } from 'uuid'
import { noticeDay } from '../domain/account.js'
import { standingOf } from '../domain/claim-account.js'
import { zoneOf } from '../domain/debtor-calendar.js'
import type { ClaimFact, Facts, MoneyFact } from '../domain/facts.js'
import { type LawBook, packOn } from '../domain/law-pack.js'
import { earlier, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import type { Cents } from '../domain/money.js'
import { consequences, dueOf, NOTHING_POSTED, type Posted } from '../domain/posting.js'
import { FOLLOWING } from '../domain/remission.js'
import { SETTLEMENT } from '../domain/settlement.js'
import type { EntryKind, Imputation, LedgerAccount } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { type Case, loadCase } from './facts.js'
import type { FileRow } from './file-row.js'
import { insertRows, type Tables } from './insert-rows.js'

export interface Part {
  claimId: string
  amountCents: Cents
}

/**
 * The day from which something counts that is recorded now. Where the debtor's clock shows another day than the law's it is
 * the earlier one, so that no decision, whichever day it looks by, overlooks money that is there.
 */
export function valueDay({ facts, law }: Case, at: Date): LegalDay {
  const day = legalDayOf(at, law.zone)
  return earlier(day, legalDayOf(at, zoneOf(facts, packOn(law, day))))
}

/** Kinds of entries that are facts, of which the rest follows. */
export type FactKind = Exclude<EntryKind, 'interest' | 'indemnity' | 'imputation' | 'cancellation'>

/** Where a fact's sum goes: what is debited, what is credited. What lowers a debt comes in first, and is imputed from there. */
const ACCOUNTS: Record<FactKind, [debit: LedgerAccount, credit: LedgerAccount]> = {
  claim: ['principal', 'creditor'],
  cost: ['costs', 'creditor'],
  payment: ['funds', 'unallocated'],
  direct_payment: ['creditor', 'unallocated'],
  reversal: ['unallocated', 'funds'],
  credit_note: ['creditor', 'unallocated'],
  withdrawal: ['waived', 'unallocated'],
  remission: ['waived', 'unallocated'],
  write_off: ['waived', 'unallocated'],
}

/** How references of direct payments begin: they are the creditor's own, and never those of payments to the agency. */
export const DIRECT = 'direct:'

/** The same of reversals, by how the reference of what they take back begins. */
const TAKEN_BACK: readonly (readonly [prefix: string, debit: LedgerAccount, credit: LedgerAccount])[] = [
  ...[...FOLLOWING, SETTLEMENT].map((prefix) => [prefix, 'unallocated', 'waived'] as const),
  [DIRECT, 'unallocated', 'creditor'],
]

/** A fact about claims, under its own reference. */
export interface LedgerFact {
  kind: FactKind
  reference: string
  valueOn: LegalDay
  imputation?: Imputation
}

export interface EntryRows {
  entry: Tables['ledger_entry']
  legs: Tables['ledger_leg'][]
}

function accountsOf(kind: FactKind, reference: string): readonly [debit: LedgerAccount, credit: LedgerAccount] {
  const takenBack = kind === 'reversal' && TAKEN_BACK.find(([prefix]) => reference.startsWith(prefix))
  return takenBack ? [takenBack[1], takenBack[2]] : ACCOUNTS[kind]
}

/** An entry with its two legs, of a fact about a claim. */
export function entryRows({
  tenantId,
  claimId,
  kind,
  reference,
  valueOn,
  amountCents,
  imputation = 'law',
}: LedgerFact & { tenantId: string; claimId: string; amountCents: number }): EntryRows {
  const id = uuidv7()
  const [debit, credit] = accountsOf(kind, reference)
  const legs = [
    { entryId: id, account: debit, amountCents },
    { entryId: id, account: credit, amountCents: -amountCents },
  ]
  return { entry: { id, tenantId, claimId, kind, reference, amountCents, imputation, valueOn: toDay(valueOn) }, legs }
}

/**
 * Posts parts of one sum to claims of a file, and what the law makes of it; the caller holds the file's lock. From then on
 * the accounts of each of the file's claims hold what replaying its facts up to the last of them gives.
 */
export async function post(tx: Transaction, file: FileRow, fact: LedgerFact, parts: readonly Part[]): Promise<void> {
  await writeEntries(
    tx,
    parts.map((part) => entryRows({ tenantId: file.tenantId, ...fact, ...part })),
  )
  await postConsequences(tx, file, `${fact.kind}:${fact.reference}`)
}

/**
 * Posts the difference between what a file's accounts say and what its facts, notices and rates, as they are known now,
 * make of its claims: each as of the last fact about it. Where nothing has changed it posts nothing.
 * @param cause what it follows from, which becomes the reference of the entries
 */
export async function postConsequences(tx: Transaction, file: FileRow, cause: string): Promise<void> {
  const { facts, law } = await loadCase(tx, file.id)
  const moved = facts.claims.filter(({ money }) => money.length > 0)
  if (moved.length === 0) return
  const posted = await postedTo(
    tx,
    moved.map(({ id }) => id),
  )
  await writeEntries(
    tx,
    moved.flatMap((claim) => consequenceRows(file.tenantId, claim, facts.contacts, law, posted.get(claim.id) ?? NOTHING_POSTED, cause)),
  )
}

/** Entries that follow from the facts of a claim up to the last of them. @param posted what its accounts hold now */
export function consequenceRows(
  tenantId: string,
  claim: ClaimFact,
  contacts: Facts['contacts'],
  law: LawBook,
  posted: Posted,
  cause: string,
): EntryRows[] {
  const valueOn = lastFactOf(claim)
  if (valueOn === null) return []
  const due = dueOf(standingOf(claim, noticeDay(claim, contacts, law, valueOn), law, valueOn))
  return consequences(due, posted).map(({ kind, legs }) => {
    const id = uuidv7()
    const amountCents = legs.reduce((sum, leg) => sum + Math.max(0, leg.amountCents), 0)
    const entry = {
      id,
      tenantId,
      claimId: claim.id,
      kind,
      reference: cause,
      amountCents,
      imputation: 'law' as const,
      valueOn: toDay(valueOn),
    }
    return { entry, legs: legs.map((leg) => ({ entryId: id, ...leg })) }
  })
}

/** What the accounts of a claim hold once facts are posted, and nothing that follows from them. */
export function postedBy(facts: readonly EntryRows[]): Posted {
  const totals = { ...NOTHING_POSTED.totals }
  for (const { account, amountCents } of facts.flatMap(({ legs }) => legs)) totals[account] += Number(amountCents)
  return { ...NOTHING_POSTED, totals }
}

/** What follows from facts is reckoned in memory and written at once: the file's case, what its accounts hold, and entries to write. */
export interface Draft {
  facts: Facts
  law: LawBook
  posted: Map<string, Posted>
  rows: EntryRows[]
}

/** Begins a draft from a case that was read under the locks of its files. */
export async function draftOf(tx: Transaction, { facts, law }: Case): Promise<Draft> {
  const posted = await postedTo(
    tx,
    facts.claims.map(({ id }) => id),
  )
  return { facts, law, posted, rows: [] }
}

/** The draft with parts of one sum posted to claims, and what the law makes of it. */
export function drafted(draft: Draft, tenantId: string, fact: LedgerFact, parts: readonly Part[]): Draft {
  const { imputation = 'law' } = fact
  const money = (amountCents: Cents): MoneyFact => ({
    kind: fact.kind.replace('_', '-') as MoneyFact['kind'],
    reference: fact.reference,
    amountCents,
    on: fact.valueOn,
    imputation: imputation === 'law' ? 'law' : 'principal-first',
  })
  const claims = draft.facts.claims.map((claim) => {
    const added = parts.filter(({ claimId }) => claimId === claim.id).map(({ amountCents }) => money(amountCents))
    return added.length === 0
      ? claim
      : { ...claim, money: [...claim.money, ...added].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)) }
  })
  const facts = { ...draft.facts, claims }
  const own = parts.map((part) => entryRows({ tenantId, ...fact, ...part }))
  const posted = new Map(draft.posted)
  withRows(posted, own)
  const moved = claims.filter((claim) => claim.money.length > 0)
  const follow = moved.flatMap((claim) =>
    consequenceRows(tenantId, claim, facts.contacts, draft.law, posted.get(claim.id) ?? NOTHING_POSTED, `${fact.kind}:${fact.reference}`),
  )
  withRows(posted, follow)
  return { facts, law: draft.law, posted, rows: [...draft.rows, ...own, ...follow] }
}

/** Adds entries to what accounts hold. */
function withRows(posted: Map<string, Posted>, rows: readonly EntryRows[]): void {
  for (const { entry, legs } of rows) {
    const before = posted.get(entry.claimId) ?? NOTHING_POSTED
    const claim = { ...before, totals: { ...before.totals } }
    for (const { account, amountCents } of legs) claim.totals[account] += Number(amountCents)
    const accrued = (account: LedgerAccount) =>
      legs.reduce((total, leg) => total + (leg.account === account ? Number(leg.amountCents) : 0), 0)
    if (entry.kind === 'interest') claim.accruedInterest += accrued('interest')
    if (entry.kind === 'indemnity') claim.accruedIndemnity += accrued('indemnity')
    posted.set(entry.claimId, claim)
  }
}

const lastFactOf = ({ money }: ClaimFact): LegalDay | null => money.map(({ on }) => on).reduce((a, b) => (a > b ? a : b), '') || null

/** What the accounts of claims hold. */
async function postedTo(tx: Transaction, claimIds: string[]): Promise<Map<string, Posted>> {
  const rows = await tx.$queryRaw<{ claimId: string; kind: EntryKind; account: LedgerAccount; cents: number }[]>`
    SELECT e.claim_id::text AS "claimId", e.kind::text, l.account::text, sum(l.amount_cents)::float8 AS cents
      FROM ledger_entry e JOIN ledger_leg l ON l.entry_id = e.id
     WHERE e.claim_id = ANY(${claimIds}::uuid[]) GROUP BY 1, 2, 3`
  const posted = new Map<string, Posted>()
  for (const { claimId, kind, account, cents } of rows) {
    const claim = posted.get(claimId) ?? { ...NOTHING_POSTED, totals: { ...NOTHING_POSTED.totals } }
    claim.totals[account] += cents
    if (kind === 'interest' && account === 'interest') claim.accruedInterest += cents
    if (kind === 'indemnity' && account === 'indemnity') claim.accruedIndemnity += cents
    posted.set(claimId, claim)
  }
  return posted
}

/** Writes entries with their legs. */
export async function writeEntries(tx: Transaction, rows: readonly EntryRows[]): Promise<void> {
  await insertRows(
    tx,
    'ledger_entry',
    rows.map(({ entry }) => entry),
  )
  await insertRows(
    tx,
    'ledger_leg',
    rows.flatMap(({ legs }) => legs),
  )
}

/** What was posted to a file's claims under a reference. */
export function entriesOf(tx: Transaction, fileId: string, kind: FactKind, reference: string) {
  return tx.ledgerEntry.findMany({ where: { reference, kind, claim: { files: { some: { fileId } } } } })
}
