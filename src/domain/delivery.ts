/**
 * What becomes of an act after its provider has taken it. `posted`: on its way by post, for certain. `bounced`: the
 * address or number does not work. `opted-out`: its owner refuses messages on this channel. `refused`, `unclaimed` and
 * `address-unknown` are outcomes of a registered letter.
 */
export const DELIVERY_STATUSES = [
  'accepted',
  'printed',
  'posted',
  'delivered',
  'refused',
  'unclaimed',
  'failed',
  'bounced',
  'opted-out',
  'address-unknown',
] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]
