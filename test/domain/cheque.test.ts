import { expect, it } from 'vitest'
import { CHEQUE_ACTS, chequePaidOn, chequeState, mayCheque } from '../../src/domain/cheque.js'

const known = { isDeposited: false, creditedOn: null, paidOn: null, unpaidOn: null, reason: null }

it.each([
  [{}, 'received', ['deposit', 'give-back']],
  [{ reason: 'given-back' }, 'given-back', []],
  [{ isDeposited: true }, 'deposited', ['credit', 'return']],
  [{ isDeposited: true, creditedOn: '2026-01-14' }, 'credited', ['return']],
  [{ isDeposited: true, creditedOn: '2026-01-14', paidOn: '2026-01-28' }, 'paid', ['return']],
  [{ isDeposited: true, unpaidOn: '2026-01-20', reason: 'stolen' }, 'unpaid', []],
  [{ isDeposited: true, creditedOn: '2026-01-14', paidOn: '2026-01-28', unpaidOn: '2026-03-02', reason: 'stolen' }, 'unpaid', []],
] as const)('a cheque with %j is %s, and may %j', (facts, state, acts) => {
  expect(chequeState({ ...known, ...facts })).toBe(state)
  expect(CHEQUE_ACTS.filter((act) => mayCheque(state, act))).toEqual(acts)
})

it.each([
  ['2026-01-14', '2026-01-28'],
  ['2026-03-27', '2026-04-14'], // Good Friday and Easter Monday are no days of the banks
  ['2026-12-17', '2027-01-04'], // Christmas and New Year
])('credited on %s it counts as paid for good from %s', (creditedOn, paidOn) => expect(chequePaidOn(creditedOn, 10)).toBe(paidOn))
