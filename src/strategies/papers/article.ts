import type { Sourced } from '../../domain/law-pack.js'
import { NBSP } from '../templates/values.js'

/** A paragraph of a German law, and those that follow it in the same source. */
const PARAGRAPH = /§§? ?\d+[a-z]?(?: [IVX]+)?(?: (?:Nr|S)\. ?\d+)*/.source
const GERMAN = new RegExp(`^(?:ZPO|BGB|GVG|GKG|InsO) ${PARAGRAPH}(?:, ${PARAGRAPH})*`)
const FRENCH = /^Code [^,;:]+/

/** An article as a paper or a page cites it; null for what is not certain, which none asserts. */
export function article(law: Pick<Sourced<unknown>, 'source' | 'confirmed'> | null): string | null {
  if (!law?.confirmed) return null
  const [cited = null] = FRENCH.exec(law.source) ?? GERMAN.exec(law.source) ?? []
  return cited?.trim().replace(/^(Code .*?) ([A-Z]*\d.*)$/, `$1, article${NBSP}$2`) ?? null
}
