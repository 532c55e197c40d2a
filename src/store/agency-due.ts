import { type Cents, cents } from '../domain/money.js'
import { ORDERED_CURRENCY } from './at-bank.js'
import type { Transaction } from './database.js'

/** What the agency has earned and not taken out yet. */
export async function agencyBalance(tx: Transaction, tenantId: string): Promise<Cents> {
  const where = { account: 'agency' as const, entry: { tenantId, currency: ORDERED_CURRENCY } }
  const { _sum } = await tx.fundsLeg.aggregate({ where, _sum: { amountCents: true } })
  return cents(0n - (_sum.amountCents ?? 0n))
}

/** The same with the shares of orders that nobody has agreed to yet, less what these take out. */
export async function agencyDue(tx: Transaction, tenantId: string): Promise<Cents> {
  const open = { tenantId, approvedAt: null, cancelledAt: null }
  const taken = await tx.transferItem.aggregate({ where: { kind: 'agency', order: open }, _sum: { amountCents: true } })
  const brought = await tx.remittance.aggregate({
    where: { tenantId, items: { some: { order: open } } },
    _sum: { agencyCents: true },
  })
  const ordered = (taken._sum.amountCents ?? 0n) - (brought._sum.agencyCents ?? 0n)
  return cents((await agencyBalance(tx, tenantId)) - Number(ordered))
}
