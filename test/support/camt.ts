/** Account messages of ISO 20022 as banks write them, in every version, from plain values. Sums are minor units of two decimals. */

export interface CamtTransaction {
  /** Signed; without it the transaction says no amount. */
  amountCents?: number
  currency?: string
  debtor?: string
  debtorIban?: string
  ultimateDebtor?: string
  creditor?: string
  creditorIban?: string
  remittance?: readonly string[]
  /** Structured creditor references. */
  references?: readonly string[]
  endToEndId?: string
  mandateId?: string
  bankReference?: string
  /** Makes it a return. */
  returnCode?: string
  code?: string
  chargesCents?: number
  instructed?: { amountCents: number; currency: string }
}

export interface CamtEntry {
  /** Signed: below zero is written as DBIT. */
  amountCents: number
  currency?: string
  status?: 'BOOK' | 'PDNG' | 'INFO'
  bookedOn: string
  valueOn?: string
  reversal?: boolean
  bankReference?: string
  /** `PMNT/RCDT/ESCT`; without slashes it is proprietary. */
  code?: string
  info?: string
  chargesCents?: number
  transactions?: readonly CamtTransaction[]
}

export interface CamtBalance {
  type: string
  amountCents: number
  currency?: string
  on: string
  intermediate?: boolean
}

export interface CamtStatement {
  id?: string
  sequence?: string
  page?: { number: number; last: boolean }
  iban?: string
  /** The bank's own number, where there is no IBAN. */
  number?: string
  owner?: string
  /** null leaves it out. */
  currency?: string | null
  balances?: readonly CamtBalance[]
  entries: readonly CamtEntry[]
}

export interface CamtOptions {
  message?: '052' | '053' | '054'
  version?: number
  /** Of the namespace; none is the default one. */
  prefix?: string
  encoding?: string
}

export const IBAN = 'FR7630006000011234567890189'

const NAMES = {
  '052': ['BkToCstmrAcctRpt', 'Rpt', 'RptPgntn'],
  '053': ['BkToCstmrStmt', 'Stmt', 'StmtPgntn'],
  '054': ['BkToCstmrDbtCdtNtfctn', 'Ntfctn', 'NtfctnPgntn'],
} as const

/** The message as text. */
export function camt(statements: readonly CamtStatement[], options: CamtOptions = {}): string {
  const { message = '053', version = 8, prefix = '', encoding = 'UTF-8' } = options
  const [root, statement, pagination] = NAMES[message]
  const namespace = `urn:iso:std:iso:20022:tech:xsd:camt.${message}.001.${String(version).padStart(2, '0')}`
  const page = version < 3 ? statements[0]?.page : undefined
  const header = tag(
    'GrpHdr',
    tag('MsgId', text('M1')),
    tag('CreDtTm', text('2026-11-20T06:00:00+01:00')),
    page && pageTag('MsgPgntn', page),
  )
  const body = statements.map((each) => tag(statement, ...statementTags(each, version, pagination)))
  const xml = `<?xml version="1.0" encoding="${encoding}"?>\n<Document xmlns="${namespace}">${tag(root, header, ...body)}</Document>`
  return prefix ? withPrefix(xml, prefix) : xml
}

/** The message as a file in UTF-8. */
export const camtFile = (statements: readonly CamtStatement[], options: CamtOptions = {}): Uint8Array =>
  new TextEncoder().encode(camt(statements, options))

/** Opening and closing as entries in the account's currency make them: booked ones only. */
export function balancesOf(entries: readonly CamtEntry[], openingCents: number, openedOn: string, closedOn: string): CamtBalance[] {
  const booked = entries.filter(({ status = 'BOOK', currency = 'EUR' }) => status === 'BOOK' && currency === 'EUR')
  const closingCents = booked.reduce((total, { amountCents }) => total + amountCents, openingCents)
  return [
    { type: 'OPBD', amountCents: openingCents, on: openedOn },
    { type: 'CLBD', amountCents: closingCents, on: closedOn },
  ]
}

function statementTags(statement: CamtStatement, version: number, pagination: string): (string | undefined)[] {
  const { id = 'S1', sequence, page, iban = IBAN, number, owner, currency = 'EUR', balances = [], entries } = statement
  return [
    tag('Id', text(id)),
    version >= 3 && page ? pageTag(pagination, page) : undefined,
    sequence && tag('ElctrncSeqNb', text(sequence)),
    tag('CreDtTm', text('2026-11-20T06:00:00+01:00')),
    tag(
      'Acct',
      tag('Id', number ? tag('Othr', tag('Id', text(number))) : tag('IBAN', text(iban))),
      currency === null ? undefined : tag('Ccy', text(currency)),
      owner && tag('Ownr', tag('Nm', text(owner))),
    ),
    ...balances.map(balanceTag),
    ...entries.map((entry) => entryTag(entry, version)),
  ]
}

const pageTag = (name: string, page: { number: number; last: boolean }) =>
  tag(name, tag('PgNb', text(`${page.number}`)), tag('LastPgInd', text(`${page.last}`)))

function balanceTag({ type, amountCents, currency = 'EUR', on, intermediate }: CamtBalance): string {
  const kind = tag('Tp', tag('CdOrPrtry', tag('Cd', text(type))), intermediate && tag('SubTp', tag('Cd', text('INTM'))))
  return tag('Bal', kind, amountTag('Amt', amountCents, currency), directionTag(amountCents), tag('Dt', tag('Dt', text(on))))
}

function entryTag(entry: CamtEntry, version: number): string {
  const { amountCents, currency = 'EUR', status = 'BOOK', bookedOn, valueOn = bookedOn, reversal, bankReference, code, info } = entry
  const { chargesCents, transactions = [] } = entry
  return tag(
    'Ntry',
    amountTag('Amt', amountCents, currency),
    directionTag(amountCents),
    reversal === undefined ? undefined : tag('RvslInd', text(`${reversal}`)),
    tag('Sts', version < 8 ? text(status) : tag('Cd', text(status))),
    tag('BookgDt', tag('Dt', text(bookedOn))),
    tag('ValDt', tag('Dt', text(valueOn))),
    bankReference && tag('AcctSvcrRef', text(bankReference)),
    bankCodeTag(code ?? (amountCents < 0 ? 'PMNT/ICDT/ESCT' : 'PMNT/RCDT/ESCT')),
    chargesCents && chargesTag(chargesCents, currency, version),
    transactions.length > 0 && tag('NtryDtls', ...transactions.map((each) => transactionTag(each, currency, version))),
    info && tag('AddtlNtryInf', text(info)),
  )
}

function bankCodeTag(code: string): string {
  const [domain = '', family, subFamily] = code.split('/')
  if (family === undefined || subFamily === undefined) return tag('BkTxCd', tag('Prtry', tag('Cd', text(code))))
  return tag('BkTxCd', tag('Domn', tag('Cd', text(domain)), tag('Fmly', tag('Cd', text(family)), tag('SubFmlyCd', text(subFamily)))))
}

/** Up to version 3 the element is repeated for each charge, from 4 on it holds records. */
function chargesTag(cents: number, currency: string, version: number): string {
  const charge = [amountTag('Amt', cents, currency), tag('CdtDbtInd', text('DBIT'))]
  return version < 4 ? tag('Chrgs', ...charge) : tag('Chrgs', tag('Rcrd', ...charge, tag('ChrgInclInd', text('true'))))
}

function transactionTag(transaction: CamtTransaction, entryCurrency: string, version: number): string {
  const { amountCents, currency = entryCurrency, code, chargesCents, instructed, returnCode } = transaction
  const { endToEndId = 'NOTPROVIDED', mandateId, bankReference } = transaction
  const details = [
    instructed && tag('InstdAmt', amountTag('Amt', instructed.amountCents, instructed.currency)),
    amountCents === undefined ? undefined : tag('TxAmt', amountTag('Amt', amountCents, currency)),
  ].filter((each) => each !== undefined)
  const own = amountCents !== undefined && version >= 3 ? [amountTag('Amt', amountCents, currency), directionTag(amountCents)] : []
  return tag(
    'TxDtls',
    tag(
      'Refs',
      bankReference && tag('AcctSvcrRef', text(bankReference)),
      tag('EndToEndId', text(endToEndId)),
      mandateId && tag('MndtId', text(mandateId)),
    ),
    ...own,
    details.length > 0 && tag('AmtDtls', ...details),
    code && bankCodeTag(code),
    chargesCents && chargesTag(chargesCents, currency, version),
    partiesTag(transaction, version),
    remittanceTag(transaction),
    returnCode && tag('RtrInf', tag('Rsn', tag('Cd', text(returnCode)))),
  )
}

function partiesTag(transaction: CamtTransaction, version: number): string | undefined {
  const { debtor, debtorIban, ultimateDebtor, creditor, creditorIban } = transaction
  const party = (role: string, name: string | undefined) =>
    name && tag(role, version < 8 ? tag('Nm', text(name)) : tag('Pty', tag('Nm', text(name))))
  const account = (role: string, iban: string | undefined) => iban && tag(role, tag('Id', tag('IBAN', text(iban))))
  const tags = [
    party('Dbtr', debtor),
    account('DbtrAcct', debtorIban),
    party('UltmtDbtr', ultimateDebtor),
    party('Cdtr', creditor),
    account('CdtrAcct', creditorIban),
  ]
  return tags.some(Boolean) ? tag('RltdPties', ...tags) : undefined
}

function remittanceTag({ remittance = [], references = [] }: CamtTransaction): string | undefined {
  if (remittance.length + references.length === 0) return undefined
  const lines = remittance.map((line) => tag('Ustrd', text(line)))
  const structured = references.map((reference) =>
    tag('Strd', tag('CdtrRefInf', tag('Tp', tag('CdOrPrtry', tag('Cd', text('SCOR')))), tag('Ref', text(reference)))),
  )
  return tag('RmtInf', ...lines, ...structured)
}

function amountTag(name: string, cents: number, currency: string): string {
  const digits = `${Math.abs(cents)}`.padStart(3, '0')
  return `<${name} Ccy="${currency}">${digits.slice(0, -2)}.${digits.slice(-2)}</${name}>`
}

const directionTag = (cents: number) => tag('CdtDbtInd', text(cents < 0 ? 'DBIT' : 'CRDT'))

/** What is not there is left out. */
function tag(name: string, ...children: readonly (string | number | false | undefined)[]): string {
  return `<${name}>${children.filter((child) => typeof child === 'string').join('')}</${name}>`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const text = (value: string) => value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

const withPrefix = (xml: string, prefix: string) => xml.replace(/<(\/?)([A-Z])/g, `<$1${prefix}:$2`).replace(' xmlns=', ` xmlns:${prefix}=`)
