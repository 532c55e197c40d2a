import { noticeDay, statementOf } from '../domain/account.js'
import type { ClaimFact } from '../domain/facts.js'
import { packOn, regimeOf } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { AccountFacts, PaperParty, StatedAccount } from '../strategies/papers/facts.js'
import type { Transaction } from './database.js'
import { fromDay } from './day.js'
import { type Case, loadCase } from './facts.js'
import { legalToday } from './legal-today.js'

/** Who is in a file, with its law and its facts. */
export interface Parties extends Omit<AccountFacts, 'on' | 'claims'> {
  found: Case
}

/** A file's parties as they are named in papers. The debtor's address is the one that is usable now. */
export async function loadParties(tx: Transaction, fileId: string): Promise<Parties> {
  const file = await tx.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      creditor: true,
      claims: { select: { claim: { select: { currency: true } } }, take: 1 },
      debtor: {
        include: {
          points: { where: { kind: 'postal', status: 'usable' }, orderBy: { id: 'desc' }, take: 1 },
          identifiers: { where: { kind: 'siren' }, take: 1 },
        },
      },
    },
  })
  const { creditor, debtor } = file
  const own = await tx.organisation.findFirstOrThrow({ where: { tenantId: file.tenantId, own: true } })
  const collects = file.mandateId === null ? ('creditor' as const) : ('agency' as const)
  const [point] = debtor.points
  return {
    fileReference: file.reference,
    currency: file.claims[0]?.claim.currency ?? 'EUR',
    creditor: paperParty(creditor),
    collector: paperParty(collects === 'agency' ? own : creditor),
    collects,
    debtor: {
      name: debtor.name,
      kind: debtor.kind,
      siren: debtor.identifiers[0]?.value ?? null,
      address: point ? addressOf(point) : [],
    },
    found: await loadCase(tx, fileId),
  }
}

interface Placed {
  addressLines: string[]
  postcode: string | null
  city: string | null
}

const addressOf = ({ addressLines, postcode, city }: Placed): string[] =>
  [...addressLines, `${postcode ?? ''} ${city ?? ''}`.trim()].filter((line) => line !== '')

/** An organisation as a paper names it. */
export function paperParty(organisation: Placed & { name: string; siren: string | null }): PaperParty {
  return { name: organisation.name, siren: organisation.siren, address: addressOf(organisation) }
}

/**
 * Claims as a paper states them at the end of a day. @param asked principal that is asked for, by claim; where that is less than what is owed,
 * the rest is left out as though it had never been claimed, with its interest. Without it all claims of the file are stated in full.
 */
export async function statedAccounts(
  tx: Transaction,
  fileId: string,
  { facts, law }: Case,
  on: LegalDay,
  asked: ReadonlyMap<string, Cents> | null = null,
): Promise<StatedAccount[]> {
  const rows = await tx.claim.findMany({ where: { files: { some: { fileId } } }, orderBy: [{ dueDate: 'asc' }, { reference: 'asc' }] })
  return rows.flatMap((row): StatedAccount[] => {
    const claim = facts.claims.find(({ id }) => id === row.id)
    if (!claim || (asked !== null && !asked.has(row.id))) return []
    const noticeOn = noticeDay(claim, facts.contacts, law, on)
    const whole = statementOf(claim, noticeOn, law, on)
    const leftOutCents = cents(Math.max(0, whole.principalCents - (asked?.get(row.id) ?? whole.principalCents)))
    const { principalCents, interestCents, indemnityCents, costsCents, owedCents, barredInterestCents, lines } =
      leftOutCents === 0 ? whole : statementOf(without(claim, leftOutCents), noticeOn, law, on)
    const pack = packOn(law, claim.dueDate)
    const charges = pack.lateCharges[regimeOf(pack, claim.capacity)]
    return [
      {
        reference: row.reference,
        issuedOn: row.issueDate && fromDay(row.issueDate),
        dueDate: claim.dueDate,
        amountCents: claim.amountCents,
        capacity: claim.capacity,
        leftOutCents,
        noticeOn,
        principalCents,
        interestCents,
        indemnityCents,
        costsCents,
        owedCents,
        barredInterestCents,
        lines,
        movements: claim.money.filter((fact) => fact.on <= on).map(({ on: day, kind, amountCents }) => ({ on: day, kind, amountCents })),
        interestLaw: charges.interest,
        indemnityLaw: charges.indemnityCents,
      },
    ]
  })
}

const without = (claim: ClaimFact, leftOutCents: Cents): ClaimFact => ({ ...claim, amountCents: cents(claim.amountCents - leftOutCents) })

/** The day that a file's own time shows. */
export const fileToday = async (tx: Transaction, fileId: string, now: Date): Promise<LegalDay> =>
  legalToday(await tx.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { country: true, legalOffsetMs: true } }), now)

/** How a file stands at the end of a day, as a statement of account says it. */
export async function loadAccount(tx: Transaction, fileId: string, on: LegalDay): Promise<AccountFacts> {
  const { found, ...parties } = await loadParties(tx, fileId)
  return { ...parties, on, claims: await statedAccounts(tx, fileId, found, on) }
}
