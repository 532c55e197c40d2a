import { randomInt, randomUUID } from 'node:crypto'
import type { TestStack } from './stack.js'

/** What the books of client funds hold of a tenant, by account; those that hold nothing are left out. */
export async function fundsOf({ db, tenantId }: TestStack): Promise<Record<string, number>> {
  const rows = await db.fundsLeg.groupBy({ by: ['account'], where: { entry: { tenantId } }, _sum: { amountCents: true } })
  const sums = rows.map(({ account, _sum }) => [account, Number(_sum.amountCents)] as const)
  return Object.fromEntries(sums.filter(([, sum]) => sum !== 0))
}

/** An account for client funds of the tenant. @returns its number */
export async function addClientAccount({ db, tenantId }: TestStack): Promise<string> {
  const identification = `FR14${String(randomInt(10 ** 9)).padStart(9, '0')}0050500013M02606`.slice(0, 27)
  await db.bankAccount.create({
    data: { id: randomUUID(), tenantId, kind: 'client-funds', name: 'Fonds de tiers', identification, bic: 'BNPAFRPPXXX', currency: 'EUR' },
  })
  return identification
}
