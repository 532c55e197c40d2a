import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { SlipView } from '../../contracts/cheque.js'
import { csvFile } from '../../contracts/csv.js'
import { euros } from '../../domain/money.js'
import { pdfMaker } from '../pdf-maker.js'

/** Writes a sum, of the slip's currency. */
type WriteSum = (amountCents: number) => string

/**
 * A deposit slip for the bank (bordereau de remise de chèques), in French as its readers are: the account, each cheque, their
 * number and sum. The same slip makes the same bytes.
 */
export async function renderSlipPdf(slip: SlipView, sum: WriteSum, day: (on: string) => string): Promise<Uint8Array> {
  return new Uint8Array(await pdfMaker.createPdf(layoutOf(slip, sum, day)).getBuffer())
}

function layoutOf(slip: SlipView, sum: WriteSum, day: (on: string) => string): TDocumentDefinitions {
  const { reference, account, holder, depositedOn, totalCents, cheques } = slip
  const made = new Date(`${depositedOn}T00:00:00Z`)
  const title = `Remise de chèques ${reference}`
  return {
    pageSize: 'A4',
    pageMargins: 50,
    defaultStyle: { font: 'DejaVu', fontSize: 9 },
    language: 'fr',
    info: { title, author: holder, creator: 'Relance', producer: 'Relance', creationDate: made, modDate: made },
    footer: (page, pages) => ({ text: `${reference}  ${page}/${pages}`, alignment: 'right', margin: [50, 10, 50, 0], fontSize: 7.5 }),
    content: [
      { text: title, bold: true, fontSize: 14, margin: [0, 0, 0, 10] },
      { text: `Titulaire : ${holder}` },
      { text: `Compte : ${account.replace(/.{4}(?=.)/g, '$& ')}` },
      { text: `Date de remise : ${day(depositedOn)}`, margin: [0, 0, 0, 12] },
      tableOf(slip, sum),
      { text: `${cheques.length} chèque${cheques.length > 1 ? 's' : ''}, total ${sum(totalCents)}`, bold: true, alignment: 'right' },
      { text: 'Signature :', margin: [0, 40, 0, 0] },
    ],
  }
}

const tableOf = ({ cheques }: SlipView, sum: WriteSum): Content => ({
  table: {
    headerRows: 1,
    dontBreakRows: true,
    widths: ['auto', '*', '*', 'auto', 'auto'],
    body: [
      ['Numéro', 'Banque', 'Tireur', 'Dossier', { text: 'Montant', alignment: 'right' }],
      ...cheques.map(({ number, bank, drawer, file, amountCents }) => [
        number,
        bank,
        drawer,
        file.reference,
        { text: sum(amountCents), alignment: 'right' as const, noWrap: true },
      ]),
    ],
  },
  layout: 'lightHorizontalLines',
  margin: [0, 0, 0, 10],
})

/** The same as a table for spreadsheets, sums in the currency's unit. */
export function slipCsv({ reference, account, depositedOn, currency, cheques }: SlipView): string {
  const head = ['slip', 'account', 'deposited', 'number', 'bank', 'drawer', 'file', 'amount', 'currency']
  const rows = cheques.map(({ number, bank, drawer, file, amountCents }) => [
    reference,
    account,
    depositedOn,
    number,
    bank,
    drawer,
    file.reference,
    euros(amountCents),
    currency,
  ])
  return csvFile(head, rows)
}
