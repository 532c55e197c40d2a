import type { AfterReturn } from '../domain/after-return.js'
import type { DebitRules, DebitScheme } from '../domain/direct-debit.js'
import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/** Zone in which banking days begin. */
export const BANKING_ZONE = 'Europe/Paris'

const RULEBOOK = { core: 'EPC016-06, SEPA Direct Debit Core rulebook', b2b: 'EPC222-07, SEPA Direct Debit B2B rulebook' }

/** Days before collection on which the debtor is told of it, unless another number is agreed. */
export const NOTICE_DAYS = unconfirmed(14, `${RULEBOOK.core} 4.3.4; banks' guides: “au moins 14 jours”, unless agreed otherwise`)

type SourcedRules = { [K in keyof DebitRules]: Sourced<DebitRules[K]> }

const both = {
  earliestDays: unconfirmed(14, `${RULEBOOK.core} 4.3.4: a file is taken from 14 days before collection`),
  lapseMonths: unconfirmed(36, `${RULEBOOK.core} 4.1; banks' guides: a mandate without a debit for 36 months is void`),
  unauthorisedMonths: law(13, 'Code monétaire et financier L133-24'),
}

/** Delays of the schemes, as they are since 20 November 2016. */
export const DEBIT_RULES: Record<DebitScheme, SourcedRules> = {
  core: {
    ...both,
    leadTargetDays: law(1, `${RULEBOOK.core} 9.2, in force since 20 November 2016: D-1 for every sequence type`),
    returnTargetDays: unconfirmed(5, `${RULEBOOK.core} 4.3.4: five business days between banks after settlement`),
    refundWeeks: law(8, 'Code monétaire et financier L133-25 III'),
  },
  b2b: {
    ...both,
    leadTargetDays: law(1, `${RULEBOOK.b2b}: D-1`),
    returnTargetDays: unconfirmed(3, `${RULEBOOK.b2b} 4.3.4: three business days between banks after settlement`),
    refundWeeks: law(null, `${RULEBOOK.b2b}: no refund of an authorised debit`),
  },
}

/** The delays of a scheme without their sources. */
export function debitRules(scheme: DebitScheme): DebitRules {
  const { leadTargetDays, earliestDays, lapseMonths, returnTargetDays, refundWeeks, unauthorisedMonths } = DEBIT_RULES[scheme]
  return {
    leadTargetDays: leadTargetDays.value,
    earliestDays: earliestDays.value,
    lapseMonths: lapseMonths.value,
    returnTargetDays: returnTargetDays.value,
    refundWeeks: refundWeeks.value,
    unauthorisedMonths: unauthorisedMonths.value,
  }
}

export interface ReturnReason {
  meaning: string
  next: AfterReturn
  /** Whether it says that the debtor had not authorised the debit: then it has thirteen months. */
  unauthorised: boolean
}

const GUIDANCE = 'EPC173-14, Guidance on reason codes for SDD R-transactions'
const reason = (meaning: string, next: AfterReturn, unauthorised = false) => law<ReturnReason>({ meaning, next, unauthorised }, GUIDANCE)

/** Reasons of returns, by their ISO 20022 code. What may be done next is the house's reading of them. */
export const RETURN_REASONS: Readonly<Record<string, Sourced<ReturnReason>>> = {
  AC01: reason('account number incorrect', 'new-account'),
  AC04: reason('account closed', 'new-account'),
  AC06: reason('account blocked', 'ask'),
  AC13: reason('account of a consumer, which the B2B scheme does not debit', 'new-mandate'),
  AG01: reason('direct debit not allowed on this account', 'new-account'),
  AG02: reason('operation code or sequence type incorrect', 'again'),
  AM04: reason('insufficient funds', 'again'),
  AM05: reason('collected twice', 'never'),
  BE05: reason('creditor identifier not known', 'ask'),
  CNOR: reason('bank of the creditor not registered', 'again'),
  DNOR: reason('bank of the debtor not registered', 'new-account'),
  FF01: reason('file format invalid', 'again'),
  MD01: reason('no mandate, or debit not authorised', 'new-mandate', true),
  MD02: reason('mandate information missing or incorrect', 'again'),
  MD06: reason('refund on demand of the debtor', 'ask'),
  MD07: reason('debtor deceased', 'never'),
  MS02: reason('refused by the debtor, no reason given', 'ask'),
  MS03: reason('no reason given by the bank', 'again'),
  RC01: reason('bank identifier incorrect', 'new-account'),
  RR01: reason('account or identification of the debtor missing', 'new-account'),
  RR02: reason('name or address of the debtor missing', 'again'),
  RR03: reason('name or address of the creditor missing', 'again'),
  RR04: reason('regulatory reason', 'ask'),
  SL01: reason('service of the debtor’s bank, as a blocked creditor or a limit', 'ask'),
}

/** What a code of a bank means; one that is not in the list is for a person. */
export function returnReason(code: string): ReturnReason {
  return RETURN_REASONS[code]?.value ?? { meaning: 'not in the list of reasons', next: 'ask', unauthorised: false }
}

/**
 * Message that files of debits are written in: since 17 March 2024 the schemes are on the ISO 20022 version of 2019. Banks
 * stop taking pain.008.001.02 in November 2026.
 */
export const DEBIT_MESSAGE = law(
  'pain.008.001.08',
  'EPC130-08 and EPC131-08, customer-to-PSP implementation guidelines of the 2023 and 2025 rulebooks (ISO 20022 message version of 2019)',
)
