import { describe, expect, it } from 'vitest'
import { readTable } from '../../src/imports/read-table.js'

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding)
const cellsOf = async (bytes: Uint8Array) => (await readTable(bytes)).rows.map(({ cells }) => cells)
const TEXT = 'nom;ville\nHélène Œuvrard;Besançon\n'
const READ = [['Hélène Œuvrard', 'Besançon']]

describe('a CSV file is read in any usual encoding', () => {
  it.each([
    ['UTF-8', bytesOf(TEXT)],
    ['UTF-8 with its mark', bytesOf(`\ufeff${TEXT}`)],
    ['UTF-16 little-endian', bytesOf(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 big-endian', bytesOf(`\ufeff${TEXT}`, 'utf16le').swap16()],
    ['Windows-1252', Buffer.from([...bytesOf('nom;ville\nH\xe9l\xe8ne \x8cuvrard;Besan\xe7on\n', 'latin1')])],
  ])('%s', async (_name, bytes) => {
    const table = await readTable(bytes)
    expect(table.header).toEqual(['nom', 'ville'])
    expect(table.rows.map(({ cells }) => cells)).toEqual(READ)
  })

  it('Windows-1252 has the euro sign where Latin-1 has nothing', async () => {
    expect(await cellsOf(Buffer.from([...bytesOf('a;b\n'), 0x80, 0x3b, 0x31, 0x0a]))).toEqual([['€', '1']])
  })
})

describe('a CSV file is read with any usual delimiter, found in its header', () => {
  it.each([
    ['a;b,c;d\n1;2,5;3\n', ['a', 'b,c', 'd'], ['1', '2,5', '3']],
    ['a,b\n1,2;3\n', ['a', 'b'], ['1', '2;3']],
    ['a\tb\n1\t2\n', ['a', 'b'], ['1', '2']],
    ['a|b\n1|2\n', ['a', 'b'], ['1', '2']],
    ['"x;y;z",b\n1,2\n', ['x;y;z', 'b'], ['1', '2']],
    ['sep=|\na|b;c;d\n1|2\n', ['a', 'b;c;d'], ['1', '2']],
    ['alone\n1\n', ['alone'], ['1']],
  ])('%j', async (text, header, cells) => {
    const table = await readTable(bytesOf(text))
    expect(table).toMatchObject({ header, rows: [{ cells }], broken: [] })
  })
})

describe('lines', () => {
  it('bear the number on which they begin, whatever stands between quotes or is empty', async () => {
    const text = 'a;b\r\n1;"two\r\nlines"\r\n\r\n;\r\n2;"""said"""\r\n3;Bob "le grand"\r\n'
    expect((await readTable(bytesOf(text))).rows).toEqual([
      { line: 2, cells: ['1', 'two\nlines'] },
      { line: 6, cells: ['2', '"said"'] },
      { line: 7, cells: ['3', 'Bob "le grand"'] },
    ])
  })

  it('count the line that announces the delimiter', async () => {
    expect((await readTable(bytesOf('sep=;\na;b\n1;2\n'))).rows).toEqual([{ line: 3, cells: ['1', '2'] }])
  })

  it('may end in old Mac style, and the last one without an end', async () => {
    expect(await cellsOf(bytesOf('a;b\r1;2\r3;4'))).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('with too few or too many columns are told apart, and the others are read', async () => {
    const { rows, broken } = await readTable(bytesOf('a;b\n1\n1;2;3\n1;2;;\n1;2\n'))
    expect(rows.map(({ line }) => line)).toEqual([4, 5])
    expect(broken).toEqual([
      { line: 2, reason: '1 column where the header has 2' },
      { line: 3, reason: '3 columns where the header has 2' },
    ])
  })

  it('that a quote has run together say so', async () => {
    const { broken } = await readTable(bytesOf('a;b\n1;"open\n2;x\n3;y";z\n4;w\n'))
    expect(broken).toEqual([{ line: 2, reason: '3 columns where the header has 2; lines 2 to 4 were read as one: is a quote left open?' }])
  })
})

describe('a file that cannot be read as a whole is refused in one sentence', () => {
  it.each([
    ['', /is empty/],
    ['\n\n', /is empty/],
    ['a;b\n', /no line below/],
    ['a;b; a \n1;2;3\n', /named “a”/],
    ['a;b\n1;\0\n', /NUL bytes/],
    [`${Array.from({ length: 101 }, (_, n) => `c${n}`).join(';')}\n1\n`, /has 101 columns/],
    ['a;b\n1;"open\n2;3\n', /never closed/],
    ['%PDF-1.7', /PDF/],
  ])('%j', async (text, sentence) => {
    await expect(readTable(bytesOf(text))).rejects.toMatchObject({ name: 'ImportError', message: expect.stringMatching(sentence) })
  })

  it('UTF-16 without its mark', async () => {
    await expect(readTable(bytesOf(TEXT, 'utf16le'))).rejects.toThrow(/NUL bytes/)
  })

  it('half a character of UTF-16', async () => {
    await expect(readTable(Buffer.from([0xff, 0xfe, 0x41]))).rejects.toThrow(/UTF-16/)
  })

  it('an old Excel file', async () => {
    await expect(readTable(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))).rejects.toThrow(/\.xls/)
  })

  it('more than 50 MB', async () => {
    await expect(readTable(new Uint8Array(50 * 1024 * 1024 + 1))).rejects.toThrow('larger than 50 MB')
  })

  it('up to 100 columns are read', async () => {
    const names = Array.from({ length: 100 }, (_, n) => `c${n}`).join(';')
    expect((await readTable(bytesOf(`${names}\n${names}\n`))).rows).toHaveLength(1)
  })
})
