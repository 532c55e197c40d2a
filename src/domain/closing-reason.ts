/**
 * Why a file is closed. The first four follow from its claims, by themselves: `paid` to the agency, `paid-direct` to the creditor,
 * `settled` by a remission, `credited` by credit notes or withdrawal. The others are ordered: they close a file on which something
 * is owed still.
 */
export const SETTLED_REASONS = ['paid', 'paid-direct', 'settled', 'credited'] as const
export const ORDERED_REASONS = [
  'dispute-upheld',
  'recalled',
  'mandate-ended',
  'insolvent-declared',
  'insolvent-undeclared',
  'debt-erased',
  'not-found',
  'deceased',
  'below-cost',
  'time-barred',
  'fraud',
  'duplicate',
] as const
export type SettledReason = (typeof SETTLED_REASONS)[number]
export type OrderedReason = (typeof ORDERED_REASONS)[number]
export type ClosingReason = SettledReason | OrderedReason
