import { describe, expect, it } from 'vitest'
import type { ReadEntry } from '../../../src/domain/bank-statement.js'
import { readStatements } from '../../../src/providers/bank/read-statements.js'

const bytes = (lines: readonly string[], lineEnd = '\r\n') => new TextEncoder().encode(lines.join(lineEnd))

/** A message whose lines make 100.00 of 87.66. */
const message = (...lines: string[]) => [
  ':20:STARTUMS',
  ':25:DE89370400440532013000',
  ':28C:00042/001',
  ':60F:C261119EUR87,66',
  ...lines,
  ':62F:C261120EUR100,00',
  ':64:C261120EUR100,00',
]
const CREDIT = ':61:2611201120C12,34NTRFNONREF//BANK1'
const read = (...lines: string[]) => readStatements(bytes([...message(...lines), '-']))
const readOne = (...lines: string[]) => read(...lines)[0]?.entries[0] as ReadEntry

describe('an MT940 statement', () => {
  it('says its account, balances and sum', () => {
    expect(read(CREDIT)).toMatchObject([
      {
        format: 'mt940',
        kind: 'statement',
        key: '00042/001/2026-11-19/2026-11-20/8766/10000',
        account: 'DE89370400440532013000',
        currency: 'EUR',
        opening: { amountCents: 87_66, currency: 'EUR', on: '2026-11-19' },
        closing: { amountCents: 100_00, currency: 'EUR', on: '2026-11-20' },
        sumCents: 12_34,
        balanced: true,
        faults: [],
        entries: [
          { key: 'BANK1|2026-11-20|1234|EUR', amountCents: 12_34, status: 'booked', kind: 'credit', code: 'NTRF', endToEndId: null },
        ],
      },
    ])
  })

  it('is read in the envelope of SWIFT, and after the lines that banks write before it', () => {
    const plain = read(CREDIT)
    const enveloped = ['{1:F01AAAABB99BSMK3513951576}{2:O9400934081223BBBBAA33XXXX03592332770812230834N}{4:', ...message(CREDIT), '-}{5:}']
    expect(readStatements(bytes(enveloped))).toEqual(plain)
    expect(readStatements(bytes(['ABNANL2A', '940', 'ABNANL2A', ...message(CREDIT), '-'], '\n'))).toEqual(plain)
    expect(readStatements(bytes(['\u0001', ...message(CREDIT)], '\n'))).toEqual(plain)
    expect(readStatements(bytes([':940:', ...message(CREDIT)], '\n'))).toEqual(plain)
  })

  it('stands with others in one file', () => {
    const keys = readStatements(bytes([...message(CREDIT), '-', ...message(CREDIT), ...message(CREDIT)])).map(({ key }) => key)
    expect(new Set(keys).size).toBe(3)
  })

  it.each([
    ['37040044/0532013000EUR', '37040044/0532013000'],
    ['NL69INGB0123456789EUR', 'NL69INGB0123456789'],
    ['FR76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
  ])('of the account %s is of %s', (written, account) => {
    const lines = message(CREDIT).map((line) => (line.startsWith(':25:') ? `:25:${written}` : line))
    expect(readStatements(bytes(lines))[0]?.account).toBe(account)
  })

  it('of several pages goes from one intermediate balance to the next', () => {
    const page = message(':61:261120C12,34NTRFX').map((line) =>
      line.replace(':60F:', ':60M:').replace(':62F:', ':62M:').replace('/001', '/002'),
    )
    const [second] = readStatements(bytes(page))
    expect(second).toMatchObject({ balanced: true })
    expect(second?.entries[0]?.key).not.toBe(readOne(':61:261120C12,34NTRFX').key)
  })
})

describe('a line', () => {
  it.each([
    ['C12,34', 12_34, 'credit'],
    ['D12,34', -12_34, 'debit'],
    ['RC12,34', -12_34, 'reversal'],
    ['RD12,34', 12_34, 'reversal'],
    ['CR12,', 12_00, 'credit'],
    ['DR,5', -50, 'debit'],
    ['    DD5', -5_00, 'debit'],
  ])('%s is of %d cents and a %s', (mark, amountCents, kind) => {
    expect(readOne(`:61:261120${mark}NTRFNONREF`)).toMatchObject({ amountCents, kind })
  })

  it.each([
    ['NRTI', 'return'],
    ['NCHG', 'charge'],
    ['FMSC', 'credit'],
  ])('of type %s is a %s', (type, kind) => {
    expect(readOne(`:61:261120C1,00${type}NONREF`)).toMatchObject({ kind, code: type })
  })

  it.each([
    ['260230', '2026-02-28'],
    ['260229', '2026-02-28'],
    ['280230', '2028-02-29'],
    ['280229', '2028-02-29'],
  ])('of value %s, in months of 30 days, is of value %s', (value, day) => {
    expect(readOne(`:61:${value}C1,00NTRFX`).valueOn).toBe(day)
  })

  it.each([
    ['261231', '0102', '2027-01-02'],
    ['270102', '1231', '2026-12-31'],
    ['261120', '1119', '2026-11-19'],
  ])('of value %s booked on %s is booked on %s', (value, booked, day) => {
    expect(readOne(`:61:${value}${booked}C1,00NTRFX`).bookedOn).toBe(day)
  })
})

describe('the information', () => {
  it('of German banks is read from its subfields, which go on where they are full', () => {
    const lines = [
      ':86:166?00GUTSCHRIFT?109248?20EREF+E2E-42?21MREF+M-7?22SVWZ+Rechnung 12 vom 1.1',
      '1.?23 Danke?30COBADEFFXXX?31DE89370400440532013000?32MUELLER GMBH UND CO KG BERL',
      '?33IN',
    ]
    expect(readOne(CREDIT, ...lines)).toMatchObject({
      counterparty: { name: 'MUELLER GMBH UND CO KG BERLIN', iban: 'DE89370400440532013000' },
      remittance: 'Rechnung 12 vom 1.11. Danke',
      endToEndId: 'E2E-42',
      mandateId: 'M-7',
      kind: 'credit',
    })
  })

  it.each([
    ['109', 'return'],
    ['808', 'charge'],
    ['166', 'credit'],
  ])('with the German code %s is of a %s', (code, kind) => {
    expect(readOne(':61:261120C1,00NMSCNONREF', `:86:${code}?00TEXT?20words`)).toMatchObject({ kind, remittance: 'words' })
  })

  it('in code words is read word by word', () => {
    const long = '/EREF/E2E-42/MARF/M-7/CNTP/NL32INGB0000012345/INGBNL2A/J. Janssen/AMSTERDAM//REMI/USTD//Factuur 1'
    expect(readOne(CREDIT, `:86:${long.slice(0, 65)}`, long.slice(65))).toMatchObject({
      counterparty: { name: 'J. Janssen', iban: 'NL32INGB0000012345' },
      remittance: 'Factuur 1',
      endToEndId: 'E2E-42',
      mandateId: 'M-7',
    })
    expect(readOne(CREDIT, ':86:/TRTP/SEPA/IBAN/NL32INGB0000012345/NAME/J. Janssen/REMI/Factuur 2')).toMatchObject({
      counterparty: { name: 'J. Janssen', iban: 'NL32INGB0000012345' },
      remittance: 'Factuur 2',
    })
    expect(readOne(CREDIT, ':86:/RTRN/MS03//REMI/STRD/CUR/RF18539007547034/')).toMatchObject({
      kind: 'return',
      returnCode: 'MS03',
      reference: 'RF18539007547034',
      remittance: '',
    })
    expect(readOne(CREDIT, ':86:/OCMT/USD15,00/CHGS/EUR1,50/REMI/x')).toMatchObject({
      instructed: { amountCents: 15_00, currency: 'USD' },
      chargesCents: 1_50,
    })
  })

  it('in plain text is what is paid for, in any number of lines', () => {
    expect(readOne(CREDIT, ':86:VIR DUPONT', 'FACTURE 12', ': merci').remittance).toBe('VIR DUPONT FACTURE 12 : merci')
    expect(readOne(CREDIT, ':86:VIR DUPONT', ':86:FACTURE 12').remittance).toBe('VIR DUPONT FACTURE 12')
    expect(readOne(CREDIT, ':86:VIR DUPONT', ':12:30').remittance).toBe('VIR DUPONT :12:30')
    expect(readOne(CREDIT, 'SUPPLEMENT').remittance).toBe('SUPPLEMENT')
  })

  it('may begin with the account of the other side, or hold it in the line before', () => {
    expect(readOne(CREDIT, ':86:NL32INGB0000012345 J Janssen').counterparty.iban).toBe('NL32INGB0000012345')
    expect(readOne(CREDIT, 'NL32INGB0000012345', ':86:x')).toMatchObject({ counterparty: { iban: 'NL32INGB0000012345' }, remittance: 'x' })
  })

  it('in numbered lines is read from them', () => {
    expect(readOne(CREDIT, ':NS:01FACTURE', '0212', '15MARTIN', '17OTHER')).toMatchObject({
      counterparty: { name: 'MARTIN' },
      remittance: 'FACTURE 12',
    })
  })

  it('after the closing balance is of no line', () => {
    const lines = [...message(CREDIT), ':86:of the statement']
    expect(readStatements(bytes(lines))[0]?.entries[0]?.remittance).toBe('')
  })
})

describe('an MT940 file is refused whole when', () => {
  const without = (tag: string) => message(CREDIT).filter((line) => !line.startsWith(tag))
  const envelope = '{1:F01AAAABB99BSMK3513951576}{2:O9400934081223BBBBAA33XXXX03592332770812230834N}{4:'

  it.each<[string, string[], string]>([
    ['it has no opening balance', without(':60F:'), 'The message that begins in line 1 has no field 60F or 60M'],
    ['it is cut off', message(CREDIT).slice(0, 5), 'has no field 62F or 62M: it may be cut off'],
    ['it has no account', without(':25:'), 'has no field 25 or 25P'],
    ['a balance stands twice', [...message(CREDIT), ':62F:C261120EUR100,00'], 'Line 8: a second field 62F'],
    ['a line stands after the closing balance', [...message(), CREDIT], 'Line 7: a field 61 outside of the balances'],
    ['a line is none', message(':61:something'), 'Line 5: "something" is no statement line'],
    ['a balance is cut off', [...message(CREDIT).slice(0, 5), ':62F:C261120EUR100'], '"100" is no amount: the decimal comma is missing'],
    ['text goes on where none can', [':20:X', ':25:Y', 'Z', ...message(CREDIT).slice(2)], 'Line 3: "Z" is no field'],
    ['an amount has too many decimals', message(':61:261120C1,234NTRFX'), '"1,234" has more decimals than EUR'],
    ['a day is none', message(':61:261320C1,00NTRFX'), 'Line 5: "261320" is no day'],
    ['a field is not known', message(':99X:what'), 'Line 5: the field 99X is not known'],
    ['text stands in no field', message('what'), 'Line 5: "what" is no field'],
    ['text stands outside a message', [...message(CREDIT), '-', 'und: noch was'], 'Line 9: "und: noch was" stands outside a message'],
    ['its envelope is not closed', [envelope, ...message(CREDIT)], 'The message that begins in line 1 is not closed'],
    ['an envelope begins within one', [envelope, envelope, ...message(CREDIT), '-}'], 'The message that begins in line 1 is not closed'],
    ['it is another message', [envelope.replace('O940', 'O942'), ...message(CREDIT), '-}'], 'Line 1: a message MT942, only MT940 is read'],
  ])('%s', (_, lines, refusal) => {
    expect(() => readStatements(bytes(lines))).toThrow(refusal)
  })
})
