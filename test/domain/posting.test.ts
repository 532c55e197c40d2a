import { expect, it } from 'vitest'
import { consequences, NOTHING_POSTED, type Posted } from '../../src/domain/posting.js'

type Accounts = Partial<Posted['totals']>

/** Accounts as they stand, with the interest and the compensation that have accrued. */
const state = (totals: Accounts, accruedInterest = 0, accruedIndemnity = 0): Posted => ({
  totals: { ...NOTHING_POSTED.totals, ...totals },
  accruedInterest,
  accruedIndemnity,
})

/** `interest interest +1032 creditor -1032`, one line an entry. */
const posted = (...args: Parameters<typeof consequences>) =>
  consequences(...args).map(({ kind, legs }) =>
    [kind, ...legs.map(({ account, amountCents }) => `${account} ${amountCents > 0 ? '+' : ''}${amountCents}`)].join(' '),
  )

const claimed: Accounts = { principal: 1000_00, creditor: -1000_00 }

it('posts what has accrued, and imputes what came in', () => {
  const paid = state({ ...claimed, unallocated: -200_00, funds: 200_00 })
  const due = state({ principal: 850_32, funds: 200_00, creditor: -1050_32 }, 10_32, 40_00)
  expect(posted(due, paid)).toEqual([
    'interest interest +1032 creditor -1032',
    'indemnity indemnity +4000 creditor -4000',
    'imputation principal -14968 interest -1032 indemnity -4000 unallocated +20000',
  ])
})

it('posts nothing where the accounts say it already', () => {
  const due = state({ principal: 1000_00, interest: 10_32, creditor: -1010_32 }, 10_32)
  expect(posted(due, due)).toEqual([])
})

it('takes back interest of which a late fact leaves less, or which has become time-barred', () => {
  const before = state({ principal: 1000_00, interest: 10_32, creditor: -1010_32 }, 10_32)
  const due = state({ principal: 1000_00, interest: 8_00, creditor: -1008_00 }, 8_00)
  expect(posted(due, before)).toEqual(['interest interest -232 creditor +232'])
})

it('leaves what exceeds the debt where it came in', () => {
  const paid = state({ ...claimed, unallocated: -1100_00, funds: 1100_00 })
  const due = state({ unallocated: -100_00, funds: 1100_00, creditor: -1000_00 })
  expect(posted(due, paid)).toEqual(['imputation principal -100000 unallocated +100000'])
})

it('undoes an imputation when its payment is taken back', () => {
  const back = state({ principal: 850_32, unallocated: 200_00, creditor: -1050_32 }, 10_32, 40_00)
  const due = state({ principal: 1000_00, interest: 10_32, indemnity: 40_00, creditor: -1050_32 }, 10_32, 40_00)
  expect(posted(due, back)).toEqual(['imputation principal +14968 interest +1032 indemnity +4000 unallocated -20000'])
})

it('lets interest fall with a claim that was credited whole', () => {
  const before = state({ principal: 1000_00, interest: 10_32, unallocated: -1000_00, creditor: -10_32 }, 10_32)
  const due = state({}, 10_32)
  expect(posted(due, before)).toEqual(['imputation principal -100000 interest -1032 unallocated +100000 creditor +1032'])
})
