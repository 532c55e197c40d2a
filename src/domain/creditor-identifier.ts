/**
 * Whether a text is a SEPA creditor identifier (ICS): country, check digits, business code, national number. The business code is
 * the creditor's own and not covered by the check digits (ISO 7064, modulo 97).
 */
export function isCreditorIdentifier(text: string): boolean {
  const [, country, check, national] = /^([A-Z]{2})(\d{2})[A-Z0-9]{3}([A-Z0-9]{1,28})$/.exec(text) ?? []
  if (country === undefined || check === undefined || national === undefined) return false
  let remainder = 0
  for (const sign of `${national}${country}${check}`) remainder = Number(`${remainder}${Number.parseInt(sign, 36)}`) % 97
  return remainder === 1
}
