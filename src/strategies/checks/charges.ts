import type { LawPack, Sourced } from '../../domain/law-pack.js'
import { type Checked, DEBTORS, fault, regimesFor, type StrategyFault } from './fault.js'

const CHARGES = [
  { name: 'interest', words: 'late interest', of: ({ interest }: LawPack['lateCharges']['business']) => interest },
  { name: 'indemnity', words: 'the flat compensation', of: ({ indemnityCents }: LawPack['lateCharges']['business']) => indemnityCents },
] as const

/** Charges that a strategy asks for by name, of debtors from whom the law gives the creditor none. */
export function chargesWithoutLaw(checked: Checked): StrategyFault[] {
  const { strategy, pack } = checked
  const asked = CHARGES.filter(({ name }) => strategy.charges?.[name])
  return asked.flatMap(({ name, words, of }) =>
    [...regimesFor(checked)].flatMap((regime) => {
      const given: Sourced<unknown> | null = of(pack.lateCharges[regime])
      if (given?.confirmed) return []
      const message = given
        ? `whether ${DEBTORS[regime]} owe ${words} is not confirmed`
        : `the law gives no claim to ${words} against ${DEBTORS[regime]}`
      return [fault(null, `charges-${name}`, given ?? boundsOf(of, pack), message)]
    }),
  )
}

/** The article that says who owes a charge: whoever it does not name owes none. */
function boundsOf(of: (typeof CHARGES)[number]['of'], { lateCharges, regimes }: LawPack): Sourced<unknown> {
  return of(lateCharges.business) ?? { ...regimes, confirmed: true }
}
