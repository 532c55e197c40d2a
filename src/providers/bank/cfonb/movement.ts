import { isValidIBAN } from 'ibantools'
import type { Booking, DraftEntry } from '../draft.js'
import { readCurrency } from '../minor-units.js'
import { realReference } from '../references.js'
import { meaningOfOperation, reasonOf } from './operations.js'
import { readSignedAmount, readUnsignedAmount } from './overpunch.js'
import type { CfonbRecord } from './record.js'

/** The texts of complements (05) by their qualifier, in the order in which they stand. */
type Complements = ReadonlyMap<string, readonly string[]>

/** A movement (04) with its complements (05). @throws StatementError */
export function readMovement(movement: CfonbRecord, records: readonly CfonbRecord[], currency: string): Booking {
  const complements = byQualifier(records)
  const bookedOn = movement.dayGivenAt(35)
  const amountCents = readSignedAmount(movement.raw(91, 14), movement.at(20, 1), currency, movement.where)
  const operation = movement.at(33, 2)
  const reason = reasonOf(movement.at(41, 2))
  const kind = reason ? 'return' : (meaningOfOperation(operation) ?? (amountCents < 0 ? 'debit' : 'credit'))
  const entry: DraftEntry = {
    status: 'booked',
    bookedOn,
    valueOn: movement.dayAt(43) ?? bookedOn,
    amountCents,
    currency,
    kind,
    counterparty: counterpartyOf(complements, kind, amountCents),
    remittance: remittanceOf(movement, complements),
    reference: first(complements, 'LCS', 35),
    endToEndId: realReference(first(complements, 'RCN', 35)) ?? realReference(movement.at(105, 16) || null),
    mandateId: null,
    returnCode: reason,
    chargesCents: chargesOf(complements, currency, movement.where),
    instructed: instructedOf(complements, currency, movement.where),
    code: operation || null,
  }
  const marks = [movement.at(8, 4), movement.at(82, 7), ...(complements.get('REF') ?? [])]
  return { reference: null, entries: [entry], marks }
}

function byQualifier(records: readonly CfonbRecord[]): Complements {
  const texts = new Map<string, string[]>()
  for (const record of records) {
    const qualifier = record.at(46, 3)
    texts.set(qualifier, [...(texts.get(qualifier) ?? []), record.raw(49, 70)])
  }
  return texts
}

/** The label of the movement, its continuation (LIB), and what the payer wrote: two lines of one text (LCC, LC2). */
function remittanceOf(movement: CfonbRecord, complements: Complements): string {
  const written = [...(complements.get('LCC') ?? []), ...(complements.get('LC2') ?? [])].join('')
  const lines = [movement.at(49, 32), ...(complements.get('LIB') ?? []), ...(complements.get('') ?? []), written]
  return words(lines.join(' '))
}

/**
 * The payer (NPY, or for whom it pays, NPO) of money that came, the payee (NBE, NBU) of money that went; a debit by direct debit
 * names the creditor as payer. Of a return both are possible.
 */
function counterpartyOf(complements: Complements, kind: DraftEntry['kind'], amountCents: number): DraftEntry['counterparty'] {
  const payerFirst = kind === 'return' || kind === 'reversal' ? amountCents < 0 : amountCents >= 0
  const names = payerFirst ? ['NPY', 'NPO', 'NBE', 'NBU'] : ['NBE', 'NBU', 'NPY', 'NPO']
  const accounts = payerFirst ? ['IPY', 'CPY'] : ['IBE', 'CBE']
  const ibans = accounts.map((qualifier) => first(complements, qualifier, 35)?.replace(/\s/g, ''))
  return {
    name: names.map((qualifier) => first(complements, qualifier, 70)).find((name) => name !== null) ?? null,
    iban: ibans.find((iban) => iban !== undefined && isValidIBAN(iban)) ?? null,
  }
}

/** Three letters of currency, one digit of decimals and fourteen of amount. */
const AMOUNT = /^([A-Z]{3})(\d)(\d{14})/

function chargesOf(complements: Complements, currency: string, where: string): number {
  const [, code, decimals, digits] = AMOUNT.exec(complements.get('FEE')?.[0] ?? '') ?? []
  return code === currency && decimals && digits ? readUnsignedAmount(digits, decimals, currency, where) : 0
}

function instructedOf(complements: Complements, currency: string, where: string): DraftEntry['instructed'] {
  const [, code, decimals, digits] = AMOUNT.exec(complements.get('MMO')?.[0] ?? '') ?? []
  if (!code || code === currency || !decimals || !digits) return null
  return { amountCents: readUnsignedAmount(digits, decimals, readCurrency(code, where), where), currency: code }
}

function first(complements: Complements, qualifier: string, length: number): string | null {
  return words(complements.get(qualifier)?.[0]?.slice(0, length) ?? '') || null
}

const words = (text: string) => text.replace(/\s+/g, ' ').trim()
