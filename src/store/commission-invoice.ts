import { v7 as uuidv7 } from 'uuid'
import { withVat } from '../domain/commission.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import type { InvoicePaper, WriteInvoice } from '../domain/invoice-paper.js'
import { addDays, addMonths, type LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { CommissionInvoice, Organisation } from '../generated/prisma/client.js'
import { invoiceTermsIn } from '../law/invoice-terms.js'
import { type VatRule, vatOn } from '../law/vat.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import { earnCommission, lockCommission } from './commission-lines.js'
import { paperLines, partyOf, precedingInvoices, sellerOf } from './commission-paper.js'
import { setOff, shownNumber } from './commission-settlement.js'
import type { Database, Transaction } from './database.js'
import { toDay } from './day.js'
import { keepDocument } from './document.js'
import { bookDay } from './funds.js'

/** Who issues invoices, and when. */
export interface InvoiceRun {
  tenantId: string
  actor: string
  /** Idempotency key: one run makes one invoice for a creditor, however often it is asked for. */
  key: string
  now: Date
}

/** What a run came to. */
export interface IssuedInvoices {
  /** Numbers of what it issued, now or when it was asked for before. */
  numbers: string[]
  /** Creditors whose invoice could not be made, and why. */
  refused: { creditor: string; code: ErrorCode }[]
}

const TRANSACTION_MS = 120_000

/**
 * Invoices what was earned up to the end of a month and no invoice has: for each creditor an invoice, a credit note where more went back, nothing
 * where the sum is nothing. What a mandate lets the agency keep of remittances stands in an invoice of its own. Each creditor's is made
 * whole or not at all: lines, number, file for the creditor.
 * @param month `2026-01`, which is over
 * @throws DomainError invoice-month-open, invoice-empty, key-reused
 */
export async function issueInvoices(db: Database, run: InvoiceRun, month: string, write: WriteInvoice): Promise<IssuedInvoices> {
  const { tenantId, key, now } = run
  const through = addDays(addMonths(`${month}-01`, 1), -1)
  if (through >= bookDay(now)) throw new DomainError('invoice-month-open', 'month')
  if ((await db.commissionInvoice.count({ where: { tenantId, key, through: { not: toDay(through) } } })) > 0)
    throw new DomainError('key-reused', 'Idempotency-Key')
  const creditors = await db.organisation.findMany({ where: { tenantId, kind: 'creditor', own: false }, orderBy: { reference: 'asc' } })
  const issued: IssuedInvoices = { numbers: [], refused: [] }
  for (const creditor of creditors) {
    try {
      const rows = await db.$transaction((tx) => new Issue(tx, run, creditor, through, write).all(), { timeout: TRANSACTION_MS })
      issued.numbers.push(...rows.map(shownNumber))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      issued.refused.push({ creditor: creditor.reference, code: error.code })
    }
  }
  if (issued.numbers.length + issued.refused.length === 0) throw new DomainError('invoice-empty', 'month')
  return issued
}

/** What is invoiced together: lines of mandates that let the agency keep its commission of remittances, or lines of the others. */
interface OpenLines {
  isNetted: boolean
  ids: string[]
  netCents: Cents
}

/** The invoices of one creditor in one transaction. */
class Issue {
  constructor(
    private readonly tx: Transaction,
    private readonly run: InvoiceRun,
    private readonly creditor: Organisation,
    private readonly through: LegalDay,
    private readonly write: WriteInvoice,
  ) {}

  async all(): Promise<CommissionInvoice[]> {
    const { tx, run, creditor, through } = this
    await lockCommission(tx, run.tenantId)
    const there = await tx.commissionInvoice.findMany({ where: { creditorId: creditor.id, key: run.key }, orderBy: { number: 'asc' } })
    if (there.length > 0) return there
    await earnCommission(tx, run.tenantId, creditor.id, through)
    const issued: CommissionInvoice[] = []
    for (const lines of await this.openLines()) if (lines.netCents !== 0) issued.push(await this.issue(lines))
    if (issued.length > 0) await setOff(tx, creditor.id, { on: bookDay(run.now), actor: run.actor })
    return issued
  }

  private async openLines(): Promise<OpenLines[]> {
    const lines = await this.tx.commissionLine.findMany({
      where: { creditorId: this.creditor.id, invoiceId: null, earnedOn: { lte: toDay(this.through) }, currency: ORDERED_CURRENCY },
      include: { mandate: { select: { remittance: true } } },
    })
    return [true, false].map((isNetted) => {
      const some = lines.filter(({ mandate }) => (mandate?.remittance === 'net') === isNetted)
      return { isNetted, ids: some.map(({ id }) => id), netCents: sum(some.map(({ amountCents }) => cents(amountCents))) }
    })
  }

  /** Writes the invoice, takes its number and makes what the creditor is sent. */
  private async issue({ isNetted, ids, netCents }: OpenLines): Promise<CommissionInvoice> {
    const { tx, run, creditor, through } = this
    const { tenantId, key, actor, now } = run
    const issuedOn = bookDay(now)
    const { seller, iban } = await sellerOf(tx, tenantId)
    const terms = invoiceTermsIn(seller.country)
    const vat = vatOn(seller, creditor, issuedOn)
    if (!terms || !vat || !hasNumbers(vat.rule, seller.vat)) throw new DomainError('invoice-vat-unknown', 'creditor')
    const { vatCents, totalCents } = withVat(netCents, vat.ppm)
    const kind = netCents > 0 ? 'invoice' : 'credit-note'
    const [from, dueOn] = [`${through.slice(0, 8)}01`, addDays(issuedOn, terms.days.value)]
    const days = { fromDay: toDay(from), through: toDay(through), issuedOn: toDay(issuedOn), dueOn: toDay(dueOn) }
    const sums = { netCents, vatPpm: vat.ppm, vatCents, vatRule: vat.rule, totalCents }
    const base = {
      id: uuidv7(),
      tenantId,
      creditorId: creditor.id,
      kind,
      currency: ORDERED_CURRENCY,
      netted: isNetted,
      key,
      actor,
      createdAt: now,
    }
    await tx.commissionInvoice.create({ data: { ...base, ...days, ...sums } })
    await tx.commissionLine.updateMany({ where: { id: { in: ids } }, data: { invoiceId: base.id } })
    const invoice = await this.numbered(base.id)
    const paper: InvoicePaper = {
      kind,
      number: shownNumber(invoice),
      from,
      through,
      issuedOn,
      dueOn,
      currency: ORDERED_CURRENCY,
      seller,
      iban,
      buyer: partyOf(creditor),
      lines: await paperLines(tx, base.id),
      netCents,
      vat: { category: CATEGORIES[vat.rule], ppm: vat.ppm, mention: vat.mention },
      vatCents,
      totalCents,
      isNetted,
      corrects: await precedingInvoices(tx, base.id),
      terms: [`Paiement à ${terms.days.value} jours.`, ...terms.mentions.map(({ value }) => value)],
    }
    await this.keep(invoice, paper)
    return invoice
  }

  /** The number is the next of the tenant, and is held until the transaction ends: one that fails leaves no gap. */
  private async numbered(id: string): Promise<CommissionInvoice> {
    await this.tx.$executeRaw`SET CONSTRAINTS numbered IMMEDIATE`
    const invoice = await this.tx.commissionInvoice.findUniqueOrThrow({ where: { id } })
    await this.tx.$executeRaw`SET CONSTRAINTS numbered DEFERRED`
    return invoice
  }

  private async keep({ id, tenantId, actor }: CommissionInvoice, paper: InvoicePaper): Promise<void> {
    const bytes = await this.write(paper)
    const subject = subjectOf(id)
    await keepDocument(this.tx, {
      tenantId,
      subject,
      kind: 'commission-invoice',
      name: `${paper.number}.pdf`,
      mediaType: 'application/pdf',
      bytes,
      actor,
    })
  }
}

/** What the file of an invoice is kept under. */
export const subjectOf = (invoiceId: string): string => `commission-invoice:${invoiceId}`

/** Codes of EN 16931 for what the law says. */
const CATEGORIES = { standard: 'S', 'reverse-charge': 'AE', 'outside-scope': 'O' } as const satisfies Record<VatRule, string>

/** Whether the seller has the number that must stand on an invoice with tax, or whose tax the customer owes. */
const hasNumbers = (rule: VatRule, sellerVat: string | null) => rule === 'outside-scope' || sellerVat !== null

/** The file that a creditor was sent. @throws DomainError resource-unknown */
export async function invoiceDocument(tx: Transaction, tenantId: string, invoiceId: string): Promise<Uint8Array> {
  const document = await tx.storedDocument.findFirst({ where: { tenantId, subject: subjectOf(invoiceId), kind: 'commission-invoice' } })
  if (!document) throw new DomainError('resource-unknown', 'document')
  return document.bytes
}
