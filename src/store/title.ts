import { v7 as uuidv7 } from 'uuid'
import { type Cents, cents, splitByLargestRemainder } from '../domain/money.js'
import type { ProcedureState, ProceedingFact, TitleGrant } from '../domain/procedure/proceeding.js'
import { awardedInterest, serviceOf, titleEnd, titleKind } from '../domain/title.js'
import type { Title } from '../generated/prisma/client.js'
import { fromDay, toDay } from './day.js'
import { appendEvent } from './file-event.js'
import { postConsequences } from './ledger.js'
import { openEnforcement } from './open-enforcement.js'
import { tell } from './outbox.js'
import type { PassageEffect } from './proceeding-effects.js'
import type { Settling } from './proceeding-settle.js'

/**
 * Registers the title that a proceeding has reached, puts it on its claims, and opens its enforcement where the creditor's power covers that.
 * One that a late report takes away again is annulled, and its enforcement stopped. The enforcement of a title says when it was served, and how
 * it ends.
 */
export const registerTitle: PassageEffect = async (settling, proceeding, state) => {
  if (proceeding.course === 'enforcement') return keepLife(settling, proceeding, state)
  const { tx } = settling
  const known = await tx.title.findFirst({ where: { proceedingId: proceeding.id, endReason: null }, orderBy: { id: 'desc' } })
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

/** It was no title: its claims bear what they bore before, and nobody enforces it any more. */
async function annul(settling: Settling, { id }: Title): Promise<void> {
  const { tx, file, today } = settling
  await end(settling, id, 'annulled')
  const enforcements = await tx.proceeding.findMany({ where: { titleId: id, endReason: null }, select: { id: true } })
  const days = { doneOn: toDay(today), toldOn: toDay(today) }
  const stopped = { kind: 'stopped', ...days, body: { reason: 'title-annulled' }, actor: 'engine' }
  await tx.proceedingReport.createMany({ data: enforcements.map((one) => ({ id: uuidv7(), proceedingId: one.id, ...stopped })) })
  await postConsequences(tx, file, `title-annulled:${id}`)
  await tell(tx, file.id, 'title-annulled')
}

async function end({ tx, file, today, at }: Settling, titleId: string, reason: string | null): Promise<void> {
  await tx.title.update({ where: { id: titleId }, data: { endReason: reason, endedOn: reason === null ? null : toDay(today) } })
  if (reason === null) return
  await appendEvent(tx, file.id, { kind: 'title-ended', actor: 'engine', legalTime: at, data: { titleId, reason } })
}

/** What the enforcement of a title says of the title itself. */
async function keepLife(settling: Settling, { reports, title }: ProceedingFact, state: ProcedureState): Promise<void> {
  if (!title) return
  const { tx, file } = settling
  const row = await tx.title.findUniqueOrThrow({ where: { id: title.id } })
  const service = serviceOf(reports)
  if (row.servedOn === null && service)
    await tx.title.update({ where: { id: row.id }, data: { servedOn: toDay(service.on), serviceMode: service.mode ?? null } })
  const reason = titleEnd(state)
  if (reason === row.endReason) return
  await end(settling, row.id, reason)
  if (reason === 'annulled' || row.endReason === 'annulled') await postConsequences(tx, file, `title-${reason ?? 'good'}:${row.id}`)
}
