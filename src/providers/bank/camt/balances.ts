import type { Balance } from '../../../domain/bank-statement.js'
import { StatementError } from '../statement-error.js'
import { amountOf, directionOf, signed } from './amount.js'
import { dayAt } from './day.js'
import type { XmlElement } from './xml-element.js'

interface TypedBalance extends Balance {
  /** `OPBD`, `CLBD`...; another text where the bank has types of its own. */
  type: string
  /** Of a page: what stands between it and the next one. */
  intermediate: boolean
}

/**
 * The booked balances that a statement, or its page, begins and ends with. What is available or expected is none of them.
 * @param accountCurrency null where the account names none
 */
export function readBalances(
  elements: readonly XmlElement[],
  accountCurrency: string | null,
): { opening: Balance | null; closing: Balance | null; currency: string | null } {
  const balances = elements.map(readBalance)
  const currency = accountCurrency ?? pick(balances, 'OPBD', 'PRCD', 'CLBD', 'ITBD')?.currency ?? null
  const interim = balances.filter(({ type }) => type === 'ITBD')
  // One interim balance alone says how things stand at the end of a report.
  const firstInterim = interim.length > 1 || pick(balances, 'CLBD') ? interim[0] : undefined
  const opening = pick(preferring(balances, currency), 'OPBD', 'PRCD') ?? firstInterim
  const closing = pick(preferring(balances, currency), 'CLBD') ?? interim.at(-1)
  return { opening: opening ? plain(opening) : null, closing: closing ? plain(closing) : null, currency }
}

function readBalance(element: XmlElement): TypedBalance {
  const { amountCents, currency } = amountOf(element.get('Amt'))
  const on = dayAt(element, 'Dt')
  if (on === null) throw new StatementError(`${element.where} has no <Dt>.`)
  return {
    type: element.textAt('Tp', 'CdOrPrtry', 'Cd') ?? '',
    intermediate: element.textAt('Tp', 'SubTp', 'Cd') === 'INTM',
    amountCents: signed(directionOf(element.get('CdtDbtInd')), amountCents),
    currency,
    on,
  }
}

/** The first type that is there, of a page's own balances before those of the whole. */
function pick(balances: readonly TypedBalance[], ...types: readonly string[]): TypedBalance | undefined {
  for (const type of types) {
    const ofType = balances.filter((balance) => balance.type === type)
    const found = ofType.find(({ intermediate }) => intermediate) ?? ofType[0]
    if (found) return found
  }
  return undefined
}

/** An account in several currencies has balances in each: its own come first. */
const preferring = (balances: readonly TypedBalance[], currency: string | null) => [
  ...balances.filter((balance) => balance.currency === currency),
  ...balances.filter((balance) => balance.currency !== currency),
]

const plain = ({ amountCents, currency, on }: TypedBalance): Balance => ({ amountCents, currency, on })
