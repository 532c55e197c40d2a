import { FILE_REFERENCE_LENGTH, isReference } from './reference.js'

/** Something in a payer's text that can be a reference of a file. */
export interface NamedReference {
  reference: string
  /** False where it stands in an RF reference whose own check digits are wrong: something in it was misread. */
  sound: boolean
}

/**
 * Whatever in a text can be a file's reference, in the order in which it stands there: spaces, line breaks, punctuation, small
 * letters and words before or behind do not hide it, nor does its being wrapped as RF reference (ISO 11649). A word may look like a
 * reference by chance: one in thirty passes the check character, and then a file must have it.
 */
export function referencesIn(text: string): NamedReference[] {
  const letters = compact(text)
  const found = new Map<string, NamedReference>()
  for (let at = 0; at + FILE_REFERENCE_LENGTH <= letters.length; at++) {
    const reference = letters.slice(at, at + FILE_REFERENCE_LENGTH)
    if (!isReference(reference)) continue
    const sound = isSoundlyWrapped(letters.slice(Math.max(0, at - 4), at), reference)
    if (sound || !found.has(reference)) found.set(reference, { reference, sound })
  }
  return [...found.values()]
}

const compact = (text: string) => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase()

/** Whether what stands before a reference is no `RF` with check digits, or they are right. */
const isSoundlyWrapped = (before: string, reference: string) => !/^RF\d\d$/.test(before) || isRf(before + reference)

/** Whether the check digits of an RF reference are right (ISO 11649, modulo 97 of ISO 7064). */
function isRf(rf: string): boolean {
  const digits = Array.from(rf.slice(4) + rf.slice(0, 4), (character) => Number.parseInt(character, 36)).join('')
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** A claim's number may be cut into so many words by spaces and punctuation. */
const MOST_PARTS = 6
const SHORTEST_NUMBER = 5
const LONGEST_NUMBER = 40

/** Whatever in a text can be a claim's number, without spaces and punctuation, as `plainNumber` writes them. */
export function numbersIn(text: string): Set<string> {
  const words = text.toUpperCase().match(/[A-Z0-9]+/g) ?? []
  const found = new Set<string>()
  for (let first = 0; first < words.length; first++) {
    let run = ''
    for (const word of words.slice(first, first + MOST_PARTS)) {
      run += word
      if (run.length > LONGEST_NUMBER) break
      if (isTelling(run)) found.add(run)
    }
  }
  return found
}

/** A claim's number as it is compared, or null for one that is in too many texts to tell anything: `12`, `2026`, `ABO`. */
export function plainNumber(number: string): string | null {
  const plain = compact(number)
  return isTelling(plain) && plain.length <= LONGEST_NUMBER ? plain : null
}

const isTelling = (plain: string) => plain.length >= SHORTEST_NUMBER && plain.replace(/\D/g, '').length >= 3
