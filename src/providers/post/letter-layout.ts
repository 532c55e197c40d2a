import type { Content, ContentText, CustomTableLayout, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { LetterBlock, LetterDocument } from './letter-document.js'
import { windowLines } from './window-address.js'

/** Points of 1/72 inch. */
const mm = (millimetres: number) => (millimetres * 72) / 25.4

const INK = '#1a1a1a'
const FAINT = '#555555'
const ACCENT = '#0d47a1'
const RULE = '#c5cdd9'
const SIDE = mm(20)
const TOP = mm(16)
/** Under the window of a DL envelope and its fold. */
const BODY_FROM = mm(90)
/** The longest paragraph that is kept on one page. */
const SHORT = 1500
const PARAGRAPH: [number, number, number, number] = [0, 0, 0, 4]
/** A longer word in a column is broken anywhere, or it would push the sums off the page. */
const LONGEST_WORD = 24
/** Room for the longest sum there is, in the size of a total. */
const SUM_WIDTH = mm(40)
/** Room for the code of the payment page, and of a transfer, which says more: modules of two points for up to 70 letters of a name. */
const LINK_CODE = mm(28)
const TRANSFER_CODE = mm(37.5)
/** Share of a page's height below which no announced table can begin. */
const ROOM_FOR_A_ROW = 0.88

const TABLE: CustomTableLayout = {
  hLineWidth: (line, { table }) => (line === 0 ? 0 : line === 1 || line === table.body.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (line) => (line === 1 ? ACCENT : RULE),
  paddingLeft: (column) => (column === 0 ? 0 : 4),
  paddingRight: () => 4,
  paddingTop: () => 2.2,
  paddingBottom: () => 2,
}

const BOX: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: (line) => (line === 0 ? 3 : 0),
  vLineColor: () => ACCENT,
  fillColor: () => '#f3f6fb',
  paddingLeft: () => 10,
  paddingRight: () => 10,
  paddingTop: (row) => (row === 0 ? 6 : 1),
  paddingBottom: (row, { table }) => (row === table.body.length - 1 ? 5 : 1),
}

/** A letter on A4 whose address stands in the window of a DL envelope: 85 by 33 mm at 110 mm from the left, 55 mm from the top. */
export function letterLayout(letter: LetterDocument): TDocumentDefinitions {
  const { language, date, subject, reference, from } = letter
  const made = new Date(`${date}T00:00:00Z`)
  return {
    pageSize: 'A4',
    pageMargins: [SIDE, TOP, SIDE, mm(11)],
    defaultStyle: { font: 'DejaVu', fontSize: 8.9, lineHeight: 1.17, color: INK },
    language,
    compress: true,
    info: { title: subject, author: from.name, creator: 'Relance', producer: 'Relance', creationDate: made, modDate: made },
    footer: (page, pages) => ({
      columns: [
        { width: '*', text: reference },
        { width: mm(20), text: `${page}/${pages}`, alignment: 'right' },
      ],
      margin: [SIDE, mm(4), SIDE, 0],
      fontSize: 7.5,
      color: FAINT,
    }),
    content: [...heading(letter), ...contentsOf(letter.body)],
    // What announces a table goes to the next page where its head and first row would not fit beneath it.
    pageBreakBefore: ({ headlineLevel, startPosition }) => headlineLevel === 1 && startPosition.verticalRatio > ROOM_FOR_A_ROW,
  }
}

const hasLongWord = (text: string) => text.split(/\s/).some((word) => word.length > LONGEST_WORD)

/** 9 points, or as small as a line of wide letters needs to stay in the window: widths are estimates, in em. */
function windowFontSize(line: string): number {
  const widths = Array.from(line, (character) => (/[WMm@%Œ]/.test(character) ? 0.9 : /[A-ZÀ-Ý0-9]/.test(character) ? 0.65 : 0.56))
  const em = widths.reduce((total, width) => total + width, 0)
  return Math.min(9, Math.floor((mm(81) / em) * 10) / 10)
}

function heading({ from, to, place, dated, subject, references }: LetterDocument): Content[] {
  const { lines, postcode, city } = from.address
  const address = [...lines, `${postcode} ${city}`, ...from.details].join('\n')
  const dateLine = place === null ? dated.charAt(0).toUpperCase() + dated.slice(1) : `${place}, ${dated}`
  return [
    {
      absolutePosition: { x: SIDE, y: TOP },
      columns: [
        {
          width: mm(80),
          stack: [
            { text: from.name, bold: true, fontSize: 11, color: ACCENT },
            { text: address, fontSize: 8.5, color: FAINT },
          ],
        },
      ],
    },
    // One text per line, which never wraps: the window has no room for a seventh line.
    ...windowLines(to.name, to.address).map(
      (text, line): Content => ({
        absolutePosition: { x: mm(110), y: mm(56) + line * 14 },
        columns: [{ width: mm(98), text, fontSize: windowFontSize(text), noWrap: true }],
      }),
    ),
    {
      columns: [
        ...references.map(({ label, value }): Content & { width: string | number } => ({
          width: value.length > LONGEST_WORD ? mm(60) : 'auto',
          stack: [
            { text: label, fontSize: 7.5, color: FAINT },
            { text: value, bold: true, wordBreak: hasLongWord(value) ? 'break-all' : 'normal' },
          ],
        })),
        { width: '*', text: `\n${dateLine}`, alignment: 'right' },
      ],
      columnGap: 24,
      margin: [0, BODY_FROM - TOP, 0, 6],
    },
    { text: subject, bold: true, fontSize: 11.5, margin: [0, 0, 0, 6] },
  ]
}

/** The body, in which what announces a box never stays behind on the page before it. */
function contentsOf(blocks: readonly LetterBlock[]): Content[] {
  const contents: Content[] = []
  blocks.forEach((block, index) => {
    const before = blocks[index - 1]
    const isBox = block.kind === 'sum' || block.kind === 'payment'
    const announcement = isBox && before?.kind === 'paragraph' && before.text.length < SHORT ? contents.pop() : undefined
    const isHeading = block.kind === 'paragraph' && blocks[index + 1]?.kind === 'table'
    if (announcement) contents.push({ unbreakable: true, stack: [announcement, contentOf(block)] })
    // A table may be longer than a page: its announcement is marked instead, for the break to be set before it.
    else if (isHeading) contents.push({ text: block.text, margin: PARAGRAPH, headlineLevel: 1 })
    else contents.push(contentOf(block))
  })
  return contents
}

function contentOf(block: LetterBlock): Content {
  switch (block.kind) {
    case 'paragraph':
      return { unbreakable: block.text.length < SHORT, stack: [block.text], margin: PARAGRAPH }
    case 'table':
      return table(block)
    case 'sum':
      return sum(block)
    case 'payment':
      return payment(block)
    case 'notice':
      return notice(block)
  }
}

function table({ head, rows, sums }: Extract<LetterBlock, { kind: 'table' }>): Content {
  const cell = (text: string, column: number, more: Partial<ContentText> = {}): TableCell => ({
    text,
    noWrap: column > 0,
    wordBreak: hasLongWord(text) ? 'break-all' : 'normal',
    alignment: column >= head.length - sums ? 'right' : 'left',
    ...more,
  })
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: head.map((_title, column) => (column === 0 ? '*' : 'auto')),
      body: [
        head.map((title, column) => cell(title, column, { bold: true, color: ACCENT })),
        ...rows.map((row) => row.map((text, column) => cell(text, column, column === row.length - 1 ? { bold: true } : {}))),
      ],
    },
    fontSize: 8.6,
    layout: TABLE,
    margin: [0, 0, 0, 6],
  }
}

function sum({ items, total, note }: Extract<LetterBlock, { kind: 'sum' }>): Content {
  const row = (label: string, amount: string, more: Partial<ContentText> = {}): TableCell[] => [
    { text: label, ...more },
    { text: amount, alignment: 'right', ...more },
  ]
  return {
    unbreakable: true,
    stack: [
      {
        table: {
          // Fixed, or the note beneath would widen it and break the labels.
          widths: ['*', SUM_WIDTH],
          body: [
            ...items.map(({ label, amount }) => row(label, amount)),
            row(total.label, total.amount, { bold: true, fontSize: 11 }),
            [{ text: note, colSpan: 2, fontSize: 8.4 }, {}],
          ],
        },
        layout: BOX,
      },
    ],
    margin: [0, 0, 0, 6],
  }
}

function payment({ title, url, code, link, lines, transfer }: Extract<LetterBlock, { kind: 'payment' }>): Content {
  // Of two codes each is pointed at, so that nobody scans the wrong one.
  const pointed = transfer === null ? link : `◂ ${link}`
  const toTransfer: Content[] = transfer === null ? [] : [{ text: `${transfer.caption} ▸`, bold: true, alignment: 'right' }]
  return {
    unbreakable: true,
    stack: [
      {
        columns: [
          qrCode(code, LINK_CODE),
          {
            width: '*',
            stack: [
              { text: title, bold: true, color: ACCENT, margin: [0, 0, 0, 3] },
              { text: [{ text: pointed, bold: true }, ' – ', { text: url, link: url }], margin: [0, 0, 0, 3] },
              ...lines.map((text): Content => ({ text, margin: [0, 0, 0, 3] })),
              ...toTransfer,
            ],
          },
          ...(transfer === null ? [] : [qrCode(transfer.code, TRANSFER_CODE)]),
        ],
        columnGap: 8,
      },
    ],
    margin: [0, 0, 0, 6],
  }
}

/** @param side room that the code has: its modules are whole points wide */
const qrCode = (code: string, side: number): Content & { width: 'auto' } => ({
  width: 'auto',
  qr: code,
  fit: side,
  eccLevel: 'M',
  foreground: INK,
})

function notice({ title, paragraphs }: Extract<LetterBlock, { kind: 'notice' }>): Content {
  return {
    unbreakable: true,
    fontSize: 6.8,
    color: FAINT,
    margin: [0, 0, 0, 4],
    stack: [
      { text: title, bold: true, margin: [0, 1, 0, 1] },
      ...paragraphs.map((text): Content => ({ text, alignment: 'justify', margin: [0, 0, 0, 2] })),
    ],
  }
}
