/** What may speak for an address being the debtor's own: its number in a register, its name, its date of birth, that it or its creditor says so. */
export const ADDRESS_MATCHES = ['siren', 'name', 'birth-date', 'confirmed'] as const
export type AddressMatch = (typeof ADDRESS_MATCHES)[number]

/** Whether enough speaks for it. A name alone never does: somebody else may have it, and would read of a debt that is not theirs. */
export function isDebtorsOwn(match: readonly AddressMatch[]): boolean {
  const has = (one: AddressMatch) => match.includes(one)
  return has('siren') || has('confirmed') || (has('name') && has('birth-date'))
}
