import { v7 as uuidv7 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import { judicialOn } from '../domain/judicial-law.js'
import type { LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import type { JudicialProcedure } from '../domain/procedure/proceeding.js'
import { lawOf } from '../law/book.js'
import { countryOfLaw, isOverseasRegion, regionOf } from '../law/region.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'
import { numberExhibits } from './exhibit.js'
import { currencyOf } from './file-currency.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'
import { collectFormalNotices } from './formal-notice-piece.js'
import { legalToday } from './legal-today.js'

export interface NewProceeding {
  procedure: JudicialProcedure
  /** Claims that it is about, with the principal that is asked for, in cents. */
  claims: { claimId: string; principalCents: number }[]
  proposalId: string | null
  /** Of an enforcement. */
  titleId: string | null
  /** Code and name of its court; null where none hears it. */
  court: { code: string; name: string } | null
  officerId: string | null
  lawyerId: string | null
  actor: string
}

/**
 * Opens a proceeding on a file, by the law of its legal day: region and distance of the debtor are those of its address now, exhibits are
 * numbered as its pieces stand. The caller holds the file's lock, has checked that it is approved, and tells the file.
 * @returns its id @throws DomainError proceeding-open, procedure-not-open where the law knows no such procedure
 */
export async function openProceeding(tx: Transaction, file: FileRow, input: NewProceeding, now: Date): Promise<string> {
  await requireNoneOpen(tx, file.id, input)
  const today = legalToday(file, now)
  const { procedure, claims, court, actor, ...rest } = input
  const askedCents = claims.reduce((total, { principalCents }) => total + principalCents, 0)
  const id = uuidv7()
  await tx.proceeding.create({
    data: {
      id,
      tenantId: file.tenantId,
      fileId: file.id,
      ...rest,
      procedure,
      course: courseOf(file, procedure, today),
      court: court?.code ?? null,
      courtName: court?.name ?? null,
      ...(await whereaboutsOf(tx, file)),
      currency: await currencyOf(tx, file.id),
      askedCents,
      openedOn: toDay(today),
      stage: 'preparing',
      stageOn: toDay(today),
      actor,
      claims: { create: claims },
    },
  })
  await collectFormalNotices(tx, file)
  await numberExhibits(tx, file.id, [id])
  const data = { proceedingId: id, procedure, askedCents, claims: claims.map(({ claimId }) => claimId) }
  await appendEvent(tx, file.id, { kind: 'proceeding-opened', actor, legalTime: legalNow(file, now), data })
  return id
}

/** A file is sued for by one procedure at a time, and a title is enforced once. */
async function requireNoneOpen(tx: Transaction, fileId: string, { procedure, titleId }: NewProceeding): Promise<void> {
  const same = procedure === 'enforcement' ? { procedure, titleId } : { procedure: { not: 'enforcement' } }
  if (await tx.proceeding.findFirst({ where: { fileId, endReason: null, ...same }, select: { id: true } }))
    throw new DomainError('proceeding-open')
}

function courseOf({ country }: FileRow, procedure: JudicialProcedure, today: LegalDay): string {
  const book = lawOf(country)
  const rules = book.judicial === undefined ? undefined : judicialOn(book, today).procedures[procedure]
  if (!rules) throw new DomainError('procedure-not-open', 'procedure')
  return rules.course
}

/** Where a debtor can be served, as far as its last address is still good. */
export interface Residence {
  country: string
  postcode: string
  city: string
}

/** The debtor's usable postal address that was told last; null without one. */
export async function residenceOf(tx: Transaction, fileId: string): Promise<Residence | null> {
  const { debtorId } = await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { debtorId: true } })
  const point = await tx.contactPoint.findFirst({
    where: { partyId: debtorId, kind: 'postal', status: 'usable' },
    orderBy: { id: 'desc' },
    select: { country: true, postcode: true, city: true },
  })
  return point && { country: point.country ?? '', postcode: point.postcode ?? '', city: point.city ?? '' }
}

/**
 * Region with holidays of its own, and whether the debtor lives so far away that the law gives it longer (Code de procédure civile 643, 644):
 * overseas, or in another country than that whose courts the file is before. Without an address it is taken for near.
 */
async function whereaboutsOf(tx: Transaction, file: FileRow): Promise<{ region: string | null; distance: 'none' | 'overseas' | 'abroad' }> {
  const residence = await residenceOf(tx, file.id)
  if (residence === null) return { region: null, distance: 'none' }
  if (countryOfLaw(residence.country) !== countryOfLaw(file.country)) return { region: null, distance: 'abroad' }
  const region = regionOf(residence.country, residence.postcode)
  return { region, distance: isOverseasRegion(region) ? 'overseas' : 'none' }
}
