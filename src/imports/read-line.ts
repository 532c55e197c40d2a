import type { z } from 'zod'
import { ClaimBody, DebtorBody, OpenFileBody, type OpenFileInput } from '../contracts/debt-file.js'
import { type Field, MANDATORY, type Mandatory } from './fields.js'
import { type Fault, LineReader } from './line-reader.js'
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
  const paid = readPaid(reader, claim, warnings)
  const strategy = reader.text('strategy')
  refuseMissing(reader, debtor, claim)
  addContractFaults(reader, debtor, claim, paid, strategy)
  const faults = reader.faults.map(({ field, message }) => `${field} ${message}`)
  return { line: row.line, reference: claim.reference, debtor, claim, paid, strategy, faults, warnings }
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
  const formalNotice = reader.day('claim.formalNoticeOn')
  const opening = reader.day('claim.openingLetterOn')
  return present({
    reference: reader.text('claim.reference') as string,
    issueDate: reader.day('claim.issueDate'),
    dueDate: reader.day('claim.dueDate') as string,
    amountCents: reader.amount('claim.amount') as number,
    currency: reader.word('claim.currency', currencyOf, 'is not taken: only EUR is') ?? 'EUR',
    category: reader.word('claim.category', categoryOf),
    capacity: reader.word('claim.capacity', capacityOf),
    reminders: reader.days('claim.reminderOn').map((on) => ({ on })),
    notices: [
      ...(opening ? [{ kind: 'opening' as const, on: opening }] : []),
      ...(formalNotice ? [{ kind: 'formal-notice' as const, on: formalNotice }] : []),
    ],
  })
}

function readPaid(reader: LineReader, claim: Claim, warnings: string[]): Paid | undefined {
  const on = reader.day('claim.paidOn')
  const amountCents = reader.amountIfAny('claim.paid')
  const reference = reader.text('claim.paymentReference')
  if (amountCents === undefined) {
    if (on && !hasFault(reader, 'claim.paid')) warnings.push('claim.paidOn without claim.paid: no payment is taken from it')
    return undefined
  }
  if (!on && amountCents < claim.amountCents && !hasFault(reader, 'claim.paidOn'))
    reader.fault('claim.paidOn', 'is missing: a part payment needs its day')
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
function addContractFaults(reader: LineReader, debtor: Debtor, claim: Claim, paid: Paid | undefined, strategy: string | undefined): void {
  const issues: Fault[] = [
    ...faultsOf(DebtorBody.safeParse(debtor), debtorField),
    ...faultsOf(ClaimBody.safeParse(claim), claimField),
    ...faultsOf(OpenFileBody.shape.strategy.safeParse(strategy), () => 'strategy'),
    ...faultsOf(PaymentReference.safeParse(paid?.reference), () => 'claim.paymentReference'),
  ]
  for (const { field, message } of issues) if (!hasFault(reader, field)) reader.fault(field, `is refused: ${message}`)
}

const PaymentReference = ClaimBody.shape.reference.optional()

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

function claimField([first, second]: PropertyKey[]): Field {
  if (first === 'reminders') return 'claim.reminderOn'
  if (first === 'notices') return second === 0 ? 'claim.openingLetterOn' : 'claim.formalNoticeOn'
  return first === 'amountCents' ? 'claim.amount' : (`claim.${String(first)}` as Field)
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** Without the properties that are not there. */
function present<T extends object>(all: T): Present<T> {
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(all)) if (value !== undefined) kept[name] = value
  return kept as Present<T>
}
