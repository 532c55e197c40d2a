import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { agencyShare } from '../domain/remittance.js'
import { addTargetDays } from '../domain/target-day.js'
import type { BankAccount } from '../generated/prisma/client.js'
import { agencyDue } from './agency-due.js'
import { euroAccount, freeAtBank, ORDERED_CURRENCY, takingFrom } from './at-bank.js'
import { blocksOfRemittance } from './client-funds.js'
import { lockCommission } from './commission-lines.js'
import { invoicesToNet, settleByRemittance } from './commission-settlement.js'
import { accountInUse } from './creditor-account.js'
import { byCreditor, type DueForCreditor, dueFirst, type HeldForCreditor, heldCents, openMovements } from './creditor-movements.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { bookDay } from './funds.js'
import { AGENCY_SHARE, type DueRefund, dueRefunds } from './held-back.js'

/** Money is not passed on, with what stands against it. */
export class RemittanceBlocked extends DomainError {
  constructor(readonly reasons: readonly { rule: string; text: string }[]) {
    super('remittance-blocked')
  }
}

export interface Preparation {
  tenantId: string
  actor: string
  /** Idempotency key: the same one makes one order. */
  key: string
  now: Date
}

export interface PreparedWhat {
  /** Last day of the collections that are passed on; today where it is left out. */
  through?: LegalDay | undefined
  /** What the agency keeps of creditors whose mandates say nothing of what it earns, by their reference. */
  shares: readonly { creditor: string; agencyCents: number }[]
}

const TRANSACTION_MS = 60_000

/**
 * Prepares what is due to a tenant's creditors and payers up to a day: a remittance for each creditor, and one order of
 * transfers, of no more than what is at the bank. Nothing moves in the books before two people have agreed to the order. What goes
 * into none is said by `heldBack`.
 * @returns the order's id, and whether the key had made it before
 * @throws RemittanceBlocked
 * @throws DomainError remittance-day-future, remittance-share-excessive, remittance-share-by-invoice, remittance-empty, account-missing, creditor-unknown, key-reused
 */
export function prepareRemittances(db: Database, call: Preparation, what: PreparedWhat): Promise<{ orderId: string; replayed: boolean }> {
  const { tenantId, key, now } = call
  return db.$transaction(
    async (tx) => {
      await lockRemittances(tx, tenantId)
      const there = await tx.transferOrder.findUnique({ where: { tenantId_key: { tenantId, key } } })
      if (there) return replayed(there, what)
      const today = bookDay(now)
      const through = what.through ?? today
      if (through > today) throw new DomainError('remittance-day-future', 'through')
      await requireNoBlock(tx, tenantId, today)
      return { orderId: await new Order(tx, call, today, through).prepare(what.shares), replayed: false }
    },
    { timeout: TRANSACTION_MS },
  )
}

function replayed({ id, through }: { id: string; through: Date }, what: PreparedWhat) {
  if (what.through !== undefined && what.through !== fromDay(through)) throw new DomainError('key-reused', 'Idempotency-Key')
  return { orderId: id, replayed: true }
}

/** One at a time for a tenant: a cent is in one remittance, and what is agreed to is what is there. */
export async function lockRemittances(tx: Transaction, tenantId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`remittance ${tenantId}`}, 0))`
}

/** @throws RemittanceBlocked */
export async function requireNoBlock(tx: Transaction, tenantId: string, today: LegalDay): Promise<void> {
  const reasons = await blocksOfRemittance(tx, tenantId, ORDERED_CURRENCY, today)
  if (reasons.length > 0) throw new RemittanceBlocked(reasons)
}

interface NewItem {
  id: string
  kind: 'remittance' | 'refund' | 'agency'
  remittanceId?: string
  paymentId?: string
  holder: string
  iban: string
  bic: string | null
  amountCents: Cents
  text: string
}

/** An order while it is put together. */
class Order {
  private readonly items: NewItem[] = []
  private sharesCents = cents(0)
  /** How many remittances the tenant has had. */
  private count = 0
  /** Whether so much is left at the bank, of which it then is taken. */
  private takes = takingFrom(cents(0))

  constructor(
    private readonly tx: Transaction,
    private readonly call: Preparation,
    private readonly today: LegalDay,
    private readonly through: LegalDay,
  ) {}

  async prepare(shares: PreparedWhat['shares']): Promise<string> {
    const { tx, call, today, through } = this
    const { tenantId, key, actor, now } = call
    const account = await fundsAccount(tx, tenantId)
    await lockCommission(tx, tenantId)
    this.count = await tx.remittance.count({ where: { tenantId } })
    const held = byCreditor(await openMovements(tx, tenantId, today)).filter(({ currency }) => currency === ORDERED_CURRENCY)
    requireKnown(shares, held)
    this.takes = takingFrom(await freeAtBank(tx, tenantId, today))
    for (const one of dueFirst(held, through))
      await this.addRemittance(one, shares.find(({ creditor }) => creditor === one.creditor.reference)?.agencyCents)
    for (const refund of await dueRefunds(tx, tenantId, through)) this.addRefund(refund)
    await this.addAgency()
    if (this.items.length === 0) throw new DomainError('remittance-empty')
    const id = uuidv7()
    const number = (await tx.transferOrder.count({ where: { tenantId } })) + 1
    const days = { through: toDay(through), executeOn: toDay(addTargetDays(today, 1)) }
    const reference = numbered('ORD', today, number)
    await tx.transferOrder.create({ data: { id, tenantId, accountId: account.id, reference, key, ...days, actor, createdAt: now } })
    const data = this.items.map((item) => ({ ...item, orderId: id, endToEndId: item.id.replaceAll('-', ''), currency: ORDERED_CURRENCY }))
    await tx.transferItem.createMany({ data })
    return id
  }

  /** What is due to a creditor, where it is more than nothing and at the bank, and it has an account. */
  private async addRemittance({ creditor, currency, movements, due }: DueForCreditor, asked: number | undefined): Promise<void> {
    const { tx, call, today, through } = this
    const { movements: covered, collectedCents, takenBackCents, dueCents, dueBy } = due
    const account = await accountInUse(tx, creditor.id, today)
    if (dueCents <= 0 || dueBy === null || !account) return
    const settling = { on: today, actor: call.actor }
    const toNet = await invoicesToNet(tx, creditor.id, settling)
    const agencyCents = agencyShare(dueCents, asked === undefined ? undefined : cents(asked), toNet?.openCents)
    const netCents = cents(dueCents - agencyCents)
    if (!this.takes(netCents)) return
    const carriedCents = cents(heldCents(movements) - dueCents)
    this.count += 1
    const [id, reference] = [uuidv7(), numbered('REM', today, this.count)]
    const { tenantId, actor, now: createdAt } = call
    const sums = { collectedCents, takenBackCents, agencyCents, netCents, carriedCents }
    const days = { through: toDay(through), dueBy: toDay(dueBy) }
    await tx.remittance.create({ data: { id, tenantId, creditorId: creditor.id, reference, currency, ...days, ...sums, actor, createdAt } })
    await tx.remittanceLine.createMany({ data: covered.map(({ entryId, amountCents }) => ({ remittanceId: id, entryId, amountCents })) })
    if (toNet) await settleByRemittance(tx, toNet, { id, reference, agencyCents }, settling)
    this.sharesCents = sum([this.sharesCents, agencyCents])
    const { holder, iban, bic } = account
    const text = `${reference} ${through}`
    this.items.push({ id: uuidv7(), kind: 'remittance', remittanceId: id, holder, iban, bic, amountCents: netCents, text })
  }

  private addRefund({ paymentId, reference, currency, amountCents, name, iban }: DueRefund): void {
    if (currency !== ORDERED_CURRENCY || name === null || iban === null || !this.takes(amountCents)) return
    this.items.push({ id: uuidv7(), kind: 'refund', paymentId, holder: name, iban, bic: null, amountCents, text: reference })
  }

  /** The agency's own share leaves the account of client funds too, once it has an account of its own. */
  private async addAgency(): Promise<void> {
    const { tx, call } = this
    const own = await euroAccount(tx, call.tenantId, 'own')
    const amountCents = sum([await agencyDue(tx, call.tenantId), this.sharesCents])
    if (!own || amountCents <= 0 || !this.takes(amountCents)) return
    const { name: holder, identification: iban, bic } = own
    this.items.push({ id: uuidv7(), kind: 'agency', holder, iban, bic, amountCents, text: AGENCY_SHARE })
  }
}

/** @throws DomainError creditor-unknown for a share of a creditor for whom nothing is held */
function requireKnown(shares: PreparedWhat['shares'], held: readonly HeldForCreditor[]): void {
  const isHeld = (reference: string) => held.some(({ creditor }) => creditor.reference === reference)
  if (shares.some(({ creditor }) => !isHeld(creditor))) throw new DomainError('creditor-unknown', 'shares')
}

/** `REM-2026-0007`: unique for the tenant, and short enough for a bank. */
const numbered = (what: string, today: LegalDay, number: number) => `${what}-${today.slice(0, 4)}-${String(number).padStart(4, '0')}`

/** The account that money held for others lies on. @throws DomainError account-missing */
async function fundsAccount(tx: Transaction, tenantId: string): Promise<BankAccount> {
  const account = await euroAccount(tx, tenantId, 'client-funds')
  if (!account) throw new DomainError('account-missing')
  return account
}
