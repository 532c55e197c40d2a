import { v7 as uuidv7 } from 'uuid'
import { type Admission, type AskedClaim, admit, type KnownBefore, type Refusal } from '../domain/admission.js'
import { bareNumber } from '../domain/invoice-number.js'
import { KnownClaims } from '../domain/known-claims.js'
import type { LawBook } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import type { Mandate } from '../generated/prisma/client.js'
import { limitedBy, type NewClaim } from './claim.js'
import type { Transaction } from './database.js'
import { identifies, keyOf, type ParsedDebtor } from './debtor.js'
import { scopeOf } from './mandate.js'

/** A file as far as its admission depends on it. */
export interface FileToAdmit {
  opening: { legalStart: Date }
  creditor: { id: string }
  debtor: Pick<ParsedDebtor, 'identifiers'>
  input: { claims: readonly NewClaim[] }
  law: LawBook
  mandate: Mandate | null
}

/**
 * What is known of those whom a batch of files of one tenant concerns, looked up by two statements whatever their number. Files are
 * asked about in their order: what one takes in charge is known to the next.
 */
export class AdmissionDesk {
  private constructor(
    private readonly parties: ReadonlyMap<string, Party>,
    private readonly claims: KnownClaims,
  ) {}

  static async open(tx: Transaction, tenantId: string, files: readonly FileToAdmit[]): Promise<AdmissionDesk> {
    const parties = await partiesOf(tx, tenantId, files)
    const claims = new KnownClaims()
    for (const { party, ...claim } of await claimsLike(tx, tenantId, files, parties))
      claims.add({ ...claim, debtors: party === null ? [] : [party] })
    return new AdmissionDesk(parties, claims)
  }

  /** Says whether a file is taken in charge, and remembers what of it is. */
  admit(file: FileToAdmit): Admission {
    const { creditor, input, law, mandate, opening } = file
    const debtors = debtorsOf(file, this.parties)
    const claims = input.claims.map(askedClaim)
    const today = legalDayOf(opening.legalStart, law.zone)
    const asked = { creditor: creditor.id, debtors, claims, requires: mandate?.requires ?? [], mandate: mandate && scopeOf(mandate), today }
    const admission = admit(asked, { claims: this.claims, insolvency: this.insolvencyOf(debtors) }, law)
    for (const place of admission.admitted) this.claims.add({ creditor: creditor.id, debtors, ...(claims[place] as AskedClaim) })
    return admission
  }

  private insolvencyOf(debtors: readonly string[]): KnownBefore['insolvency'] {
    const found = [...this.parties.values()].find(({ id, proceeding }) => proceeding !== null && debtors.includes(id))
    return found?.proceeding && found.publishedOn ? { proceeding: found.proceeding, publishedOn: found.publishedOn } : null
  }
}

/** A claim of a request as its admission looks at it. */
export function askedClaim(claim: NewClaim): AskedClaim {
  const { reference, amountCents, dueDate, issueDate = null, capacity, category, acts = [], directPayments = [], notices } = claim
  return {
    reference,
    amountCents,
    dueDate,
    issueDate,
    capacity,
    category,
    limitationFrom: limitedBy(claim).limitationFrom,
    acts: acts.map(({ act: kind, on, until, reference, proofSha256 }) => ({ kind, on, until, reference, isProven: proofSha256 !== null })),
    provenNotices: notices.flatMap(({ on, proof }, place) => (proof ? [{ at: `notices.${place}`, on }] : [])),
    directPayments,
    disputed: claim.disputed ? (claim.disputeReason ?? 'other') : null,
    notADuplicateOf: claim.notADuplicateOf ?? [],
    documents: claim.documents.map(({ kind }) => kind),
  }
}

/** A party that identifiers lead to, and the insolvency proceedings that it is in. */
interface Party {
  kind: string
  value: string
  id: string
  proceeding: string | null
  publishedOn: LegalDay | null
}

/** What tells who a file's debtor is: its identifiers, and the parties that have them. */
function debtorsOf({ debtor }: FileToAdmit, parties: ReadonlyMap<string, Party>): string[] {
  const keys = debtor.identifiers.filter(identifies).map(keyOf)
  return [...new Set([...keys, ...keys.flatMap((key) => parties.get(key)?.id ?? [])])]
}

/** Of notices that are sure to be about a party the newest tells how it stands; that its proceedings are closed is one of them. */
async function partiesOf(tx: Transaction, tenantId: string, files: readonly FileToAdmit[]): Promise<Map<string, Party>> {
  const wanted = files.flatMap(({ debtor }) => debtor.identifiers.filter(identifies))
  if (wanted.length === 0) return new Map()
  const rows = await tx.$queryRaw<Party[]>`
    SELECT i.kind, i.value, i.party_id::text AS id, n.proceeding, n.published_on::text AS "publishedOn"
      FROM party_identifier i
      JOIN unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ value }) => value)}::text[]) AS w(kind, value)
        ON w.kind = i.kind AND w.value = i.value
      LEFT JOIN LATERAL (
        SELECT CASE WHEN o.proceeding <> 'closure' THEN o.proceeding END AS proceeding, o.published_on FROM insolvency_notice o
         WHERE o.party_id = i.party_id AND o.state = 'confirmed' AND o.proceeding <> 'other'
         ORDER BY o.published_on DESC, o.recorded_at DESC LIMIT 1) n ON true
     WHERE i.tenant_id = ${tenantId}::uuid`
  return new Map(rows.map((row) => [keyOf(row), row]))
}

interface ClaimLike {
  creditor: string
  reference: string
  amountCents: number
  dueDate: LegalDay
  /** Who owes it, where it was found by that. */
  party: string | null
}

/** Claims in charge that may be one of these: by what all spellings of a number share, or by debtor, sum and due date. */
async function claimsLike(
  tx: Transaction,
  tenantId: string,
  files: readonly FileToAdmit[],
  parties: ReadonlyMap<string, Party>,
): Promise<ClaimLike[]> {
  const wanted = files.flatMap(({ creditor, input }) => input.claims.map(({ reference }) => [creditor.id, bareNumber(reference)] as const))
  const owed = files.flatMap((file) => {
    const ids = new Set(debtorsOf(file, parties).filter((key) => !key.includes('\n')))
    return [...ids].flatMap((id) =>
      file.input.claims.map(({ amountCents, dueDate }) => [file.creditor.id, id, amountCents, dueDate] as const),
    )
  })
  return tx.$queryRaw<ClaimLike[]>`
    SELECT c.creditor_id::text AS creditor, c.reference, c.amount_cents::float8 AS "amountCents", c.due_date::text AS "dueDate", NULL AS party
      FROM (SELECT DISTINCT * FROM unnest(${wanted.map(([creditor]) => creditor)}::uuid[], ${wanted.map(([, number]) => number)}::text[])) AS w(creditor_id, number)
      JOIN claim c ON c.creditor_id = w.creditor_id AND translate(plain_number(c.reference), '0', '') = w.number
     WHERE c.tenant_id = ${tenantId}::uuid
    UNION ALL
    SELECT f.creditor_id::text, c.reference, c.amount_cents::float8, c.due_date::text, f.debtor_id::text
      FROM (SELECT DISTINCT * FROM unnest(${owed.map(([creditor]) => creditor)}::uuid[], ${owed.map(([, party]) => party)}::uuid[],
                  ${owed.map(([, , amount]) => amount)}::bigint[], ${owed.map(([, , , due]) => due)}::date[])) AS w(creditor_id, party_id, amount_cents, due_date)
      JOIN debt_file f ON f.debtor_id = w.party_id AND f.creditor_id = w.creditor_id
      JOIN file_claim fc ON fc.file_id = f.id
      JOIN claim c ON c.id = fc.claim_id AND c.amount_cents = w.amount_cents AND c.due_date = w.due_date
     WHERE f.tenant_id = ${tenantId}::uuid`
}

/** Something that was not taken in charge, under what makes it the same when it is refused again. */
export interface Refused {
  creditorId: string
  key: string
  claims: readonly string[]
  debtor: string
  refusals: readonly Refusal[]
}

/** Notes what goes back to its creditor; refused again, it is the same row with the reasons that stand now. */
export async function noteRefused(tx: Transaction, tenantId: string, actor: string, now: Date, refused: readonly Refused[]): Promise<void> {
  const rows = new Map(
    refused.map(({ creditorId, key, claims, debtor, refusals }) => {
      const reasons = refusals.map(({ rule, source, claim, missing }) => ({ rule, source, claim, missing }))
      return [key, { id: uuidv7(), creditor_id: creditorId, key, claims, debtor, reasons }] as const
    }),
  )
  if (rows.size === 0) return
  const sorted = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  await tx.$executeRaw`
    INSERT INTO admission (id, tenant_id, creditor_id, key, claims, debtor, reasons, actor, refused_at)
    SELECT r.id, ${tenantId}::uuid, r.creditor_id, r.key, r.claims, r.debtor, r.reasons, ${actor}::text, ${now}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(sorted)}::jsonb) AS r(id uuid, creditor_id uuid, key text, claims text[], debtor text, reasons jsonb)
    ON CONFLICT (tenant_id, key) DO UPDATE
      SET claims = EXCLUDED.claims, debtor = EXCLUDED.debtor, reasons = EXCLUDED.reasons, refused_at = EXCLUDED.refused_at`
}

/** What was opened of what had been refused: under the same key, or because all of its invoices are in charge by now. */
export async function noteOpened(
  tx: Transaction,
  tenantId: string,
  opened: readonly { creditorId: string; key: string; references: readonly string[] }[],
  now: Date,
): Promise<void> {
  const claims = opened.flatMap(({ creditorId, references }) => references.map((reference) => [creditorId, reference] as const))
  await tx.$executeRaw`
    UPDATE admission SET opened_at = ${now}::timestamptz WHERE opened_at IS NULL AND id IN (
      SELECT id FROM admission WHERE tenant_id = ${tenantId}::uuid AND key = ANY(${opened.map(({ key }) => key)}::text[])
      UNION
      SELECT a.id FROM admission a CROSS JOIN LATERAL unnest(a.claims) AS held(reference)
        JOIN unnest(${claims.map(([creditor]) => creditor)}::uuid[], ${claims.map(([, reference]) => reference)}::text[]) AS o(creditor_id, reference)
          ON o.creditor_id = a.creditor_id AND o.reference = held.reference
       WHERE a.opened_at IS NULL AND NOT EXISTS (
         SELECT FROM unnest(a.claims) AS wanted(reference) WHERE NOT EXISTS (
           SELECT FROM claim c WHERE c.creditor_id = a.creditor_id AND c.reference = wanted.reference)))`
}
