import { XMLBuilder } from 'fast-xml-parser'
import { type DebitBlock, type DebitFile, debitBlocks, type FiledDebit } from '../../domain/direct-debit.js'
import { euros } from '../../domain/money.js'
import { sepaText } from './sepa-text.js'

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.008.001.08'

/** Longest name and text that the schemes carry. */
const LONGEST_NAME = 70
const LONGEST_TEXT = 140

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, indentBy: '  ' })

/**
 * Debits as a customer gives them to a bank: pain.008.001.08 (EPC130-08 and EPC131-08). What the bank books as one stands in one
 * block, each with its own sum. Addresses are left out: banks of the European Economic Area ask for none, and unstructured ones are
 * refused from November 2026. The same file makes the same bytes.
 */
export function writeDebitFile(file: DebitFile): Uint8Array {
  const blocks = debitBlocks(file)
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': NAMESPACE,
      CstmrDrctDbtInitn: {
        GrpHdr: {
          MsgId: file.reference,
          CreDtTm: `${file.createdAt.toISOString().slice(0, 19)}Z`,
          NbOfTxs: file.debits.length,
          CtrlSum: sumOf(file.debits),
          InitgPty: { Nm: sepaText(file.creditor.name, LONGEST_NAME) },
        },
        PmtInf: blocks.map((block) => blockOf(file, block)),
      },
    },
  }
  return new TextEncoder().encode(builder.build(document))
}

function blockOf({ creditor }: DebitFile, { reference, scheme, sequence, collectOn, debits }: DebitBlock) {
  return {
    PmtInfId: reference,
    PmtMtd: 'DD',
    BtchBookg: true,
    NbOfTxs: debits.length,
    CtrlSum: sumOf(debits),
    PmtTpInf: { SvcLvl: { Cd: 'SEPA' }, LclInstrm: { Cd: scheme.toUpperCase() }, SeqTp: sequence },
    ReqdColltnDt: collectOn,
    Cdtr: { Nm: sepaText(creditor.name, LONGEST_NAME) },
    CdtrAcct: { Id: { IBAN: creditor.iban } },
    CdtrAgt: agent(creditor.bic),
    ChrgBr: 'SLEV',
    CdtrSchmeId: { Id: { PrvtId: { Othr: { Id: creditor.identifier, SchmeNm: { Prtry: 'SEPA' } } } } },
    DrctDbtTxInf: debits.map(transaction),
  }
}

function transaction({ endToEndId, amountCents, mandate, debtor, text }: FiledDebit) {
  return {
    PmtId: { EndToEndId: endToEndId },
    InstdAmt: { '@Ccy': 'EUR', '#text': euros(amountCents) },
    DrctDbtTx: { MndtRltdInf: { MndtId: mandate.reference, DtOfSgntr: mandate.signedOn } },
    DbtrAgt: agent(debtor.bic),
    Dbtr: { Nm: sepaText(debtor.name, LONGEST_NAME) },
    DbtrAcct: { Id: { IBAN: debtor.iban } },
    RmtInf: { Ustrd: sepaText(text, LONGEST_TEXT) },
  }
}

/** A bank by its BIC, or by its customer's IBAN alone. */
const agent = (bic: string | null) => ({ FinInstnId: bic === null ? { Othr: { Id: 'NOTPROVIDED' } } : { BICFI: bic } })

const sumOf = (debits: readonly FiledDebit[]) => euros(debits.reduce((total, { amountCents }) => total + amountCents, 0))
