import { ActRefused } from '../act.js'
import type { PostalAddress } from './port.js'

/** The window holds six lines of 38 characters (AFNOR NF Z 10-011). */
const LINES = 6
const COLUMNS = 38

/** Overseas departments and territories that are addressed by French postcode, without a line for the country. */
const FRENCH = ['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC']

/**
 * An address as it stands in the window: name, street, then postcode and town in capitals without accents or
 * punctuation, then the country in French capitals where it is another.
 * @throws ActRefused when it does not fit: a shortened address would go astray
 */
export function windowLines(name: string, { lines, postcode, city, country }: PostalAddress): string[] {
  const street = lines.map(tidy).filter((line) => line !== '')
  const town = tidy(capitals(`${postcode} ${city}`))
  if (street.length === 0 || tidy(city) === '') throw new ActRefused('address-missing', 'destination')
  const below = [...street, town, ...(FRENCH.includes(country) ? [] : [capitals(countryName(country))])]
  if (below.length >= LINES || below.some((line) => line.length > COLUMNS)) throw new ActRefused('address-too-long', 'destination')
  return [...nameLines(tidy(name), LINES - below.length), ...below]
}

const tidy = (line: string) => line.replace(/[\s\p{Cc}]+/gu, ' ').trim()

function capitals(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '')
  return tidy(
    plain
      .toUpperCase()
      .replaceAll('Œ', 'OE')
      .replaceAll('Æ', 'AE')
      .replace(/[-'’,.;()/]/g, ' '),
  )
}

/** Named by the runtime's own table; an unassigned code stands for itself. */
const countryName = (code: string) => new Intl.DisplayNames('fr', { type: 'region' }).of(code) ?? code

/** A long name runs over the lines that are free and loses what is left of it: the address below still delivers. */
function nameLines(name: string, free: number): string[] {
  const lines: string[] = []
  let rest = name
  while (rest.length > COLUMNS && lines.length < free - 1) {
    const blank = rest.lastIndexOf(' ', COLUMNS)
    const end = blank > 0 ? blank : COLUMNS
    lines.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest.slice(0, COLUMNS)]
}
