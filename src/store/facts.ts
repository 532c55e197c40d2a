import { LONGEST_SMS_REPLY } from '../contracts/message.js'
import type { OrderedReason } from '../domain/closing-reason.js'
import type { DeliveryStatus } from '../domain/delivery.js'
import type { Channel, ClaimFact, ContactFact, Facts, HoldFact, OverrideFact, SegmentFact } from '../domain/facts.js'
import type { LawBook } from '../domain/law-pack.js'
import { cents } from '../domain/money.js'
import type { PlanFact } from '../domain/payment-plan.js'
import type { PromiseFact } from '../domain/promise.js'
import type { SettlementFact } from '../domain/settlement.js'
import type { SideAct } from '../domain/side-act.js'
import type { SituationKind } from '../domain/situation.js'
import type { Strategy } from '../domain/strategy.js'
import { Prisma } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import { regionOf } from '../law/region.js'
import { situationRule } from '../law/situations.js'
import { StrategyDefinition } from '../strategies/format.js'
import { type AgencyRow, agencyFacts } from './agency-paper.js'
import type { Transaction } from './database.js'
import { untoldSteps } from './judicial-news.js'
import { type EnteredRate, lawWith } from './law.js'
import { answeredProposalOf, type JudicialRows, judicialFacts, proceedingsOf, proposalOf } from './proceeding-facts.js'

/** The rows as the query below gives them: days as text, instants as text in UTC, sums as exact integers. */
interface FactRows {
  fileId: string
  claims: (Omit<ClaimFact, 'interestStops'> & {
    disputed: ClaimFact['disputed'] | null
    wasDisputed: ClaimFact['wasDisputed'] | null
    recalledOn: string | null
    title: ClaimFact['title'] | null
    interestStops: (NonNullable<ClaimFact['interestStops']>[number] & { kind: SituationKind | 'insolvency' })[] | null
  })[]
  holds: HoldFact[]
  contacts: (ContactFact & { delivery: DeliveryStatus | null })[]
  overrides: OverrideFact[]
  points: { kind: 'postal' | 'phone' | 'email'; mobile: boolean; postcode: string | null; country: string | null }[]
  otherContacts: string[]
  mandate: { from: string; until: string | null; scope: 'amicable' | 'judicial'; toleranceCents: number; maySue: true | null } | null
  closing: string | null
  moneyUnderWay: string | null
  segment: SegmentFact
  country: string
  liability: string
  agency: AgencyRow | null
  rates: EnteredRate[]
  preferred: Channel | null
  awaiting: NonNullable<Facts['awaiting']> | null
  promise: PromiseFact | null
  settlement: SettlementFact | null
  plan: PlanFact | null
  searchUntil: string | null
  answers: SideAct[] | null
  judicial: JudicialRows
}

/** A file's facts, with the law that it lives under as far as its tenant knows it. */
export interface Case {
  facts: Facts
  law: LawBook
}

/** Zone in which a contact of another file that was reserved and never let go is given its day. */
const LEGAL_ZONE = 'Europe/Paris'

/**
 * All that a decision about the file depends on, as the rows have it now. What was served before a claim came here was served on
 * who brought it: on a co-debtor's file it makes interest run, and no notice is spared. One statement, so that it is one moment, and
 * because every decision and every act of every file asks for it.
 */
export async function loadCase(tx: Transaction, fileId: string): Promise<Case> {
  const [row] = await tx.$queryRaw<FactRows[]>(factsOf(Prisma.sql`f.id = ${fileId}::uuid`))
  if (!row) throw new Error(`no file ${fileId}`)
  return caseOf(row)
}

/** The same of many files. */
export async function loadCases(tx: Transaction, fileIds: readonly string[]): Promise<Map<string, Case>> {
  if (fileIds.length === 0) return new Map()
  const rows = await tx.$queryRaw<FactRows[]>(factsOf(Prisma.sql`f.id = ANY(${[...fileIds]}::uuid[])`))
  return new Map(rows.map((row) => [row.fileId, caseOf(row)]))
}

/**
 * What has happened to who owes a claim, since when and until which day: it may stop its interest. Only claims that arose before are bound, by
 * their invoice or, where its day is not known, by their due date; proceedings leave payments put off for a year or more their interest.
 */
const interestStops = Prisma.sql`
  SELECT json_agg(json_build_object('kind', w.kind, 'from', w.since, 'until', w.until) ORDER BY w.since, w.kind, w.until) AS stops
    FROM (SELECT s.kind, s.since, CASE s.outcome WHEN 'ended' THEN s.outcome_on END AS until
            FROM file_claim gc JOIN debt_file g ON g.id = gc.file_id AND g.liability = 'debtor' JOIN situation s ON s.party_id = g.debtor_id
           WHERE gc.claim_id = c.id AND s.outcome IS DISTINCT FROM 'error' AND coalesce(c.issue_date, c.due_date) < s.since
          UNION
          SELECT 'insolvency', coalesce(n.judgment_on, n.published_on), CASE n.outcome WHEN 'ended' THEN n.outcome_on END
            FROM file_claim gc JOIN debt_file g ON g.id = gc.file_id AND g.liability = 'debtor' JOIN insolvency_notice n ON n.party_id = g.debtor_id
           WHERE gc.claim_id = c.id AND n.state = 'confirmed' AND n.proceeding IN ('safeguard', 'reorganisation', 'liquidation')
             AND coalesce(c.issue_date, c.due_date) < coalesce(n.judgment_on, n.published_on)
             AND (c.issue_date IS NULL OR c.due_date < c.issue_date + interval '1 year')) w`

/** An opening letter that went to an address which was lost has reached nobody, as far as nobody has signed for it. */
const deliveryOf = Prisma.sql`CASE
                WHEN k.stage = 'opening' AND k.channel = 'letter' AND coalesce(k.delivery, '') NOT IN ('delivered', 'refused', 'unclaimed')
                 AND EXISTS (SELECT FROM address_search z WHERE z.party_id = f.debtor_id AND z.lost_point_id = k.point_id)
                THEN 'address-unknown' ELSE k.delivery END`

const factsOf = (which: Prisma.Sql) => Prisma.sql`
    SELECT f.id::text AS "fileId",
      (SELECT coalesce(json_agg(json_build_object('id', c.id, 'dueDate', c.due_date, 'amountCents', c.amount_cents, 'currency', c.currency, 'capacity', c.capacity,
                'category', c.category, 'contractPpm', c.contract_ppm, 'waives', c.waives, 'limitationFrom', c.limitation_from,
                'money', m.money, 'acts', a.acts,
                'disputed', d.disputed, 'wasDisputed', d.was, 'recalledOn', d.recalled, 'interestStops', i.stops,
                'title', (SELECT json_build_object('kind', t.kind, 'livesFrom', coalesce(t.served_on, t.granted_on), 'on', t.granted_on, 'enforceableOn', t.enforceable_on, 'interest', t.interest, 'interestFrom', t.interest_from)
                            FROM title_claim tc JOIN title t ON t.id = tc.title_id
                           WHERE tc.claim_id = c.id AND coalesce(t.end_reason, '') NOT IN ('annulled', 'replaced') ORDER BY t.granted_on DESC, t.id DESC LIMIT 1),
                'notices', CASE WHEN f.liability = 'debtor' THEN n.notices ELSE '[]' END, 'sharedNotices', s.shared) ORDER BY c.id), '[]')
         FROM file_claim fc JOIN claim c ON c.id = fc.claim_id
         CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('kind', replace(e.kind::text, '_', '-'), 'reference', e.reference,
                                      'amountCents', e.amount_cents, 'on', e.value_on, 'imputation', replace(e.imputation::text, '_', '-'))
                                      ORDER BY e.value_on, e.recorded_at, e.id), '[]') AS money
                               FROM ledger_entry e WHERE e.claim_id = c.id AND e.kind NOT IN ('claim', 'interest', 'indemnity', 'imputation', 'cancellation')
                                AND NOT (e.kind IN ('cost', 'credit_note') AND EXISTS (SELECT FROM ledger_entry x
                                          WHERE x.claim_id = e.claim_id AND x.kind = 'cancellation' AND x.reference = e.reference))) m
         CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('kind', kind, 'on', done_on, 'until', ends_on) ORDER BY done_on, id), '[]') AS acts
                               FROM claim_act WHERE claim_id = c.id) a
         CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('kind', kind, 'on', served_on) ORDER BY id), '[]') AS notices
                               FROM claim_notice WHERE claim_id = c.id) n
         CROSS JOIN LATERAL (SELECT coalesce(json_agg(json_build_object('state', o.state, 'registered', o.registered, 'delivery', o.delivery,
                                      'postedOn', o.posted_on, 'outcomeOn', o.outcome_on) ORDER BY o.id), '[]') AS shared
                               FROM (SELECT k.id, k.state::text, k.registered, k.delivery, k.posted_on, k.outcome_on
                                       FROM file_claim gc JOIN debt_file g ON g.id = gc.file_id AND g.liability <> 'guarantor'
                                       JOIN contact k ON k.file_id = g.id AND k.stage = 'formal-notice' AND k.state = 'sent'
                                       JOIN contact_claim kc ON kc.contact_id = k.id AND kc.claim_id = c.id
                                      WHERE gc.claim_id = c.id AND gc.file_id <> f.id
                                     UNION ALL
                                     SELECT e.id, 'sent', false, NULL, e.served_on, NULL FROM claim_notice e
                                      WHERE e.claim_id = c.id AND e.kind = 'formal-notice' AND f.liability <> 'debtor') o) s
         CROSS JOIN LATERAL (SELECT CASE WHEN count(*) FILTER (WHERE u.state = 'open') > 0 THEN json_build_object(
                                      'on', min(u.received_on) FILTER (WHERE u.state = 'open'), 'answerBy', min(u.answer_by) FILTER (WHERE u.state = 'open'),
                                      'contestedCents', CASE WHEN bool_and(u.contested_cents IS NOT NULL) FILTER (WHERE u.state = 'open')
                                                             THEN max(u.contested_cents) FILTER (WHERE u.state = 'open') END) END AS disputed,
                                    json_agg(json_build_object('on', u.received_on, 'until', u.answered_on,
                                      'contestedCents', u.contested_cents - coalesce(u.upheld_cents, 0)) ORDER BY u.id) FILTER (WHERE u.state <> 'open') AS was,
                                    max(u.answered_on) FILTER (WHERE u.state IN ('upheld', 'partly-upheld')) AS recalled
                               FROM dispute u WHERE u.claim_id = c.id) d
         CROSS JOIN LATERAL (${interestStops}) i
        WHERE fc.file_id = f.id) AS claims,
      (SELECT coalesce(json_agg(json_build_object('reason', h.reason, 'until', h.until) ORDER BY h.id), '[]')
         FROM hold h WHERE h.file_id = f.id AND h.lifted_at IS NULL) AS holds,
      (SELECT coalesce(json_agg(json_build_object('id', k.id, 'stepId', k.step_id, 'actId', k.act_id, 'stage', k.stage, 'channel', k.channel,
                'state', k.state, 'registered', k.registered, 'contactedOn', k.contacted_on, 'amountCents', k.amount_cents, 'payBefore', k.pay_before,
                'leaseUntil', to_char(k.lease_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'claimIds', c.ids, 'delivery', ${deliveryOf}, 'postedOn', k.posted_on, 'outcomeOn', k.outcome_on) ORDER BY k.id), '[]')
         FROM contact k
         CROSS JOIN LATERAL (SELECT coalesce(json_agg(claim_id ORDER BY claim_id), '[]') AS ids FROM contact_claim WHERE contact_id = k.id) c
        WHERE k.file_id = f.id) AS contacts,
      (SELECT coalesce(json_agg(json_build_object('actId', s.act_id, 'kind', s.kind) ORDER BY s.act_id, s.kind), '[]')
         FROM step_override s WHERE s.file_id = f.id) AS overrides,
      (SELECT coalesce(json_agg(json_build_object('kind', t.kind, 'mobile', t.mobile, 'postcode', t.postcode, 'country', t.country) ORDER BY t.id DESC), '[]')
         FROM contact_point t WHERE t.party_id = f.debtor_id AND t.status = 'usable') AS points,
      (SELECT coalesce(json_agg(o.day ORDER BY o.day), '[]')
         FROM (SELECT coalesce(k.contacted_on, (k.reserved_at AT TIME ZONE ${LEGAL_ZONE})::date) AS day FROM debt_file g JOIN contact k ON k.file_id = g.id
                WHERE g.debtor_id = f.debtor_id AND g.id <> f.id AND k.state <> 'failed' ORDER BY 1 DESC LIMIT 20) o) AS "otherContacts",
      (SELECT json_build_object('from', m.valid_from, 'until', m.valid_until, 'scope', m.scope, 'toleranceCents', m.tolerance_cents,
                'maySue', CASE WHEN m.scope = 'amicable' AND 'sue' = ANY(m.special_powers) THEN true END)
         FROM mandate m WHERE m.id = f.mandate_id) AS mandate,
      o.reason AS closing,
      CASE WHEN o.reason IS NOT NULL OR EXISTS (SELECT FROM mandate m WHERE m.id = f.mandate_id AND m.valid_until IS NOT NULL) THEN
        (SELECT max(p.received_on)::text FROM payment p WHERE p.cleared_on IS NULL AND p.id IN (
            SELECT e.payment_id FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id AND l.account = 'creditor'
             WHERE e.file_id = f.id AND e.kind IN ('allocated', 'taken-back') GROUP BY e.payment_id HAVING sum(l.amount_cents) < 0)) END AS "moneyUnderWay",
      (SELECT json_build_object('kind', p.kind, 'language', p.language, 'sector', p.sector, 'score', p.score,
                'closedFiles', h.closed, 'lateFiles', h.late)
         FROM party p
         CROSS JOIN LATERAL (SELECT count(*) AS closed, count(*) FILTER (WHERE EXISTS (
                                      SELECT FROM contact k WHERE k.file_id = g.id AND k.stage = 'formal-notice' AND k.state = 'sent')) AS late
                               FROM debt_file g WHERE g.debtor_id = p.id AND g.id <> f.id AND g.status = 'closed') h
        WHERE p.id = f.debtor_id) AS segment,
      f.country, f.liability,
      CASE WHEN f.mandate_id IS NOT NULL THEN (SELECT json_build_object('country', w.country, 'papers', (
                SELECT coalesce(json_agg(json_build_object('kind', g.kind, 'from', g.valid_from, 'until', g.valid_until) ORDER BY g.valid_from, g.id), '[]')
                  FROM agency_paper g WHERE g.tenant_id = f.tenant_id))
         FROM organisation w WHERE w.tenant_id = f.tenant_id AND w.own AND w.kind = 'agency' LIMIT 1) END AS agency,
      (SELECT coalesce(json_agg(json_build_object('kind', r.kind, 'from', r.valid_from, 'ppm', r.ppm, 'source', r.source) ORDER BY r.recorded_at, r.id), '[]')
         FROM law_rate r WHERE r.tenant_id = f.tenant_id AND r.country = f.country) AS rates,
      (SELECT p.preferred_channel FROM party p WHERE p.id = f.debtor_id) AS preferred,
      (SELECT json_agg(json_build_object('what', w.what, 'answerBy', w.answer_by) ORDER BY w.answer_by, w.what)
         FROM (SELECT 'payment-asserted' AS what, answer_by FROM payment_assertion WHERE file_id = f.id AND state = 'open'
               UNION ALL SELECT 'means-stated', answer_by FROM means_statement WHERE file_id = f.id AND state = 'open') w) AS awaiting,
      (SELECT json_build_object('id', o.id, 'amountCents', o.amount_cents, 'payBy', o.pay_by, 'graceDays', o.grace_days, 'baselineCents', o.baseline_cents)
         FROM promise_to_pay o WHERE o.file_id = f.id AND o.outcome IS NULL) AS promise,
      (SELECT json_build_object('id', s.id, 'state', s.state, 'amountCents', s.amount_cents, 'payBy', s.pay_by, 'graceDays', s.grace_days,
                'baselineCents', s.baseline_cents, 'answerBy', s.answer_by)
         FROM settlement s WHERE s.file_id = f.id AND s.state IN ('proposed', 'asked', 'approved')) AS settlement,
      (SELECT json_build_object('id', l.id, 'state', l.state, 'method', l.method, 'revision', l.revision, 'baselineCents', l.baseline_cents,
                'answerBy', l.answer_by, 'beganOn', l.active_on, 'graceDays', l.grace_days, 'cureDays', l.cure_days, 'remindDays', l.remind_days,
                'instalments', (SELECT coalesce(json_agg(json_build_object('number', n.number, 'dueOn', n.due_on, 'amountCents', n.amount_cents) ORDER BY n.number), '[]')
                                  FROM plan_instalment n WHERE n.plan_id = l.id AND n.revision = l.revision),
                'collections', (SELECT coalesce(json_agg(json_build_object('number', n.number, 'askedOn', n.asked_on, 'failedOn', n.failed_on) ORDER BY n.number, n.attempt), '[]')
                                  FROM plan_collection n WHERE n.plan_id = l.id AND n.revision = l.revision))
         FROM payment_plan l WHERE l.file_id = f.id AND l.state IN ('proposed', 'asked', 'offered', 'active')) AS plan,
      (SELECT a.ends_on::text FROM address_search a WHERE a.party_id = f.debtor_id AND a.state = 'open') AS "searchUntil",
      (SELECT json_agg(w.act ORDER BY w.at, w.act->>'of') FROM (
          SELECT json_build_object('kind', 'dispute-answer', 'of', u.id) AS act, u.answered_on::timestamptz AS at FROM dispute u
           WHERE u.file_id = f.id AND u.state IN ('upheld', 'partly-upheld', 'rejected')
             AND NOT EXISTS (SELECT FROM contact k WHERE k.file_id = f.id AND k.act_id = '@dispute-answer:' || u.id AND k.state = 'sent')
          UNION ALL
          SELECT json_build_object('kind', 'reply', 'of', y.id, 'channel', y.channel,
                   'unfit', CASE WHEN length(y.text) > ${LONGEST_SMS_REPLY} THEN 'sms' END), y.written_at FROM reply y
           WHERE y.file_id = f.id AND NOT EXISTS (SELECT FROM contact k WHERE k.file_id = f.id AND k.act_id = '@reply:' || y.id AND k.state = 'sent')
          UNION ALL
          -- A debtor is asked for its address once, by the oldest of its open files.
          SELECT json_build_object('kind', 'address-check', 'of', a.id), a.opened_on::timestamptz FROM address_search a
            JOIN address_lookup x ON x.search_id = a.id AND x.source = 'debtor' AND x.outcome = 'asked'
           WHERE a.party_id = f.debtor_id AND a.state = 'open'
             AND f.id = (SELECT g.id FROM debt_file g WHERE g.debtor_id = a.party_id AND g.status = 'open' ORDER BY g.id LIMIT 1)
             AND NOT EXISTS (SELECT FROM debt_file g JOIN contact k ON k.file_id = g.id
                              WHERE g.debtor_id = a.party_id AND k.act_id = '@address-check:' || a.id AND k.state = 'sent')
          UNION ALL
          ${untoldSteps}
          ) w) AS answers,
      json_build_object('proceedings', ${proceedingsOf}, 'proposal', ${proposalOf}, 'answered', ${answeredProposalOf}) AS judicial
    FROM debt_file f LEFT JOIN closing_order o ON o.file_id = f.id AND o.lifted_at IS NULL WHERE ${which}`

function caseOf(row: FactRows): Case {
  const { claims, holds, contacts, overrides, points, otherContacts, mandate, segment, country, liability, rates } = row
  const law = lawWith(country, rates)
  const agency = agencyFacts(row.agency)
  const address = points.find(({ kind }) => kind === 'postal')
  const facts: Facts = {
    claims: claims.map((claim) => claimFact(claim, country)),
    holds,
    contacts: liability === 'guarantor' ? contacts.map((contact) => ({ ...contact, toGuarantor: true as const })) : contacts,
    overrides,
    reachable: channelsOf(points),
    region: address ? regionOf(address.country ?? '', address.postcode ?? '') : null,
    otherContacts,
    mandate: mandate && mandateFact(mandate),
    segment,
    ...(row.closing !== null && { closing: { reason: row.closing as OrderedReason } }),
    ...(row.moneyUnderWay !== null && { moneyUnderWay: row.moneyUnderWay }),
    ...(agency && { agency }),
    ...agreed(row),
    ...judicialFacts(row.judicial, law),
  }
  return { facts, law }
}

function mandateFact({ maySue, toleranceCents, ...mandate }: NonNullable<FactRows['mandate']>): NonNullable<Facts['mandate']> {
  return { ...mandate, toleranceCents: cents(toleranceCents), ...(maySue && { maySue }) }
}

/** What is not there is left out: facts of files that nothing of it has happened to stay as they were. */
function claimFact(row: FactRows['claims'][number], country: string): ClaimFact {
  const { sharedNotices, disputed, wasDisputed, recalledOn, title, interestStops: happened, ...claim } = row
  const stops = (happened ?? []).filter(({ kind }) => stopsInterest(country, kind)).map(({ from, until }) => ({ from, until }))
  return {
    ...claim,
    ...(sharedNotices?.length && { sharedNotices }),
    ...(disputed && { disputed }),
    ...(wasDisputed && { wasDisputed }),
    ...(recalledOn && { recalledOn }),
    ...(stops.length > 0 && { interestStops: stops }),
    ...(title && { title }),
  }
}

/** Insolvency proceedings stop it by law, or by a policy of the house where no law was looked up. */
const stopsInterest = (country: string, kind: SituationKind | 'insolvency'): boolean =>
  kind === 'insolvency' || situationRule(lawOf(country), kind).interestStops.value

/** What was agreed with the debtor, or it has said. */
function agreed({ preferred, awaiting, promise, settlement, plan, searchUntil, answers }: FactRows): Partial<Facts> {
  return {
    ...(preferred && { preferred }),
    ...(awaiting && { awaiting }),
    ...(promise && { promise }),
    ...(settlement && { settlement }),
    ...(plan && { plan }),
    ...(searchUntil && { searchUntil }),
    ...(answers && { answers }),
  }
}

/** Channels that a debtor with these addresses and numbers can be reached by. */
export function channelsOf(points: readonly { kind: string; mobile: boolean }[]): Channel[] {
  const has = (kind: string) => points.some((point) => point.kind === kind)
  const channels: [Channel, boolean][] = [
    ['letter', has('postal')],
    ['sms', points.some(({ kind, mobile }) => kind === 'phone' && mobile)],
    ['email', has('email')],
    ['call', has('phone')],
  ]
  return channels.filter(([, reaches]) => reaches).map(([channel]) => channel)
}

type PinnedStrategy = { strategy: Strategy; hash: string }

/** Published versions never change, so one that was read once is not read again. */
const published = new Map<string, PinnedStrategy>()
const REMEMBERED_VERSIONS = 1000

/** The strategy version that the file pinned when it was opened. */
export async function loadStrategy(tx: Transaction, strategyId: string): Promise<PinnedStrategy> {
  const known = published.get(strategyId)
  if (known) return known
  const { definition, hash } = await tx.strategyVersion.findUniqueOrThrow({ where: { id: strategyId } })
  const pinned = { strategy: StrategyDefinition.parse(definition), hash }
  if (published.size >= REMEMBERED_VERSIONS) published.clear()
  published.set(strategyId, pinned)
  return pinned
}
