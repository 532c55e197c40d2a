import { type Cents, cents, sum } from './money.js'
import { type NamedReference, numbersIn, plainNumber, referencesIn } from './named-in-text.js'
import { nameLikeness } from './payer-name.js'

/** Money that came in by transfer, as the bank tells of it. */
export interface MatchEntry {
  amountCents: Cents
  currency: string
  payer: { name: string | null; iban: string | null }
  /** Structured creditor reference, as it was given. */
  reference: string | null
  /** Everything that the payer wrote. */
  text: string
}

/** A file that money may be for. */
export interface Candidate {
  fileId: string
  reference: string
  isOpen: boolean
  currency: string
  debtorId: string
  debtorName: string
  /** IBANs that the debtor is known to pay from. */
  ibans: readonly string[]
  owedCents: Cents
  /** Sums that messages stated, and that still close the file when they are paid. */
  statedCents: readonly Cents[]
  claims: readonly CandidateClaim[]
}

export interface CandidateClaim {
  id: string
  /** The invoice's number. */
  number: string
  principalCents: Cents
  owedCents: Cents
}

/** What speaks for a file. `claim`: the number of one of its invoices. */
export type Evidence = 'reference' | 'claim' | 'iban' | 'amount' | 'name'

export interface Proposal {
  fileId: string
  /** 0 to 100: how much speaks for it. */
  score: number
  why: Evidence[]
}

export interface Match {
  by: 'reference' | 'iban' | 'amount-and-name' | null
  /** Whether it may be posted without asking anybody. */
  certain: boolean
  /** What it is for where that is certain; all of it where one share says no sum. */
  shares: { fileId: string; amountCents?: Cents }[]
  /** Where it is not: files that it may be for, the likeliest first. */
  proposals: Proposal[]
}

/**
 * What money that came in is for. Certain are: the reference of one file; the references of several, or numbers of invoices, that
 * together are owed what came; an IBAN of one debtor alone who has one open file, with a sum that is owed there. Anything else is
 * for a person to decide, names always. The order of the candidates makes no difference.
 */
export function matchPayment(entry: MatchEntry, candidates: readonly Candidate[]): Match {
  const written = [entry.reference ?? '', entry.text].join(' \n ')
  const named = filesNamed(referencesIn(written), candidates)
  const numbers = numbersIn(written)
  const shares =
    sharesByReference(entry, named) ??
    (named.length === 0 ? (sharesByNumber(entry, candidates, numbers) ?? sharesByIban(entry, candidates)) : null)
  if (shares) return { by: shares.by, certain: true, shares: shares.shares, proposals: [] }
  const proposals = proposalsFor(entry, candidates, { named: named.map(({ file }) => file), numbers })
  return { by: strongest(proposals), certain: false, shares: [], proposals }
}

type Shares = Match['shares']
type Found = { by: 'reference' | 'iban'; shares: Shares } | null

interface Named {
  file: Candidate
  sound: boolean
}

function filesNamed(references: readonly NamedReference[], candidates: readonly Candidate[]): Named[] {
  return references.flatMap(({ reference, sound }) => {
    const file = candidates.find((candidate) => candidate.reference === reference)
    return file ? [{ file, sound }] : []
  })
}

/** One file is named: all is for it, what is too much goes back. Several: only where the sum says how much is for which. */
function sharesByReference({ amountCents, currency }: MatchEntry, named: readonly Named[]): Found {
  const [only] = named
  if (!only || named.some(({ file, sound }) => !sound || file.currency !== currency)) return null
  if (named.length === 1) return { by: 'reference', shares: [{ fileId: only.file.fileId }] }
  const files = named.map(({ file }) => ({ file, claims: file.claims }))
  const shares = sharesThatAddUp(amountCents, files)
  return shares && { by: 'reference', shares }
}

/** Invoices are numbered by their creditors, so a number alone may be another's: it is certain only with the sum. */
function sharesByNumber({ amountCents, currency }: MatchEntry, candidates: readonly Candidate[], numbers: ReadonlySet<string>): Found {
  const files = [...candidates]
    .sort((a, b) => (a.reference < b.reference ? -1 : 1))
    .map((file) => ({ file, claims: claimsNamed(file, numbers) }))
    .filter(({ claims }) => claims.length > 0)
  const isClear = files.every(({ file }) => file.isOpen && file.currency === currency) && areDistinct(files.flatMap(({ claims }) => claims))
  const shares = isClear ? sharesThatAddUp(amountCents, files) : null
  return shares && { by: 'reference', shares }
}

const claimsNamed = ({ claims }: Candidate, numbers: ReadonlySet<string>) =>
  claims.filter(({ number }) => numbers.has(plainNumber(number) ?? ''))

/** Whether each number is that of one claim, on one file. */
function areDistinct(claims: readonly CandidateClaim[]): boolean {
  return new Set(claims.map(({ number }) => plainNumber(number))).size === claims.length
}

/**
 * The shares of files where what is owed on their claims, or the principal of them, adds up to what came. A claim of several
 * files counts once.
 */
function sharesThatAddUp(amountCents: Cents, files: readonly { file: Candidate; claims: readonly CandidateClaim[] }[]): Shares | null {
  const counted = new Set<string>()
  const own = files.map(({ file, claims }) => {
    const first = claims.filter(({ id }) => !counted.has(id))
    for (const { id } of first) counted.add(id)
    return { fileId: file.fileId, claims: first }
  })
  for (const size of ['owedCents', 'principalCents'] as const) {
    const shares = own
      .map(({ fileId, claims }) => ({ fileId, amountCents: sum(claims.map((claim) => claim[size])) }))
      .filter((share) => share.amountCents > 0)
    if (shares.length > 0 && sum(shares.map((share) => share.amountCents)) === amountCents) return shares
  }
  return null
}

/** Known to be one debtor's, who has one open file, on which such a sum is owed. */
function sharesByIban(entry: MatchEntry, candidates: readonly Candidate[]): Found {
  const paying = candidates.filter((file) => isPaidFrom(file, entry))
  const [file, ...others] = paying.filter(({ isOpen }) => isOpen)
  const isOneDebtor = new Set(paying.map(({ debtorId }) => debtorId)).size === 1
  if (!file || others.length > 0 || !isOneDebtor || file.currency !== entry.currency) return null
  return amountScore(entry.amountCents, file) > 0 ? { by: 'iban', shares: [{ fileId: file.fileId }] } : null
}

const isPaidFrom = ({ ibans }: Candidate, { payer }: MatchEntry) => payer.iban !== null && ibans.includes(payer.iban)

/** What each piece of evidence is worth, out of 100. Below the least nothing is proposed. */
const WORTH = { reference: 80, claim: 60, iban: 55, name: 50 }
const OWED = 40
const PRINCIPAL = 35
const ONE_CLAIM = 30
const LEAST_SCORE = 45
/** Only certainty has more. */
const MOST_SCORE = 99
const MOST_PROPOSALS = 5

function proposalsFor(
  entry: MatchEntry,
  candidates: readonly Candidate[],
  { named, numbers }: { named: readonly Candidate[]; numbers: ReadonlySet<string> },
): Proposal[] {
  return candidates
    .filter((file) => file.isOpen || named.includes(file))
    .map((file) => {
      const worth: [Evidence, number][] = [
        ['reference', named.includes(file) ? WORTH.reference : 0],
        ['claim', claimsNamed(file, numbers).length > 0 ? WORTH.claim : 0],
        ['iban', isPaidFrom(file, entry) ? WORTH.iban : 0],
        ['amount', file.currency === entry.currency ? amountScore(entry.amountCents, file) : 0],
        ['name', Math.round((nameLikeness(entry.payer.name ?? '', file.debtorName) * WORTH.name) / 100)],
      ]
      const why = worth.filter(([, points]) => points > 0)
      const score = Math.min(
        MOST_SCORE,
        why.reduce((total, [, points]) => total + points, 0),
      )
      return { fileId: file.fileId, reference: file.reference, score, why: why.map(([evidence]) => evidence) }
    })
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score || (a.reference < b.reference ? -1 : 1))
    .slice(0, MOST_PROPOSALS)
    .map(({ fileId, score, why }) => ({ fileId, score, why }))
}

/** Whether a sum is owed on a file: all of it, its principal, or one claim. */
function amountScore(amountCents: Cents, { owedCents, statedCents, claims }: Candidate): number {
  if (amountCents === owedCents || statedCents.includes(amountCents)) return OWED
  const principal = cents(claims.reduce((total, { principalCents }) => total + principalCents, 0))
  if (amountCents === principal) return PRINCIPAL
  return claims.some((claim) => claim.owedCents === amountCents || claim.principalCents === amountCents) ? ONE_CLAIM : 0
}

function strongest([first]: readonly Proposal[]): Match['by'] {
  if (!first) return null
  if (first.why.includes('reference') || first.why.includes('claim')) return 'reference'
  return first.why.includes('iban') ? 'iban' : 'amount-and-name'
}
