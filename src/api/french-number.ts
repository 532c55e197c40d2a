const UNITS =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(' ')
const TENS = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt']

/** A percentage from 0 to 100 in French words, digit by digit behind the point: 12.5 is `douze virgule cinq`. */
export function inWords(percent: number): string {
  const [whole = '0', fraction] = String(percent).split('.')
  if (fraction === undefined) return wholeInWords(Number(whole))
  const digits = Array.from(fraction, (digit) => UNITS[Number(digit)])
  return `${wholeInWords(Number(whole))} virgule ${digits.join(' ')}`
}

function wholeInWords(value: number): string {
  if (value === 100) return 'cent'
  if (value < 20) return UNITS[value] as string
  if (value === 80) return 'quatre-vingts'
  const tens = Math.floor(value / 10)
  // Seventy and ninety count on from sixty and eighty: soixante-dix, quatre-vingt-onze.
  const rest = (value % 10) + (tens === 7 || tens === 9 ? 10 : 0)
  if (rest === 0) return TENS[tens] as string
  const joins = (rest === 1 || rest === 11) && tens < 8 ? ' et ' : '-'
  return `${TENS[tens]}${joins}${UNITS[rest]}`
}
