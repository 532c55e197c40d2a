import { describe, expect, it } from 'vitest'
import type { Capacity } from '../../src/domain/capacity.js'
import { capacityOf, compareIdentity, type RegisteredCompany } from '../../src/domain/identity.js'

const company = (changes: Partial<RegisteredCompany> = {}): RegisteredCompany => ({
  siren: '732829320',
  names: ['GARAGE MARTIN'],
  active: true,
  since: '2019-04-01',
  category: '5499',
  postcode: null,
  ...changes,
})
const party = (name = 'Garage Martin', capacities: Capacity[] = ['trader']) => ({ name, capacities })

describe('a party beside the register', () => {
  it('is confirmed where nothing is at odds', () => {
    expect(compareIdentity(company(), party('Sarl Garage Martin')).outcome).toBe('confirmed')
  })
  it('differs by another name, and not by one that nobody may know', () => {
    expect(compareIdentity(company(), party('Boulangerie Petit'))).toMatchObject({ outcome: 'differs', otherName: true })
    expect(compareIdentity(company({ names: [] }), party('Boulangerie Petit')).outcome).toBe('confirmed')
  })
  it('has one of several names', () => {
    expect(compareIdentity(company({ names: ['SGM', 'GARAGE MARTIN'] }), party()).otherName).toBe(false)
  })
  it('has ceased, since a day', () => {
    expect(compareIdentity(company({ active: false }), party())).toMatchObject({ outcome: 'ceased', ceasedOn: '2019-04-01' })
  })
  it.each<[string, Capacity, Capacity | null]>([
    ['7210', 'trader', 'public-body'],
    ['7210', 'public-body', null],
    ['9220', 'trader', 'non-professional'],
    ['5710', 'consumer', 'trader'],
    ['5710', 'undecided', 'trader'],
    ['5710', 'professional', null],
    ['6540', 'trader', null],
    ['1000', 'consumer', null],
    ['1000', 'public-body', 'sole-trader'],
    ['8410', 'consumer', null],
  ])('category %s and a claim owed as %s: proposes %s', (category, capacity, proposes) => {
    const found = compareIdentity(company({ category }), party('Garage Martin', [capacity]))
    expect(found.proposes).toBe(proposes)
    expect(found.outcome).toBe(proposes === null ? 'confirmed' : 'differs')
  })
  it('no category, nothing certain', () => {
    expect([capacityOf(null), capacityOf('0000')]).toEqual([null, null])
  })
})
