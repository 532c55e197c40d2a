import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { batchesOf } from '../../src/imports/batches.js'
import { reportLines } from '../../src/imports/report.js'
import { csv, plan } from './csv.js'

const SEEDED = { seed: 20260115, numRuns: 150 }

/** Mostly one of the good values. */
const mostly = (good: string[], bad: string[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: fc.constantFrom(...bad) })

/** Few values of each kind, so that debtors, invoice numbers and faults meet. */
const anyRow = fc
  .record({
    customer: fc.constantFrom('', 'C1', 'C2', '=C3'),
    name: mostly(['Martin', 'Durand'], ['', '"Mar\ntin"']),
    postcode: fc.constantFrom('', '75002'),
    reference: mostly(
      Array.from({ length: 40 }, (_, n) => `F-${n}`),
      [''],
    ),
    dueDate: mostly(['31/03/2026'], ['31/02/2026', '']),
    amount: mostly(['1 234,56', '99'], ['-1', '']),
    tail: mostly([''], [';extra']),
  })
  .map(({ customer, name, postcode, reference, dueDate, amount, tail }) =>
    [customer, name, postcode, reference, '', dueDate, `${amount}${tail}`].join(';'),
  )
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 40 })

const begins = (rows: string[]) => {
  let line = 2
  return rows.map((row) => {
    const at = line
    line += row.split('\n').length
    return at
  })
}

it('every line ends exactly once in the report, and every planned claim in exactly one file', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const planned = await plan(csv(rows), { dateFormat: 'dmy' })
      const answers = planned.files.map(({ key }, index) => {
        const reference = `R${index}`
        return { key, outcome: 'opened' as const, reference, duplicates: [], code: null, faults: [], remarks: [] }
      })
      const report = reportLines(planned, answers)
      const lines = report.map(({ line }) => line)
      expect(lines).toEqual(begins(rows))
      const inFiles = planned.files.flatMap((file) => file.lines)
      expect(inFiles.toSorted((one, other) => one - other)).toEqual(
        report.filter(({ outcome }) => outcome === 'opened').map(({ line }) => line),
      )
      for (const { outcome, reasons } of report) expect(reasons.length > 0).toBe(outcome === 'refused' || outcome === 'left-out')
    }),
    SEEDED,
  )
})

it('no invoice number is sent twice, every file is one that the API takes, and keys are unique', async () => {
  await fc.assert(
    fc.asyncProperty(anyRows, async (rows) => {
      const { files } = await plan(csv(rows), { dateFormat: 'dmy' })
      const references = files.flatMap(({ file }) => file.claims.map(({ reference }) => reference))
      expect(new Set(references).size).toBe(references.length)
      expect(new Set(files.map(({ key }) => key)).size).toBe(files.length)
      for (const { file } of files) expect(OpenFileBody.safeParse(file).success).toBe(true)
      expect([...batchesOf(files, false)].flatMap((batch) => batch.files.map(({ key }) => key))).toEqual(files.map(({ key }) => key))
    }),
    SEEDED,
  )
})
