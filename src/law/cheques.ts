import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/**
 * TARGET days after the bank's credit on which a cheque counts as paid for good. The bank's credit is an advance, which it takes
 * back where the cheque is not paid.
 */
export const CLEARING_DAYS = unconfirmed(
  10,
  'house policy: between banks an unfunded cheque is returned for ten business days, for other reasons for up to 60 days; the credit before is an advance (Cass. com. 25 October 2011, 10-23.397)',
)

export interface UnpaidReason {
  meaning: string
  /** Whether the drawer's bank gives a certificate of non-payment, which can become a title. */
  certificate: boolean
}

const CODE = 'Code monétaire et financier'
const FUNDS = `${CODE} L131-73`
const OPPOSITION = `${CODE} L131-35`

/** Why banks send cheques back. */
export const UNPAID_REASONS: Readonly<Record<string, Sourced<UnpaidReason>>> = {
  'insufficient-funds': law({ meaning: 'provision insufficient or missing', certificate: true }, FUNDS),
  'account-closed': law({ meaning: 'account closed', certificate: true }, `${CODE} L131-84`),
  'drawer-banned': law({ meaning: 'drawer banned from drawing cheques', certificate: true }, FUNDS),
  lost: law({ meaning: 'stopped as lost', certificate: false }, OPPOSITION),
  stolen: law({ meaning: 'stopped as stolen', certificate: false }, OPPOSITION),
  fraud: law({ meaning: 'stopped for fraudulent use', certificate: false }, OPPOSITION),
  'bearer-insolvent': law({ meaning: 'stopped because its bearer is in insolvency proceedings', certificate: false }, OPPOSITION),
  forged: law({ meaning: 'forged or altered', certificate: false }, `${CODE} L131-84`),
  irregular: unconfirmed({ meaning: 'irregular: signature, date or sums', certificate: false }, 'practice of banks'),
  other: unconfirmed({ meaning: 'another reason', certificate: false }, 'practice of banks'),
}
