/**
 * The GSM 7-bit alphabet (3GPP TS 23.038). One character outside of it turns the whole message into UCS-2, which holds
 * less than half as many characters per segment and so costs more than twice as much.
 */

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Characters of the extension table: an escape and the character, so two units. */
const EXTENSION = new Set('\f^{}\\[~]|€')

/** What is read in the same way. Accents that are not listed are dropped from their letter, where that leaves one of the alphabet. */
const REPLACEMENTS: Record<string, string> = {
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '\t': ' ',
  '\u2019': "'",
  '\u2018': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u201e': '"',
  '«': '"',
  '»': '"',
  '\u2010': '-',
  '\u2011': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '•': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '№': 'No',
  '°': 'o',
  º: 'o',
  '\u00ad': '',
  '\u200b': '',
}

const isGsm7 = (character: string) => BASIC.has(character) || EXTENSION.has(character)

/** The text in the GSM 7-bit alphabet as far as it can be written there; what has no faithful replacement stays as it is. */
export function toGsm7(text: string): string {
  return Array.from(text.normalize('NFC'), replacement).join('')
}

function replacement(character: string): string {
  if (isGsm7(character)) return character
  const known = REPLACEMENTS[character]
  if (known !== undefined) return known
  const letter = character.normalize('NFD').replace(/\p{Mn}/gu, '')
  return letter.length > 0 && Array.from(letter).every(isGsm7) ? letter : character
}

export interface Segments {
  encoding: 'GSM-7' | 'UCS-2'
  /** 7-bit characters with their escapes, or 16-bit code units. */
  units: number
  /** How many messages an operator bills. */
  segments: number
}

/** How many units fit into a message that stands alone, and into each part of a longer one, whose header takes the rest. */
const ROOM = { 'GSM-7': { alone: 160, part: 153 }, 'UCS-2': { alone: 70, part: 67 } } as const

/** What a text message takes on its way. An empty one is billed as one segment too. */
export function segments(text: string): Segments {
  const characters = Array.from(text)
  const encoding = characters.every(isGsm7) ? 'GSM-7' : 'UCS-2'
  const sizes = characters.map((character) => (encoding === 'UCS-2' ? character.length : EXTENSION.has(character) ? 2 : 1))
  const units = sizes.reduce((sum, size) => sum + size, 0)
  const { alone, part } = ROOM[encoding]
  return { encoding, units, segments: units <= alone ? 1 : partsOf(sizes, part) }
}

/** A character of two units is never split over two parts: the part before it stays one unit short. */
function partsOf(sizes: number[], room: number): number {
  let parts = 1
  let used = 0
  for (const size of sizes) {
    if (used + size > room) {
      parts += 1
      used = 0
    }
    used += size
  }
  return parts
}
