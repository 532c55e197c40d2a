import type { Content, CustomTableLayout, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Paper, PaperBlock, PaperSection } from '../domain/paper.js'
import { pdfMaker } from './pdf-maker.js'

export type { Paper, PaperBlock, PaperSection } from '../domain/paper.js'

export async function renderPaperPdf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await pdfMaker.createPdf(layoutOf(paper)).getBuffer())
}

const MARGIN = 56
const ACCENT = '#0d47a1'
const FAINT = '#555555'
const RULE = '#c5cdd9'
/** A longer word in a column is broken anywhere, or it would leave the page. */
const LONGEST_WORD = 40

const LINES: CustomTableLayout = {
  hLineWidth: () => 0.4,
  vLineWidth: () => 0,
  hLineColor: () => RULE,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 3,
  paddingBottom: () => 3,
}

function layoutOf({ language, date, author, title, reference, sections }: Paper): TDocumentDefinitions {
  const made = new Date(`${date}T00:00:00Z`)
  return {
    pageSize: 'A4',
    pageMargins: MARGIN,
    defaultStyle: { font: 'DejaVu', fontSize: 9.2, lineHeight: 1.2 },
    language,
    info: { title, author, creator: 'Relance', producer: 'Relance', creationDate: made, modDate: made },
    footer: (page, pages) => ({
      columns: [{ text: reference }, { text: `${page}/${pages}`, alignment: 'right' }],
      margin: [MARGIN, 16, MARGIN, 0],
      fontSize: 7.5,
      color: FAINT,
    }),
    content: [{ text: title, bold: true, fontSize: 15, color: ACCENT, margin: [0, 0, 0, 8] }, ...sections.flatMap(sectionOf)],
    // A heading never stands at the foot of a page, without what it announces.
    pageBreakBefore: ({ headlineLevel, startPosition }) => headlineLevel === 1 && startPosition.verticalRatio > 0.9,
  }
}

function sectionOf({ title, blocks, onNewPage }: PaperSection): Content[] {
  const heading: Content = { text: title, bold: true, fontSize: 10.5, color: ACCENT, margin: [0, 8, 0, 4], headlineLevel: 1 }
  return [onNewPage ? { ...heading, pageBreak: 'before' } : heading, ...blocks.map(blockOf)]
}

/** A table of more columns is printed smaller, or sums in millions would leave the page. */
const MANY_COLUMNS = 6
const SMALL = 7.4
/** A longer one in a cell would take the room of the others. */
const LONGEST_WORD_IN_CELL = 24
const brokenInCell = (text: string) => (text.split(/\s/).some((word) => word.length > LONGEST_WORD_IN_CELL) ? 'break-all' : 'normal')

const broken = (text: string) => (text.split(/\s/).some((word) => word.length > LONGEST_WORD) ? 'break-all' : 'normal')

function blockOf(block: PaperBlock): Content {
  switch (block.kind) {
    case 'paragraph':
      return { text: block.text, margin: [0, 0, 0, 5], wordBreak: broken(block.text) }
    case 'list':
      return { ul: block.items, margin: [0, 0, 0, 5] }
    case 'terms':
      return {
        unbreakable: true,
        stack: [
          {
            table: {
              widths: [170, '*'],
              body: block.rows.map(([label, value]) => [
                { text: label, color: FAINT },
                { text: value, wordBreak: broken(value) },
              ]),
            },
            layout: LINES,
          },
        ],
        margin: [0, 0, 0, 6],
      }
    case 'table':
      return {
        ...(block.head.length > MANY_COLUMNS && { fontSize: SMALL }),
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: block.head.map((_, column) => (column === 0 ? '*' : 'auto')),
          body: [block.head, ...block.rows].map((row, index) =>
            row.map((text, column) => ({
              text,
              bold: index === 0 || (block.total === true && index === block.rows.length),
              wordBreak: brokenInCell(text),
              alignment: column >= block.head.length - block.sums ? ('right' as const) : ('left' as const),
            })),
          ),
        },
        layout: LINES,
        margin: [0, 0, 0, 6],
      }
  }
}
