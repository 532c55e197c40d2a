import { randomUUID } from 'node:crypto'
import { balanceOn } from '../../src/domain/account.js'
import { type Case, loadCase } from '../../src/store/facts.js'
import type { BenchStack } from './bench-stack.js'
import type { Measurement } from './figure.js'
import { farAhead, importPortfolio } from './portfolio.js'
import { secondsOf } from './timing.js'

/** An invoice between professionals, of 20,000 euros, on which 100 are paid each month for ten years. */
const DUE = '2016-10-05'
const AS_OF = '2026-10-05'
const PAYMENTS = 120
const INVOICE_CENTS = 20_000_00
const PAYMENT_CENTS = 100_00

const READS = 200
const BALANCES = 2_000
const ROUNDS = 20

/** What it takes to say how a file with ten years of ledger stands, beside reading its facts; and how often a core can say so. */
export const balance: Measurement = {
  name: 'balance',
  async measure(stack) {
    const fileId = await fileWithTenYears(stack)
    const { facts, law } = await loadCase(stack.db, fileId)
    await timesOf(READS, () => loadCase(stack.db, fileId)) // statements and code that are used for the first time
    const read = await timesOf(READS, () => loadCase(stack.db, fileId))
    const one = reckoning({ facts, law })
    const { name, unit } = { name: `balance of a file, ${PAYMENTS} payments in ten years`, unit: 'µs' }
    return [
      { name, unit, ours: one * 1e6, bare: read * 1e6, aim: 'ratio to one read of its facts' },
      { name: 'the same in memory, one core', unit: 'balances/s', ours: 1 / one, bare: null, aim: 'at least 10,000' },
    ]
  },
}

/** Seconds of processor time for one balance: of the quickest round, because other work on the machine slows the rest. */
function reckoning({ facts, law }: Case): number {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage()
    for (let time = 0; time < BALANCES; time++) balanceOn(facts, law, AS_OF)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1e6 / BALANCES
  })
  return Math.min(...rounds)
}

/** Seconds that one of so many takes, one after the other. */
async function timesOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const all = await secondsOf(async () => {
    for (let time = 0; time < times; time++) await work()
  })
  return all / times
}

async function fileWithTenYears(stack: BenchStack): Promise<string> {
  const { db, tenantId } = stack
  const [fileId = ''] = await importPortfolio(stack, { files: 1, dueAt: farAhead() })
  const { creditorId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  const claimId = randomUUID()
  const invoice = { id: claimId, tenantId, creditorId, reference: claimId, currency: 'EUR', capacity: 'professional' }
  await db.claim.create({ data: { ...invoice, amountCents: BigInt(INVOICE_CENTS), dueDate: new Date(DUE) } })
  await db.fileClaim.create({ data: { fileId, claimId } })
  const kind = 'payment' as const
  const entries = Array.from({ length: PAYMENTS }, (_, month) => {
    const valueOn = new Date(Date.UTC(2016, 9 + month, 10))
    return { id: randomUUID(), tenantId, claimId, kind, reference: `bench-${month}`, amountCents: BigInt(PAYMENT_CENTS), valueOn }
  })
  const legs = entries.flatMap(({ id: entryId, amountCents }) => [
    { entryId, account: 'funds' as const, amountCents },
    { entryId, account: 'principal' as const, amountCents: -amountCents },
  ])
  await db.$transaction(async (tx) => {
    await tx.ledgerEntry.createMany({ data: entries })
    await tx.ledgerLeg.createMany({ data: legs })
  })
  return fileId
}
