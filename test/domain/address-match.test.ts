import { describe, expect, it } from 'vitest'
import { ADDRESS_MATCHES, isDebtorsOwn } from '../../src/domain/address-match.js'

describe('an address is taken for the debtor’s own', () => {
  /** Every choice of what may speak for it. */
  const choices = Array.from({ length: 2 ** ADDRESS_MATCHES.length }, (_, bits) =>
    ADDRESS_MATCHES.filter((_match, index) => Math.floor(bits / 2 ** index) % 2 === 1),
  )

  it('by its number, by a word of its own or its creditor’s, or by name and date of birth together, and in no other case', () => {
    const refused = choices.filter((match) => !isDebtorsOwn(match)).map((match) => match.join('+'))
    expect(choices).toHaveLength(16)
    expect(refused.sort()).toEqual(['', 'birth-date', 'name'])
  })
})
