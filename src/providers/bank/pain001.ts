import { XMLBuilder } from 'fast-xml-parser'
import { euros } from '../../domain/money.js'
import type { CreditTransfer, TransferFile } from '../../domain/transfer-file.js'
import { sepaText } from './sepa-text.js'

/** Versions of ISO 20022 CustomerCreditTransferInitiation that banks of the Single Euro Payments Area take. */
export const PAIN_001_VERSIONS = ['pain.001.001.09', 'pain.001.001.03'] as const
export type Pain001Version = (typeof PAIN_001_VERSIONS)[number]

/**
 * What files are written in: the version of 2019, on which the SEPA Credit Transfer guidelines from customer to bank rest since
 * the rulebook of 2023 and that of 5 October 2025 (EPC132-08). Some banks still ask for the one of 2009.
 */
export const PAIN_001: Pain001Version = 'pain.001.001.09'

const LONGEST = { name: 70, text: 140, id: 35 } as const
/** Where a party has no name that the alphabet can write. */
const NOT_PROVIDED = 'NOTPROVIDED'

/**
 * An order of transfers as the bank reads it, in UTF-8: what is executed on one day is one payment, booked transfer by transfer, so
 * that each comes back on the statement by its end-to-end id. The same order makes the same bytes. No address is stated, since none is
 * asked for in the European Economic Area, and unstructured ones are refused from 15 November 2026 on (EPC, 2025 SCT rulebook 1.1).
 * @throws RangeError without a transfer, or for a sum that is not above zero, which are bugs
 */
export function pain001(file: TransferFile, version: Pain001Version = PAIN_001): string {
  if (file.transfers.length === 0 || file.transfers.some(({ amountCents }) => amountCents <= 0))
    throw new RangeError(`nothing to transfer by order ${file.reference}`)
  const document = {
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    Document: {
      '@xmlns': `urn:iso:std:iso:20022:tech:xsd:${version}`,
      CstmrCdtTrfInitn: {
        GrpHdr: {
          MsgId: id(file.reference),
          CreDtTm: `${file.madeAt.toISOString().slice(0, 19)}Z`,
          ...totals(file.transfers),
          InitgPty: { Nm: name(file.debtor.name) },
        },
        PmtInf: byDay(file.transfers).map((transfers, index) => payment(file, transfers, index + 1, version)),
      },
    },
  }
  return new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', format: true, suppressEmptyNode: false }).build(document)
}

function payment({ reference, debtor }: TransferFile, transfers: readonly CreditTransfer[], number: number, version: Pain001Version) {
  const day = transfers[0]?.executeOn
  return {
    PmtInfId: id(`${reference}-${number}`),
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    ...totals(transfers),
    PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
    ReqdExctnDt: version === 'pain.001.001.03' ? day : { Dt: day },
    Dbtr: { Nm: name(debtor.name) },
    DbtrAcct: { Id: { IBAN: debtor.iban } },
    DbtrAgt: agent(debtor.bic, version) ?? { FinInstnId: { Othr: { Id: NOT_PROVIDED } } },
    ChrgBr: 'SLEV',
    CdtTrfTxInf: transfers.map((transfer) => transferOf(transfer, version)),
  }
}

function transferOf({ endToEndId, holder, iban, bic, amountCents, text }: CreditTransfer, version: Pain001Version) {
  const creditorAgent = agent(bic, version)
  return {
    PmtId: { EndToEndId: id(endToEndId) },
    Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': euros(amountCents) } },
    ...(creditorAgent && { CdtrAgt: creditorAgent }),
    Cdtr: { Nm: name(holder) },
    CdtrAcct: { Id: { IBAN: iban } },
    RmtInf: { Ustrd: sepaText(text, LONGEST.text) || NOT_PROVIDED },
  }
}

/** A bank by its BIC, whose element has another name in each version. */
function agent(bic: string | null, version: Pain001Version) {
  return bic === null ? null : { FinInstnId: { [version === 'pain.001.001.03' ? 'BIC' : 'BICFI']: bic } }
}

const totals = (transfers: readonly CreditTransfer[]) => ({
  NbOfTxs: String(transfers.length),
  CtrlSum: euros(transfers.reduce((total, { amountCents }) => total + amountCents, 0)),
})

const name = (text: string) => sepaText(text, LONGEST.name) || NOT_PROVIDED

/** An identification is never cut short: two would become one. @throws RangeError for one that does not fit, which is a bug */
function id(text: string): string {
  if (text.length > LONGEST.id || sepaText(text, LONGEST.id) !== text) throw new RangeError(`no identification for a bank: ${text}`)
  return text
}

/** Transfers by the day of their execution, the first day first, each in their order. */
function byDay(transfers: readonly CreditTransfer[]): CreditTransfer[][] {
  const days = [...new Set(transfers.map(({ executeOn }) => executeOn))].sort()
  return days.map((day) => transfers.filter(({ executeOn }) => executeOn === day))
}
