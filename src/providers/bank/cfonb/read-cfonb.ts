import type { Balance, ReadStatement } from '../../../domain/bank-statement.js'
import { type Booking, distinguish, finishStatement } from '../draft.js'
import { readCurrency } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'
import { frenchAccount } from './account-number.js'
import { readMovement } from './movement.js'
import { readSignedAmount } from './overpunch.js'
import { type CfonbRecord, recordsOf } from './record.js'

const MAX_ENTRIES = 100_000

/** An account's records from its old balance (01) on. */
interface Open {
  opening: CfonbRecord
  movements: { movement: CfonbRecord; complements: CfonbRecord[] }[]
  /** The first record that names the account with another bank or branch. */
  stray: CfonbRecord | null
}

/**
 * The statements of a CFONB 120 file ("Relevé de compte sur support informatique", CFONB, July 2004): for each account an old balance
 * (01), movements (04) with complements (05), and a new balance (07).
 * @throws StatementError for a record out of place, of another account, or that cannot be read
 */
export function readCfonb(text: string): ReadStatement[] {
  const statements: ReadStatement[] = []
  let open: Open | null = null
  let movements = 0
  for (const record of recordsOf(text)) {
    if (record.type === '01') {
      if (open)
        throw new StatementError(`${record.where}: a statement begins, and that of line ${open.opening.line} has no new balance (07).`)
      open = { opening: record, movements: [], stray: null }
      continue
    }
    if (!open)
      throw new StatementError(`${record.where}: a record ${record.type} stands outside a statement: no old balance (01) is before it.`)
    mustBeOf(open, record)
    if (record.type === '04') {
      if (++movements > MAX_ENTRIES) throw new StatementError(`The file holds more than ${MAX_ENTRIES} entries.`)
      open.movements.push({ movement: record, complements: [] })
    } else if (record.type === '05') {
      complement(open, record)
    } else {
      statements.push(readStatement(open, record))
      open = null
    }
  }
  if (open)
    throw new StatementError(`The statement that begins in line ${open.opening.line} has no new balance (07): the file may be cut off.`)
  if (statements.length === 0) throw new StatementError('The file holds no statement.')
  return distinguish(statements)
}

/**
 * A record of another account or currency is out of place. One that names the account's number with another bank or branch is
 * noted: whether it belongs here the balances prove.
 */
function mustBeOf(open: Open, record: CfonbRecord): void {
  const { opening } = open
  if (record.account !== opening.account) throw new StatementError(`${record.where}: a record ${foreign(opening, record)}.`)
  if (record.bank !== opening.bank || record.branch !== opening.branch) open.stray ??= record
  const currency = record.at(17, 3)
  const blank = record.type === '05' && currency === ''
  if (!blank && currency !== opening.at(17, 3)) {
    throw new StatementError(`${record.where}: a record in ${quoted(currency)} in a statement in ${quoted(opening.at(17, 3))}.`)
  }
}

function foreign(opening: CfonbRecord, record: CfonbRecord): string {
  const account = (of: CfonbRecord) => quoted(`${of.bank} ${of.branch} ${of.account}`)
  return `of the account ${account(record)} in the statement of ${account(opening)}`
}

/** A complement names the operation that it completes. */
function complement(open: Open, record: CfonbRecord): void {
  const last = open.movements.at(-1)
  if (!last) throw new StatementError(`${record.where}: a complement (05) without a movement (04) before it.`)
  const operation = record.at(33, 2)
  if (operation !== '' && operation !== last.movement.at(33, 2)) {
    const line = last.movement.line
    throw new StatementError(`${record.where}: a complement of the operation ${quoted(operation)}, line ${line} is another one.`)
  }
  last.complements.push(record)
}

function readStatement({ opening, movements, stray }: Open, closing: CfonbRecord): ReadStatement {
  const currency = readCurrency(opening.at(17, 3), opening.where)
  const bookings = movements.map(({ movement, complements }): Booking => readMovement(movement, complements, currency))
  const [opened, closed] = [balanceOf(opening, currency), balanceOf(closing, currency)]
  const statement = finishStatement({
    format: 'cfonb120',
    kind: 'statement',
    // The format has no number of a statement: days and balances say which one it is.
    identification: [opened.on, closed.on, String(opened.amountCents), String(closed.amountCents)],
    page: 1,
    account: frenchAccount(opening.bank, opening.branch, opening.account),
    currency,
    openedOn: opened.on,
    closedOn: closed.on,
    opening: opened,
    closing: closed,
    bookings,
    faults: stray ? [`${stray.where} is a record ${foreign(opening, stray)}; the balances need it, so it is taken.`] : [],
  })
  if (stray && !statement.balanced) throw new StatementError(`${stray.where}: a record ${foreign(opening, stray)}.`)
  return statement
}

function balanceOf(record: CfonbRecord, currency: string): Balance {
  const amountCents = readSignedAmount(record.raw(91, 14), record.at(20, 1), currency, record.where)
  return { amountCents, currency, on: record.dayGivenAt(35) }
}
