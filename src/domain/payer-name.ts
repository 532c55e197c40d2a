/** Company forms and forms of address: they tell nobody apart, and are written by one side and not by the other. */
const FORMS = new Set(
  [
    'SARL SAS SASU SA EURL SNC SCI SCP SELARL EARL GAEC GIE EI EIRL SCOP SC',
    'SPRL SRL BV BVBA NV ASBL VZW',
    'GMBH MBH AG UG KG OHG GBR EV EK CO',
    'LTD LLC LLP PLC INC SL SPA SARLAU',
    'SOCIETE STE ETS ETABLISSEMENTS ENTREPRISE FIRMA',
    'M MR MME MLLE MM MONSIEUR MADAME MADEMOISELLE DR ME HERR HERRN FRAU MEVROUW MIJNHEER DHR MEVR',
    'OU ET UND EN AND DE DU DES LA LE LES D L',
  ].flatMap((line) => line.split(' ')),
)

/**
 * The words of a name that tell it apart, each once, in the order of the alphabet: without accents, case, punctuation, company
 * forms and forms of address. A name of nothing else keeps its words. The database splits names in the same way (`name_words`).
 */
export function wordsOfName(name: string): string[] {
  const words = [...new Set(plain(name).match(/[A-Z0-9]+/g) ?? [])].sort()
  const telling = words.filter((word) => !FORMS.has(word))
  return telling.length > 0 ? telling : words
}

/** Dotted forms are one word: S.A.R.L. is SARL. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[øØ]/g, 'o')
    .toUpperCase()
    .replace(/\b([A-Z])\.(?=[A-Z](?:\.|\b))/g, '$1')
}

/** Least likeness that speaks for anything. */
const LEAST = 60

/**
 * How much two names are alike, 0 to 100. 100: the same words in any order. Less: a word misspelt in one letter or with two
 * swapped, a word that only one side has. Never proof that it is the same person. 0 below 60.
 */
export function nameLikeness(one: string, other: string): number {
  const [a, b] = [wordsOfName(one), wordsOfName(other)]
  if (a.length === 0 || b.length === 0) return 0
  const [few, many] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...many]
  let shared = 0
  for (const word of few) {
    const found = bestOf(word, left)
    if (!found) continue
    left.splice(left.indexOf(found.word), 1)
    shared += found.likeness
  }
  const likeness = Math.round((200 * shared) / (a.length + b.length))
  return likeness < LEAST ? 0 : likeness
}

const MISSPELT = 0.85
/** A shorter word with another letter is another word. */
const SHORTEST_MISSPELT = 4

function bestOf(word: string, others: readonly string[]): { word: string; likeness: number } | null {
  if (others.includes(word)) return { word, likeness: 1 }
  const near = others.find((other) => word.length >= SHORTEST_MISSPELT && other.length >= SHORTEST_MISSPELT && isOneSlipFrom(word, other))
  return near === undefined ? null : { word: near, likeness: MISSPELT }
}

/** Whether one letter was changed, left out or put in, or two neighbours swapped. */
function isOneSlipFrom(one: string, other: string): boolean {
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const [mine, its] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  if (Math.max(mine.length, its.length) <= 1) return true
  return mine.length === 2 && its.length === 2 && mine[0] === its[1] && mine[1] === its[0]
}
