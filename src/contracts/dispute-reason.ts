import type { DisputeReason } from '../domain/admission.js'

/** Why a debtor disputes a claim, as it says itself or its creditor does. */
export const DISPUTE_REASONS = [
  'not-ordered',
  'not-delivered',
  'defective',
  'price',
  'paid',
  'other',
] as const satisfies readonly DisputeReason[]
