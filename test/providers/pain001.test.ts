import fc from 'fast-check'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import type { CreditTransfer, TransferFile } from '../../src/domain/transfer-file.js'
import { pain001 } from '../../src/providers/bank/pain001.js'
import { sepaText } from '../../src/providers/bank/sepa-text.js'

/**
 * Files for the bank, held against the rules of the European Payments Council’s guidelines from customer to bank (EPC132-08): which
 * elements, in which order, of which length and alphabet. Files of both versions were read by the schemas of ISO 20022 and of the
 * guidelines once; those are not part of the project.
 */

const transfer = (changes: Partial<CreditTransfer> = {}): CreditTransfer => ({
  endToEndId: '0198f0c2d0a07d3c9b4e5f60718293a4',
  executeOn: '2026-03-03',
  holder: 'Énergie Sud',
  iban: 'FR1420041010050500013M02606',
  bic: null,
  amountCents: cents(42_050),
  text: 'REM-2026-0001 2026-02-28',
  ...changes,
})

const order = (transfers: CreditTransfer[], changes: Partial<TransferFile> = {}): TransferFile => ({
  reference: 'ORD-2026-0001',
  madeAt: new Date('2026-03-02T08:00:00.123Z'),
  debtor: { name: 'Cabinet Lefèvre & Fils', iban: 'FR7610107001011234567890129', bic: null },
  transfers,
  ...changes,
})

const LISTS = ['PmtInf', 'CdtTrfTxInf']
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => LISTS.includes(name),
})
/** What the tests look at of a file. */
interface Initiation {
  GrpHdr: Record<string, unknown>
  PmtInf: Payment[]
}
interface Payment {
  PmtInfId: string
  PmtTpInf: { SvcLvl: { Cd: string } }
  NbOfTxs: string
  CtrlSum: string
  ReqdExctnDt: { Dt: string }
  DbtrAgt: { FinInstnId: object }
  CdtTrfTxInf: Transfer[]
}
interface Transfer {
  Amt: { InstdAmt: { '#text': string; '@Ccy': string } }
  CdtrAgt?: { FinInstnId: object }
  Cdtr: { Nm: string }
  RmtInf: { Ustrd: string }
}

function initiation(xml: string): { GrpHdr: Initiation['GrpHdr']; PmtInf: Payment[]; first: Payment; transfers: Transfer[] } {
  const { GrpHdr, PmtInf } = (parser.parse(xml) as { Document: { CstmrCdtTrfInitn: Initiation } }).Document.CstmrCdtTrfInitn
  const [first] = PmtInf
  if (!first) throw new Error('no payment in the file')
  return { GrpHdr, PmtInf, first, transfers: first.CdtTrfTxInf }
}

const namesIn = (tree: object | undefined) => Object.keys(tree ?? {})

describe('the file for the bank', () => {
  const two = order([
    transfer(),
    transfer({ endToEndId: 'b'.repeat(32), bic: 'COBADEFFXXX', iban: 'DE89370400440532013000', amountCents: cents(5) }),
  ])

  it('has its elements in the order that the schema wants', () => {
    const { GrpHdr, first, transfers } = initiation(pain001(two))
    expect(namesIn(GrpHdr)).toEqual(['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty'])
    expect(namesIn(first)).toEqual(
      'PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdExctnDt Dbtr DbtrAcct DbtrAgt ChrgBr CdtTrfTxInf'.split(' '),
    )
    const [plain, withBic] = transfers
    expect(namesIn(plain)).toEqual(['PmtId', 'Amt', 'Cdtr', 'CdtrAcct', 'RmtInf'])
    expect(namesIn(withBic)).toEqual(['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf'])
  })

  it('counts and sums exactly, and says what SEPA fixes', () => {
    const { GrpHdr, first: payment } = initiation(pain001(two))
    expect(GrpHdr).toMatchObject({ MsgId: 'ORD-2026-0001', CreDtTm: '2026-03-02T08:00:00Z', NbOfTxs: '2', CtrlSum: '420.55' })
    expect(payment).toMatchObject({ PmtMtd: 'TRF', BtchBookg: 'false', NbOfTxs: '2', CtrlSum: '420.55', ChrgBr: 'SLEV' })
    expect(payment.PmtTpInf.SvcLvl.Cd).toBe('SEPA')
    expect(payment.CdtTrfTxInf.map((one) => [one.Amt.InstdAmt['#text'], one.Amt.InstdAmt['@Ccy']])).toEqual([
      ['420.50', 'EUR'],
      ['0.05', 'EUR'],
    ])
    expect(payment.DbtrAgt.FinInstnId).toEqual({ Othr: { Id: 'NOTPROVIDED' } })
  })

  it.each([
    ['pain.001.001.09', { Dt: '2026-03-03' }, 'BICFI'],
    ['pain.001.001.03', '2026-03-03', 'BIC'],
  ] as const)('in %s writes the day and the bank as that version does', (version, day, bic) => {
    const xml = pain001(two, version)
    expect(xml).toContain(`<Document xmlns="urn:iso:std:iso:20022:tech:xsd:${version}">`)
    const { first: payment } = initiation(xml)
    expect(payment.ReqdExctnDt).toEqual(day)
    expect(payment.CdtTrfTxInf[1]?.CdtrAgt?.FinInstnId).toEqual({ [bic]: 'COBADEFFXXX' })
  })

  it('groups transfers by the day of their execution', () => {
    const days = ['2026-03-04', '2026-03-03', '2026-03-04'].map((executeOn, n) => transfer({ executeOn, endToEndId: `E${n}` }))
    const { GrpHdr, PmtInf } = initiation(pain001(order(days)))
    expect(PmtInf.map((one) => [one.PmtInfId, one.ReqdExctnDt.Dt, one.NbOfTxs, one.CtrlSum])).toEqual([
      ['ORD-2026-0001-1', '2026-03-03', '1', '420.50'],
      ['ORD-2026-0001-2', '2026-03-04', '2', '841.00'],
    ])
    expect(GrpHdr).toMatchObject({ NbOfTxs: '3', CtrlSum: '1261.50' })
  })

  it('is the same for the same order, byte by byte', () => {
    expect(pain001(structuredClone(two))).toBe(pain001(two))
  })

  it('is refused where nothing is transferred, or an identification would be cut', () => {
    expect(() => pain001(order([]))).toThrow(RangeError)
    expect(() => pain001(order([transfer({ amountCents: cents(0) })]))).toThrow(RangeError)
    expect(() => pain001(order([transfer({ endToEndId: 'x'.repeat(36) })]))).toThrow(RangeError)
    expect(() => pain001(order([transfer()], { reference: 'ORD_1' }))).toThrow(RangeError)
  })

  it('holds whatever names and texts there are in the lengths and letters of SEPA', () => {
    const SEPA = /^[a-zA-Z0-9/\-?:().,'+ ]+$/
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 300 }), (holder, says) => {
        const xml = pain001(order([transfer({ holder, text: says })]))
        expect(XMLValidator.validate(xml)).toBe(true)
        const [name = '', text = ''] = initiation(xml).transfers.flatMap(({ Cdtr, RmtInf }) => [Cdtr.Nm, RmtInf.Ustrd])
        expect([name, text]).toEqual([expect.stringMatching(SEPA), expect.stringMatching(SEPA)])
        expect([name.length <= 70, text.length <= 140]).toEqual([true, true])
      }),
    )
  })
})

describe('a text for a bank', () => {
  it.each([
    ['Énergie Sud – Société Générale', 'Energie Sud - Societe Generale'],
    ['Cœur & Æther', 'Coeur + AEther'],
    ['Straße Łódź Ørsted', 'Strasse Lodz Orsted'],
    ['L’Été (réf. 12/34) 50 €', "L'Ete (ref. 12/34) 50 EUR"],
    ['a_b <c> "d"', 'a.b .c. .d.'],
    ['//a//b/', 'a/b'],
    ['two\nlines\tand  spaces', 'two lines and spaces'],
    ['Ελλάδα', '......'],
  ])('%j is written %j', (text, written) => expect(sepaText(text, 70)).toBe(written))

  it('is cut at its length, and never ends with a slash because of it', () => {
    expect(sepaText('abc/def', 4)).toBe('abc')
  })
})
