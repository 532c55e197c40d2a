import { statementsOf } from '../domain/account.js'
import { earlier, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { numbersIn, referencesIn } from '../domain/named-in-text.js'
import { wordsOfName } from '../domain/payer-name.js'
import type { Candidate, MatchEntry } from '../domain/payment-match.js'
import { Prisma } from '../generated/prisma/client.js'
import type { Transaction } from './database.js'
import { type Case, loadCases } from './facts.js'

const { sql } = Prisma

/** An entry whose file is sought, and the legal day on which its money came in. */
export interface Sought {
  entry: MatchEntry
  on: LegalDay
}

/** A file as far as it is the same on every day. */
interface Head extends Pick<Candidate, 'fileId' | 'reference' | 'isOpen' | 'currency' | 'debtorId' | 'debtorName' | 'ibans'> {
  legalOffsetMs: bigint
  claims: { id: string; number: string }[]
}

/**
 * Files that each of the entries may be for. What they are looked up by is asked once for all of them; what is owed is reckoned only
 * for files of entries that one reference does not settle.
 */
export async function candidatesOf(tx: Transaction, tenantId: string, sought: readonly Sought[], now: Date): Promise<Candidate[][]> {
  const byReference = await filesByReference(tx, tenantId, sought)
  const open = sought.map((_, index) => index).filter((index) => (byReference[index]?.length ?? 0) !== 1)
  const found = byReference.map((ids) => new Set(ids))
  for (const { place, fileId } of await filesByOtherEvidence(tx, tenantId, sought, open)) found[place]?.add(fileId)
  const heads = await headsOf(tx, [...new Set(found.flatMap((ids) => [...ids]))])
  const unsettled = new Set(open.flatMap((index) => [...(found[index] ?? [])]))
  const cases = await loadCases(tx, [...unsettled])
  return found.map((ids, index) =>
    [...ids].map((id) => {
      const head = heads.get(id) as Head
      return open.includes(index) ? withSums(head, cases.get(id) as Case, (sought[index] as Sought).on, now) : withoutSums(head)
    }),
  )
}

/** The same files as they stand now: between two entries of one file, or because of somebody else, they may have been paid. */
export async function asTheyStand(tx: Transaction, candidates: readonly Candidate[], on: LegalDay, now: Date): Promise<Candidate[]> {
  const heads = await headsOf(
    tx,
    candidates.map(({ fileId }) => fileId),
  )
  const cases = await loadCases(tx, [...heads.keys()])
  return candidates.map(({ fileId }) => withSums(heads.get(fileId) as Head, cases.get(fileId) as Case, on, now))
}

const written = ({ reference, text }: MatchEntry) => `${reference ?? ''} \n ${text}`

/** Files whose references stand in the entries' texts, for each entry. */
async function filesByReference(tx: Transaction, tenantId: string, sought: readonly Sought[]): Promise<string[][]> {
  const named = sought.map(({ entry }) => referencesIn(written(entry)))
  const references = [...new Set(named.flatMap((one) => one.map(({ reference }) => reference)))]
  if (references.length === 0) return sought.map(() => [])
  const select = { id: true, reference: true, mergedIntoId: true } as const
  const rows = await tx.debtFile.findMany({ where: { tenantId, reference: { in: references } }, select })
  const idOf = new Map(rows.map(({ id, reference, mergedIntoId }) => [reference, mergedIntoId ?? id]))
  return named.map((one) => one.flatMap(({ reference }) => idOf.get(reference) ?? []))
}

interface Place {
  /** Which of the entries. */
  place: number
  fileId: string
}

/** Files that are looked at for one entry by one piece of evidence: of more, none stands out. */
const MOST_FILES = 20
/** Claims of one sum of which names are compared. */
const MOST_OF_ONE_SUM = 500
/** A name may have one word too many where it has at least three. */
const LEAST_WORDS = 3
const MOST_WORDS = 6

/** Files by invoice number, IBAN, name, and sum with a word of the name. */
async function filesByOtherEvidence(
  tx: Transaction,
  tenantId: string,
  sought: readonly Sought[],
  open: readonly number[],
): Promise<Place[]> {
  const asked = open.map((place) => {
    const { entry } = sought[place] as Sought
    const words = wordsOfName(entry.payer.name ?? '')
    const numbers = [...numbersIn(written(entry))]
    return { place, numbers, iban: entry.payer.iban, words, names: namesToAskFor(words), amount: entry.amountCents }
  })
  if (asked.length === 0) return []
  const query = sql`jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q(place int, numbers jsonb, iban text, words jsonb, names jsonb, amount bigint)`
  const rows: Place[] = []
  for (const part of [byNumber, byIban, byName, byAmount]) rows.push(...(await tx.$queryRaw<Place[]>(part(query, tenantId))))
  return rows
}

/** All words of the payer's name together, and all but one of them. */
function namesToAskFor(words: string[]): string[][] {
  if (words.length === 0 || words.length > MOST_WORDS) return []
  return words.length < LEAST_WORDS ? [words] : [words, ...words.map((left) => words.filter((word) => word !== left))]
}

const textsOf = (json: Prisma.Sql) => sql`(SELECT coalesce(array_agg(value), '{}') FROM jsonb_array_elements_text(${json}))`

const byNumber = (query: Prisma.Sql, tenantId: string) => sql`
  SELECT DISTINCT q.place, fc.file_id::text AS "fileId" FROM ${query}
   CROSS JOIN LATERAL jsonb_array_elements_text(q.numbers) AS number
    JOIN claim c ON c.tenant_id = ${tenantId}::uuid AND plain_number(c.reference) = number
    JOIN file_claim fc ON fc.claim_id = c.id`

/** By what a debtor has told, signed a mandate for, or paid from before. */
const byIban = (query: Prisma.Sql, tenantId: string) => sql`
  SELECT q.place, f.id::text AS "fileId" FROM ${query}
   CROSS JOIN LATERAL (${debtorsPayingFrom(sql`q.iban`, tenantId)} LIMIT ${MOST_FILES}) d
    JOIN debt_file f ON f.debtor_id = d.party_id
   WHERE q.iban IS NOT NULL`

const debtorsPayingFrom = (iban: Prisma.Sql, tenantId: string) => sql`
  SELECT party_id FROM party_identifier WHERE tenant_id = ${tenantId}::uuid AND kind = 'iban' AND value = ${iban}
   UNION SELECT f.debtor_id FROM direct_debit_mandate m JOIN debt_file f ON f.id = m.file_id WHERE m.tenant_id = ${tenantId}::uuid AND m.iban = ${iban}
   UNION SELECT f.debtor_id FROM payment_payer y JOIN funds_entry e ON e.payment_id = y.payment_id AND e.kind = 'allocated'
         JOIN debt_file f ON f.id = e.file_id WHERE y.iban = ${iban} AND e.tenant_id = ${tenantId}::uuid`

const byName = (query: Prisma.Sql, tenantId: string) => sql`
  SELECT DISTINCT q.place, d.id::text AS "fileId" FROM ${query}
   CROSS JOIN LATERAL jsonb_array_elements(q.names) AS name
   CROSS JOIN LATERAL (SELECT ${textsOf(sql`name`)} AS words) n
   CROSS JOIN LATERAL (
     SELECT f.id FROM party p JOIN debt_file f ON f.debtor_id = p.id
      WHERE name_words(p.name) @> n.words AND p.tenant_id = ${tenantId}::uuid AND f.status = 'open' LIMIT ${MOST_FILES}) d`

const byAmount = (query: Prisma.Sql, tenantId: string) => sql`
  SELECT q.place, d.id::text AS "fileId" FROM ${query}
   CROSS JOIN LATERAL (SELECT ${textsOf(sql`q.words`)} AS words) n
   CROSS JOIN LATERAL (
     SELECT f.id FROM (SELECT id FROM claim WHERE tenant_id = ${tenantId}::uuid AND amount_cents = q.amount LIMIT ${MOST_OF_ONE_SUM}) c
       JOIN file_claim fc ON fc.claim_id = c.id JOIN debt_file f ON f.id = fc.file_id AND f.status = 'open' JOIN party p ON p.id = f.debtor_id
      WHERE name_words(p.name) && n.words LIMIT ${MOST_FILES}) d
   WHERE cardinality(n.words) > 0`

async function headsOf(tx: Transaction, fileIds: readonly string[]): Promise<Map<string, Head>> {
  if (fileIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<Head[]>`
    SELECT f.id::text AS "fileId", f.reference, f.status = 'open' AS "isOpen", p.id::text AS "debtorId", p.name AS "debtorName",
           f.legal_offset_ms AS "legalOffsetMs", i.ibans, c.currency, c.claims
      FROM debt_file f JOIN party p ON p.id = f.debtor_id
     CROSS JOIN LATERAL (SELECT coalesce(array_agg(iban), '{}') AS ibans FROM (
       SELECT value AS iban FROM party_identifier WHERE party_id = p.id AND kind = 'iban'
        UNION SELECT m.iban FROM direct_debit_mandate m JOIN debt_file g ON g.id = m.file_id WHERE g.debtor_id = p.id
        UNION SELECT y.iban FROM debt_file g JOIN funds_entry e ON e.file_id = g.id AND e.kind = 'allocated'
              JOIN payment_payer y ON y.payment_id = e.payment_id WHERE g.debtor_id = p.id AND y.iban IS NOT NULL) known) i
     CROSS JOIN LATERAL (SELECT min(c.currency) AS currency, json_agg(json_build_object('id', c.id, 'number', c.reference) ORDER BY c.id) AS claims
                           FROM file_claim fc JOIN claim c ON c.id = fc.claim_id WHERE fc.file_id = f.id) c
     WHERE f.id = ANY(${[...fileIds]}::uuid[])`
  return new Map(rows.map((row) => [row.fileId, row]))
}

const NOTHING = cents(0)

const withoutSums = ({ legalOffsetMs: _, claims, ...head }: Head): Candidate => ({
  ...head,
  owedCents: NOTHING,
  statedCents: [],
  claims: claims.map((claim) => ({ ...claim, principalCents: NOTHING, owedCents: NOTHING })),
})

/** What is owed on a file on the day on which money came in, or on its own day where that is not yet. */
function withSums(head: Head, { facts, law }: Case, on: LegalDay, now: Date): Candidate {
  const day = earlier(on, legalDayOf(legalNow(head, now), law.zone))
  const statements = statementsOf(facts, law, day)
  const claims = head.claims.map((claim) => {
    const statement = statements.find(({ claimId }) => claimId === claim.id)
    return { ...claim, principalCents: statement?.principalCents ?? NOTHING, owedCents: statement?.owedCents ?? NOTHING }
  })
  const owed = sum(claims.map(({ owedCents }) => owedCents))
  // A sum that is more than what is owed was stated before something was paid.
  const stated = facts.contacts.flatMap(({ state, amountCents, payBefore }): Cents[] =>
    state === 'sent' && payBefore !== null && payBefore >= day && amountCents > 0 && amountCents <= owed ? [cents(amountCents)] : [],
  )
  const { legalOffsetMs: _, ...rest } = head
  return { ...rest, claims, owedCents: owed, statedCents: stated }
}
