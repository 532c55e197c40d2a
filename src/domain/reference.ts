/** Without letters and digits that are mistaken for each other when they are read out. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Characters of a file's reference. */
export const FILE_REFERENCE_LENGTH = 9

/**
 * A short reference for people: random characters and a check character (Luhn algorithm modulo 30), which finds every
 * character that was misread and nearly all neighbours that were swapped.
 * @param random gives a whole number from 0 to below its argument
 */
export function newReference(length: number, random: (below: number) => number): string {
  const text = Array.from({ length: length - 1 }, () => ALPHABET[random(ALPHABET.length)]).join('')
  return text + checkCharacter(text)
}

/** Whether a reference can be one of ours: nothing is looked up for one that was misread. */
export function isReference(text: string): boolean {
  const wellFormed = text.length > 1 && Array.from(text).every((character) => ALPHABET.includes(character))
  return wellFormed && checkCharacter(text.slice(0, -1)) === text.at(-1)
}

/** As people write it: without spaces and dashes, in capitals. */
export function normaliseReference(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase()
}

function checkCharacter(text: string): string {
  let total = 0
  for (const [index, character] of Array.from(text).reverse().entries()) {
    const doubled = ALPHABET.indexOf(character) * (index % 2 === 0 ? 2 : 1)
    total += Math.floor(doubled / ALPHABET.length) + (doubled % ALPHABET.length)
  }
  return ALPHABET[(ALPHABET.length - (total % ALPHABET.length)) % ALPHABET.length] as string
}
