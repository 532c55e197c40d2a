import { v7 as uuidv7 } from 'uuid'
import { type Cents, cents, splitByLargestRemainder } from '../domain/money.js'
import type { ProcedureState, ProceedingFact, ReportFact, TitleGrant } from '../domain/procedure/proceeding.js'
import { awardedInterest, serviceOf, titleEnd, titleKind } from '../domain/title.js'
import type { Title } from '../generated/prisma/client.js'
import { fromDay, toDay } from './day.js'
import { endTitle } from './end-title.js'
import { appendEvent } from './file-event.js'
import { settleJudged } from './judged-title.js'
import { postConsequences } from './ledger.js'
import { openEnforcement } from './open-enforcement.js'
import { tell } from './outbox.js'
import { loadProceeding } from './proceeding.js'
import { settleCosts } from './proceeding-cost.js'
import type { PassageEffect } from './proceeding-effects.js'
import type { Settling } from './proceeding-settle.js'

/** Why an enforcement is stopped whose title is none. */
const TITLE_ANNULLED = 'title-annulled'

/**
 * Registers the title that a proceeding has reached, puts it on its claims, and opens its enforcement where the creditor's power covers that.
 * One that a late report takes away again is annulled, and its enforcement stopped. The enforcement of a title says when it was served, and how
 * it ends.
 */
export const registerTitle: PassageEffect = async (settling, proceeding, state) => {
  if (proceeding.course === 'enforcement') return keepLife(settling, proceeding, state)
  const { tx } = settling
  // One that is satisfied, expired or replaced by a judgment was a title all the same.
  const standing = { OR: [{ endReason: null }, { endReason: { not: 'annulled' } }] }
  const known = await tx.title.findFirst({ where: { proceedingId: proceeding.id, ...standing }, orderBy: { id: 'desc' } })
  if (known && state.title && isOf(known, state.title)) return keepDays(settling, known, proceeding, state.title)
  if (known) await annul(settling, known)
  if (state.title) await register(settling, proceeding, state.title)
}

const isOf = (title: Title, { on, principalCents }: TitleGrant): boolean =>
  fromDay(title.grantedOn) === on && Number(title.principalCents) === principalCents

/** A report that comes later may move the first day of enforcement, and add costs. */
async function keepDays({ tx }: Settling, title: Title, proceeding: ProceedingFact, grant: TitleGrant): Promise<void> {
  const service = serviceOf(proceeding.reports)
  const days = { enforceableOn: toDay(grant.enforceableOn), servedOn: service && toDay(service.on) }
  await tx.title.update({ where: { id: title.id }, data: { ...days, serviceMode: service?.mode ?? null, costsCents: grant.costsCents } })
}

async function register(settling: Settling, proceeding: ProceedingFact, grant: TitleGrant): Promise<void> {
  const { tx, file, found, at } = settling
  const row = await tx.proceeding.findUniqueOrThrow({ where: { id: proceeding.id }, include: { claims: { orderBy: { claimId: 'asc' } } } })
  const kind = titleKind(proceeding, grant)
  const service = serviceOf(proceeding.reports)
  const claims = found.facts.claims.filter(({ id }) => proceeding.claimIds.includes(id))
  const { on, enforceableOn, principalCents, costsCents, source } = grant
  const title = await tx.title.create({
    data: {
      id: uuidv7(),
      tenantId: file.tenantId,
      fileId: file.id,
      proceedingId: proceeding.id,
      kind,
      reference: row.courtReference ?? proceeding.id,
      grantedOn: toDay(on),
      enforceableOn: toDay(enforceableOn),
      servedOn: service && toDay(service.on),
      serviceMode: service?.mode ?? null,
      currency: row.currency,
      principalCents,
      costsCents,
      interest: awardedInterest(claims, found.law),
      interestFrom: toDay(service?.act === 'order' ? service.on : on),
      issuedById: kind === 'small-claims' ? row.officerId : null,
      source,
      actor: 'engine',
    },
  })
  const shares = splitByLargestRemainder(
    principalCents,
    row.claims.map((claim) => cents(claim.principalCents)),
  )
  const parts = row.claims.map(({ claimId }, index) => ({ titleId: title.id, claimId, principalCents: shares[index] as Cents }))
  await tx.titleClaim.createMany({ data: parts })
  const data = { titleId: title.id, title: kind, on, enforceableOn }
  await appendEvent(tx, file.id, { kind: 'title-registered', actor: 'engine', legalTime: at, data })
  await postConsequences(tx, file, `title:${title.id}`)
  await openEnforcement(tx, file, title, { officerId: row.officerId, actor: 'engine', at })
}

/** It was no title: its claims bear what they bore before, nobody enforces it any more, and no costs are asked for under it. */
async function annul(settling: Settling, { id }: Title): Promise<void> {
  const { tx, file, today } = settling
  const after = await tx.title.findMany({ where: { replacesId: id, endReason: null }, select: { id: true } })
  const ids = [id, ...after.map((one) => one.id)]
  for (const one of ids) await endTitle(settling, one, 'annulled')
  await settleCostsOf(settling, ids)
  const enforcements = await tx.proceeding.findMany({ where: { titleId: { in: ids }, endReason: null }, select: { id: true } })
  const days = { doneOn: toDay(today), toldOn: toDay(today) }
  const stopped = { kind: 'stopped', ...days, body: { reason: TITLE_ANNULLED }, actor: 'engine' }
  await tx.proceedingReport.createMany({ data: enforcements.map((one) => ({ id: uuidv7(), proceedingId: one.id, ...stopped })) })
  await postConsequences(tx, file, `title-annulled:${id}`)
  await tell(tx, file.id, 'title-annulled')
}

/** Settles the costs of all proceedings that have led to titles, or enforce them: it is theirs that what is asked for rests on. */
async function settleCostsOf(settling: Settling, titleIds: readonly string[]): Promise<void> {
  const { tx, file, found } = settling
  const titles = await tx.title.findMany({ where: { id: { in: [...titleIds] } }, select: { id: true, proceedingId: true } })
  const led = titles.flatMap(({ proceedingId }) => proceedingId ?? [])
  const enforcing = { titleId: { in: titles.map(({ id }) => id) } }
  const rows = await tx.proceeding.findMany({
    where: { OR: [{ id: { in: led } }, enforcing] },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  for (const { id } of rows) await settleCosts(settling, await loadProceeding(tx, file.id, id, found.law))
}

/** What the enforcement of a title says of the title itself. */
async function keepLife(settling: Settling, proceeding: ProceedingFact, state: ProcedureState): Promise<void> {
  // Stopped because its title was annulled: nothing that it says makes that title good again.
  if (!proceeding.title || proceeding.reports.some(({ reason }) => reason === TITLE_ANNULLED)) return
  const { tx, file } = settling
  const row = await settleJudged(settling, proceeding, state)
  const service = row.replacesId === null ? serviceBefore(proceeding) : null
  if (row.servedOn === null && service)
    await tx.title.update({ where: { id: row.id }, data: { servedOn: toDay(service.on), serviceMode: service.mode ?? null } })
  const reason = titleEnd(state)
  if (reason === row.endReason) return
  await endTitle(settling, row.id, reason)
  if (reason === 'annulled' && row.replacesId !== null) await endTitle(settling, row.replacesId, 'annulled')
  if (reason !== 'annulled' && row.endReason !== 'annulled') return
  await postConsequences(tx, file, `title-${reason ?? 'good'}:${row.id}`)
  await settleCostsOf(settling, [row.id, row.replacesId ?? row.id])
}

/** Of the title itself: a judgment on an opposition against it is another title. */
function serviceBefore({ reports }: ProceedingFact): ReportFact | null {
  const opposed = reports.find(({ kind }) => kind === 'opposition')?.on
  return serviceOf(opposed === undefined ? reports : reports.filter(({ on }) => on < opposed))
}
