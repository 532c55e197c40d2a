import { standingPaymentsOf } from '../domain/balance.js'
import type { Facts } from '../domain/facts.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import { type Cents, cents, sum } from '../domain/money.js'
import type { SideAct } from '../domain/side-act.js'
import { isSideStage } from '../domain/stage.js'
import type { Change } from '../strategies/templates/facts.js'
import type { SideFacts } from '../strategies/templates/side-facts.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { newsOf } from './judicial-news.js'
import { mediatorOf } from './mediator.js'

/** A file on the day of a message. */
interface Present {
  fileId: string
  facts: Facts
  today: LegalDay
}

/** What words beside the road are about, as the rows have it now. */
export async function sideFactsOf(tx: Transaction, { kind, of }: SideAct, file: Present): Promise<SideFacts> {
  switch (kind) {
    case 'plan-reminder':
    case 'plan-default':
      return planFactsOf(tx, kind, of, file)
    case 'dispute-answer':
      return disputeFactsOf(tx, of, file.fileId)
    case 'reply': {
      const { text } = await tx.reply.findUniqueOrThrow({ where: { id: of } })
      return { kind, text }
    }
    case 'address-check':
      return { kind }
    case 'judicial-step':
      return { kind, ...(await newsOf(tx, of)) }
  }
}

/** Payments are counted towards instalments in their order, as they came in since the plan began. */
async function planFactsOf(
  tx: Transaction,
  kind: 'plan-reminder' | 'plan-default',
  of: string,
  { facts, today }: Present,
): Promise<SideFacts> {
  const [planId = '', revision = '', which = ''] = of.split('/')
  const plan = await tx.paymentPlan.findUniqueOrThrow({
    where: { id: planId },
    include: { instalments: { where: { revision: Number(revision) }, orderBy: { number: 'asc' } } },
  })
  const number = Number(which)
  const instalment = plan.instalments.find((one) => one.number === number)
  if (!instalment) throw new Error(`no instalment ${of}`)
  const dueOn = fromDay(instalment.dueOn)
  const due = sum(plan.instalments.filter((one) => one.number <= number).map(({ amountCents }) => cents(Number(amountCents))))
  const open = Math.max(0, due - Math.max(0, paidOn(facts, today) - Number(plan.baselineCents)))
  if (kind === 'plan-default') return { kind, overdueCents: cents(open), dueOn, cureBy: addDays(today, plan.cureDays) }
  const instalmentCents = cents(Math.min(Number(instalment.amountCents), open))
  return { kind, number, of: plan.instalments.length, dueOn, instalmentCents, method: plan.method as 'by-debtor' | 'direct-debit' | 'card' }
}

const paidOn = ({ claims }: Facts, on: LegalDay): Cents =>
  sum(claims.flatMap((claim) => standingPaymentsOf(claim, on).map(({ amountCents }) => amountCents)))

async function disputeFactsOf(tx: Transaction, disputeId: string, fileId: string): Promise<SideFacts> {
  const { claim, state, contestedCents, upheldCents, answer } = await tx.dispute.findUniqueOrThrow({
    where: { id: disputeId },
    include: { claim: { select: { reference: true } } },
  })
  const outcome = state as 'upheld' | 'partly-upheld' | 'rejected'
  const mediator = outcome === 'upheld' ? null : await mediatorOf(tx, fileId)
  return {
    kind: 'dispute-answer',
    claim: claim.reference,
    outcome,
    contestedCents: contestedCents === null ? null : cents(Number(contestedCents)),
    upheldCents: cents(Number(upheldCents ?? 0)),
    words: answer ?? '',
    mediator: mediator && { name: mediator.name, contact: [mediator.address, mediator.url].filter((part) => part !== null) },
  }
}

/** What was taken off claims since the file's last step went out: the one that follows says so, whatever it is. */
export async function changesOf(tx: Transaction, { fileId, facts }: Present): Promise<Change[]> {
  if (facts.claims.every(({ recalledOn }) => recalledOn === undefined)) return []
  const steps = facts.contacts.filter(({ stage, state }) => state === 'sent' && !isSideStage(stage))
  const upheld = await tx.dispute.findMany({
    where: { fileId, state: { in: ['upheld', 'partly-upheld'] }, upheldCents: { gt: 0 } },
    include: { claim: { select: { reference: true } } },
    orderBy: [{ answeredOn: 'asc' }, { id: 'asc' }],
  })
  return upheld
    .map(({ claim, upheldCents, answeredOn }) => ({
      claim: claim.reference,
      takenOffCents: cents(Number(upheldCents)),
      on: fromDay(answeredOn as Date),
    }))
    .filter(({ on }) => !steps.some(({ contactedOn }) => contactedOn !== null && contactedOn > on))
}
