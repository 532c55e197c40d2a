import { v7 as uuidv7 } from 'uuid'
import type { Capacity } from '../domain/capacity.js'
import { addDays, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { lawOf } from '../law/book.js'
import { COUNTRIES_WITH_REGISTERS, REGISTERS, type RegisterName, registersOf, sirenInVat } from '../law/registers.js'
import type { Database, Transaction } from './database.js'

/** Why a register was asked. */
export type CheckCause = 'opening' | 'daily' | 'before-notice' | 'by-hand'

/** Of whom registers are asked, and what they are asked by. */
export interface Subject {
  partyId: string
  tenantId: string
  name: string
  siren: string | null
  /** A VAT number, its country's letters apart. */
  vat: { country: string; number: string } | null
  postcode: string | null
  city: string | null
  /** Country whose law its open files live under. */
  country: string
  /** As what its claims are owed, and when the oldest fell due; null without any. */
  capacities: Capacity[]
  oldestDue: LegalDay | null
  /** Legal time of the file that is furthest ahead, and its day. */
  at: Date
  today: LegalDay
  /** Last answer of each register, or that there was none. */
  asked: { register: RegisterName; outcome: string; checkedAt: Date }[]
}

/**
 * What a party with open files is asked about by; null for one that no register has: without any such file, or a person without a number
 * in a register. A consumer's insolvency is published nowhere.
 */
export async function loadSubject(tx: Transaction, partyId: string, now: Date): Promise<Subject | null> {
  const party = await tx.party.findUnique({
    where: { id: partyId },
    include: {
      identifiers: { where: { kind: { in: ['siren', 'vat'] } }, orderBy: { value: 'asc' } },
      points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 },
      files: { where: { status: 'open' }, include: { claims: { include: { claim: { select: { capacity: true, dueDate: true } } } } } },
    },
  })
  const [file] = party?.files.sort((a, b) => Number(b.legalOffsetMs - a.legalOffsetMs)) ?? []
  if (!party || !file) return null
  const vat = party.identifiers.find(({ kind }) => kind === 'vat')?.value ?? null
  const siren = party.identifiers.find(({ kind }) => kind === 'siren')?.value ?? (vat && sirenInVat(vat))
  if (party.kind === 'person' && siren === null && vat === null) return null
  const at = legalNow(file, now)
  const claims = party.files.flatMap((one) => one.claims.map(({ claim }) => claim))
  const [point] = party.points
  const [oldest] = claims.map(({ dueDate }) => dueDate.toISOString().slice(0, 10)).sort()
  return {
    partyId,
    tenantId: party.tenantId,
    name: party.name,
    siren,
    vat: vat === null ? null : { country: vat.slice(0, 2), number: vat.slice(2) },
    postcode: point?.postcode ?? null,
    city: point?.city ?? null,
    country: file.country,
    capacities: [...new Set(claims.map(({ capacity }) => capacity as Capacity))],
    oldestDue: oldest ?? null,
    at,
    today: legalDayOf(at, lawOf(file.country).zone),
    asked: await lastAnswers(tx, partyId),
  }
}

function lastAnswers(tx: Transaction, partyId: string): Promise<Subject['asked']> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (register) register, outcome, checked_at AS "checkedAt" FROM register_check
     WHERE party_id = ${partyId}::uuid ORDER BY register, checked_at DESC, id DESC`
}

/** A register that was away is left alone for so long. */
const AWAY_PAUSE_MS = 3_600_000
/** A VAT number is asked about again after so many days: the states bear few questions. */
const VAT_EVERY_DAYS = 30

/** Registers to ask about somebody now: each once a day of its legal time, by hand at once, and before a notice again where it was away. */
export function registersDue(subject: Subject, cause: CheckCause): RegisterName[] {
  const has: Record<RegisterName, boolean> = { sirene: true, bodacc: true, vies: subject.vat !== null }
  const mine = REGISTERS.filter((register) => has[register] && (register === 'vies' || registersOf(subject.country).includes(register)))
  return cause === 'by-hand' ? mine : mine.filter((register) => isDue(subject, register, cause))
}

function isDue({ asked, at, today, country }: Subject, register: RegisterName, cause: CheckCause): boolean {
  const last = asked.find((one) => one.register === register)
  if (!last) return true
  if (last.outcome === 'unavailable') return cause === 'before-notice' || at.getTime() - last.checkedAt.getTime() >= AWAY_PAUSE_MS
  const lasts = register === 'vies' ? VAT_EVERY_DAYS : 1
  return addDays(legalDayOf(last.checkedAt, lawOf(country).zone), lasts) <= today
}

/** Whether the gazette has answered about somebody today. */
export const isChecked = (subject: Subject): boolean => !registersOf(subject.country).includes('bodacc') || !isStale(subject)

function isStale({ asked, today, country }: Subject): boolean {
  const last = asked.find(({ register }) => register === 'bodacc')
  return !last || last.outcome === 'unavailable' || legalDayOf(last.checkedAt, lawOf(country).zone) < today
}

/** An answer of a register, without personal data: numbers, codes, days. */
export interface Answered {
  register: RegisterName
  outcome: string
  facts: Record<string, unknown>
}

/** Notes what registers have answered. */
export async function keepAnswers(tx: Transaction, subject: Subject, answers: readonly Answered[], cause: CheckCause): Promise<void> {
  const { tenantId, partyId, at: checkedAt } = subject
  const rows = answers.map(({ facts, ...answer }) => ({
    id: uuidv7(),
    tenantId,
    partyId,
    ...answer,
    facts: facts as object,
    cause,
    checkedAt,
  }))
  await tx.registerCheck.createMany({ data: rows })
}

/**
 * Parties with open files of the real clock that the registers are to be asked about: those first that none was ever asked about, then
 * those not asked about today, and those of whom one was away an hour ago. Files that skip time are asked about before their notices alone.
 */
export async function partiesToCheck(db: Database, now: Date, limit: number, tenantId: string | null = null): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH subject AS (
      SELECT p.id, ${now}::timestamptz + max(f.legal_offset_ms) * interval '1 millisecond' AS at,
             bool_or(f.country = ANY(${[...COUNTRIES_WITH_REGISTERS]})) AS national,
             EXISTS (SELECT FROM party_identifier i WHERE i.party_id = p.id AND i.kind = 'vat') AS vat
        FROM debt_file f JOIN party p ON p.id = f.debtor_id
       WHERE f.status = 'open' AND f.clock = 'real' AND (${tenantId}::uuid IS NULL OR f.tenant_id = ${tenantId}::uuid)
         AND (p.kind = 'company' OR EXISTS (SELECT FROM party_identifier i WHERE i.party_id = p.id AND i.kind IN ('siren', 'vat')))
       GROUP BY p.id
    ), asked AS (
      SELECT s.id, s.at, s.national, s.vat, c.register, c.outcome, c.checked_at
        FROM subject s
        LEFT JOIN LATERAL (SELECT DISTINCT ON (register) register, outcome, checked_at FROM register_check
                            WHERE party_id = s.id ORDER BY register, checked_at DESC, id DESC) c ON true
    )
    SELECT id::text FROM asked GROUP BY id, at, national, vat
    HAVING national AND coalesce(max(checked_at) FILTER (WHERE register = 'bodacc'), '-infinity') AT TIME ZONE ${ZONE} < date_trunc('day', at AT TIME ZONE ${ZONE})
        OR vat AND coalesce(max(checked_at) FILTER (WHERE register = 'vies'), '-infinity') AT TIME ZONE ${ZONE}
                   < date_trunc('day', at AT TIME ZONE ${ZONE}) - (${VAT_EVERY_DAYS - 1} * interval '1 day')
        OR bool_or(outcome = 'unavailable' AND checked_at <= at - ${AWAY_PAUSE_MS} * interval '1 millisecond')
     ORDER BY max(checked_at) NULLS FIRST, id LIMIT ${limit}`
  return rows.map(({ id }) => id)
}

/** Zone in which a day of asking begins. */
const ZONE = 'Europe/Paris'
