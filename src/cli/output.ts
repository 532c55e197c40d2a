import type { Command } from 'commander'

/** A failure of a command, in one sentence for its user. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Prints a result: as JSON for programs, or in words. */
export function print(json: boolean | undefined, value: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(value) : words())
}

/** Ends a command's help with a line that can be tried as it stands. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${example}`)
}

const EURO = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
export const euros = (amountCents: number): string => EURO.format(amountCents / 100)
