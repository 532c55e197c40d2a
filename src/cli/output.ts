import type { Command } from 'commander'

/** A failure of a command, in one sentence for its user. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** Prints a result: as JSON for programs, or in words. */
export function print(json: boolean | undefined, value: unknown, words: () => string): void {
  console.log(json ? JSON.stringify(value) : words())
}

/** A command with its example, which may answer in JSON. */
export function command(parent: Command, name: string, description: string, example: string): Command {
  return withExample(parent.command(name).description(description).option('--json', 'print JSON'), example)
}

/** Ends a command's help with a line that can be tried as it stands. */
export function withExample(command: Command, example: string): Command {
  return command.addHelpText('after', `\nExample:\n  ${example}`)
}

/** How many digits a currency's minor unit has: two for the euro, none for the yen. @throws CommandError for no such currency */
export function minorDigits(currency: string): number {
  try {
    return formatOf(currency).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    throw new CommandError(`A currency is written as EUR, and not “${currency}”.`)
  }
}

/** A sum of whole minor units, as people write it. */
export const money = (amount: number, currency: string): string => formatOf(currency).format(amount / 10 ** minorDigits(currency))
export const euros = (amountCents: number): string => money(amountCents, 'EUR')

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string): Intl.NumberFormat {
  const format = formats.get(currency) ?? new Intl.NumberFormat('fr-FR', { style: 'currency', currency })
  formats.set(currency, format)
  return format
}
