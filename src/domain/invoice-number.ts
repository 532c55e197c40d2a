/** Runs of letters and runs of digits of a number, in capitals and in their order: whatever else stands there only parts them. */
const partsOf = (number: string): string[] => number.toUpperCase().match(/\p{L}+|\p{N}+/gu) ?? []

const isOfDigits = (part: string) => /^\p{N}/u.test(part)

/**
 * Whether two spellings name one invoice: spaces, punctuation, case and leading zeros of parts aside, also where one of them writes
 * parts together that the other keeps apart: `F-2026-001`, `f 2026/1` and `F2026001`. What differs in a digit that counts is another.
 */
export function isSameNumber(one: string, other: string): boolean {
  return areSame(partsOf(one), partsOf(other))
}

/** Whether two numbers differ in nothing but letters: `FA-2026-001` of one program is `2026/1` of another. */
export function isSimilarNumber(one: string, other: string): boolean {
  return areSame(partsOf(one).filter(isOfDigits), partsOf(other).filter(isOfDigits))
}

/** What all spellings of a number have in common, and few other numbers: its ASCII letters and digits without any zero, by which it is looked up. */
export const bareNumber = (number: string): string =>
  number
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .replaceAll('0', '')

const areSame = (one: string[], other: string[]) => one.length > 0 && (isWrittenOut(one, other) || isWrittenOut(other, one))

/** Whether parts, put together, make other parts one after the other. */
function isWrittenOut(parts: readonly string[], together: readonly string[]): boolean {
  let at = 0
  for (const whole of together) {
    let rest: string | null = whole
    while (rest !== null && rest !== '') {
      rest = afterPart(rest, parts[at])
      at += 1
    }
    if (rest === null) return false
  }
  return at === parts.length
}

/** What stands behind a part that a text begins with, zeros before it aside; null where it begins with something else. */
function afterPart(text: string, part: string | undefined): string | null {
  if (part === undefined) return null
  const bare = part.replace(/^0+/, '')
  // Of a part that is zero one digit is taken: the zeros behind it lead the next part, or are its own.
  if (bare === '') return /^0+$/.test(text) ? '' : text.startsWith('0') ? text.slice(1) : null
  const from = isOfDigits(part) ? text.replace(/^0+/, '') : text
  return from.startsWith(bare) ? from.slice(bare.length) : null
}
