import { DomainError } from './errors.js'
import { addMonths, earlier, type LegalDay } from './legal-day.js'
import { type Cents, cents, sum } from './money.js'

/** A movement of what is held for a creditor: money allocated to its files, taken back from them, or come back from the bank. */
export interface CreditorMovement {
  /** Its entry in the books of client funds. */
  entryId: string
  /** Above zero where more is owed to the creditor by it. */
  amountCents: Cents
  /** Day on which the money was there for good; null while it can fail to come, and of what is taken back from such money. */
  clearedOn: LegalDay | null
  /** Months after that day in which it is passed on: by the mandate, or by law. */
  withinMonths: number
  /** Where it is known already: a transfer that came back stays due when it was. */
  dueBy: LegalDay | null
}

/** What is due to a creditor up to a day. */
export interface DueToCreditor<M extends CreditorMovement = CreditorMovement> {
  movements: M[]
  /** What came in for it, and what of that went again (below zero). */
  collectedCents: Cents
  takenBackCents: Cents
  /** The sum of both. Not above zero: nothing is due, and the movements wait for the next remittance. */
  dueCents: Cents
  /** Day by which the first of it is to be passed on; null where nothing came in. */
  dueBy: LegalDay | null
}

/**
 * Whether a movement is passed on with a remittance up to a day: its payment was there for good by then. Money that was taken back
 * counts with the payment that it is from, even when that was later than the day: what is known to be gone is not paid out.
 */
export const isRemittable = ({ clearedOn }: CreditorMovement, through: LegalDay): boolean => clearedOn !== null && clearedOn <= through

/** Last day on which a movement is passed on: so many months after actual collection, in France one (Code des procédures civiles d'exécution R124-6). */
export function dueDay({ clearedOn, withinMonths, dueBy }: CreditorMovement): LegalDay | null {
  return dueBy ?? (clearedOn && addMonths(clearedOn, withinMonths))
}

/** What is due to one creditor in one currency up to a day, of movements that no remittance has had. */
export function dueThrough<M extends CreditorMovement>(movements: readonly M[], through: LegalDay): DueToCreditor<M> {
  const remittable = movements.filter((movement) => isRemittable(movement, through))
  const collected = remittable.filter(({ amountCents }) => amountCents > 0)
  const collectedCents = sum(collected.map(({ amountCents }) => amountCents))
  const dueCents = sum(remittable.map(({ amountCents }) => amountCents))
  const days = collected.map(dueDay).filter((day) => day !== null)
  return {
    movements: remittable,
    collectedCents,
    takenBackCents: cents(dueCents - collectedCents),
    dueCents,
    dueBy: days.length === 0 ? null : days.reduce(earlier),
  }
}

/**
 * The agency's own share of a remittance. Where the creditor's mandates say what the agency earns it is what of its invoices may be kept, and leaves
 * at least a cent to transfer. Elsewhere it is what is asked for, and else nothing.
 * @param invoicedCents open invoices that are kept of what is passed on; null without a tariff
 * @throws DomainError remittance-share-excessive where it leaves the creditor nothing, remittance-share-by-invoice for one that is asked beside a tariff
 */
export function agencyShare(dueCents: Cents, asked: Cents | undefined, invoicedCents: Cents | null = null): Cents {
  if (invoicedCents !== null && asked !== undefined) throw new DomainError('remittance-share-by-invoice', 'shares')
  if (invoicedCents !== null) return cents(Math.min(invoicedCents, dueCents - 1))
  if (asked !== undefined && asked >= dueCents) throw new DomainError('remittance-share-excessive', 'shares')
  return asked ?? cents(0)
}
