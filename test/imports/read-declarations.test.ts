import { describe, expect, it } from 'vitest'
import { declaredInWords, declaredLines } from '../../src/imports/declaration-report.js'
import { readDeclarations } from '../../src/imports/read-declarations.js'
import { readTable } from '../../src/imports/read-table.js'
import { workbook } from './workbook.js'

const HEADER = 'Type;Référence;N° facture;Montant;Date;Règlement d’origine;Motif'
const linesOf = async (rows: string[], header = HEADER) => readDeclarations(await readTable(Buffer.from([header, ...rows].join('\n'))))
const faultsOf = async (row: string) => (await linesOf([row, 'litige;X;F-0;;31/01/2026;;']))[0]?.faults

describe('a creditor’s daily list', () => {
  it('is read in French, each line a declaration', async () => {
    const lines = await linesOf([
      'Règlement;REG-1;F-1;1 250,50 €;12/02/2026;;',
      'impayé;REJ-1;F-1;;13/02/2026;REG-1;chèque sans provision',
      'Avoir;AV-1;F-2;20,00;13/02/2026;;',
      'retour;RET-1;F-2;;13/02/2026;;',
      'Litige;LIT-1;F-3;;13/02/2026;;Livraison incomplète',
      'fin de litige;LIT-2;F-3;;14/02/2026;;',
      'reprise;REP-1;F-4;;14/02/2026;;',
    ])
    expect(lines.map(({ declaration }) => declaration)).toEqual([
      { kind: 'direct-payment', reference: 'REG-1', claim: 'F-1', amountCents: 125_050, on: '2026-02-12' },
      { kind: 'payment-returned', reference: 'REJ-1', claim: 'F-1', on: '2026-02-13', of: 'REG-1', detail: 'chèque sans provision' },
      { kind: 'credit-note', reference: 'AV-1', claim: 'F-2', amountCents: 2_000, on: '2026-02-13' },
      { kind: 'return', reference: 'RET-1', claim: 'F-2', on: '2026-02-13' },
      { kind: 'dispute', reference: 'LIT-1', claim: 'F-3', on: '2026-02-13', detail: 'Livraison incomplète' },
      { kind: 'dispute-ended', reference: 'LIT-2', claim: 'F-3', on: '2026-02-14' },
      { kind: 'recall', reference: 'REP-1', claim: 'F-4', on: '2026-02-14' },
    ])
  })

  it('is read from a workbook, with its numbers and days', async () => {
    const bytes = workbook([
      ['kind', 'reference', 'claim', 'amount', 'on'],
      ['direct-payment', 'REG-1', { number: '611365' }, { number: '12.5' }, { number: '46065', day: true }],
    ])
    const [line] = readDeclarations(await readTable(bytes))
    expect(line?.declaration).toEqual({
      kind: 'direct-payment',
      reference: 'REG-1',
      claim: '611365',
      amountCents: 1_250,
      on: '2026-02-12',
    })
  })

  it.each([
    ['paiement;REG-1;F-1;10,00;31/02/2026;;', ['on “31/02/2026” is a day that does not exist']],
    ['cadeau;REG-1;F-1;10,00;13/02/2026;;', ['kind “cadeau” is no kind of declaration']],
    ['paiement;REG-1;F-1;-10,00;13/02/2026;;', ['amount “-10,00” is negative (a credit note?)']],
    ['paiement;;;10,00;13/02/2026;;', ['reference is missing', 'claim is missing']],
    ['paiement;REG-1;F-1;;13/02/2026;;', ['amount is refused: a direct-payment has an amount']],
    ['litige;LIT-1;F-1;10,00;13/02/2026;;', ['amount is refused: a dispute has no amount']],
    ['impayé;REJ-1;F-1;;13/02/2026;;', ['of is refused: names the direct payment that did not last']],
  ])('%s is refused with every reason', async (row, faults) => {
    expect(await faultsOf(row)).toEqual(faults)
  })

  it('lacks a column: it is refused as a whole', async () => {
    await expect(linesOf(['litige;LIT-1;13/02/2026'], 'type;référence;date')).rejects.toThrow(
      'No column was found for “claim”: the columns are “type”, “référence”, “date”.',
    )
  })

  it('leaves the order of day and month in doubt: it is refused as a whole', async () => {
    await expect(linesOf(['litige;LIT-1;F-1;;03/02/2026;;'])).rejects.toThrow('The days may be day first or month first')
  })
})

describe('the report of a list', () => {
  it('says of each line what became of it, and what the creditor owes back', async () => {
    const lines = await linesOf(['paiement;REG-1;F-1;10,00;13/02/2026;;', 'cadeau;X;F-2;;13/02/2026;;', 'litige;LIT-1;F-9;;13/02/2026;;'])
    const told = { kind: 'direct-payment', reference: 'REG-1', appliedCents: 400, code: null, message: null } as const
    const declared = declaredLines(lines, [
      { ...told, outcome: 'applied', file: 'K7M2P9QRS', excessCents: 600 },
      {
        ...told,
        kind: 'dispute',
        reference: 'LIT-1',
        outcome: 'refused',
        file: null,
        excessCents: 0,
        code: 'claim-unknown',
        message: 'No such claim',
      },
    ])
    expect(declaredInWords(declared, (cents) => `${cents} c`).split('\n')).toEqual([
      '3 lines: 1 applied, 2 refused.',
      '  line 2 (REG-1, F-1) applied: 600 c more than is owed: the creditor owes it back',
      '  line 3 (X, F-2) refused: kind “cadeau” is no kind of declaration',
      '  line 4 (LIT-1, F-9) refused: No such claim (claim-unknown)',
    ])
  })
})
