/**
 * A payment may be taken back in parts. The first reversal has the payment's own reference; those that follow it have a number
 * behind it: `VIR-1`, `VIR-1~2`, `VIR-1~3`.
 */
export function reversalReference(reference: string, earlier: number): string {
  return earlier === 0 ? reference : `${reference}~${earlier + 1}`
}

/** Whether a reversal of one reference takes back what has the other. */
export function isReversalOf(reversal: string, reference: string): boolean {
  if (reversal === reference) return true
  return reversal.startsWith(`${reference}~`) && /^\d+$/.test(reversal.slice(reference.length + 1))
}
