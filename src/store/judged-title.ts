import { v7 as uuidv7 } from 'uuid'
import { cents, splitByLargestRemainder } from '../domain/money.js'
import type { Passage, ProcedureState, ProceedingFact, TitleGrant } from '../domain/procedure/proceeding.js'
import { serviceOf } from '../domain/title.js'
import type { Title, TitleClaim } from '../generated/prisma/client.js'
import { fromDay, toDay } from './day.js'
import { endTitle } from './end-title.js'
import { appendEvent } from './file-event.js'
import { settleRejected } from './judged-claim.js'
import { postConsequences } from './ledger.js'
import type { Settling } from './proceeding-settle.js'

/**
 * Writes down by which title an enforcement goes on: a judgment on a late opposition takes the place of the order, whatever it grants (Code de
 * procédure civile 1420). What it rejects is taken off the claims; where a late report takes the judgment away again, the order is back.
 * @returns the title that is enforced now
 */
export async function settleJudged(settling: Settling, proceeding: ProceedingFact, state: ProcedureState): Promise<Title> {
  const { tx } = settling
  const { titleId } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceeding.id }, select: { titleId: true } })
  const enforced = await tx.title.findUniqueOrThrow({ where: { id: titleId as string } })
  if (!proceeding.reports.some(({ kind }) => kind === 'opposition')) return enforced
  const orderId = enforced.replacesId ?? enforced.id
  const order = await tx.title.findUniqueOrThrow({ where: { id: orderId }, include: { claims: { orderBy: { claimId: 'asc' } } } })
  const isLost = state.end === 'dismissed'
  const present =
    state.title === null
      ? await withoutJudgment(settling, proceeding, enforced, order, isLost)
      : await byJudgment(settling, proceeding, enforced, order, state.title)
  const left = state.title !== null ? sharesOf(order, state.title.principalCents) : isLost ? sharesOf(order, 0) : null
  const { source } = state.title ?? (state.passages.at(-1) as Passage)
  await settleRejected(settling, order, left, source)
  if (present.id !== enforced.id) await postConsequences(tx, settling.file, `title:${present.id}`)
  return present
}

type Order = Title & { claims: TitleClaim[] }

/** What of a sum each claim of a title has, in their order. */
const sharesOf = ({ claims }: Order, principalCents: number) =>
  splitByLargestRemainder(
    cents(principalCents),
    claims.map((claim) => cents(Number(claim.principalCents))),
  )

/** The order, as long as nothing has taken its place; a title that was dismissed ends as it stands. */
async function withoutJudgment(settling: Settling, { id }: ProceedingFact, enforced: Title, order: Order, isLost: boolean): Promise<Title> {
  if (isLost || enforced.id === order.id) return enforced
  await endTitle(settling, enforced.id, 'annulled')
  await endTitle(settling, order.id, null)
  await settling.tx.proceeding.update({ where: { id }, data: { titleId: order.id } })
  return { ...order, endReason: null, endedOn: null }
}

async function byJudgment(
  settling: Settling,
  proceeding: ProceedingFact,
  enforced: Title,
  order: Order,
  grant: TitleGrant,
): Promise<Title> {
  if (enforced.id !== order.id && isOf(enforced, grant)) return keepDays(settling, proceeding, enforced, grant)
  const judged = await register(settling, proceeding, order, grant)
  await endTitle(settling, enforced.id, enforced.id === order.id ? 'replaced' : 'annulled')
  await settling.tx.proceeding.update({ where: { id: proceeding.id }, data: { titleId: judged.id } })
  return judged
}

const isOf = (title: Title, { on, principalCents }: TitleGrant): boolean =>
  fromDay(title.grantedOn) === on && Number(title.principalCents) === principalCents

/** A report that comes later may move the first day of enforcement, and add costs. */
const keepDays = ({ tx }: Settling, proceeding: ProceedingFact, { id }: Title, { enforceableOn, costsCents, on }: TitleGrant) =>
  tx.title.update({ where: { id }, data: { enforceableOn: toDay(enforceableOn), costsCents, ...serviceIn(proceeding, on) } })

function serviceIn({ reports }: ProceedingFact, since: string) {
  const service = serviceOf(reports.filter(({ on, act }) => act === 'judgment' && on >= since))
  return { servedOn: service && toDay(service.on), serviceMode: service?.mode ?? null }
}

/** Interest runs from the day from which it was asked for by the order; it is raised by how long the judgment itself may be enforced. */
async function register(settling: Settling, proceeding: ProceedingFact, order: Order, grant: TitleGrant): Promise<Title> {
  const { tx, file, at } = settling
  const { on, enforceableOn, principalCents, costsCents, source } = grant
  const { courtReference } = await tx.proceeding.findUniqueOrThrow({ where: { id: proceeding.id }, select: { courtReference: true } })
  const { tenantId, fileId, currency, interest, interestFrom } = order
  const title = await tx.title.create({
    data: {
      id: uuidv7(),
      tenantId,
      fileId,
      proceedingId: proceeding.id,
      kind: 'judgment',
      reference: courtReference ?? order.reference,
      grantedOn: toDay(on),
      enforceableOn: toDay(enforceableOn),
      ...serviceIn(proceeding, on),
      currency,
      principalCents,
      costsCents,
      interest,
      interestFrom,
      replacesId: order.id,
      source,
      actor: 'engine',
    },
  })
  const shares = sharesOf(order, principalCents)
  const parts = order.claims.map(({ claimId }, index) => ({ titleId: title.id, claimId, principalCents: shares[index] ?? cents(0) }))
  await tx.titleClaim.createMany({ data: parts })
  const told = { actor: 'engine', legalTime: at }
  await appendEvent(tx, file.id, { kind: 'title-registered', ...told, data: { titleId: title.id, title: 'judgment', on, enforceableOn } })
  const data = { titleId: title.id, replaces: order.id, principalCents, beforeCents: Number(order.principalCents), source }
  await appendEvent(tx, file.id, { kind: 'title-judged', ...told, data })
  return title
}
