import { csvFile } from '../contracts/csv.js'
import type { RemittanceLineView } from '../contracts/remittance.js'
import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { PaymentMethod, TakenBackReason } from '../domain/money-event.js'
import type { LetterDocument } from '../providers/post/letter-document.js'
import type { CreditorStatement } from '../store/remittance-view.js'
import { amount, date, shortDate } from '../strategies/templates/values.js'

type Language = 'fr' | 'en'

interface Words {
  title: string
  reference: string
  order: string
  intro: (through: string) => string
  head: string[]
  csvHead: string[]
  kinds: Record<RemittanceLineView['kind'], string>
  methods: Record<PaymentMethod, string>
  reasons: Record<TakenBackReason, string>
  collected: string
  takenBack: string
  share: string
  /** The same where it settles an invoice. */
  invoice: (number: string) => string
  net: string
  carried: string
  whyCarried: string
  dueBy: (day: string) => string
  account: (iban: string) => string
}

const WORDS: Record<Language, Words> = {
  fr: {
    title: 'Relevé de reversement',
    reference: 'Reversement',
    order: 'Ordre de virement',
    intro: (through) => `Sommes encaissées pour votre compte et définitivement acquises jusqu’au ${through} :`,
    head: ['Opération', 'Date', 'Mode', 'Dossier', 'Montant'],
    csvHead: ['date', 'opération', 'dossier', 'débiteur', 'factures', 'paiement', 'mode', 'motif', 'montant', 'devise'],
    kinds: {
      collected: 'Encaissement',
      'taken-back': 'Reprise',
      'transfer-returned': 'Virement revenu',
      corrected: 'Rectification',
    },
    methods: { card: 'carte', transfer: 'virement', direct_debit: 'prélèvement', cheque: 'chèque', cash: 'espèces', other: 'autre' },
    reasons: {
      refund: 'remboursé au payeur',
      chargeback: 'contesté auprès de la banque',
      returned: 'prélèvement rejeté',
      unpaid: 'chèque impayé',
      error: 'erreur',
    },
    collected: 'Encaissé',
    takenBack: 'Repris',
    share: 'Part de l’agence',
    invoice: (number) => `Retenu pour la facture ${number}`,
    net: 'Net reversé',
    carried: 'Reporté au prochain reversement',
    whyCarried: 'Est reporté ce qui n’est pas encore définitivement encaissé, ou l’a été après cette date.',
    dueBy: (day) => `À reverser au plus tard le ${day}.`,
    account: (iban) => `Virement sur le compte ${iban}.`,
  },
  en: {
    title: 'Remittance statement',
    reference: 'Remittance',
    order: 'Transfer order',
    intro: (through) => `Collected on your behalf, and received for good, up to ${through}:`,
    head: ['Movement', 'Date', 'Method', 'File', 'Amount'],
    csvHead: ['date', 'movement', 'file', 'debtor', 'invoices', 'payment', 'method', 'reason', 'amount', 'currency'],
    kinds: { collected: 'Collected', 'taken-back': 'Taken back', 'transfer-returned': 'Transfer returned', corrected: 'Corrected' },
    methods: { card: 'card', transfer: 'transfer', direct_debit: 'direct debit', cheque: 'cheque', cash: 'cash', other: 'other' },
    reasons: {
      refund: 'refunded to the payer',
      chargeback: 'charged back',
      returned: 'direct debit returned',
      unpaid: 'cheque unpaid',
      error: 'error',
    },
    collected: 'Collected',
    takenBack: 'Taken back',
    share: 'Share of the agency',
    invoice: (number) => `Kept for invoice ${number}`,
    net: 'Net amount remitted',
    carried: 'Carried to the next remittance',
    whyCarried: 'What is carried is not received for good yet, or was after that day.',
    dueBy: (day) => `To be remitted by ${day} at the latest.`,
    account: (iban) => `Transfer to account ${iban}.`,
  },
}

/** Countries whose creditors are written to in French; all others in English. */
const FRENCH_SPEAKING: readonly string[] = ['FR', 'MC', 'LU', 'BE', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF']

const languageOf = ({ creditor }: CreditorStatement): Language => (FRENCH_SPEAKING.includes(creditor.country) ? 'fr' : 'en')

/** A creditor's statement as it is printed. @param today the day on which it is made out */
export function statementDocument(statement: CreditorStatement, today: LegalDay): LetterDocument {
  const language = languageOf(statement)
  const words = WORDS[language]
  const { agency, creditor, remittance, lines } = statement
  const { currency, order } = remittance
  const money = (value: number) => amount(cents(value), currency, language)
  return {
    language,
    date: today,
    dated: date(today, language),
    place: agency.city === '' ? null : agency.city,
    from: { name: agency.name, address: addressOf(agency), details: [] },
    to: { name: creditor.name, address: addressOf(creditor) },
    subject: words.title,
    references: [
      { label: words.reference, value: remittance.reference },
      ...(order === null ? [] : [{ label: words.order, value: order }]),
    ],
    body: [
      { kind: 'paragraph', text: words.intro(date(remittance.through, language)) },
      { kind: 'table', head: words.head, rows: lines.map((line) => printed(line, words, language, money)), sums: 1 },
      { kind: 'sum', ...sums(statement, words, money), note: notes(statement, words, language).join(' ') },
    ],
    reference: remittance.reference,
  }
}

function sums({ remittance }: CreditorStatement, words: Words, money: (value: number) => string) {
  const items = [
    { label: words.collected, amount: money(remittance.collectedCents) },
    { label: words.takenBack, amount: money(remittance.takenBackCents) },
    ...shares(remittance, words).map(({ label, value }) => ({ label, amount: money(value) })),
    { label: words.carried, amount: money(remittance.carriedCents) },
  ]
  return { items, total: { label: words.net, amount: money(remittance.netCents) } }
}

/** What the agency keeps: invoice by invoice, where it settles some. */
function shares({ netted, agencyCents }: CreditorStatement['remittance'], words: Words): { label: string; value: number }[] {
  if (netted.length === 0) return [{ label: words.share, value: 0 - agencyCents }]
  return netted.map(({ invoice, amountCents }) => ({ label: words.invoice(invoice), value: 0 - amountCents }))
}

function notes({ remittance: { dueBy, iban, carriedCents } }: CreditorStatement, words: Words, language: Language): string[] {
  const account = iban === null ? [] : [words.account(iban)]
  return [words.dueBy(date(dueBy, language)), ...account, ...(carriedCents === 0 ? [] : [words.whyCarried])]
}

/** The first column takes what may be long: what it is, whose, which invoices, and why it went. */
function printed(line: RemittanceLineView, words: Words, language: Language, money: (value: number) => string): string[] {
  const { kind, on, file, debtor, claims, method, reason, amountCents } = line
  const what = [words.kinds[kind], debtor, claims.join(', '), reason && words.reasons[reason]].filter((part) => part)
  return [what.join(' – '), shortDate(on, language), method ? words.methods[method] : '', file ?? '', money(amountCents)]
}

function addressOf({ addressLines: lines, postcode, city, country }: CreditorStatement['creditor']) {
  return { lines, postcode, city, country }
}

/** The same for a spreadsheet: a row for each movement, then the sums. */
export function statementCsv(statement: CreditorStatement): string {
  const language = languageOf(statement)
  const words = WORDS[language]
  const { remittance, lines } = statement
  const { currency, through } = remittance
  const figure = (value: number) => ({ figure: figureOf(value, language) })
  const rows = lines.map(({ on, kind, file, debtor, claims, payment, method, reason, amountCents }) => {
    const how = [method ? words.methods[method] : '', reason ? words.reasons[reason] : '']
    return [on, words.kinds[kind], file ?? '', debtor ?? '', claims.join(', '), payment ?? '', ...how, figure(amountCents), currency]
  })
  const total = (label: string, value: number) => [through, label, ...Array<string>(6).fill(''), figure(value), currency]
  const totals = [
    ...shares(remittance, words).map(({ label, value }) => total(label, value)),
    total(words.net, remittance.netCents),
    total(words.carried, remittance.carriedCents),
  ]
  return csvFile(words.csvHead, [...rows, ...totals])
}

/** `-1234,56` in French, `-1234.56` in English: a figure for a spreadsheet of that language. */
export function figureOf(value: number, language: Language): string {
  const digits = String(Math.abs(value)).padStart(3, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -2)}${language === 'fr' ? ',' : '.'}${digits.slice(-2)}`
}
