import type { LegalDay } from '../../../domain/legal-day.js'
import { type Booking, type DraftEntry, exactSum } from '../draft.js'
import type { Meaning } from '../meaning.js'
import { amountWords } from '../minor-units.js'
import { realReference } from '../references.js'
import { quoted, StatementError } from '../statement-error.js'
import type { Account } from './account.js'
import { type Amount, amountAt, amountOf, directionOf, signed } from './amount.js'
import { type BankCode, readBankCode } from './bank-code.js'
import { chargesOf } from './charges.js'
import { dayAt } from './day.js'
import { counterpartyOf } from './parties.js'
import { readReferences } from './references.js'
import { readRemittance } from './remittance.js'
import type { XmlElement } from './xml-element.js'

/** What an entry is read with. */
export interface StatementContext {
  account: Account
  /** Where an entry says no day. */
  fallbackDay: LegalDay | null
}

/** What a booking and all of its transactions have in common. */
interface BookingFacts {
  status: DraftEntry['status']
  bookedOn: LegalDay
  valueOn: LegalDay
  direction: 1 | -1
  /** Signed. */
  amountCents: number
  currency: string
  reversal: boolean
  bank: BankCode
}

/** The parts of a booking, which make its amount. */
interface Part {
  transaction: XmlElement
  amountCents: number
  chargesCents: number
}

/** An entry of the statement; `fault` where its transactions do not make it, and it is taken as one. */
export function readBooking(entry: XmlElement, context: StatementContext): { booking: Booking; fault: string | null } {
  const facts = factsOf(entry, context)
  const reference = realReference(entry.textAt('AcctSvcrRef'))
  const transactions = entry.all('NtryDtls').flatMap((details) => details.all('TxDtls'))
  const [only, ...others] = transactions
  if (!only) return { booking: { reference, entries: [wholeEntry(entry, facts)] }, fault: null }

  const parts = partsOf(entry, transactions, facts)
  if (parts) {
    const own = only && others.length === 0 ? realReference(only.textAt('Refs', 'AcctSvcrRef')) : null
    return { booking: { reference: reference ?? own, entries: entriesOf(entry, parts, facts, context) }, fault: null }
  }
  const count = others.length === 0 ? 'its transaction does' : `its ${transactions.length} transactions do`
  const fault = `${entry.where}: ${count} not make ${amountWords(facts.amountCents, facts.currency)}, so it is taken as one, without their details.`
  return { booking: { reference, entries: [wholeEntry(entry, facts)] }, fault }
}

function factsOf(entry: XmlElement, { fallbackDay }: StatementContext): BookingFacts {
  const { amountCents, currency } = amountOf(entry.get('Amt'))
  const direction = directionOf(entry.get('CdtDbtInd'))
  const status = statusOf(entry.get('Sts'))
  const bookedOn = dayAt(entry, 'BookgDt') ?? dayAt(entry, 'ValDt') ?? fallbackDay
  if (bookedOn === null) throw new StatementError(`${entry.where} says no day.`)
  const valueOn = dayAt(entry, 'ValDt') ?? bookedOn
  const reversal = isTrue(entry.find('RvslInd'))
  const bank = readBankCode(entry.find('BkTxCd'))
  return { status, bookedOn, valueOn, direction, amountCents: signed(direction, amountCents), currency, reversal, bank }
}

/** As text up to version 7, as a code from 8 on. */
function statusOf(element: XmlElement): DraftEntry['status'] {
  const code = element.find('Cd') ?? element.find('Prtry') ?? element
  switch (code.words()) {
    case 'BOOK':
      return 'booked'
    case 'PDNG':
    case 'FUTR':
      return 'pending'
    case 'INFO':
      return 'information'
    default:
      throw new StatementError(`${code.where}: the status ${quoted(code.words())} is not known.`)
  }
}

function isTrue(element: XmlElement | null): boolean {
  if (!element) return false
  const text = element.words()
  if (/^(true|1)$/.test(text)) return true
  if (/^(false|0)$/.test(text)) return false
  throw new StatementError(`${element.where}: ${quoted(text)} is neither true nor false.`)
}

/**
 * Where a transaction says its amount, the likeliest first: of each, all transactions must say it or it says nothing. An
 * instructed amount is what was ordered, which is what was booked where nothing was taken off.
 */
const AMOUNTS = [
  ['Amt'],
  ['AmtDtls', 'TxAmt', 'Amt'],
  ['AmtDtls', 'CntrValAmt', 'Amt'],
  ['AmtDtls', 'InstdAmt', 'Amt'],
] as const satisfies readonly (readonly string[])[]

/** The transactions with amounts that make the booking's; null where they do not. A single one need not say its amount. */
function partsOf(entry: XmlElement, transactions: readonly XmlElement[], facts: BookingFacts): Part[] | null {
  const charges = transactions.map((transaction) => chargesOf(transaction, facts.currency))
  const onEntry = chargesOf(entry, facts.currency)
  let told = false
  for (const path of AMOUNTS) {
    const amounts = transactions.map((transaction) => amountAt(transaction, ...path))
    if (!amounts.every((amount): amount is Amount => amount?.currency === facts.currency)) continue
    told = true
    for (const directions of [
      transactions.map((transaction) => directionAt(transaction, facts)),
      transactions.map(() => facts.direction),
    ]) {
      const gross = amounts.map(({ amountCents }, index) => signed(directions[index] ?? facts.direction, amountCents))
      const found = addingUp(transactions, gross, charges, onEntry, facts)
      if (found) return found
    }
  }
  const [single] = transactions
  if (told || !single || transactions.length > 1) return null
  return [{ transaction: single, amountCents: facts.amountCents, chargesCents: (charges[0] ?? 0) + onEntry }]
}

/** As stated, or after each one's charges, or after those of the whole booking, which are then a part of it. */
function addingUp(
  transactions: readonly XmlElement[],
  gross: readonly number[],
  charges: readonly number[],
  onEntry: number,
  { amountCents }: BookingFacts,
): Part[] | null {
  const parts = (amounts: readonly number[]) =>
    transactions.map((transaction, index) => ({ transaction, amountCents: amounts[index] ?? 0, chargesCents: charges[index] ?? 0 }))
  const total = exactSum(gross)
  if (total === amountCents) return parts(gross)
  const net = gross.map((amount, index) => amount - (charges[index] ?? 0))
  if (exactSum(net) === amountCents) return parts(net)
  const [single] = transactions
  if (!single || total - onEntry !== amountCents) return null
  if (transactions.length === 1) return [{ transaction: single, amountCents, chargesCents: onEntry }]
  return parts(gross)
}

/** A transaction without direction has that of its booking. */
function directionAt(transaction: XmlElement, { direction }: BookingFacts): 1 | -1 {
  const indicator = transaction.find('CdtDbtInd')
  return indicator ? directionOf(indicator) : direction
}

function entriesOf(entry: XmlElement, parts: readonly Part[], facts: BookingFacts, context: StatementContext): DraftEntry[] {
  const entries = parts.map((part) => transactionEntry(entry, part, facts, context, parts.length === 1))
  const rest = facts.amountCents - exactSum(parts.map(({ amountCents }) => amountCents))
  return rest === 0 ? entries : [...entries, { ...wholeEntry(entry, facts), amountCents: rest, chargesCents: 0, kind: 'charge' }]
}

/** A booking that says nothing of its transactions, or nothing that can be believed. */
function wholeEntry(entry: XmlElement, facts: BookingFacts): DraftEntry {
  return {
    ...common(facts),
    kind: kindOf(facts, facts.bank.meaning, false),
    counterparty: { name: null, iban: null },
    remittance: entry.textAt('AddtlNtryInf') ?? '',
    reference: null,
    endToEndId: null,
    mandateId: null,
    returnCode: null,
    chargesCents: chargesOf(entry, facts.currency),
    instructed: null,
    code: facts.bank.code,
  }
}

function transactionEntry(
  entry: XmlElement,
  { transaction, amountCents, chargesCents }: Part,
  facts: BookingFacts,
  { account }: StatementContext,
  single: boolean,
): DraftEntry {
  const bank = readBankCode(transaction.find('BkTxCd'))
  const returned = transaction.find('RtrInf')
  const kind = kindOf({ ...facts, amountCents }, bank.meaning ?? facts.bank.meaning, returned !== null)
  const isBack = kind === 'return' || kind === 'reversal'
  const { remittance, reference } = readRemittance(transaction)
  return {
    ...common(facts),
    amountCents,
    kind,
    counterparty: counterpartyOf(transaction.find('RltdPties'), account, amountCents, isBack),
    remittance: remittance || (transaction.textAt('AddtlTxInf') ?? (single ? entry.textAt('AddtlNtryInf') : null) ?? ''),
    reference,
    ...readReferences(transaction),
    returnCode: returned?.textAt('Rsn', 'Cd') ?? returned?.textAt('Rsn', 'Prtry') ?? null,
    chargesCents,
    instructed: instructedOf(entry, transaction, facts.currency, single),
    code: bank.code ?? facts.bank.code,
  }
}

const common = ({ status, bookedOn, valueOn, amountCents, currency }: BookingFacts) => ({
  status,
  bookedOn,
  valueOn,
  amountCents,
  currency,
})

function kindOf(facts: BookingFacts, meaning: Meaning | null, returned: boolean): DraftEntry['kind'] {
  if (returned || meaning === 'return') return 'return'
  if (facts.reversal) return 'reversal'
  return meaning ?? (facts.amountCents < 0 ? 'debit' : 'credit')
}

/** The first amount that is in another currency than the booking, as it was ordered if that is said. */
function instructedOf(entry: XmlElement, transaction: XmlElement, currency: string, single: boolean): Amount | null {
  const holders = single ? [transaction, entry] : [transaction]
  for (const holder of holders) {
    for (const path of [['AmtDtls', 'InstdAmt', 'Amt'], ['AmtDtls', 'TxAmt', 'Amt'], ['Amt']]) {
      const amount = amountAt(holder, ...path)
      if (amount && amount.currency !== currency && amount.amountCents > 0) return amount
    }
  }
  return null
}
