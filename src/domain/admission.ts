import { historyFaults, type PriorHistory } from './admission-history.js'
import { ARTICLES, DomainError, type ErrorCode } from './errors.js'
import { KnownClaims } from './known-claims.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import { type Limited, lastDayToSue, limitationOf } from './limitation.js'
import { type MandateScope, outsideMandate } from './mandate-scope.js'

/** What a mandate may ask of a claim before it is taken in charge, beyond what the law wants. Without that it is a remark. */
export const REQUIREMENTS = ['due', 'capacity', 'proof'] as const
export type Requirement = (typeof REQUIREMENTS)[number]

/** Why a creditor says that its debtor disputes a claim. */
export type DisputeReason = 'not-ordered' | 'not-delivered' | 'defective' | 'price' | 'paid' | 'other'

/** Kinds of documents of which one proves a claim. */
export const PROOFS = ['invoice', 'contract', 'delivery']

export type AdmissionRule =
  | 'time-barred'
  | 'disputed'
  | 'insolvency'
  | 'duplicate'
  | 'probable-duplicate'
  | 'history'
  | 'outside-mandate'
  | Requirement

/** What stands against taking a claim in charge, or is missing of it. */
export interface Reason {
  rule: AdmissionRule
  /** The article or policy that it follows from. */
  source: string
  /** Number of the invoice; null where it is about the debtor, and so about all of them. */
  claim: string | null
  /** What is missing or wrong, and what is to be sent, in plain words; no name of anybody. */
  missing: string
}

/** A reason for which nothing is opened. */
export interface Refusal extends Reason {
  code: ErrorCode
  /** The part of the request that it is about: `claims.1.dueDate`. */
  field: string
}

/** A claim as it is asked to be taken in charge. */
export interface AskedClaim extends Omit<Limited, 'acts'>, PriorHistory {
  reference: string
  amountCents: number
  /** Null where the creditor knows of no dispute. */
  disputed: DisputeReason | null
  /** References of claims that it is not, however alike they are. */
  notADuplicateOf: readonly string[]
  /** Kinds of the documents that came with it. */
  documents: readonly string[]
}

/** A file as it is asked to be opened. */
export interface Asked {
  creditor: string
  /** What tells who its debtor is, as `KnownClaim` has it. */
  debtors: readonly string[]
  claims: readonly AskedClaim[]
  /** What its mandate asks for, and what it covers; null where the creditor collects its own claims. */
  requires: readonly string[]
  mandate: MandateScope | null
  /** Legal day on which its life begins. */
  today: LegalDay
}

/** What is known already of those whom a file concerns. */
export interface KnownBefore {
  claims: KnownClaims
  /** The insolvency proceedings that its debtor is in. */
  insolvency: { proceeding: string; publishedOn: LegalDay } | null
}

export interface Admission {
  refusals: Refusal[]
  remarks: Reason[]
  /** Places of the claims that nothing stands against. */
  admitted: number[]
}

/** A file that is not taken in charge as it was asked for. */
export class NotAdmitted extends DomainError {
  constructor(readonly refusals: readonly Refusal[]) {
    super(codeOf(refusals), refusals[0]?.field)
  }
}

/** The code of the one thing that stands against a file, or the general one. */
export function codeOf(refusals: readonly Refusal[]): ErrorCode {
  const codes = new Set(refusals.map(({ code }) => code))
  const [only] = codes
  return codes.size === 1 && only ? only : 'claim-not-admitted'
}

/**
 * Whether a file is taken in charge: what stands against it, claim by claim, and what is worth saying though it does not. Of a claim
 * that is refused no remark is made.
 */
export function admit(asked: Asked, known: KnownBefore, law: LawBook): Admission {
  const insolvency = insolvencyOf(known)
  const twins = twinsOf(asked, known)
  const each = asked.claims.map((claim, place) => {
    const { refusals, remarks } = requirementsOf(claim, place, asked)
    const own = [timeBarred(claim, place, law, asked.today), disputed(claim, place), uncovered(claim, place, asked), twins[place] ?? null]
    return { refusals: [...own.filter((one) => one !== null), ...historyOf(claim, place, law, asked.today), ...refusals], remarks }
  })
  const refusals = [...insolvency, ...each.flatMap((one) => one.refusals)]
  const admitted = insolvency.length > 0 ? [] : each.flatMap((one, place) => (one.refusals.length === 0 ? [place] : []))
  return { refusals, remarks: admitted.flatMap((place) => each[place]?.remarks ?? []), admitted }
}

/** What is worth saying of claims that are in charge: what a mandate might have asked for. */
export const remarksOn = (claims: readonly Looked[], today: LegalDay): Reason[] =>
  claims.flatMap((claim, place) => requirementsOf(claim, place, { requires: [], today }).remarks)

/** What requirements look at. */
type Looked = Pick<AskedClaim, 'reference' | 'dueDate' | 'capacity' | 'documents'>

function refusal(rule: AdmissionRule, code: ErrorCode, source: string, claim: Looked | null, field: string, missing: string): Refusal {
  return { rule, code, source, claim: claim?.reference ?? null, field, missing }
}

function timeBarred(claim: AskedClaim, place: number, law: LawBook, today: LegalDay): Refusal | null {
  const lastDay = lastDayToSue(claim, law)
  if (lastDay >= today) return null
  const missing = `the last day to sue for it was ${lastDay}: send what interrupted or suspended its limitation, with its proof, or withdraw it`
  const { source } = limitationOf(claim, law).period
  return refusal('time-barred', 'claim-time-barred', source, claim, `claims.${place}.dueDate`, missing)
}

function disputed(claim: AskedClaim, place: number): Refusal | null {
  if (claim.disputed === null) return null
  const source = 'house policy: what the debtor disputes is not collected out of court before the dispute is settled'
  const missing = `the debtor disputes it (${claim.disputed}): settle that first, and send it again without the dispute`
  return refusal('disputed', 'claim-not-admitted', source, claim, `claims.${place}.disputed`, missing)
}

/** The mandate's bounds are on what was invoiced, and a claim whose principal it does not cover is not collected at all. */
function uncovered(claim: AskedClaim, place: number, { mandate }: Asked): Refusal | null {
  const how = mandate && outsideMandate(mandate, { amountCents: claim.amountCents, items: ['principal'] })
  if (!how) return null
  const source = ARTICLES['mandate-scope-exceeded'] as string
  const missing = `the mandate does not cover it (${how}): extend the mandate, or withdraw the claim`
  return refusal('outside-mandate', 'mandate-scope-exceeded', source, claim, `claims.${place}.amountCents`, missing)
}

const TOLD = 'house policy: what happened before enters by its days, with what proves it'

const historyOf = (claim: AskedClaim, place: number, law: LawBook, today: LegalDay): Refusal[] =>
  historyFaults(claim, law, today).map(({ code, at, missing }) => refusal('history', code, TOLD, claim, `claims.${place}.${at}`, missing))

function insolvencyOf({ insolvency }: KnownBefore): Refusal[] {
  if (!insolvency) return []
  const { proceeding, publishedOn } = insolvency
  const missing = `the debtor is in insolvency proceedings (${proceeding}, published on ${publishedOn}): declare the claim to the creditors’ representative`
  return [refusal('insolvency', 'debtor-insolvent', ARTICLES['debtor-insolvent'] as string, null, 'debtor', missing)]
}

const ONCE = 'house policy: an invoice is collected once'

/** Claims that are in charge already, or stand earlier in the same request. */
function twinsOf({ creditor, debtors, claims }: Asked, known: KnownBefore): (Refusal | null)[] {
  const earlier = new KnownClaims()
  return claims.map((claim, place) => {
    const { reference, amountCents, dueDate, notADuplicateOf } = claim
    const own = { creditor, debtors, reference, amountCents, dueDate }
    const twin = known.claims.twinOf(own, notADuplicateOf) ?? earlier.twinOf(own, notADuplicateOf)
    earlier.add(own)
    const field = `claims.${place}.reference`
    if (!twin) return null
    if (twin.how === 'exact') return refusal('duplicate', 'claim-duplicate', ONCE, claim, field, 'the invoice is in charge already')
    const alike = twin.how === 'spelling' ? 'has the same number, written another way' : 'has this debtor, sum, due date and these digits'
    const missing = `invoice ${twin.reference} ${alike}: withdraw one of them, or say by notADuplicateOf that they are two`
    return refusal('probable-duplicate', 'claim-not-admitted', ONCE, claim, field, missing)
  })
}

/** What is missing of a claim by a rule that mandates may have, and where it stands in the request. */
const MISSING: Record<Requirement, { policy: string; at: string; missing: (claim: Looked, today: LegalDay) => string | null }> = {
  due: {
    policy: 'house policy: before its due date a claim is only called to mind, in the creditor’s name',
    at: 'dueDate',
    missing: ({ dueDate }, today) => (dueDate > today ? `it is not due before ${dueDate}: place it then` : null),
  },
  capacity: {
    policy: 'house policy: while nobody has said what the debtor owes it as, the consumer’s rules hold',
    at: 'capacity',
    missing: ({ capacity }) => (capacity === 'undecided' ? 'say what the debtor owes it as: trader, professional, consumer …' : null),
  },
  proof: {
    policy: 'house policy: who claims a debt can prove it',
    at: 'documents',
    missing: ({ documents }) =>
      documents.some((kind) => PROOFS.includes(kind)) ? null : 'send the invoice, the contract or the delivery note that proves it',
  },
}

/** What is missing of a claim: where its mandate asks for it that is a refusal, else a remark. */
function requirementsOf(claim: Looked, place: number, { requires, today }: Pick<Asked, 'requires' | 'today'>) {
  const refusals: Refusal[] = []
  const remarks: Reason[] = []
  for (const rule of REQUIREMENTS) {
    const { policy, at, missing } = MISSING[rule]
    const words = missing(claim, today)
    if (words === null) continue
    if (!requires.includes(rule)) remarks.push({ rule, source: policy, claim: claim.reference, missing: words })
    else {
      const source = `the creditor’s mandate asks for it (${rule})`
      refusals.push(refusal(rule, 'claim-not-admitted', source, claim, `claims.${place}.${at}`, words))
    }
  }
  return { refusals, remarks }
}
