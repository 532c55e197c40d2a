import { CommandError } from './output.js'

/** Reads `1 rue de la Paix, 75002 Paris`: lines separated by commas, the last one postcode and town. @throws CommandError */
export function parseAddress(text: string): { lines: string[]; postcode: string; city: string; country: string } {
  const lines = text.split(',').map((line) => line.trim())
  const [, postcode, city] = /^(\d{5}) +(.+)$/.exec(lines.pop() ?? '') ?? []
  if (!postcode || !city || lines.length === 0)
    throw new CommandError(`An address is written as “1 rue de la Paix, 75002 Paris”, and not “${text}”.`)
  return { lines, postcode, city, country: 'FR' }
}
