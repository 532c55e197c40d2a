import type { z } from 'zod'
import { ClaimBody, DebtorBody, OpenFileBody, type OpenFileInput } from '../contracts/debt-file.js'
import { type DayField, type Field, MANDATORY, type Mandatory } from './fields.js'
import { type Fault, LineReader } from './line-reader.js'
import { present } from './present.js'
import { readHistory } from './read-history.js'
import type { Reading } from './reading.js'
import type { Row } from './table.js'
import { capacityOf, categoryOf, countryOf, currencyOf, kindOf, languageOf } from './words.js'

export type Debtor = OpenFileInput['debtor']
export type Claim = OpenFileInput['claims'][number]
export type Address = NonNullable<Debtor['addresses']>[number]

/** What was paid of a claim before it was handed over. */
export interface Paid {
  amountCents: number
  on: string | undefined
  reference: string | undefined
}

/** One line as read: whole where it has no faults. */
export interface ReadLine {
  line: number
  reference: string | undefined
  debtor: Debtor
  claim: Claim
  paid: Paid | undefined
  /** What was paid to the creditor itself. */
  directPaid: Paid | undefined
  strategy: string | undefined
  faults: string[]
  warnings: string[]
}

/** Reads one line by the contract of the API; every fault is noted, none is thrown. */
export function readLine(row: Row, reading: Reading): ReadLine {
  const reader = new LineReader(row, reading)
  const warnings: string[] = []
  const debtor = readDebtor(reader, warnings)
  const claim = readClaim(reader)
  const paid = readPaid(reader, PAID, claim, warnings)
  const directPaid = readPaid(reader, DIRECTLY_PAID, claim, warnings)
  const strategy = reader.text('strategy')
  refuseMissing(reader, debtor, claim)
  addContractFaults(reader, { debtor, claim, paid, directPaid, strategy })
  const faults = reader.faults.map(({ field, message }) => `${field} ${message}`)
  return { line: row.line, reference: claim.reference, debtor, claim, paid, directPaid, strategy, faults, warnings }
}

function readDebtor(reader: LineReader, warnings: string[]): Debtor {
  const address = readAddress(reader, warnings)
  return present({
    kind: reader.word('debtor.kind', kindOf),
    name: reader.text('debtor.name') as string,
    customerReference: reader.text('debtor.customerReference'),
    siren: reader.text('debtor.siren')?.replace(/[\s.]/g, ''),
    vat: reader.text('debtor.vat')?.replace(/[\s.]/g, '').toUpperCase(),
    iban: reader.text('debtor.iban')?.replace(/\s/g, '').toUpperCase(),
    language: reader.word('debtor.language', languageOf),
    addresses: address ? [address] : [],
    phones: reader.texts('debtor.phone'),
    emails: reader.texts('debtor.email'),
  })
}

/** An address that lacks a part is left out with a warning: nothing can be sent to it, and the claim stands without it. */
function readAddress(reader: LineReader, warnings: string[]): Address | undefined {
  const fields = ['address.line1', 'address.line2', 'address.line3', 'address.line4'] as const
  const lines = fields.flatMap((field) => reader.lines(field))
  const postcode = reader.text('address.postcode')
  const city = reader.text('address.city')
  const country = reader.word('address.country', countryOf)
  if (lines.length === 0 && !postcode && !city) return undefined
  if (lines.length > 0 && postcode && city) return present({ lines, postcode, city, country })
  const missing = [lines.length === 0 && 'address.line1', !postcode && 'address.postcode', !city && 'address.city'].filter(Boolean)
  warnings.push(`address left out, ${missing.join(' and ')} missing`)
  return undefined
}

function readClaim(reader: LineReader): Claim {
  return present({
    reference: reader.text('claim.reference') as string,
    issueDate: reader.day('claim.issueDate'),
    dueDate: reader.day('claim.dueDate') as string,
    amountCents: reader.amount('claim.amount') as number,
    currency: reader.word('claim.currency', currencyOf, 'is not taken: only EUR is') ?? 'EUR',
    category: reader.word('claim.category', categoryOf),
    capacity: reader.word('claim.capacity', capacityOf),
    reminders: reader.days('claim.reminderOn').map((on) => ({ on })),
    ...readHistory(reader),
  })
}

/** The columns of a payment. */
type PaidFields = { amount: Field; on: DayField; reference: Field }
const PAID: PaidFields = { amount: 'claim.paid', on: 'claim.paidOn', reference: 'claim.paymentReference' }
const DIRECTLY_PAID: PaidFields = { amount: 'claim.directPaid', on: 'claim.directPaidOn', reference: 'claim.directPaymentReference' }

function readPaid(reader: LineReader, fields: PaidFields, claim: Claim, warnings: string[]): Paid | undefined {
  const on = reader.day(fields.on)
  const amountCents = reader.amountIfAny(fields.amount)
  const reference = reader.text(fields.reference)
  if (amountCents === undefined) {
    if (on && !hasFault(reader, fields.amount)) warnings.push(`${fields.on} without ${fields.amount}: no payment is taken from it`)
    return undefined
  }
  if (!on && amountCents < claim.amountCents && !hasFault(reader, fields.on))
    reader.fault(fields.on, 'is missing: a part payment needs its day')
  return { amountCents, on, reference }
}

function refuseMissing(reader: LineReader, { name }: Debtor, { reference, dueDate, amountCents }: Claim): void {
  const values: Record<Mandatory, unknown> = {
    'debtor.name': name,
    'claim.reference': reference,
    'claim.dueDate': dueDate,
    'claim.amount': amountCents,
  }
  for (const field of MANDATORY) if (values[field] === undefined && !hasFault(reader, field)) reader.fault(field, 'is missing')
}

const hasFault = ({ faults }: LineReader, field: Field): boolean => faults.some((fault) => fault.field === field)

/** What the API would refuse, told by the field it came from; a field already at fault is told once. */
function addContractFaults(
  reader: LineReader,
  { debtor, claim, paid, directPaid, strategy }: Pick<ReadLine, 'debtor' | 'claim' | 'paid' | 'directPaid' | 'strategy'>,
): void {
  const issues: Fault[] = [
    ...faultsOf(DebtorBody.safeParse(debtor), debtorField),
    ...faultsOf(ClaimBody.safeParse(claim), claimField),
    ...faultsOf(OpenFileBody.shape.strategy.safeParse(strategy), () => 'strategy'),
    ...faultsOf(PaymentReference.safeParse(paid?.reference), () => 'claim.paymentReference'),
    ...faultsOf(DirectReference.safeParse(directPaid?.reference), () => 'claim.directPaymentReference'),
  ]
  for (const { field, message } of issues) if (!hasFault(reader, field)) reader.fault(field, `is refused: ${message}`)
}

const PaymentReference = ClaimBody.shape.reference.optional()
const DirectReference = ClaimBody.shape.directPayments.unwrap().element.shape.reference.optional()

function faultsOf(result: z.ZodSafeParseResult<unknown>, fieldAt: (path: PropertyKey[]) => Field): Fault[] {
  return result.success ? [] : result.error.issues.map(({ path, message }) => ({ field: fieldAt(path), message }))
}

function debtorField([first, , part, line]: PropertyKey[]): Field {
  if (first === 'emails') return 'debtor.email'
  if (first === 'phones') return 'debtor.phone'
  if (first !== 'addresses') return `debtor.${String(first)}` as Field
  if (part !== 'lines') return `address.${String(part)}` as Field
  return `address.line${typeof line === 'number' ? line + 1 : 1}` as Field
}

function claimField([first, second, third]: PropertyKey[]): Field {
  if (first === 'reminders') return 'claim.reminderOn'
  if (first === 'acts') return ACT_FIELDS[String(third)] ?? 'claim.act'
  if (first === 'documents') return DOCUMENT_FIELDS[String(third)] ?? 'claim.documentName'
  if (first === 'notices') return NOTICE_FIELDS[String(third)] ?? (second === 0 ? 'claim.openingLetterOn' : 'claim.formalNoticeOn')
  return first === 'amountCents' ? 'claim.amount' : (`claim.${String(first)}` as Field)
}

const ACT_FIELDS: Record<string, Field> = {
  on: 'claim.actOn',
  until: 'claim.actUntil',
  reference: 'claim.actReference',
  proofSha256: 'claim.actSha256',
}
const DOCUMENT_FIELDS: Record<string, Field> = { kind: 'claim.documentKind', sha256: 'claim.documentSha256' }
const NOTICE_FIELDS: Record<string, Field> = { reference: 'claim.formalNoticeReference', proofSha256: 'claim.formalNoticeSha256' }
