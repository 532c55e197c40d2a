import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, sum } from '../domain/money.js'
import type { LetterDocument } from '../providers/post/letter-document.js'
import type { Receipt } from '../store/receipt.js'
import { type TemplateLanguage, writtenIn } from '../strategies/templates/format.js'
import { amount, date } from '../strategies/templates/values.js'
import { letterHead } from './letter-head.js'

interface Words {
  title: string
  file: string
  payment: string
  number: string
  /** What it was paid for. */
  purpose: (claims: string[]) => string
  settled: string
  /** The sentence that a receipt is for; the creditor is null where it is the collector itself. */
  received: (collector: string, creditor: string | null, debtor: string, paid: string, on: string) => string
  head: string[]
  total: string
  left: (day: string) => string
}

const WORDS: Record<TemplateLanguage, Words> = {
  fr: {
    title: 'Quittance',
    file: 'Dossier',
    payment: 'Paiement',
    number: 'Quittance n°',
    purpose: (claims) => `Elle règle ${claims.length > 1 ? 'les factures' : 'la facture'} ${claims.join(', ')}.`,
    settled: 'Il ne reste rien à payer sur ce dossier.',
    received: (collector, creditor, debtor, paid, on) =>
      `${collector} a reçu de ${debtor}${creditor === null ? '' : `, pour le compte de ${creditor},`} la somme de ${paid}, qui compte à partir du ${on}.`,
    head: ['Facture', 'Frais', 'Indemnité', 'Intérêts', 'Principal'],
    total: 'Somme reçue',
    left: (day) => `Reste dû au ${day}`,
  },
  en: {
    title: 'Receipt',
    file: 'File',
    payment: 'Payment',
    number: 'Receipt no.',
    purpose: (claims) => `It is for ${claims.length > 1 ? 'invoices' : 'invoice'} ${claims.join(', ')}.`,
    settled: 'Nothing is left to pay on this file.',
    received: (collector, creditor, debtor, paid, on) =>
      `${collector} has received ${paid} from ${debtor}${creditor === null ? '' : `, on behalf of ${creditor}`}. It counts from ${on}.`,
    head: ['Invoice', 'Costs', 'Compensation', 'Interest', 'Principal'],
    total: 'Sum received',
    left: (day) => `Left to pay on ${day}`,
  },
  de: {
    title: 'Quittung',
    file: 'Akte',
    payment: 'Zahlung',
    number: 'Quittung Nr.',
    purpose: (claims) => `Sie gilt ${claims.length > 1 ? 'den Rechnungen' : 'der Rechnung'} ${claims.join(', ')}.`,
    settled: 'Auf dieser Akte ist nichts mehr zu zahlen.',
    received: (collector, creditor, debtor, paid, on) =>
      `${collector} hat von ${debtor}${creditor === null ? '' : ` für Rechnung von ${creditor}`} ${paid} erhalten, mit Wirkung vom ${on}.`,
    head: ['Rechnung', 'Kosten', 'Pauschale', 'Zinsen', 'Hauptforderung'],
    total: 'Erhaltener Betrag',
    left: (day) => `Offen am ${day}`,
  },
  nl: {
    title: 'Kwijting',
    file: 'Dossier',
    payment: 'Betaling',
    number: 'Kwijting nr.',
    purpose: (claims) => `Zij betreft ${claims.length > 1 ? 'de facturen' : 'de factuur'} ${claims.join(', ')}.`,
    settled: 'Op dit dossier blijft niets te betalen.',
    received: (collector, creditor, debtor, paid, on) =>
      `${collector} heeft van ${debtor}${creditor === null ? '' : ` voor rekening van ${creditor}`} ${paid} ontvangen, die telt vanaf ${on}.`,
    head: ['Factuur', 'Kosten', 'Schadebeding', 'Interest', 'Hoofdsom'],
    total: 'Ontvangen bedrag',
    left: (day) => `Te betalen op ${day}`,
  },
}

/** A receipt as it is printed. @param today the day on which it is made out */
export function receiptDocument(receipt: Receipt, today: LegalDay): LetterDocument {
  const { collector, creditor, debtor, fileReference, reference, numbers, on, currency, amountCents, parts, leftCents, leftOn, source } =
    receipt
  const language = writtenIn(debtor.language)
  const words = WORDS[language]
  const money = (value: Cents) => amount(value, currency, language)
  const row = (part: Receipt['parts'][number]) => [
    part.claim,
    ...[part.costsCents, part.indemnityCents, part.interestCents, part.principalCents].map(money),
  ]
  return {
    ...letterHead(receipt, language, today),
    subject: words.title,
    references: [
      { label: words.file, value: fileReference },
      { label: words.payment, value: reference },
      ...(numbers.length > 0 ? [{ label: words.number, value: numbers.join(', ') }] : []),
    ],
    body: [
      {
        kind: 'paragraph',
        text: words.received(collector.name, creditor.own ? null : creditor.name, debtor.name, money(amountCents), date(on, language)),
      },
      { kind: 'paragraph', text: words.purpose(parts.map(({ claim }) => claim)) },
      { kind: 'table', head: words.head, rows: parts.map(row), sums: words.head.length - 1 },
      {
        kind: 'sum',
        items: [{ label: words.total, amount: money(sum(parts.flatMap(partSums))) }],
        total: { label: words.left(date(leftOn, language)), amount: money(leftCents) },
        note: [leftCents > 0 ? '' : words.settled, source === null ? '' : `${words.title}: ${source}`]
          .filter((text) => text !== '')
          .join(' '),
      },
    ],
    reference: fileReference,
  }
}

const partSums = (part: Receipt['parts'][number]) => [part.costsCents, part.indemnityCents, part.interestCents, part.principalCents]
