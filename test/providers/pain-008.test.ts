import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import type { DebitFile, FiledDebit } from '../../src/domain/direct-debit.js'
import { cents } from '../../src/domain/money.js'
import { writeDebitFile } from '../../src/providers/bank/pain-008.js'

/**
 * The file as a bank reads it. Oracle: the customer-to-PSP implementation guidelines of the EPC for pain.008.001.08, whose
 * elements stand in the order of the ISO 20022 message.
 */
const debit = (endToEndId: string, changes: Partial<FiledDebit> = {}): FiledDebit => ({
  endToEndId,
  scheme: 'core',
  sequence: 'FRST',
  collectOn: '2026-02-05',
  amountCents: cents(400_05),
  mandate: { reference: 'RUM-2026-0001', signedOn: '2026-01-10' },
  debtor: { name: 'Ébénisterie Lœuf & Fils', iban: 'FR7630006000011234567890189', bic: null },
  text: endToEndId,
  ...changes,
})

const file: DebitFile = {
  reference: 'PRLV-2026-02',
  createdAt: new Date('2026-02-02T09:30:15.250Z'),
  creditor: { name: 'Recouvrement Test', identifier: 'FR72ZZZ123456', iban: 'FR1420041010050500013M02606', bic: 'BNPAFRPPXXX' },
  debits: [
    debit('B-2', { amountCents: cents(7) }),
    debit('A-1'),
    debit('C-3', {
      scheme: 'b2b',
      sequence: 'OOFF',
      amountCents: cents(1_234_567_89),
      debtor: { name: 'SARL X', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
    }),
  ],
}

const text = new TextDecoder().decode(writeDebitFile(file))
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  isArray: (name) => ['PmtInf', 'DrctDbtTxInf'].includes(name),
})
const read = parser.parse(text)
const { GrpHdr, PmtInf } = read.Document.CstmrDrctDbtInitn

describe('a file of debits', () => {
  it('is pain.008.001.08 in UTF-8', () => {
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true)
    expect(read.Document['@xmlns']).toBe('urn:iso:std:iso:20022:tech:xsd:pain.008.001.08')
  })

  it('says in its head how many debits there are, and their sum to the cent', () => {
    expect(GrpHdr).toEqual({
      MsgId: 'PRLV-2026-02',
      CreDtTm: '2026-02-02T09:30:15Z',
      NbOfTxs: '3',
      CtrlSum: '1234968.01',
      InitgPty: { Nm: 'Recouvrement Test' },
    })
  })

  it('has a block for each scheme and sequence type, whose elements stand in the order of the message', () => {
    expect(
      PmtInf.map((block: { PmtInfId: string; NbOfTxs: string; CtrlSum: string }) => [block.PmtInfId, block.NbOfTxs, block.CtrlSum]),
    ).toEqual([
      ['PRLV-2026-02-1', '1', '1234567.89'],
      ['PRLV-2026-02-2', '2', '400.12'],
    ])
    expect(Object.keys(PmtInf[1])).toEqual(
      'PmtInfId PmtMtd BtchBookg NbOfTxs CtrlSum PmtTpInf ReqdColltnDt Cdtr CdtrAcct CdtrAgt ChrgBr CdtrSchmeId DrctDbtTxInf'.split(' '),
    )
    expect(PmtInf[1]).toMatchObject({
      PmtMtd: 'DD',
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' }, LclInstrm: { Cd: 'CORE' }, SeqTp: 'FRST' },
      ReqdColltnDt: '2026-02-05',
      CdtrAcct: { Id: { IBAN: 'FR1420041010050500013M02606' } },
      CdtrAgt: { FinInstnId: { BICFI: 'BNPAFRPPXXX' } },
      ChrgBr: 'SLEV',
      CdtrSchmeId: { Id: { PrvtId: { Othr: { Id: 'FR72ZZZ123456', SchmeNm: { Prtry: 'SEPA' } } } } },
    })
  })

  it('names of each debit its mandate, its account and its sum', () => {
    expect(PmtInf[1].DrctDbtTxInf[0]).toEqual({
      PmtId: { EndToEndId: 'A-1' },
      InstdAmt: { '@Ccy': 'EUR', '#text': '400.05' },
      DrctDbtTx: { MndtRltdInf: { MndtId: 'RUM-2026-0001', DtOfSgntr: '2026-01-10' } },
      DbtrAgt: { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } },
      Dbtr: { Nm: 'Ebenisterie Loeuf + Fils' },
      DbtrAcct: { Id: { IBAN: 'FR7630006000011234567890189' } },
      RmtInf: { Ustrd: 'A-1' },
    })
    expect(PmtInf[1].DrctDbtTxInf[1].InstdAmt['#text']).toBe('0.07')
    expect(PmtInf[0].DrctDbtTxInf[0].DbtrAgt).toEqual({ FinInstnId: { BICFI: 'COBADEFFXXX' } })
  })

  it('has the same bytes whatever the order of its debits', () => {
    expect(writeDebitFile({ ...file, debits: file.debits.toReversed() })).toEqual(writeDebitFile(file))
  })
})
