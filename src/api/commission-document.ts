import type { InvoicePaper, InvoicePaperLine, InvoiceParty } from '../domain/invoice-paper.js'
import type { Cents } from '../domain/money.js'
import { percentOf } from '../domain/rate.js'
import { en16931Of } from '../providers/invoice/en16931.js'
import { facturX } from '../providers/invoice/factur-x.js'
import type { LetterDocument } from '../providers/post/letter-document.js'
import { renderLetterPdf } from '../providers/post/letter-pdf.js'
import { amount, date, NBSP, shortDate } from '../strategies/templates/values.js'

/** Invoices of an agency are in French, as its law wants those that its tax office reads. */
const LANGUAGE = 'fr'

const WHAT: Record<InvoicePaperLine['kind'], string> = {
  collected: 'Commission sur encaissement',
  direct: 'Commission sur paiement direct au créancier',
  placement: 'Ouverture de dossier',
  minimum: 'Complément au minimum mensuel',
  withdrawal: 'Indemnité de retrait de dossier',
}
/** The same in a column. */
const IN_SHORT: Record<InvoicePaperLine['kind'], string> = {
  collected: 'Encaissement',
  direct: 'Paiement direct',
  placement: 'Ouverture',
  minimum: 'Minimum mensuel',
  withdrawal: 'Retrait',
}
const HEAD = ['Opération', 'Date', 'Dossier', 'Base', 'Taux', 'Montant HT']
const SUMS = 3

/** Makes an invoice or credit note as its creditor is sent it: the PDF with its XML inside. */
export async function writeInvoice(paper: InvoicePaper): Promise<Uint8Array<ArrayBuffer>> {
  const { pdf } = await renderLetterPdf(invoiceDocument(paper))
  return facturX(pdf, en16931Of(paper, nameOf))
}

function nameOf(line: InvoicePaperLine) {
  const { kind, amountCents, file, payment, baseCents, ppm } = line
  const about = [file && `dossier ${file}`, payment && `paiement ${payment}`, isShare(line) && `${percent(ppm)} de ${money(baseCents)}`]
  const description = about.filter((part) => part).join(', ')
  return { name: amountCents < 0 ? `${WHAT[kind]} (reprise)` : WHAT[kind], description: description === '' ? WHAT[kind] : description }
}

/** An invoice or credit note as it is printed. */
export function invoiceDocument(paper: InvoicePaper): LetterDocument {
  const { kind, number, issuedOn, seller, buyer, from, through } = paper
  const title = kind === 'invoice' ? 'Facture de commission' : 'Avoir sur commission'
  const period = `Prestations de recouvrement du ${date(from, LANGUAGE)} au ${date(through, LANGUAGE)}.`
  return {
    language: LANGUAGE,
    date: issuedOn,
    dated: date(issuedOn, LANGUAGE),
    place: seller.city === '' ? null : seller.city,
    from: { name: seller.name, address: addressOf(seller), details: numbersOf(seller) },
    to: { name: buyer.name, address: addressOf(buyer) },
    subject: `${title} n°${NBSP}${number}`,
    references: [
      { label: kind === 'invoice' ? 'Facture' : 'Avoir', value: number },
      { label: 'Échéance', value: shortDate(paper.dueOn, LANGUAGE) },
      ...(buyer.vat === null ? [] : [{ label: 'TVA du client', value: buyer.vat }]),
    ],
    body: [
      { kind: 'paragraph', text: [period, ...correcting(paper)].join(' ') },
      { kind: 'table', head: HEAD, rows: paper.lines.map(printed), sums: SUMS },
      { kind: 'sum', ...sums(paper), note: notes(paper).join(' ') },
      { kind: 'notice', title: 'Conditions', paragraphs: paper.terms },
    ],
    reference: number,
  }
}

function correcting({ kind, corrects }: InvoicePaper): string[] {
  const which = corrects.map(({ number, issuedOn }) => `${number} du ${date(issuedOn, LANGUAGE)}`).join(', ')
  const why = kind === 'credit-note' ? ['Les sommes sur lesquelles la commission était calculée ont été reprises.'] : []
  return corrects.length === 0 ? why : [...why, `Rectifie la facture ${which}.`]
}

function printed(line: InvoicePaperLine): string[] {
  const { kind, on, file, debtor, payment, baseCents, ppm, amountCents } = line
  const what = [amountCents < 0 ? `${IN_SHORT[kind]} (reprise)` : IN_SHORT[kind], debtor, payment].filter((part) => part).join(' – ')
  const share = isShare(line) ? [money(baseCents), percent(ppm)] : ['', '']
  return [what, shortDate(on, LANGUAGE), file ?? '', ...share, money(amountCents)]
}

/** Whether it is a share of something, and not a flat sum. */
const isShare = ({ ppm, baseCents }: InvoicePaperLine) => ppm > 0 && baseCents !== 0

function sums({ netCents, vat, vatCents, totalCents, kind }: InvoicePaper) {
  return {
    items: [
      { label: 'Total HT', amount: money(netCents) },
      { label: vat.mention ?? `TVA ${percent(vat.ppm)}`, amount: money(vatCents) },
    ],
    total: { label: kind === 'invoice' ? 'Total TTC' : 'Total TTC en votre faveur', amount: money(totalCents) },
  }
}

function notes({ kind, isNetted, iban, dueOn }: InvoicePaper): string[] {
  if (kind === 'credit-note') return ['Cet avoir s’impute sur vos factures ouvertes ou vous est remboursé.']
  if (isNetted) return ['Conformément à votre mandat, cette facture est réglée par retenue sur les sommes à vous reverser.']
  const how = iban === null ? '' : ` par virement sur le compte ${iban}`
  return [`À régler au plus tard le ${date(dueOn, LANGUAGE)}${how}.`]
}

const money = (value: Cents) => amount(value, 'EUR', LANGUAGE)
const percent = (ppm: number) => `${String(percentOf(ppm)).replace('.', ',')}${NBSP}%`
const numbersOf = ({ siren, vat }: InvoiceParty) => [...(siren === null ? [] : [`SIREN ${siren}`]), ...(vat === null ? [] : [`TVA ${vat}`])]
const addressOf = ({ addressLines: lines, postcode, city, country }: InvoiceParty) => ({ lines, postcode, city, country })
