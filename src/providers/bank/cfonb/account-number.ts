import { composeIBAN } from 'ibantools'

/** Letters of an account number as digits, by which the RIB key is reckoned: A and J are 1, B, K and S are 2... */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const DIGITS = '12345678912345678923456789'

/**
 * The French IBAN of an account of bank, branch and number. The RIB key is 97 less the remainder of 89 × bank + 15 × branch + 3 ×
 * account modulo 97, with letters as digits (Comité français d'organisation et de normalisation bancaires, relevé d'identité bancaire).
 * What cannot be such an account is given as the three parts together.
 */
export function frenchAccount(bank: string, branch: string, account: string): string {
  const digits = (text: string) => BigInt(text.replace(/[A-Z]/g, (letter) => DIGITS[LETTERS.indexOf(letter)] ?? '0'))
  const plain = `${bank}${branch}${account}`.replace(/\s/g, '')
  if (!/^\d{5}\d{5}[0-9A-Z]{11}$/.test(plain)) return plain
  const key = 97n - ((89n * digits(bank) + 15n * digits(branch) + 3n * digits(account)) % 97n)
  return composeIBAN({ countryCode: 'FR', bban: plain + String(key).padStart(2, '0') }) ?? plain
}
