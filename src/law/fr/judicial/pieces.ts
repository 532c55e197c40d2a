import type { ClaimCategory } from '../../../domain/capacity.js'
import type { PieceRule } from '../../../domain/judicial-law.js'
import type { JudicialProcedure } from '../../../domain/procedure/proceeding.js'

type Wanted = Omit<PieceRule, 'confirmed'>

/** What no text lists and courts ask for. */
const practice = (rule: Wanted): PieceRule => ({ ...rule, confirmed: false })
const byLaw = (rule: Wanted): PieceRule => ({ ...rule, confirmed: true })

const PROOF = 'Code civil 1353: who claims that something is owed proves it'
const INVOICED: readonly ClaimCategory[] = ['goods-and-services', 'telecoms', 'energy', 'water', 'other']

/** What the debtor has bound itself by. */
const undertaking = practice({ anyOf: ['contract', 'order'], each: 'claim', from: 'creditor', source: PROOF })
/** What it had for it: what was delivered, or the contract itself where nothing is. */
const performance = practice({
  anyOf: ['delivery-note', 'contract'],
  each: 'claim',
  from: 'creditor',
  when: { categories: ['goods-and-services'] },
  source: PROOF,
})
const invoice = practice({ anyOf: ['invoice'], each: 'claim', from: 'creditor', when: { categories: INVOICED }, source: PROOF })
const formalNotice = practice({
  anyOf: ['formal-notice'],
  each: 'claim',
  from: 'creditor',
  source: 'Code civil 1344, 1231: who is late is put on notice; practice of the courts',
})
const receipt = practice({
  anyOf: ['formal-notice-receipt'],
  each: 'claim',
  from: 'creditor',
  source: 'Code civil 1231-6: interest runs from the notice; practice of the courts',
})
const account = practice({
  anyOf: ['statement-of-account'],
  each: 'proceeding',
  from: 'agency',
  source: 'Code de procédure civile 1407: the sum claimed with its items',
})
const power = practice({
  anyOf: ['power-of-attorney'],
  each: 'proceeding',
  from: 'creditor',
  source: 'Code de procédure civile 1407, 762, 853: who represents the creditor shows a special power',
})
const attempt = byLaw({
  anyOf: ['attempt-certificate', 'attempt-exemption'],
  each: 'proceeding',
  from: 'creditor',
  when: { attemptNeeded: true },
  source: 'Code de procédure civile 750-1',
})

const proof = [undertaking, performance, invoice]
const suit = [...proof, formalNotice, receipt, account, power, attempt]

/** What must be there before each procedure begins. */
export const pieces: Record<JudicialProcedure, readonly PieceRule[]> = {
  'payment-order': [...proof, formalNotice, account, power],
  'small-claims': [...proof, account, power],
  summons: suit,
  'interim-order': suit,
  enforcement: [],
}
