import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/imports/read-table.js'
import { outcomes, plan } from './csv.js'
import { workbook, zip } from './workbook.js'

const HEADER = ['nom', 'facture', 'échéance', 'montant']
const number = (stored: string) => ({ number: stored })
const day = (stored: string) => ({ number: stored, day: true })

describe('an Excel workbook', () => {
  it('gives the first sheet, its days as days and its numbers as they are stored', async () => {
    const rows = [
      HEADER,
      ['Garage & Fils', number('611365'), day('46053'), number('1234.5599999999999')],
      ['Martin', 'F-2', number('46054'), '1 234,56'],
    ]
    const table = await readTable(workbook(rows, [['other']]))
    expect(table).toEqual({
      header: HEADER,
      rows: [
        { line: 2, cells: ['Garage & Fils', number('611365'), '2026-01-31', number('1234.5599999999999')] },
        { line: 3, cells: ['Martin', 'F-2', number('46054'), '1 234,56'] },
      ],
      broken: [],
    })
  })

  it('is planned to the cent, with invoice numbers as their digits', async () => {
    const bytes = workbook([
      HEADER,
      ['Garage', number('611365'), day('46053.75'), number('1234.5599999999999')],
      ['Martin', 'F-2', number('46054'), number('0.1')],
    ])
    const { files } = await plan(bytes)
    expect(files.map(({ file }) => file.claims[0])).toMatchObject([
      { reference: '611365', dueDate: '2026-01-31', amountCents: 1234_56 },
      { reference: 'F-2', dueDate: '2026-02-01', amountCents: 10 },
    ])
  })

  it('has half a cent refused, never rounded', async () => {
    expect(await outcomes(workbook([HEADER, ['Garage', '1', day('46053'), number('1234.565')]]))).toEqual([
      '2: refused (claim.amount “1234.565” has more than two decimals)',
    ])
  })

  it('may have empty rows, short rows and a title column without a name at the end', async () => {
    const table = await readTable(workbook([[], [...HEADER, null], [], ['Martin', 'F-1'], ['x', 'y', 'z', 'w', 'beyond']]))
    expect(table.rows).toEqual([{ line: 4, cells: ['Martin', 'F-1', '', ''] }])
    expect(table.broken).toEqual([{ line: 5, reason: 'cells beyond the last of the 4 columns that have a name' }])
  })
})

describe('a workbook that cannot be read is refused in one sentence', () => {
  it.each([
    ['no rows', workbook([]), /first sheet is empty/],
    ['a header alone', workbook([HEADER]), /no line below/],
    [
      'a column named twice',
      workbook([
        ['nom', 'nom'],
        ['a', 'b'],
      ]),
      /named “nom”/,
    ],
    ['cut short', workbook([HEADER, HEADER]).subarray(0, 400), /damaged or incomplete/],
    ['another archive', zip({ 'a.txt': 'b' }), /cannot be read/],
    ['a directory that points nowhere', Buffer.concat([Buffer.from('PK\u0003\u0004'), zip({}).fill(0xff, 8, 20)]), /damaged or incomplete/],
  ])('%s', async (_name, bytes, sentence) => {
    await expect(readTable(bytes)).rejects.toMatchObject({ name: 'ImportError', message: expect.stringMatching(sentence) })
  })
})

describe('a small file that was made to fill the memory', () => {
  it('by what it unpacks to', async () => {
    await expect(readTable(zip({ 'xl/worksheets/sheet1.xml': 'a' }, 401 * 1024 * 1024))).rejects.toThrow('unpacks to more than 400 MB')
  })

  it('by what it does not say', async () => {
    await expect(readTable(zip({ 'xl/worksheets/sheet1.xml': 'a'.repeat(1_000_000) }, 10))).rejects.toThrow('damaged or incomplete')
  })

  it.each([
    ['<row r="1048576"><c r="A1048576"><v>1</v></c></row>', 'below row 250000'],
    ['<row><c t="n" r="A1048576"><v>1</v></c></row>', 'below row 250000'],
    ['<row r="1"><c r="XFD1"><v>1</v></c></row>', 'in column XFD'],
  ])('by cells far away: %s', async (xml, sentence) => {
    await expect(readTable(workbook(xml))).rejects.toThrow(sentence)
  })
})
