import { XMLBuilder } from 'fast-xml-parser'
import type { LegalDay } from '../domain/legal-day.js'
import { euros } from '../domain/money.js'

/** A booking on an account, as a bank tells of it. */
export interface Booked {
  /** Below zero where money leaves. */
  amountCents: number
  /** Who it is from, or goes to. */
  name?: string
  iban?: string
  text?: string
  endToEndId?: string
  /** Why it came back, in the code of ISO 20022. */
  returnCode?: string
  /** What the bank calls it: `PMNT/RCDT/ESCT`. */
  code?: string
}

/** What banks write where no end-to-end reference was given. */
const NOT_PROVIDED = 'NOTPROVIDED'
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' })

/** An account at a bank that keeps its own balance, whatever anybody else believes, and gives a statement (CAMT.053) of each of its days. */
export class BankAccount {
  private openingCents = 0
  private openedOn: LegalDay | null = null
  private booked: Booked[] = []
  private statements = 0

  constructor(readonly iban: string) {}

  /** What is on the account with all that was booked, stated or not. */
  get balanceCents(): number {
    return this.booked.reduce((total, { amountCents }) => total + amountCents, this.openingCents)
  }

  /** What was booked since the last statement. */
  get unstatedCents(): number {
    return this.balanceCents - this.openingCents
  }

  book(...entries: Booked[]): void {
    this.booked.push(...entries)
  }

  /** The statement of all that was booked since the last one. */
  statement(on: LegalDay): Uint8Array {
    this.statements += 1
    const id = `${on}-${this.statements}`
    const entries = this.booked.map((entry, index) => entryTag(entry, on, `${id}-${index + 1}`))
    const closing = this.balanceCents
    const balances = [balanceTag('OPBD', this.openingCents, this.openedOn ?? on), balanceTag('CLBD', closing, on)]
    const header = { MsgId: id, CreDtTm: `${on}T22:00:00Z` }
    const statement = { Id: id, CreDtTm: header.CreDtTm, Acct: { Id: { IBAN: this.iban }, Ccy: 'EUR' }, Bal: balances, Ntry: entries }
    ;[this.openingCents, this.openedOn, this.booked] = [closing, on, []]
    const document = {
      '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
      Document: {
        '@xmlns': 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08',
        BkToCstmrStmt: { GrpHdr: header, Stmt: statement },
      },
    }
    return new TextEncoder().encode(builder.build(document))
  }
}

const sum = (amountCents: number) => ({ '@Ccy': 'EUR', '#text': euros(Math.abs(amountCents)) })
const direction = (amountCents: number) => (amountCents < 0 ? 'DBIT' : 'CRDT')
const balanceTag = (code: string, amountCents: number, on: LegalDay) => ({
  Tp: { CdOrPrtry: { Cd: code } },
  Amt: sum(amountCents),
  CdtDbtInd: direction(amountCents),
  Dt: { Dt: on },
})

function entryTag({ amountCents, code, ...entry }: Booked, on: LegalDay, reference: string) {
  const [domain, family, subFamily] = (code ?? (amountCents < 0 ? 'PMNT/ICDT/ESCT' : 'PMNT/RCDT/ESCT')).split('/')
  return {
    Amt: sum(amountCents),
    CdtDbtInd: direction(amountCents),
    Sts: { Cd: 'BOOK' },
    BookgDt: { Dt: on },
    ValDt: { Dt: on },
    AcctSvcrRef: reference,
    BkTxCd: { Domn: { Cd: domain, Fmly: { Cd: family, SubFmlyCd: subFamily } } },
    NtryDtls: { TxDtls: transactionTag(entry, amountCents) },
  }
}

function transactionTag({ name, iban, text, endToEndId, returnCode }: Omit<Booked, 'amountCents' | 'code'>, amountCents: number) {
  const [who, whose] = amountCents < 0 ? ['Cdtr', 'CdtrAcct'] : ['Dbtr', 'DbtrAcct']
  return {
    Refs: { EndToEndId: endToEndId ?? NOT_PROVIDED },
    RltdPties: { ...(name && { [who]: { Pty: { Nm: name } } }), ...(iban && { [whose]: { Id: { IBAN: iban } } }) },
    ...(text && { RmtInf: { Ustrd: text } }),
    ...(returnCode && { RtrInf: { Rsn: { Cd: returnCode } } }),
  }
}
