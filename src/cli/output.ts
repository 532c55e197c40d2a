/** A failure of a command, in one sentence for its user. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Prints a result: as JSON for programs, or in words. */
export function print(json: boolean | undefined, value: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(value) : words())
}

const EURO = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
export const euros = (amountCents: number): string => EURO.format(amountCents / 100)
