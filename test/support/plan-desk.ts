import { randomUUID } from 'node:crypto'
import { cents } from '../../src/domain/money.js'
import { type PlanWish, proposePlan } from '../../src/store/payment-plan.js'
import { answerPlan, changePlan, signPlanByHand } from '../../src/store/plan-answer.js'
import type { Beginning } from './life.js'
import { Life } from './life.js'
import type { TestStack } from './stack.js'

const DAY_MS = 86_400_000

/** A debt of 600 euros since Friday 2 January 2026, opened on Monday 5 January at ten in the morning. Its first letter is due on 12 January. */
export const BEGINNING = {
  legalStart: '2026-01-05T09:00:00Z',
  dueDate: '2026-01-02',
  amountCents: 600_00,
  capacity: 'consumer',
  debtor: { language: 'fr', phones: ['+33612345678'], emails: ['camille@test.example'] },
} satisfies Beginning

/** Six instalments, the fifth of each month. */
export const SIX: PlanWish = { instalments: 6, firstOn: '2026-02-05', every: 'month', method: 'by-debtor' }

/** One file's plan: what the debtor and operators do about it, and what is seen of it. */
export class PlanDesk {
  private constructor(
    readonly stack: TestStack,
    readonly life: Life,
  ) {}

  static async open(stack: TestStack, changes: Partial<Beginning> = {}): Promise<PlanDesk> {
    return new PlanDesk(stack, await Life.open(stack, { ...BEGINNING, ...changes }))
  }

  static of(stack: TestStack, life: Life): PlanDesk {
    return new PlanDesk(stack, life)
  }

  private act(actor = 'Operator') {
    return { tenantId: this.stack.tenantId, fileId: this.life.id, actor, key: randomUUID(), now: new Date() }
  }

  propose(wish: PlanWish = SIX, actor?: string): Promise<string> {
    return proposePlan(this.stack.db, this.act(actor), wish)
  }

  answer(planId: string, by: 'operator' | 'creditor', accepted: boolean): Promise<void> {
    return answerPlan(this.stack.db, this.act(), planId, { by, accepted, ...(!accepted && { reason: 'too long' }) })
  }

  async sign(planId: string): Promise<void> {
    await signPlanByHand(this.stack.db, this.act(), planId, { signedOn: await this.today(), proofSha256: 'a'.repeat(64) })
  }

  /** Proposed by an operator and signed on paper the same day. */
  async agree(wish: PlanWish = SIX): Promise<string> {
    const planId = await this.propose(wish)
    await this.sign(planId)
    return planId
  }

  async change(planId: string, ...dates: [dueOn: string, amount: number][]): Promise<void> {
    const instalments = dates.map(([dueOn, amount]) => ({ dueOn, amountCents: cents(amount) }))
    await changePlan(this.stack.db, this.act(), planId, instalments)
  }

  async today(): Promise<string> {
    return (await this.life.view()).legalNow.slice(0, 10)
  }

  /** Lives on until ten in the morning of a day, with its letters posted. */
  async goTo(day: string): Promise<void> {
    await this.life.forward((Date.parse(day) - Date.parse(await this.today())) / DAY_MS)
    await this.life.liveOn()
  }

  /** Pays on days, so much each. */
  async payOn(amountCents: number, ...days: string[]): Promise<void> {
    for (const day of days) {
      await this.goTo(day)
      await this.life.pay(amountCents)
      await this.life.liveOn()
    }
  }

  async plan() {
    const [newest] = (await this.life.view()).plans
    return newest
  }

  /** What has happened to the plan, as `2026-02-05 plan-kept`. */
  async story(): Promise<string[]> {
    const { events } = await this.life.view()
    return events
      .filter(({ kind }) => kind.startsWith('plan-') || kind === 'closed' || kind === 'reopened')
      .map(({ kind, legalTime }) => `${legalTime.slice(0, 10)} ${kind}`)
  }
}
