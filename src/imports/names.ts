/** A column's name without case, accents, spaces and punctuation: “N° Facture” and “n facture” are one. */
export function normalised(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const MOST_SUGGESTIONS = 3

/** The names most like what was written, the nearest first. */
export function nearest(written: string, names: readonly string[]): string[] {
  const target = normalised(written)
  return names
    .map((name) => ({ name, far: distance(target, normalised(name)) - (normalised(name).includes(target) ? target.length : 0) }))
    .sort((one, other) => one.far - other.far)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name)
}

/** How many letters must be put in, taken out or changed to make one word of the other. */
function distance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const change = one[row - 1] === other[column - 1] ? 0 : 1
      const cost = [(previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + change]
      current.push(Math.min(...cost))
    }
    previous = current
  }
  return previous[other.length] ?? 0
}
