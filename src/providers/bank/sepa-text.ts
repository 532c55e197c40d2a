/** Letters that no decomposition brings to the basic alphabet, and signs that have a usual stand-in. */
const STAND_INS: Record<string, string> = {
  œ: 'oe',
  Œ: 'OE',
  æ: 'ae',
  Æ: 'AE',
  ß: 'ss',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
  '€': 'EUR',
  '&': '+',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '\u00a0': ' ',
}

/** What every bank in SEPA must take: letters, digits and these signs (EPC217-08). */
const NOT_IN_SEPA = /[^a-zA-Z0-9/\-?:().,'+ ]/g

/**
 * A text in the characters that every bank in the Single Euro Payments Area takes, at most so long. Accents go, ligatures are
 * written out, what has no stand-in becomes a full stop; no slash begins, ends or doubles.
 */
export function sepaText(text: string, longest: number): string {
  const plain = Array.from(text, (character) => STAND_INS[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\s+/g, ' ')
    .replace(NOT_IN_SEPA, '.')
    .replace(/\/{2,}/g, '/')
    .replace(/^[/ ]+/, '')
  return plain.slice(0, longest).replace(/[/ ]+$/, '')
}
