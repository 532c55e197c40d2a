import { z } from 'zod'
import type { Question } from '../domain/decision.js'
import type { SideStage, Stage } from '../domain/stage.js'

/** What fields of the API are made of. Sums are whole cents, days `YYYY-MM-DD`, instants ISO 8601 in UTC. */

/** One line of writing: what the database or a printed letter could not hold is refused here. */
export const text = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters')

/** Writing of several lines. */
export const writing = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u, 'must not contain control characters')

/** No invoice is older and no deadline later; beyond, a year is a slip of the pen. */
const isOfThisAge = (dayOrInstant: string) => dayOrInstant >= '1900' && dayOrInstant < '2200'
const THIS_AGE = 'must lie between 1900 and 2199'
export const day = z.iso.date({ abort: true }).refine(isOfThisAge, THIS_AGE)
export const instant = z.iso.datetime({ abort: true }).refine(isOfThisAge, THIS_AGE)

const LARGEST_SUM_CENTS = 1_000_000_000_00
export const amountCents = z.int().positive().max(LARGEST_SUM_CENTS)
const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
/** ISO 4217. Sums are whole minor units of it: cents of euros, yen without a fraction. */
export const currency = z.string().refine((code) => CURRENCIES.has(code), 'a currency of ISO 4217, as EUR')

/** Why something was decided: the rule, and where it stands. */
export const Reason = z.object({ rule: z.string(), source: z.string() }).meta({ id: 'Reason' })

/** Stages of the amicable road, in order. */
export const STAGES = ['preventive', 'opening', 'amicable', 'formal-notice', 'last-notice'] as const satisfies readonly Stage[]
/** Words beside the road, which no step of a strategy sends. */
export const SIDE_STAGES = [
  'plan-reminder',
  'plan-default',
  'dispute-answer',
  'reply',
  'address-check',
  'judicial-step',
] as const satisfies readonly SideStage[]
/** What a person may be asked about a file. */
export const QUESTIONS = [
  'contact-failing',
  'contact-unresolved',
  'debtor-unreachable',
  'agency-not-in-order',
  'claim-time-barred',
  'judicial-decision',
  'amicable-road-ended',
  'payment-assertion-unanswered',
  'means-unanswered',
  'plan-unanswered',
  'settlement-unanswered',
] as const satisfies readonly Question[]
