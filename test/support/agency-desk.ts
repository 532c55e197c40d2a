import { randomUUID } from 'node:crypto'
import { DomainError } from '../../src/domain/errors.js'
import { addMonths, type LegalDay } from '../../src/domain/legal-day.js'
import { pain001 } from '../../src/providers/bank/pain001.js'
import { readStatements } from '../../src/providers/bank/read-statements.js'
import { BankAccount, type Booked } from '../../src/simulation/bank.js'
import { issueInvoices } from '../../src/store/commission-invoice.js'
import { earnCommission, lockCommission } from '../../src/store/commission-lines.js'
import { bookDay } from '../../src/store/funds.js'
import { importStatements } from '../../src/store/import-statement.js'
import { prepareRemittances, RemittanceBlocked } from '../../src/store/remittance.js'
import { approveOrder, cancelOrder } from '../../src/store/transfer-order.js'
import { ACTOR, type AgencyWorld, BEGINS } from './agency-world.js'
import type { TestStack } from './stack.js'

/** What an agency does day by day, its bank beside it, and what its books say. */
export class AgencyDesk {
  now = BEGINS
  readonly bank: BankAccount
  /** What a card provider has sent, and no statement has shown yet. */
  payoutsCents = 0
  private readonly left: { endToEndId: string; amountCents: number; isBack: boolean }[] = []
  private count = 0

  constructor(protected readonly world: AgencyWorld) {
    this.bank = new BankAccount(world.fundsIban)
  }

  get stack(): TestStack {
    return this.world.stack
  }

  close = () => this.stack.close()

  get today(): LegalDay {
    return bookDay(this.now)
  }

  async statement(): Promise<void> {
    const statements = readStatements(this.bank.statement(this.today))
    const importing = { tenantId: this.stack.tenantId, actor: ACTOR }
    this.payoutsCents = 0
    await importStatements(this.stack.db, importing, { sha256: '0'.repeat(64), statements }, { dryRun: false }, () => this.now)
  }

  pass(days: number): void {
    this.now = new Date(this.now.getTime() + days * 86_400_000)
  }

  // Passing on.

  /** Two people agree to what a third has prepared. Nothing is ordered where something stands against it. */
  async remit(): Promise<void> {
    const { db, tenantId } = this.stack
    await this.statement()
    const preparation = { tenantId, actor: ACTOR, key: randomUUID(), now: this.now }
    const prepared = await orRefused(prepareRemittances(db, preparation, { shares: [] }))
    if (!prepared) return
    for (const actor of ['person:Anne', 'person:Bruno'])
      await orRefused(approveOrder(db, { tenantId, actor, now: this.now }, prepared.orderId, pain001))
  }

  /** What was earned up to the end of the month before. */
  async invoice(): Promise<void> {
    const run = { tenantId: this.stack.tenantId, actor: ACTOR, key: randomUUID(), now: this.now }
    const month = addMonths(`${this.today.slice(0, 7)}-01`, -1).slice(0, 7)
    await orRefused(issueInvoices(this.stack.db, run, month, async () => new Uint8Array([1])))
  }

  /** What was earned up to today is written down. */
  async earn(): Promise<void> {
    const { db, tenantId } = this.stack
    const creditors = await db.organisation.findMany({ where: { tenantId, kind: 'creditor', own: false } })
    await db.$transaction(async (tx) => {
      await lockCommission(tx, tenantId)
      for (const { id } of creditors) await earnCommission(tx, tenantId, id, this.today)
    })
  }

  async execute(): Promise<void> {
    const { db, tenantId } = this.stack
    const order = { tenantId, approvedAt: { not: null }, cancelledAt: null }
    const items = await db.transferItem.findMany({ where: { order, executedOn: null, returnedOn: null }, orderBy: { id: 'asc' } })
    for (const { endToEndId, amountCents, holder, iban } of items.filter(
      (item) => !this.left.some((one) => one.endToEndId === item.endToEndId),
    )) {
      this.left.push({ endToEndId, amountCents: Number(amountCents), isBack: false })
      this.bank.book({ amountCents: -Number(amountCents), endToEndId, name: holder, iban })
    }
  }

  transferBounces(which: number): void {
    const transfer = pick(
      this.left.filter(({ isBack }) => !isBack),
      which,
    )
    if (!transfer) return
    transfer.isBack = true
    this.bank.book({ ...back(transfer), returnCode: 'AC04', code: 'PMNT/ICDT/RRTN' })
  }

  /** An order that the bank has not had is cancelled by two people. */
  async cancelOrder(): Promise<void> {
    const { db, tenantId } = this.stack
    const sent = this.left.map(({ endToEndId }) => endToEndId)
    const order = await db.transferOrder.findFirst({
      where: { tenantId, cancelledAt: null, items: { none: { endToEndId: { in: sent } } } },
      orderBy: { id: 'asc' },
    })
    if (!order) return
    for (const actor of ['person:Anne', 'person:Bruno']) await orRefused(cancelOrder(db, { tenantId, actor, now: this.now }, order.id))
  }

  // What the books say.

  async accounts(): Promise<Record<string, number>> {
    const { db, tenantId } = this.stack
    const rows = await db.fundsLeg.groupBy({ by: ['account'], where: { entry: { tenantId } }, _sum: { amountCents: true } })
    const held = Object.fromEntries(rows.map(({ account, _sum }) => [account, Number(_sum.amountCents)]))
    const names = ['bank', 'provider', 'clearing', 'shortfall', 'creditor', 'unallocated', 'refunds', 'agency', 'transit']
    return Object.fromEntries(names.map((name) => [name, held[name] ?? 0]))
  }

  protected file = (index: number) => this.world.files[index % this.world.files.length] as { id: string; reference: string }
  protected next = () => ++this.count
  protected unique = (what: string) => `${what}-${randomUUID().slice(0, 8)}-${this.next()}`
}

export const total = (items: readonly { amountCents: number }[]) => items.reduce((all, { amountCents }) => all + amountCents, 0)
export const pick = <T>(items: readonly T[], which: number): T | undefined => items[which % items.length]
const back = ({ endToEndId, amountCents }: { endToEndId: string; amountCents: number }): Booked => ({ endToEndId, amountCents })
/** What may not be done now is refused, and has changed nothing. */
export async function orRefused<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError || error instanceof RemittanceBlocked) return null
    throw error
  }
}
