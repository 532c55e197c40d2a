import type { ReadStatement } from '../../../domain/bank-statement.js'
import { distinguish, finishStatement } from '../draft.js'
import { readCurrency } from '../minor-units.js'
import { quoted, StatementError } from '../statement-error.js'
import { readAccount } from './account.js'
import { readBalances } from './balances.js'
import { dayOfTime } from './day.js'
import { readBooking } from './read-booking.js'
import { parseXml, type XmlElement } from './xml-element.js'

/** The messages of ISO 20022 that say what happened on an account, with the names of their elements. */
const MESSAGES = {
  '052': { root: 'BkToCstmrAcctRpt', statement: 'Rpt', pagination: 'RptPgntn', kind: 'interim' },
  '053': { root: 'BkToCstmrStmt', statement: 'Stmt', pagination: 'StmtPgntn', kind: 'statement' },
  '054': { root: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn', pagination: 'NtfctnPgntn', kind: 'notification' },
} as const
type Message = (typeof MESSAGES)[keyof typeof MESSAGES]

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:(camt\.(052|053|054)\.001\.(\d{2}))$/
const VERSIONS = { first: 2, last: 13 }
const MAX_ENTRIES = 100_000

/**
 * The statements of a CAMT.052, .053 or .054 message.
 * @throws StatementError for what is not well-formed, is another message or version, or says what is not understood
 */
export function readCamt(text: string): ReadStatement[] {
  const document = parseXml(text)
  const { format, message } = messageOf(document)
  const body = document.get(message.root)
  const parts = body.all(message.statement)
  if (parts.length === 0) throw new StatementError(`${body.where} holds no <${message.statement}>: there is nothing to take.`)
  const entries = parts.reduce((count, part) => count + part.all('Ntry').length, 0)
  if (entries > MAX_ENTRIES) throw new StatementError(`The file holds ${entries} entries: at most ${MAX_ENTRIES} are read.`)
  const messagePage = pageOf(body.find('GrpHdr', 'MsgPgntn'))
  return distinguish(parts.map((part) => readStatement(part, format, message, messagePage)))
}

function messageOf(document: XmlElement): { format: string; message: Message } {
  const [, format = '', number = '', version = ''] = NAMESPACE.exec(document.namespace) ?? []
  if (document.name !== 'Document' || format === '') {
    const namespace = document.namespace ? `in the namespace ${quoted(document.namespace)}` : 'without a namespace'
    throw new StatementError(`The file begins with <${document.name}> ${namespace}, which is no CAMT.052, CAMT.053 or CAMT.054 message.`)
  }
  if (Number(version) < VERSIONS.first || Number(version) > VERSIONS.last) {
    throw new StatementError(`The version ${format} is not known: 2 to ${VERSIONS.last} are.`)
  }
  return { format, message: MESSAGES[number as keyof typeof MESSAGES] }
}

function readStatement(part: XmlElement, format: string, message: Message, messagePage: number | null): ReadStatement {
  const account = readAccount(part.get('Acct'))
  const { opening, closing, currency: balanceCurrency } = readBalances(part.all('Bal'), account.currency)
  const entries = part.all('Ntry')
  const currency = account.currency ?? balanceCurrency ?? entryCurrency(entries) ?? NO_CURRENCY
  const created = dayOfTime(part, 'CreDtTm')
  const openedOn = opening?.on ?? dayOfTime(part, 'FrToDt', 'FrDtTm')
  const closedOn = closing?.on ?? dayOfTime(part, 'FrToDt', 'ToDtTm')
  const page = pageOf(part.find(message.pagination)) ?? messagePage
  const context = { account, fallbackDay: closedOn ?? created }
  const read = entries.map((entry) => readBooking(entry, context))
  return finishStatement({
    format,
    kind: message.kind,
    identification: [part.get('Id').words(), sequenceOf(part), page === null ? null : `page ${page}`, closedOn],
    page: page ?? 1,
    account: account.number,
    currency,
    openedOn,
    closedOn,
    opening,
    closing,
    bookings: read.map(({ booking }) => booking),
    faults: read.flatMap(({ fault }) => fault ?? []),
  })
}

/** ISO 4217 for no currency: of a report that names none, because it tells of nothing. */
const NO_CURRENCY = 'XXX'

function entryCurrency(entries: readonly XmlElement[]): string | null {
  const amount = entries[0]?.get('Amt')
  return amount ? readCurrency(amount.attributes.Ccy ?? '', amount.where) : null
}

const sequenceOf = (part: XmlElement) => part.textAt('ElctrncSeqNb') ?? part.textAt('LglSeqNb')

/** The number of a page; null where all stands on one. */
function pageOf(pagination: XmlElement | null): number | null {
  if (!pagination) return null
  const element = pagination.get('PgNb')
  if (!/^\d{1,5}$/.test(element.words())) throw new StatementError(`${element.where}: ${quoted(element.words())} is no page.`)
  const page = Number(element.words())
  return page === 1 && pagination.textAt('LastPgInd') === 'true' ? null : page
}
