import { describe, expect, it } from 'vitest'
import type { ReadEntry } from '../../../src/domain/bank-statement.js'
import { readStatements } from '../../../src/providers/bank/read-statements.js'
import { type CfonbAccount, type CfonbMovement, cfonb, cfonbFile } from '../../support/cfonb.js'

const ACCOUNT = { openedOn: '2026-11-19', closedOn: '2026-11-20', openingCents: 1_000_00 }
const read = (...accounts: CfonbAccount[]) => readStatements(cfonbFile(cfonb(...accounts)))

function readOne(movement: Partial<CfonbMovement>, account: Partial<CfonbAccount> = {}): ReadEntry {
  const movements = [{ amountCents: 12_34, bookedOn: '2026-11-20', ...movement }]
  return read({ ...ACCOUNT, ...account, movements })[0]?.entries[0] as ReadEntry
}

describe('a CFONB 120 statement', () => {
  it('says its account as an IBAN, its balances and its sum', () => {
    const movements = [
      { amountCents: 12_34, bookedOn: '2026-11-20', valueOn: '2026-11-21' },
      { amountCents: -1_000_50, bookedOn: '2026-11-20' },
    ]
    expect(read({ ...ACCOUNT, movements })).toMatchObject([
      {
        format: 'cfonb120',
        kind: 'statement',
        key: '2026-11-19/2026-11-20/100000/1184',
        account: 'FR7630006000011234567890189',
        currency: 'EUR',
        opening: { amountCents: 1_000_00, currency: 'EUR', on: '2026-11-19' },
        closing: { amountCents: 11_84, currency: 'EUR', on: '2026-11-20' },
        sumCents: -988_16,
        balanced: true,
        faults: [],
        entries: [
          { amountCents: 12_34, bookedOn: '2026-11-20', valueOn: '2026-11-21', status: 'booked', kind: 'credit', code: '05' },
          { amountCents: -1_000_50, bookedOn: '2026-11-20', valueOn: '2026-11-20', kind: 'debit' },
        ],
      },
    ])
  })

  it.each([
    ['20041', '01005', '0500013M026', 'FR1420041010050500013M02606'],
    ['30003', '03620', '00020216907', 'FR7630003036200002021690750'],
    ['99999', 'ABCDE', '00000000000', '99999ABCDE00000000000'],
  ])('of bank %s, branch %s and account %s is of %s', (bank, branch, account, iban) => {
    expect(read({ ...ACCOUNT, bank, branch, account, movements: [] })[0]?.account).toBe(iban)
  })

  it('that does not add up says so', () => {
    const [statement] = read({ ...ACCOUNT, closingCents: 999_99, movements: [] })
    expect(statement).toMatchObject({ balanced: false, faults: [expect.stringContaining('the closing balance is 999.99 EUR')] })
  })

  it('may have decimals of its own', () => {
    const francs = { ...ACCOUNT, currency: 'XPF', decimals: 0, openingCents: 500, movements: [{ amountCents: 25, bookedOn: '2026-11-20' }] }
    expect(read(francs)[0]).toMatchObject({ currency: 'XPF', sumCents: 25, closing: { amountCents: 525 } })
    expect(readOne({ amountCents: 7 }, { decimals: 0 }).amountCents).toBe(7_00)
    expect(readOne({ amountCents: 7_000 }, { decimals: 3 }).amountCents).toBe(7_00)
    expect(() => readOne({ amountCents: 7_001 }, { decimals: 3 })).toThrow('Line 2: "00000000007001" has more decimals than EUR.')
  })

  it('stands with others in one file, in lines or without line ends', () => {
    const lines = cfonb(
      { ...ACCOUNT, movements: [] },
      { ...ACCOUNT, account: '00000000002', movements: [{ amountCents: 5, bookedOn: '2026-11-20' }] },
    )
    const expected = readStatements(cfonbFile(lines))
    expect(expected.map(({ entries }) => entries.length)).toEqual([0, 1])
    for (const lineEnd of ['\n', '\r\n\r\n', '']) expect(readStatements(cfonbFile(lines, lineEnd))).toEqual(expected)
  })

  it('may have lost the spaces at the ends of its lines', () => {
    const complements = [
      ['LIB', 'SUITE'],
      ['   ', ''],
      ['NPY', 'MARTIN'],
    ] as const
    const lines = cfonb({ ...ACCOUNT, movements: [{ amountCents: 5, bookedOn: '2026-11-20', complements }] })
    expect(readStatements(cfonbFile(lines.map((line) => line.trimEnd())))).toEqual(readStatements(cfonbFile(lines)))
  })

  it('may be in Latin-1, with é and è for the braces of the code page', () => {
    const lines = cfonb({ ...ACCOUNT, movements: [{ amountCents: -50, bookedOn: '2026-11-20', label: 'Règlement' }] })
    const text = lines.join('\n').replaceAll('{', 'é').replaceAll('}', 'è')
    const [statement] = readStatements(Uint8Array.from(Buffer.from(text, 'latin1')))
    expect(statement).toMatchObject({ sumCents: -50, balanced: true, entries: [{ remittance: 'Règlement' }] })
  })

  it('gives equal movements keys of their own, the same ones in an overlapping file', () => {
    const same = { amountCents: 5, bookedOn: '2026-11-20', label: 'VIR' }
    const keysOf = (movements: CfonbMovement[]) => read({ ...ACCOUNT, movements })[0]?.entries.map(({ key }) => key)
    const keys = keysOf([same, same, { ...same, complements: [['REF', 'X']] }])
    expect(new Set(keys).size).toBe(3)
    expect(keysOf([{ ...same, label: 'OTHER' }, same, same])?.slice(1)).toEqual(keys?.slice(0, 2))
  })
})

describe('a movement', () => {
  it('says in complements who paid, what for and under which references', () => {
    const complements = [
      ['LIB', 'SUITE DU LIBELLE'],
      ['NPY', 'MARTIN PAUL'],
      ['NBE', 'AGENCE'],
      ['IPY', 'DE89370400440532013000'],
      ['LCC', 'x'.repeat(70)],
      ['LC2', 'yz FIN'],
      ['LCS', 'RF18539007547034'],
      ['RCN', `${'E2E-42'.padEnd(35)}SALAIRE`],
      ['FEE', 'EUR200000000000740'],
      ['MMO', 'USD200000000001250'],
      ['QQQ', 'of nobody'],
    ] as const
    expect(readOne({ label: 'VIR SEPA MARTIN', complements })).toMatchObject({
      counterparty: { name: 'MARTIN PAUL', iban: 'DE89370400440532013000' },
      remittance: `VIR SEPA MARTIN SUITE DU LIBELLE ${'x'.repeat(70)}yz FIN`,
      reference: 'RF18539007547034',
      endToEndId: 'E2E-42',
      chargesCents: 7_40,
      instructed: { amountCents: 12_50, currency: 'USD' },
    })
  })

  it('of money that went names the payee', () => {
    const complements = [
      ['NPY', 'AGENCE'],
      ['NBE', 'FOURNISSEUR'],
    ] as const
    expect(readOne({ amountCents: -1, operation: '06', complements }).counterparty.name).toBe('FOURNISSEUR')
  })

  it.each([
    ['05', '', 'credit', null],
    ['03', '', 'return', null],
    ['27', '20', 'return', 'AM04'],
    ['A3', '80', 'return', 'MD06'],
    ['05', '14', 'return', 'AC04'],
    ['03', '39', 'return', '39'],
    ['05', '00', 'credit', null],
    ['62', '', 'charge', null],
    ['99', '', 'reversal', null],
  ])('of operation %s with rejection "%s" is a %s, for %s', (operation, rejection, kind, returnCode) => {
    expect(readOne({ operation, rejection })).toMatchObject({ kind, returnCode, code: operation })
  })
})

describe('a CFONB file is refused whole, with its line, when', () => {
  const movement = { amountCents: 5, bookedOn: '2026-11-20', complements: [['LIB', 'X']] } as const
  const lines = cfonb({ ...ACCOUNT, movements: [movement] })
  const [opening = '', first = '', complement = '', closing = ''] = lines
  const of = (line: string, from: number, text: string) => line.slice(0, from) + text + line.slice(from + text.length)

  it.each<[string, string[], string]>([
    ['it does not begin with an old balance', [first, closing], 'Line 1: a record 04 stands outside a statement'],
    ['it ends without a new balance', [opening, first, complement], 'The statement that begins in line 1 has no new balance (07)'],
    ['a statement begins within one', [opening, first, opening, closing], 'Line 3: a statement begins, and that of line 1'],
    ['something follows the new balance', [...lines, complement], 'Line 5: a record 05 stands outside a statement'],
    ['a complement has no movement', [opening, complement, closing], 'Line 2: a complement (05) without a movement (04)'],
    [
      'a complement is of another operation',
      [opening, first, of(complement, 32, '62'), closing],
      'Line 3: a complement of the operation "62"',
    ],
    [
      'a record is of another account',
      [opening, of(first, 21, '99999999999'), closing],
      'Line 2: a record of the account "30006 00001 99999999999"',
    ],
    ['a record is in another currency', [opening, of(first, 16, 'USD'), closing], 'Line 2: a record in "USD"'],
    ['a record type is not known', [opening, `09${first.slice(2)}`, closing], 'Line 2: the record type "09" is not known'],
    ['a line is too long', [opening, `${first} `, complement, closing], 'Line 2 has 121 characters'],
    ['a movement is cut off', [opening, first.slice(0, 100), closing], 'Line 2 has 100 characters: it is cut off'],
    ['an amount is none', [opening, of(first, 103, '5'), closing], 'Line 2: "00000000000005" is no amount'],
    ['a day is none', [opening, of(first, 34, '310226'), closing], 'Line 2: "310226" is no day'],
    ['a day is missing', [of(opening, 34, '      '), first, closing], 'Line 1 has no day'],
    ['the currency is none', [of(opening, 16, '   '), of(closing, 16, '   ')], 'Line 1: "" is no currency'],
  ])('%s', (_, records, message) => {
    expect(() => readStatements(cfonbFile(records))).toThrow(message)
  })

  it('a record names another bank and the balances do not need it; where they do, it is taken and told', () => {
    const stray = of(first, 2, '30007')
    const kept = readStatements(cfonbFile([opening, stray, closing]))
    expect(kept).toMatchObject([
      { sumCents: 5, balanced: true, faults: [expect.stringContaining('Line 2 is a record of the account "30007')] },
    ])
    const unneeded = cfonb({ ...ACCOUNT, movements: [] })
    expect(() => readStatements(cfonbFile([unneeded[0] ?? '', stray, unneeded[1] ?? '']))).toThrow('Line 2: a record of the account "30007')
  })
})
