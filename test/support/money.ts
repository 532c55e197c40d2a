import { randomUUID } from 'node:crypto'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { cents } from '../../src/domain/money.js'
import type { MoneyEvent, MoneyNews, PaymentMethod, TakenBackReason } from '../../src/domain/money-event.js'
import { viewFile } from '../../src/store/file-view.js'
import { openFile } from '../../src/store/open-file.js'
import { type EventOutcome, takePaymentEvent } from '../../src/store/payment-event.js'
import type { TestStack } from './stack.js'
import { addCreditor, threeLetters } from './stack.js'

const euros = (amount: number, currency = 'EUR') => ({ cents: cents(amount), currency })

/** News of money, as a provider's reader hands it on. */
export const paid = (amount: number, more: { currency?: string; on?: string; fee?: number; method?: PaymentMethod } = {}): MoneyNews => ({
  kind: 'paid',
  money: euros(amount, more.currency),
  method: more.method ?? 'card',
  on: more.on ?? '2026-02-12',
  feeCents: more.fee ?? 0,
  payer: null,
})
export const takenBack = (amount: number, reason: TakenBackReason = 'refund', fee = 0): MoneyNews => ({
  kind: 'taken-back',
  money: euros(amount),
  reason,
  feeCents: fee,
})
export const returnedToUs = (amount: number): MoneyNews => ({ kind: 'returned-to-us', money: euros(amount), feeCents: 0 })

/** What of a file is looked at after money has moved. */
export interface MoneyOf {
  id: string
  reference: string
}

/** A tenant whose files money comes in for, by a card provider's events. */
export class MoneyDesk {
  constructor(
    readonly stack: TestStack,
    readonly creditor: string,
  ) {}

  static async open(stack: TestStack): Promise<MoneyDesk> {
    return new MoneyDesk(stack, await addCreditor(stack))
  }

  /** A consumer's file, which bears neither interest nor indemnity, so that sums are what they are. */
  async file(amountCents: number, more: { debtor?: object; creditor?: string; currency?: string } = {}): Promise<MoneyOf> {
    const { debtor = {}, creditor = this.creditor, currency = 'EUR' } = more
    const address = { lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }
    const claim = { reference: `F-${randomUUID()}`, amountCents, currency, dueDate: '2026-01-02', capacity: 'consumer' as const }
    const body = {
      creditor,
      debtor: { name: 'Camille Test', addresses: [address], ...debtor },
      strategy: threeLetters.name,
      claims: [claim],
    }
    const { legalStart: _, ...input } = OpenFileBody.parse(body)
    const opening = { tenantId: this.stack.tenantId, actor: 'test', key: randomUUID(), clock: 'real' as const }
    const times = { legalStart: new Date('2026-02-12T09:00:00Z'), now: new Date() }
    const { id } = await openFile(this.stack.db, { ...opening, ...times }, input)
    const { reference } = await this.stack.db.debtFile.findUniqueOrThrow({ where: { id } })
    return { id, reference }
  }

  /** What a card provider tells, once each time that it is called. */
  tell(reference: string, file: string | null, about: MoneyNews, more: Partial<MoneyEvent> = {}): Promise<EventOutcome> {
    const event = { eventId: randomUUID(), occurredAt: new Date('2026-02-12T10:00:00Z'), tenantId: this.stack.tenantId }
    return takePaymentEvent(this.stack.db, 'stripe', { ...event, reference, file, about, ...more }, () => new Date())
  }

  async balance({ id }: MoneyOf): Promise<number> {
    return (await viewFile(this.stack.db, this.stack.tenantId, id, new Date())).balanceCents
  }

  /** What each account of the client funds holds, in cents; those that hold nothing are left out. */
  async funds(): Promise<Record<string, number>> {
    const rows = await this.stack.db.$queryRaw<{ account: string; cents: number }[]>`
      SELECT l.account::text, sum(l.amount_cents)::float8 AS cents FROM funds_leg l JOIN funds_entry e ON e.id = l.entry_id
       WHERE e.tenant_id = ${this.stack.tenantId}::uuid GROUP BY 1 HAVING sum(l.amount_cents) <> 0 ORDER BY 1`
    return Object.fromEntries(rows.map(({ account, cents }) => [account, cents]))
  }

  /** A payment's reference that nothing else has. */
  reference = () => `pi_${randomUUID()}`
}
