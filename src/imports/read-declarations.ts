import { DeclarationBody, type DeclarationInput, type DeclarationKind } from '../contracts/declaration.js'
import { type DecimalSign, decimalSignOf, readAmount } from './amounts.js'
import { type DateFormat, orderShownBy, readDay } from './days.js'
import { quoted } from './header.js'
import { ImportError } from './import-error.js'
import { normalised } from './names.js'
import { type Cell, isEmpty, type Row, type Table } from './table.js'
import { currencyOf } from './words.js'

/** Column names, several in one text. */
const names = (...lists: string[]): string[] => lists.flatMap((list) => list.split(', '))

/** What a creditor’s daily list tells, and the names of columns, French and English, that are taken for it; the first that fits is. */
export const DECLARATION_COLUMNS = {
  kind: names('type de déclaration, type, nature, déclaration, declaration, declaration type'),
  reference: names('référence, réf, référence déclaration, n° de règlement, n° règlement, n° avoir, declaration reference'),
  claim: names(
    'n° facture, n° de facture, numéro de facture, numéro facture, référence facture, réf facture, facture',
    'invoice, invoice number, invoice no, invoice reference, claim reference',
  ),
  amount: names('montant, montant TTC, somme, amount, sum'),
  currency: names('devise, monnaie, currency code'),
  on: names('date, jour, le, date de règlement, date de paiement, reçu le, day, received on'),
  of: names('règlement d’origine, paiement d’origine, référence d’origine, original payment'),
  detail: names('motif, commentaire, libellé, observation, details, comment, reason'),
} as const satisfies Record<string, readonly string[]>
export type DeclarationColumn = keyof typeof DECLARATION_COLUMNS
export const MANDATORY_COLUMNS = ['kind', 'reference', 'claim', 'on'] as const satisfies DeclarationColumn[]

/** Words of people for the kinds. The kinds themselves are always understood. */
const KIND_WORDS: Record<DeclarationKind, readonly string[]> = {
  'direct-payment': names('paiement direct, règlement direct, paiement, règlement, payment'),
  'payment-returned': names('paiement rejeté, rejet, impayé, chèque impayé, paiement annulé, returned payment'),
  'credit-note': names('avoir, note de crédit, credit'),
  return: names('retour, retour de marchandise, retour marchandises, goods returned'),
  dispute: names('litige, contestation'),
  'dispute-ended': names('fin de litige, litige clos, litige levé, litige terminé, dispute over'),
  recall: names('reprise, reprise du dossier, retrait, rappel du dossier, withdrawal'),
}
const KIND_BY_WORD = new Map(
  (Object.keys(KIND_WORDS) as DeclarationKind[]).flatMap((kind) =>
    [kind, ...KIND_WORDS[kind]].map((word) => [normalised(word), kind] as const),
  ),
)

/** One line as read: a declaration, or what is wrong with it. */
export type DeclarationLine = { line: number; reference: string | null; claim: string | null } & (
  | { declaration: DeclarationInput; faults: [] }
  | { declaration: null; faults: string[] }
)

interface Reading {
  columns: ReadonlyMap<DeclarationColumn, number>
  decimalSign: DecimalSign | undefined
  format: DateFormat
}

/**
 * Reads a creditor’s daily list. Every fault of a line is told; a line with one leaves the others alone.
 * @throws ImportError where a column that is needed is missing, or the order of day and month is in doubt and was not said
 */
export function readDeclarations(table: Table, dateFormat: DateFormat | 'auto' = 'auto'): DeclarationLine[] {
  const columns = columnsOf(table.header)
  const column = (name: DeclarationColumn) => table.rows.map((row) => cellOf(row, columns, name))
  const format = dateFormat === 'auto' ? formatOf(column('on')) : dateFormat
  const reading = { columns, decimalSign: decimalSignOf(column('amount')), format }
  const broken = table.broken.map(({ line, reason }) => ({ line, reference: null, claim: null, declaration: null, faults: [reason] }))
  return [...table.rows.map((row) => readLine(row, reading)), ...broken].sort((one, other) => one.line - other.line)
}

function columnsOf(header: readonly string[]): Reading['columns'] {
  const there = header.map(normalised)
  const columns = new Map<DeclarationColumn, number>()
  for (const [name, aliases] of Object.entries(DECLARATION_COLUMNS)) {
    const known = [name, ...aliases].map(normalised).find((alias) => there.includes(alias))
    if (known !== undefined) columns.set(name as DeclarationColumn, there.indexOf(known))
  }
  const missing = MANDATORY_COLUMNS.filter((name) => !columns.has(name))
  if (missing.length === 0) return columns
  throw new ImportError(`No column was found for ${quoted(missing)}: the columns are ${quoted(header.filter((name) => name !== ''))}.`)
}

function formatOf(days: readonly Cell[]): DateFormat {
  const shown = orderShownBy(days)
  if (shown === 'dmy' || shown === 'mdy') return shown
  if (shown === 'nothing') return 'dmy' // where no day is in doubt either reads them alike
  const why = shown === 'both' ? 'are written both day first and month first' : 'may be day first or month first'
  throw new ImportError(`The days ${why}: say --date-format dmy or mdy.`)
}

const cellOf = ({ cells }: Row, columns: Reading['columns'], name: DeclarationColumn): Cell => cells[columns.get(name) ?? -1] ?? ''

function readLine(row: Row, { columns, decimalSign, format }: Reading): DeclarationLine {
  const faults: string[] = []
  const cell = (name: DeclarationColumn) => cellOf(row, columns, name)
  const text = (name: DeclarationColumn) => textOf(cell(name)) || undefined
  const read = <T>(name: DeclarationColumn, of: (cell: Cell) => { value: T } | { fault: string }): T | undefined => {
    if (isEmpty(cell(name))) return undefined
    const found = of(cell(name))
    if ('value' in found) return found.value
    faults.push(`${name} “${textOf(cell(name))}” ${found.fault}`)
    return undefined
  }
  const word = <T>(name: DeclarationColumn, of: (word: string) => T | undefined, otherwise: string) =>
    read(name, (one) => {
      const value = of(textOf(one))
      return value === undefined ? { fault: otherwise } : { value }
    })
  const declaration = {
    kind: word('kind', (one) => KIND_BY_WORD.get(normalised(one)), 'is no kind of declaration'),
    reference: text('reference'),
    claim: text('claim'),
    amountCents: read('amount', (one) => renamed(readAmount(one, decimalSign), 'amountCents')),
    currency: word('currency', currencyOf, 'is not taken: only EUR is'),
    on: read('on', (one) => renamed(readDay(one, format), 'day')),
    of: text('of'),
    detail: text('detail'),
  }
  for (const name of MANDATORY_COLUMNS) if (isEmpty(cell(name))) faults.push(`${name} is missing`)
  const said = Object.fromEntries(Object.entries(declaration).filter(([, value]) => value !== undefined)) as DeclarationInput
  if (faults.length === 0) faults.push(...contractFaults(said))
  const head = { line: row.line, reference: declaration.reference ?? null, claim: declaration.claim ?? null }
  return faults.length === 0 ? { ...head, declaration: said, faults: [] } : { ...head, declaration: null, faults }
}

/** What was read, under the one name that all values have. */
function renamed<K extends string, T>(read: Record<K, T> | { fault: string }, key: K): { value: T } | { fault: string } {
  return 'fault' in read ? (read as { fault: string }) : { value: read[key] }
}

/** What the API would refuse, by the column that it came from. */
function contractFaults(declaration: DeclarationInput): string[] {
  const checked = DeclarationBody.safeParse(declaration)
  if (checked.success) return []
  return checked.error.issues.map(({ path, message }) => `${path[0] === 'amountCents' ? 'amount' : String(path[0])} is refused: ${message}`)
}

function textOf(cell: Cell): string {
  if (typeof cell === 'string') return cell.trim()
  return /^\d+$/.test(cell.number) ? cell.number : String(Number(cell.number))
}
