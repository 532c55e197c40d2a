import { v7 as uuidv7 } from 'uuid'
import type { EntryDecision } from '../domain/bank-entry.js'
import type { ReadStatement } from '../domain/bank-statement.js'
import { earlier, type LegalDay } from '../domain/legal-day.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { accountOfStatement } from './bank-account.js'
import { settleCheques } from './cheque-slip.js'
import { collectDueDebits } from './collect-debits.js'
import { type Database, isDuplicate } from './database.js'
import { toDay } from './day.js'
import { bookDay } from './funds.js'
import { type EntryOutcome, type Taking, takeEntries } from './take-entries.js'

/** What became of a statement. */
export type StatementDecision = 'taken' | 'duplicate' | 'notification' | 'account-unknown'

export interface StatementOutcome {
  decision: StatementDecision
  /** Id of its row, where it has one. */
  id: string | null
  /** In the order of its entries. */
  entries: EntryOutcome[]
}

export interface Importing {
  tenantId: string
  actor: string
}

export interface StatementFile {
  /** SHA-256 of the file's bytes. */
  sha256: string
  statements: readonly ReadStatement[]
}

/**
 * Takes the statements of a file. What each entry becomes is written in a transaction of its own, with its payment, ledger, client
 * funds and the words to the files; stopped midway and imported again, it goes on where it stopped. A statement and an entry are
 * taken once, in whatever file they come again. Cheques that no statement took back for long enough count as paid for good. With `dryRun` nothing is written: it is said what would become of each entry.
 */
export async function importStatements(
  db: Database,
  importing: Importing,
  file: StatementFile,
  { dryRun }: { dryRun: boolean },
  now: () => Date,
): Promise<StatementOutcome[]> {
  const outcomes: StatementOutcome[] = []
  for (const statement of file.statements) outcomes.push(await importStatement(db, { ...importing, dryRun, now }, statement, file.sha256))
  return outcomes
}

interface Importer extends Importing {
  dryRun: boolean
  now: () => Date
}

async function importStatement(db: Database, importer: Importer, statement: ReadStatement, sha256: string): Promise<StatementOutcome> {
  const { tenantId, actor, dryRun, now } = importer
  const account = await accountOfStatement(db, tenantId, statement)
  if (!account) return { decision: 'account-unknown', id: null, entries: allAs(statement, 'account-unknown') }
  // What a report or an advice tells, a statement books later: booked from both it would count twice.
  if (statement.kind !== 'statement') return { decision: 'notification', id: null, entries: allAs(statement, 'notification') }
  const { id, isNew } = await statementRow(db, { importer, account, statement, sha256 })
  const taking: Taking = { tenantId, actor, account, now, dryRun, statementId: id, addsUp: statement.balanced !== false }
  // A debit of the day is a payment before its credit, or its return, is looked for.
  if (!dryRun) await collectDueDebits(db, now(), DEBITS_AT_ONCE, tenantId)
  const entries = await takeEntries(db, taking, statement.entries)
  if (!dryRun && statement.closedOn) await settleCredited(db, taking, statement.closedOn)
  const isKnown = !isNew && entries.every(({ decision }) => decision === 'duplicate' || decision === 'not-booked')
  return { decision: isKnown ? 'duplicate' : 'taken', id: dryRun && isNew ? null : id, entries }
}

const DEBITS_AT_ONCE = 10_000

/** Cheques that the bank has not taken back, by what is known up to the end of a statement that adds up. */
async function settleCredited(db: Database, { tenantId, account, addsUp, now }: Taking, closedOn: LegalDay): Promise<void> {
  const through = earlier(closedOn, bookDay(now()))
  if (addsUp) await db.$transaction((tx) => settleCheques(tx, { tenantId, accountId: account.id, through }, now()))
}

const allAs = ({ entries }: ReadStatement, decision: EntryDecision): EntryOutcome[] => entries.map(() => ({ match: null, decision }))

interface NewStatement {
  importer: Importer
  account: BankAccount
  statement: ReadStatement
  sha256: string
}

/** The statement's row, written now unless it is there already. */
async function statementRow(db: Database, { importer, account, statement, sha256 }: NewStatement): Promise<{ id: string; isNew: boolean }> {
  const { tenantId, actor, dryRun, now } = importer
  const { format, key: statementKey, openedOn, closedOn, opening, closing, balanced } = statement
  const where = { accountId_statementKey: { accountId: account.id, statementKey } }
  const balances = { openingCents: opening?.amountCents ?? null, closingCents: closing?.amountCents ?? null, balanced }
  const known = await db.bankStatement.findUnique({ where, select: { id: true, balanced: true } })
  // Given anew by the bank because it did not add up.
  const isCorrected = known?.balanced === false && balanced === true && !dryRun
  if (known && isCorrected) await db.bankStatement.update({ where: { id: known.id }, data: { ...balances, sha256 }, select: { id: true } })
  if (known) return { id: known.id, isNew: false }
  const id = uuidv7()
  if (dryRun) return { id, isNew: true }
  const days = { openedOn: openedOn && toDay(openedOn), closedOn: closedOn && toDay(closedOn) }
  const row = { id, tenantId, accountId: account.id, format, statementKey, ...days, ...balances, sha256, actor, importedAt: now() }
  try {
    await db.bankStatement.create({ data: row })
    return { id, isNew: true }
  } catch (error) {
    if (!isDuplicate(error)) throw error // else somebody else imports it at the same time
    return { id: (await db.bankStatement.findUniqueOrThrow({ where, select: { id: true } })).id, isNew: false }
  }
}
