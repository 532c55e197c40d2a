import { addDays, addMonths, type LegalDay, later } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'
import { addTargetDays, isTargetDay } from './target-day.js'

/** Schemes of SEPA direct debits: `core` for everybody, `b2b` for debtors that are no consumers. */
export const DEBIT_SCHEMES = ['core', 'b2b'] as const
export type DebitScheme = (typeof DEBIT_SCHEMES)[number]

/** Place of a debit among those of its mandate: the first, a later one, or the only one there may be. */
export type SequenceType = 'FRST' | 'RCUR' | 'OOFF'

/** Delays of a scheme. Days are calendar days where they are not called TARGET days. */
export interface DebitRules {
  /** TARGET days before collection by which the file is at the bank. */
  leadTargetDays: number
  /** Days before collection from which the bank takes it. */
  earliestDays: number
  /** Months without a debit after which a mandate lapses. */
  lapseMonths: number
  /** TARGET days in which the debtor's bank returns a debit of its own accord. */
  returnTargetDays: number
  /** Weeks in which the debtor has its money back on demand; null where it has no such right. */
  refundWeeks: number | null
  /** Months in which it has back what it never authorised. */
  unauthorisedMonths: number
}

export interface DebitMandate {
  signedOn: LegalDay
  /** Whether it may be used again. */
  recurrent: boolean
  revokedOn: LegalDay | null
  /** Collection days of the debits under it that went to the bank, and of those that are to. */
  collectedOn: readonly LegalDay[]
}

/** Why a debit cannot be collected under a mandate on a day. */
export type MandateFault = 'unsigned' | 'revoked' | 'used' | 'lapsed'

/** @returns what stands against a debit under the mandate on a day; null where nothing does */
export function mandateFault(mandate: DebitMandate, on: LegalDay, { lapseMonths }: Pick<DebitRules, 'lapseMonths'>): MandateFault | null {
  const { signedOn, recurrent, revokedOn, collectedOn } = mandate
  if (on < signedOn) return 'unsigned'
  if (revokedOn !== null && on >= revokedOn) return 'revoked'
  if (!recurrent && collectedOn.length > 0) return 'used'
  const lastUsed = collectedOn.filter((day) => day <= on).reduce(later, signedOn)
  return on > addMonths(lastUsed, lapseMonths) ? 'lapsed' : null
}

/** The sequence type of a debit under a mandate. @param before whether another debit under it went to the bank before */
export function sequenceType({ recurrent }: Pick<DebitMandate, 'recurrent'>, before: boolean): SequenceType {
  return recurrent ? (before ? 'RCUR' : 'FRST') : 'OOFF'
}

/** The first day on which a debit may be collected of which the debtor is told on a day. @param noticeDays as agreed, or by the scheme */
export function earliestCollection(announcedOn: LegalDay, noticeDays: number): LegalDay {
  const day = addDays(announcedOn, noticeDays)
  return isTargetDay(day) ? day : addTargetDays(day, 1)
}

/** Days on which a debit may be taken to the bank, both included. */
export function submissionDays(collectOn: LegalDay, { leadTargetDays, earliestDays }: DebitRules): { from: LegalDay; to: LegalDay } {
  return { from: addDays(collectOn, -earliestDays), to: addTargetDays(collectOn, -leadTargetDays) }
}

/** The last day on which the debtor's bank may return a debit of its own accord: until then a missing payment is no default. */
export function bankReturnUntil(collectOn: LegalDay, { returnTargetDays }: Pick<DebitRules, 'returnTargetDays'>): LegalDay {
  return addTargetDays(collectOn, returnTargetDays)
}

/**
 * The last day on which a debit may come back without anybody's word: of a debtor's right to its money, which is longer where it
 * never authorised the debit, else of the bank's own return.
 */
export function returnableUntil(collectOn: LegalDay, unauthorised: boolean, rules: DebitRules): LegalDay {
  if (unauthorised) return addMonths(collectOn, rules.unauthorisedMonths)
  return rules.refundWeeks === null ? bankReturnUntil(collectOn, rules) : addDays(collectOn, 7 * rules.refundWeeks)
}

export type DebitState = 'planned' | 'announced' | 'cancelled' | 'submitted' | 'collected' | 'returned'

/** How far a debit is. Each state but the last three may become cancelled; what went to the bank can only come back from there. */
export function debitState(debit: {
  announcedOn: LegalDay | null
  cancelledOn: LegalDay | null
  isBatched: boolean
  isPaid: boolean
  returnedOn: LegalDay | null
}): DebitState {
  if (debit.returnedOn !== null) return 'returned'
  if (debit.cancelledOn !== null) return 'cancelled'
  if (debit.isPaid) return 'collected'
  if (debit.isBatched) return 'submitted'
  return debit.announcedOn === null ? 'planned' : 'announced'
}

/** A file of debits as a bank takes it (pain.008), with nothing in it that its rows do not say. */
export interface DebitFile {
  reference: string
  createdAt: Date
  creditor: { name: string; identifier: string; iban: string; bic: string | null }
  debits: readonly FiledDebit[]
}

export interface FiledDebit {
  endToEndId: string
  scheme: DebitScheme
  sequence: SequenceType
  collectOn: LegalDay
  amountCents: Cents
  mandate: { reference: string; signedOn: LegalDay }
  debtor: { name: string; iban: string; bic: string | null }
  /** What the debtor reads on its statement. */
  text: string
}

/** Debits that a bank books as one: of one day, scheme and sequence type. */
export interface DebitBlock {
  reference: string
  scheme: DebitScheme
  sequence: SequenceType
  collectOn: LegalDay
  totalCents: Cents
  debits: readonly FiledDebit[]
}

/** The blocks of a file, by day, scheme and sequence type, and in each the debits by their references. */
export function debitBlocks({ reference, debits }: Pick<DebitFile, 'reference' | 'debits'>): DebitBlock[] {
  const blocks = new Map<string, FiledDebit[]>()
  const inOrder = debits.toSorted((a, b) => (a.endToEndId < b.endToEndId ? -1 : 1))
  for (const debit of inOrder) {
    const key = `${debit.collectOn} ${debit.scheme} ${debit.sequence}`
    blocks.set(key, [...(blocks.get(key) ?? []), debit])
  }
  const keys = [...blocks.keys()].sort()
  return keys.map((key, index) => {
    const [first, ...rest] = blocks.get(key) as [FiledDebit, ...FiledDebit[]]
    const { scheme, sequence, collectOn } = first
    const totalCents = sum([first, ...rest].map(({ amountCents }) => amountCents))
    return { reference: `${reference}-${index + 1}`, scheme, sequence, collectOn, totalCents, debits: [first, ...rest] }
  })
}

/** Why a debit that was announced does not go to the bank: nothing of what it is for may be taken, or it would come too late. */
export type DebitOmission = 'file-closed' | 'exceeds-balance' | 'too-late' | MandateFault

/** What may be debited of a file: what is owed less what is on its way. Never below nothing. */
export function debitable(owedCents: Cents, onItsWayCents: Cents): Cents {
  return cents(Math.max(0, owedCents - onItsWayCents))
}
