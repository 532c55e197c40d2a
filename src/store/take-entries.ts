import { v7 as uuidv7 } from 'uuid'
import { type EntryDecision, type MatchedBy, wordsOf } from '../domain/bank-entry.js'
import type { ReadEntry } from '../domain/bank-statement.js'
import { DomainError } from '../domain/errors.js'
import { cents } from '../domain/money.js'
import { type Candidate, type Match, type MatchEntry, matchPayment } from '../domain/payment-match.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { entryRow } from './bank-entry-row.js'
import { type Booked, type Booking, bookEntry } from './book-entry.js'
import { type Database, isConflict, isDuplicate, type Transaction } from './database.js'
import { type Expected, expectedOf } from './expected-money.js'
import { type Explanation, explain } from './explain-entry.js'
import { asTheyStand, candidatesOf } from './match-candidates.js'

/** Entries of which statement are taken, by whom and how. */
export interface Taking {
  tenantId: string
  actor: string
  account: BankAccount
  statementId: string
  /** Whether opening and entries make closing. */
  addsUp: boolean
  dryRun: boolean
  now: () => Date
}

/** What became of an entry, and what it was matched by. */
export interface EntryOutcome {
  match: MatchedBy | null
  decision: EntryDecision
}

/** Entries that are looked up together. */
const CHUNK = 200

/** Takes the entries of a statement, each in a transaction of its own. @returns what became of each, in their order */
export async function takeEntries(db: Database, taking: Taking, entries: readonly ReadEntry[]): Promise<EntryOutcome[]> {
  const outcomes: EntryOutcome[] = []
  for (let at = 0; at < entries.length; at += CHUNK) outcomes.push(...(await takeChunk(db, taking, entries.slice(at, at + CHUNK))))
  return outcomes
}

async function takeChunk(db: Database, taking: Taking, entries: readonly ReadEntry[]): Promise<EntryOutcome[]> {
  const prepared = await prepare(db, taking, entries)
  const outcomes: EntryOutcome[] = []
  for (const one of prepared) outcomes.push('done' in one ? one.done : await takeOne(db, taking, one))
  return outcomes
}

/** An entry with what was found about it beforehand, for all of its chunk at once. */
interface Prepared {
  entry: ReadEntry
  /** Id of its row where it was left `to-check`. */
  rowId: string | null
  candidates: Candidate[]
  match: Match
  explanation: Explanation
}

async function prepare(db: Database, taking: Taking, entries: readonly ReadEntry[]): Promise<(Prepared | { done: EntryOutcome })[]> {
  const known = await knownEntries(db, taking, entries)
  const decided = entries.map((entry) => decidedAtOnce(entry, taking, known.get(entry.key)))
  const open = entries.filter((_, index) => decided[index] === null)
  const credits = open.filter(({ amountCents }) => amountCents > 0)
  const sought = credits.map((entry) => ({ entry: matchEntryOf(entry), on: entry.bookedOn }))
  const found = await candidatesOf(db, taking.tenantId, sought, taking.now())
  const candidates = new Map(credits.map((entry, index) => [entry, found[index] ?? []]))
  const expected = await expectedOf(db, taking.account, open)
  return entries.map((entry, index) => {
    const done = decided[index] ?? null
    if (done) return { done }
    return { ...looked(entry, candidates.get(entry) ?? [], expected), entry, rowId: known.get(entry.key)?.id ?? null }
  })
}

function looked(entry: ReadEntry, candidates: Candidate[], expected: Expected) {
  const match = entry.amountCents > 0 ? matchPayment(matchEntryOf(entry), candidates) : NOBODY
  return { candidates, match, explanation: explain(entry, expected, match) }
}

const NOBODY: Match = { by: null, certain: false, shares: [], proposals: [] }

const matchEntryOf = (entry: ReadEntry): MatchEntry => ({
  amountCents: cents(entry.amountCents),
  currency: entry.currency,
  payer: entry.counterparty,
  reference: entry.reference,
  text: wordsOf({ ...entry, reference: null }),
})

type Known = { id: string; decision: string }

async function knownEntries(db: Database, { account }: Taking, entries: readonly ReadEntry[]): Promise<Map<string, Known>> {
  const rows = await db.bankEntry.findMany({
    where: { accountId: account.id, entryKey: { in: entries.map(({ key }) => key) } },
    select: { id: true, entryKey: true, decision: true },
  })
  return new Map(rows.map(({ entryKey, ...row }) => [entryKey, row]))
}

/** What nothing must be looked up for. An entry that waits for its statement to add up is taken from one that does. */
function decidedAtOnce(entry: ReadEntry, { addsUp }: Taking, known: Known | undefined): EntryOutcome | null {
  if (entry.status !== 'booked') return { match: null, decision: 'not-booked' }
  if (known && !(known.decision === 'to-check' && addsUp)) return { match: null, decision: 'duplicate' }
  return null
}

/** Deadlocks and the like end one of two transactions that would wait for each other. */
const MOST_TRIES = 4

/** Takes an entry. What was to be posted and cannot be, because something else was quicker, is a person's to decide. */
async function takeOne(db: Database, taking: Taking, prepared: Prepared): Promise<EntryOutcome> {
  if (taking.dryRun) return foreseen(taking, prepared)
  let isCautious = false
  for (let tries = 1; ; tries++) {
    try {
      return await db.$transaction((tx) => take(tx, taking, prepared, isCautious))
    } catch (error) {
      const mayPass = isConflict(error) || isDuplicate(error) || (error instanceof DomainError && !isCautious)
      if (!mayPass || tries === MOST_TRIES) throw error
      isCautious ||= error instanceof DomainError
    }
  }
}

/** Writes the entry's row first: of two who import the same file one waits here for the other, and then finds it taken. */
async function take(tx: Transaction, taking: Taking, prepared: Prepared, isCautious: boolean): Promise<EntryOutcome> {
  const { entry } = prepared
  const id = prepared.rowId ?? uuidv7()
  const unbooked = leftUnbooked(taking, entry)
  const row = { ...entryRow(taking, id, entry), match: null, decision: unbooked ?? 'unexplained', paymentId: null }
  if (prepared.rowId === null) {
    const { count } = await tx.bankEntry.createMany({ data: [row], skipDuplicates: true })
    if (count === 0) return { match: null, decision: 'duplicate' }
  } else if (!(await lockWaiting(tx, id))) return { match: null, decision: 'duplicate' }
  if (unbooked) return { match: null, decision: unbooked }
  const booked = await book(tx, taking, prepared, id, isCautious)
  await tx.bankEntry.update({ where: { id }, data: booked, select: { id: true } })
  return { match: booked.match, decision: booked.decision }
}

/** Whether an entry that was left `to-check` still is. */
async function lockWaiting(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ decision: string }[]>`SELECT decision FROM bank_entry WHERE id = ${id}::uuid FOR UPDATE`
  return rows[0]?.decision === 'to-check'
}

/** What is kept and not booked: no money of others, money that the account does not hold, debits of a statement that does not add up. */
function leftUnbooked({ account, addsUp }: Taking, { currency, amountCents }: ReadEntry): EntryDecision | null {
  if (account.kind === 'own') return 'ignored'
  if (currency !== account.currency) return 'other-currency'
  return addsUp || amountCents > 0 ? null : 'to-check'
}

async function book(tx: Transaction, taking: Taking, prepared: Prepared, entryId: string, isCautious: boolean): Promise<Booked> {
  const now = taking.now()
  const { entry } = prepared
  const { match, explanation } = await asItStands(tx, taking, prepared, now)
  const booking: Booking = { tenantId: taking.tenantId, actor: taking.actor, account: taking.account, now }
  return bookEntry(tx, booking, entry, entryId, isCautious || !taking.addsUp ? cautious(entry, match) : { match, explanation })
}

/**
 * What was found for the whole chunk may have changed since, by an entry before this one or by somebody else. A single reference is
 * the same whatever is owed; anything else that moves money without a person is looked up again.
 */
async function asItStands(tx: Transaction, taking: Taking, prepared: Prepared, now: Date) {
  const { entry, candidates, match, explanation } = prepared
  const mayMean = explanation.is !== 'receipt' || entry.kind === 'reversal' || entry.kind === 'return'
  const isOneReference = match.by === 'reference' && match.shares.length === 1 && match.shares[0]?.amountCents === undefined
  const found =
    match.certain && !isOneReference ? matchPayment(matchEntryOf(entry), await asTheyStand(tx, candidates, entry.bookedOn, now)) : match
  if (!mayMean) return { match: found, explanation }
  return { match: found, explanation: explain(entry, await expectedOf(tx, taking.account, [entry]), found) }
}

/**
 * What a person decides. Where a statement does not add up, one of its sums is wrong or an entry is missing, and nobody knows which:
 * what came is kept as money to allocate, with the files that it would have been for, and is not posted by itself.
 */
function cautious(entry: ReadEntry, match: Match): { match: Match; explanation: Explanation } {
  const certain = match.shares.map(({ fileId }) => ({
    fileId,
    score: 100,
    why: [match.by === 'iban' ? ('iban' as const) : ('reference' as const)],
  }))
  const proposals = match.certain ? certain : match.proposals
  return {
    match: { ...match, certain: false, shares: [], proposals },
    explanation: { is: entry.amountCents > 0 ? 'receipt' : 'unexplained' },
  }
}

/** What would become of an entry, by what is known before any of them is taken. */
function foreseen(taking: Taking, { entry, match: found, explanation: is }: Prepared): EntryOutcome {
  const unbooked = leftUnbooked(taking, entry)
  if (unbooked) return { match: null, decision: unbooked }
  const { match, explanation } = taking.addsUp ? { match: found, explanation: is } : cautious(entry, found)
  if (explanation.is === 'receipt')
    return { match: match.by, decision: match.certain ? 'posted' : match.proposals.length > 0 ? 'proposed' : 'to-allocate' }
  const isBanks = explanation.is === 'charge' || explanation.is === 'unexplained'
  return { match: isBanks ? null : 'reference', decision: DECISIONS[explanation.is] }
}

const DECISIONS = {
  deposit: 'cleared',
  clearing: 'cleared',
  payout: 'payout',
  'top-up': 'topped-up',
  execution: 'executed',
  bounce: 'bounced',
  return: 'returned',
  'known-return': 'returned',
  charge: 'charged',
  unexplained: 'unexplained',
} as const
