import { describe, expect, it } from 'vitest'
import { csvField } from '../../src/contracts/csv.js'
import type { ImportReport } from '../../src/contracts/debt-file.js'
import type { Plan, PlannedFile } from '../../src/imports/plan.js'
import { type LineReport, reportLines, summarise } from '../../src/imports/report.js'
import { reportCsv } from '../../src/imports/report-csv.js'
import { reportInWords } from '../../src/imports/report-words.js'
import { csv, plan } from './csv.js'

type Answer = ImportReport['files'][number]

const ROWS = ['C1;Martin;;F-1;;31/03/2026;1', 'C2;Durand;;F-2;;31/03/2026;1', 'C1;Martin;;F-3;;31/03/2026;1', 'C3;X;;F-4;;31/03/2026;']

const opened = (key: string, reference: string): Answer => ({
  key,
  outcome: 'opened',
  reference,
  duplicates: [],
  code: null,
  faults: [],
  remarks: [],
})

/** The report where the API answers for Martin's file as told, and opens Durand's. */
async function reported(martin: Partial<Answer>): Promise<string[]> {
  const planned = await plan(csv(ROWS), { dateFormat: 'dmy' })
  const [first, second] = planned.files as [PlannedFile, PlannedFile]
  return reportLines(planned, [{ ...opened(first.key, 'KAAA'), ...martin }, opened(second.key, 'KBBB')]).map(inShort)
}

const inShort = ({ line, outcome, file, reasons }: LineReport) => [line, outcome, file, ...reasons].filter(Boolean).join(' | ')
const DURAND = '3 | opened | KBBB'
const X = '5 | refused | claim.amount is missing'

describe('what the API says comes back line by line', () => {
  it.each<[string, Partial<Answer>, string, string]>([
    ['opened', {}, '2 | opened | KAAA', '4 | opened | KAAA'],
    ['known', { outcome: 'known' }, '2 | known | KAAA', '4 | known | KAAA'],
    ['would be opened', { outcome: 'would-open', reference: null }, '2 | would-open', '4 | would-open'],
    [
      'a claim that another file holds',
      { duplicates: ['F-3'] },
      '2 | opened | KAAA',
      '4 | left-out | another file holds this invoice already',
    ],
    [
      'a claim that is refused by itself',
      { faults: [{ field: 'claims.1.dueDate', message: 'time-barred' }] },
      '2 | opened | KAAA',
      '4 | refused | claim.dueDate: time-barred',
    ],
    [
      'a claim that has its file refused',
      { outcome: 'refused', reference: null, code: 'request-invalid', faults: [{ field: 'file.claims.0.dueDate', message: 'too old' }] },
      '2 | refused | claim.dueDate: too old',
      '4 | refused | refused with its debtor’s file, see line 2',
    ],
    [
      'a debtor that is refused',
      { outcome: 'refused', reference: null, code: 'request-invalid', faults: [{ field: 'debtor.siren', message: 'check digit' }] },
      '2 | refused | debtor.siren: check digit',
      '4 | refused | debtor.siren: check digit',
    ],
    [
      'a code alone',
      { outcome: 'refused', reference: null, code: 'strategy-unknown' },
      '2 | refused | strategy-unknown',
      '4 | refused | strategy-unknown',
    ],
    [
      'all held already',
      { outcome: 'refused', reference: null, code: 'claim-duplicate', duplicates: ['F-1', 'F-3'] },
      '2 | left-out | another file holds this invoice already',
      '4 | left-out | another file holds this invoice already',
    ],
  ])('%s', async (_name, answer, first, third) => {
    expect(await reported(answer)).toEqual([first, DURAND, third, X])
  })

  it('a file that was not answered for is a fault of the program', async () => {
    const planned = await plan(csv(ROWS.slice(0, 1)))
    expect(() => reportLines(planned, [])).toThrow('did not say what became of')
  })
})

const line = (one: Partial<LineReport>): LineReport => ({
  line: 2,
  invoice: 'F-1',
  outcome: 'opened',
  file: 'KAAA',
  reasons: [],
  warnings: [],
  remarks: [],
  ...one,
})

describe('the report as CSV', () => {
  it.each(['=1+1', '+33', '-12', '@x', '\tx', '\rx', '＝1'])('%j is never a formula in it', (text) => {
    expect(csvField(text).replace(/^"/, '').startsWith(`'`)).toBe(true)
  })

  it.each([
    ['F-1', 'F-1'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ])('%j is written %j', (text, written) => expect(csvField(text)).toBe(written))

  it('has a row for each line', () => {
    const lines = [
      line({}),
      line({ line: 3, invoice: '=cmd', outcome: 'refused', file: null, reasons: ['a', 'b; c'], warnings: ['w'] }),
      line({ remarks: ['r'] }),
    ]
    expect(reportCsv(lines)).toBe(
      `\ufeffline;invoice;outcome;file;reason;warning;remark\r\n2;F-1;opened;KAAA;;;\r\n3;'=cmd;refused;;"a; b; c";w;\r\n2;F-1;opened;KAAA;;;r\r\n`,
    )
  })
})

describe('the report in words', () => {
  it('counts, and names the lines that need a look', () => {
    const lines = [
      line({}),
      line({ line: 3, warnings: ['odd'] }),
      line({ line: 4, invoice: null, outcome: 'refused', file: null, reasons: ['x', 'y'] }),
      line({ line: 5, outcome: 'left-out', file: null, reasons: ['already paid'] }),
    ]
    const summary = summarise(lines, [opened('k', 'KAAA')])
    expect(summary).toEqual({
      lines: 4,
      files: 1,
      warnings: 1,
      counts: { opened: 2, 'would-open': 0, known: 0, 'left-out': 1, refused: 1 },
    })
    expect(reportInWords(summary, lines).split('\n')).toEqual([
      '4 lines: 2 opened, 1 left out, 1 refused.',
      '1 debt file opened.',
      '  line 3 (F-1) opened: warning: odd',
      '  line 4 refused: x; y',
      '  line 5 (F-1) left out: already paid',
    ])
  })

  it('tells once for what reason several lines were left out', () => {
    const lines = [2, 3, 4].map((number) => line({ line: number, outcome: 'left-out', file: null, reasons: ['already paid'] }))
    expect(reportInWords(summarise(lines, []), lines).split('\n')).toEqual(['3 lines: 3 left out.', '  3 lines left out: already paid'])
  })

  it('does not fill the screen', () => {
    const lines = Array.from({ length: 50 }, (_, n) => line({ line: n + 2, outcome: 'refused', file: null, reasons: ['x'] }))
    expect(reportInWords(summarise(lines, []), lines).split('\n').at(-1)).toBe('  … and 10 more: --report <path> writes all of them.')
  })
})

it('a plan with nothing to send is reported as well', () => {
  const nothing: Plan = { files: [], lines: [{ line: 2, invoice: null, outcome: 'refused', reasons: ['x'], warnings: [] }] }
  expect(reportLines(nothing, []).map(inShort)).toEqual(['2 | refused | x'])
})
