import { unpaidOn } from './account.js'
import type { AgreementStep } from './agreement.js'
import { askableOf } from './barred-claims.js'
import type { Facts } from './facts.js'
import type { LawBook } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'
import { followPlan } from './payment-plan.js'
import { waitForPromise } from './promise.js'
import { waitForSettlement } from './settlement.js'

const POLICY = 'relance policy'

/** What was agreed with the debtor, or it has said, has its file do; null where nothing is open. */
export const agreementStep = (facts: Facts, book: LawBook, today: LegalDay): AgreementStep | null =>
  waitForWord(facts, today) ??
  waitForSearch(facts, today) ??
  waitForDispute(facts, book, today) ??
  waitForSettlement(facts, today) ??
  waitForPromise(facts, today) ??
  followPlan(facts, today)

const UNANSWERED = { 'payment-asserted': 'payment-assertion-unanswered', 'means-stated': 'means-unanswered' } as const

/** What the debtor has said is waited for, and then a person is asked: silence never brings automatic reminders back. */
function waitForWord({ awaiting = [] }: Facts, today: LegalDay): AgreementStep | null {
  const late = awaiting.find(({ answerBy }) => today > answerBy)
  if (late) return { do: 'ask', question: UNANSWERED[late.what], rule: `unanswered:${late.what}`, source: POLICY }
  const [first] = [...awaiting].sort((a, b) => (a.answerBy < b.answerBy ? -1 : 1))
  return first ? { do: 'wait', until: addDays(first.answerBy, 1), rule: `hold:${first.what}`, source: POLICY } : null
}

/** Nothing can be sent to a debtor whose address is lost. */
function waitForSearch({ searchUntil, reachable }: Facts, today: LegalDay): AgreementStep | null {
  if (searchUntil === undefined || today > searchUntil || reachable.includes('letter')) return null
  return { do: 'wait', until: addDays(searchUntil, 1), rule: 'hold:address-lost', source: POLICY }
}

/** Where all that is still owed is contested, nobody is asked for anything until that is answered, however late the answer is. */
function waitForDispute(facts: Facts, book: LawBook, today: LegalDay): AgreementStep | null {
  const isContested = unpaidOn(facts, book, today).some(({ disputed }) => disputed)
  if (!isContested || unpaidOn(askableOf(facts, book, today), book, today).length > 0) return null
  return { do: 'wait', until: null, rule: 'hold:dispute', source: POLICY }
}
