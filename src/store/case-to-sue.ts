import { type CaseToSue, chooseProcedure, type Proposal } from '../domain/choose-procedure.js'
import type { PieceFact } from '../domain/completeness.js'
import type { LegalDay } from '../domain/legal-day.js'
import { outsideMandate } from '../domain/mandate-scope.js'
import { type Cents, cents } from '../domain/money.js'
import type { EndReason } from '../domain/procedure/proceeding.js'
import { Prisma } from '../generated/prisma/client.js'
import { countryOfLaw } from '../law/region.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import type { Case } from './facts.js'
import type { FileRow } from './file-row.js'
import { scopeOf } from './mandate.js'
import { residenceOf } from './open-proceeding.js'
import { piecesOfFile } from './own-pieces.js'

/** Weighs the roads of a file on a day, as its rows have it now. */
export async function chooseFor(tx: Transaction, file: FileRow, { facts, law }: Case, today: LegalDay): Promise<Proposal> {
  return chooseProcedure(facts, law, today, await caseToSue(tx, file, today))
}

async function caseToSue(tx: Transaction, file: FileRow, today: LegalDay): Promise<CaseToSue> {
  const { id: fileId } = file
  const ofFile = { claim: { files: { some: { fileId } } } }
  const [row] = await tx.$queryRaw<{ pieces: PieceFact[] }[]>`SELECT ${piecesOfFile(Prisma.sql`${fileId}::uuid`)} AS pieces`
  const shown = await tx.claimDocument.findMany({ where: ofFile, select: { claimId: true } })
  const disputes = await tx.dispute.findMany({ where: ofFile, select: { claimId: true, state: true } })
  const ended = await tx.proceeding.findMany({ where: { fileId, endReason: { not: null } }, select: { procedure: true, endReason: true } })
  const residence = await residenceOf(tx, fileId)
  return {
    pieces: row?.pieces ?? [],
    shown: shown.map(({ claimId }) => claimId),
    disputes: disputes as CaseToSue['disputes'],
    residence: residence && { ...residence, lawCountry: countryOfLaw(residence.country) },
    hasPower: await powersOf(tx, fileId),
    tariffs: await tariffsOf(tx, file, today),
    tried: ended.map(({ procedure, endReason }) => ({ procedure, end: endReason as EndReason })),
  }
}

/** Powers that the mandate gives; a creditor that sues for itself has them all. */
async function powersOf(tx: Transaction, fileId: string): Promise<CaseToSue['hasPower']> {
  const { mandate } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { mandate: true } })
  if (mandate === null) return () => true
  const scope = scopeOf(mandate)
  return (power) => outsideMandate(scope, { power }) === null
}

/** Amounts that the tenant has entered for the country, as they hold on a day. */
async function tariffsOf(tx: Transaction, { tenantId, country }: FileRow, today: LegalDay): Promise<Record<string, Cents>> {
  const rows = await tx.costTariff.findMany({
    where: { tenantId, country, from: { lte: toDay(today) } },
    orderBy: { from: 'asc' },
    select: { code: true, amountCents: true },
  })
  return Object.fromEntries(rows.map(({ code, amountCents }) => [code, cents(amountCents)]))
}
