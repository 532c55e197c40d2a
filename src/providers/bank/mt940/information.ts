import { isValidIBAN } from 'ibantools'
import type { ReadEntry } from '../../../domain/bank-statement.js'
import { readCurrency } from '../minor-units.js'
import { realReference } from '../references.js'
import { amountOf } from './amount.js'
import type { Field } from './fields.js'

/** What the information to the account owner says of a line. */
export interface Information {
  remittance: string
  reference: string | null
  name: string | null
  iban: string | null
  endToEndId: string | null
  mandateId: string | null
  returnCode: string | null
  /** German business transaction code. */
  businessCode: string | null
  chargesCents: number
  instructed: ReadEntry['instructed']
}

const NOTHING: Information = {
  remittance: '',
  reference: null,
  name: null,
  iban: null,
  endToEndId: null,
  mandateId: null,
  returnCode: null,
  businessCode: null,
  chargesCents: 0,
  instructed: null,
}

/** Lines of the field have 65 characters, its subfields 27: a full one goes on in the next without a space. */
const LINE_WIDTH = 65
const SUBFIELD_WIDTH = 27

/**
 * Three ways of writing field 86: subfields after a business code (`166?00…?20…`, German banks), code words between slashes
 * (`/NAME/…/REMI/…`, others), and plain text. Before it there were fields NS, whose lines are numbered.
 * @throws StatementError for an amount in it that cannot be read
 */
export function readInformation(fields: readonly Field[], currency: string, where: string): Information {
  const text = joined(linesOf(fields, '86'), LINE_WIDTH)
  if (text === '') return fromNumberedLines(linesOf(fields, 'NS'))
  const german = /^(\d{3})([?<>|!$%&*~^])(?=\d{2})/.exec(text)
  if (german) return fromSubfields(text.slice(4), german[1] ?? '', german[2] ?? '?')
  if (new RegExp(`^/?/(${CODE_WORDS})/`).test(text)) return fromCodeWords(text, currency, where)
  return { ...NOTHING, remittance: text, iban: ibanOf(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}/.exec(text)?.[0] ?? '') }
}

const linesOf = (fields: readonly Field[], wanted: string) => fields.filter(({ tag }) => tag === wanted).flatMap(({ lines }) => lines)

/** 01 to 14 what it is for, 15 and 16 who. */
function fromNumberedLines(lines: readonly string[]): Information {
  const text = (from: number, to: number) =>
    spaced(
      lines
        .filter((line) => Number(line.slice(0, 2)) >= from && Number(line.slice(0, 2)) <= to)
        .map((line) => line.slice(2))
        .join(' '),
    )
  return { ...NOTHING, remittance: text(1, 14), name: text(15, 16) || null }
}

function joined(parts: readonly string[], width: number): string {
  return spaced(parts.map((part) => (part.length < width ? `${part} ` : part)).join(''))
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim()

/** `00…?20…?21…`, without the code and the first separator. */
function fromSubfields(text: string, businessCode: string, separator: string): Information {
  const subfields = text.split(separator).map((part) => ({ number: Number(part.slice(0, 2)), value: part.slice(2) }))
  const values = (from: number, to: number) => subfields.filter(({ number }) => number >= from && number <= to).map(({ value }) => value)
  const purpose = joined([...values(20, 29), ...values(60, 63)], SUBFIELD_WIDTH)
  const { words, before } = sepaWords(purpose)
  const account = (values(31, 31)[0] ?? '').replace(/\s/g, '')
  return {
    ...NOTHING,
    businessCode,
    remittance: words.get('SVWZ') ?? (words.size === 0 ? purpose || spaced(values(0, 0).join(' ')) : before),
    name: joined(values(32, 33), SUBFIELD_WIDTH) || words.get('ABWA') || null,
    iban: ibanOf(account) ?? ibanOf(words.get('IBAN') ?? ''),
    endToEndId: realReference(words.get('EREF') ?? null),
    mandateId: realReference(words.get('MREF') ?? null),
    returnCode: reasonIn(values(34, 34)[0] ?? ''),
  }
}

/** `EREF+…SVWZ+…` of the German SEPA purpose, and what stands before the first of them. */
function sepaWords(text: string): { words: Map<string, string>; before: string } {
  const [before = '', ...parts] = text.split(/(?<![A-Z])(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RREF)\+/)
  const words = new Map<string, string>()
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const word = parts[index] ?? ''
    if (!words.has(word)) words.set(word, spaced(parts[index + 1] ?? ''))
  }
  return { words, before: before.trim() }
}

const CODE_WORDS =
  'EREF|REMI|NAME|IBAN|BIC|TRTP|CNTP|ORDP|BENM|MARF|MREF|CSID|CRED|DEBT|PREF|KREF|IREF|RTRN|RREF|ISDT|SVCL|PURP|ULTD|ULTC|ULTB|ADDR|OCMT|CHGS|EXCH|TRCD|INST|ID|ACCW'

/** `/CNTP/<iban>/<bic>/<name>/<city>/`, `/REMI/USTD//<text>/`, `/REMI/STRD/CUR/<reference>/`, or a text alone after its word. */
function fromCodeWords(text: string, currency: string, where: string): Information {
  const words = new Map<string, string>()
  const parts = text.split(new RegExp(`/(${CODE_WORDS})/`))
  for (let index = 1; index + 1 < parts.length; index += 2) {
    const word = parts[index] ?? ''
    const value = (parts[index + 1] ?? '').replace(/\/+$/, '').trim()
    if (value !== '' && !words.has(word)) words.set(word, value)
  }
  const [iban = '', , name = ''] = (words.get('CNTP') ?? '').split('/')
  const remittance = words.get('REMI') ?? ''
  const [, reference] = /^STRD\/(?:CUR|ISO)\/+(\S+)$/.exec(remittance) ?? []
  return {
    ...NOTHING,
    remittance: reference ? '' : spaced(remittance.replace(/^USTD\/+/, '').replace(/^\/+/, '')),
    reference: reference ?? null,
    name: words.get('NAME')?.replace(/^\/+/, '') ?? (name || null),
    iban: ibanOf(words.get('IBAN') ?? '') ?? ibanOf(iban),
    endToEndId: realReference(words.get('EREF') ?? null),
    mandateId: realReference(words.get('MARF') ?? words.get('MREF') ?? null),
    returnCode: reasonIn(words.get('RTRN') ?? ''),
    chargesCents: charged(words.get('CHGS') ?? '', currency, where),
    instructed: instructed(words.get('OCMT') ?? '', currency, where),
  }
}

/** The IBAN that a text is; null for another text. */
export function ibanOf(text: string): string | null {
  const iban = text.replace(/\s/g, '').toUpperCase()
  return isValidIBAN(iban) ? iban : null
}

/** An ISO code of a return: two letters and two digits. */
const reasonIn = (text: string): string | null => /^[A-Z]{2}\d{2}/.exec(text)?.[0] ?? null

const AMOUNT = /^([A-Z]{3})(\d+,\d*)/

function charged(text: string, currency: string, where: string): number {
  const [, code, digits = ''] = AMOUNT.exec(text) ?? []
  return code === currency ? amountOf(digits, currency, where) : 0
}

function instructed(text: string, currency: string, where: string): ReadEntry['instructed'] {
  const [, code, digits = ''] = AMOUNT.exec(text) ?? []
  if (code === undefined || code === currency) return null
  return { amountCents: amountOf(digits, readCurrency(code, where), where), currency: code }
}
