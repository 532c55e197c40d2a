import type { InterestLine } from '../../domain/interest.js'
import { type Ppm, percentOf } from '../../domain/rate.js'
import { date, NBSP } from '../templates/values.js'

/** `12,15 %`: two decimals at least, and as many as the rate has. */
export function percent(ppm: Ppm): string {
  const [whole, decimals = ''] = String(percentOf(ppm)).split('.')
  return `${whole},${decimals.padEnd(2, '0')}${NBSP}%`
}

/** A rate with where it comes from. */
export const rateInWords = ({ ratePpm, source }: Pick<InterestLine, 'ratePpm' | 'source'>): string =>
  `${percent(ratePpm)} : ${sourceInWords(source)}`

/** Where a rate comes from, as the books of law name it, in French; what somebody has entered stays as it is. */
function sourceInWords(source: string): string {
  if (source === 'contract') return 'taux du contrat'
  const raised = /^contract, raised to its floor: (.*)$/.exec(source)?.[1]
  if (raised !== undefined) return `taux du contrat, porté au minimum légal (${sourceInWords(raised)})`
  const [, factor, published = source, plus] = /^(?:(\d+) × )?(.*?)(?: \+ ([\d.]+) points)?$/.exec(source) ?? []
  return `${factor === undefined ? '' : `${factor} × `}${publishedInWords(published)}${plus === undefined ? '' : ` + ${plus.replace('.', ',')} points`}`
}

function publishedInWords(published: string): string {
  const since = /^ECB main refinancing rate in force since (\d{4}-\d{2}-\d{2})/.exec(published)?.[1]
  if (since !== undefined) return `taux de refinancement de la BCE en vigueur depuis le ${date(since, 'fr')}`
  if (published.startsWith('Code monétaire et financier L313-2'))
    return `taux d’intérêt légal (Code monétaire et financier, article${NBSP}L313-2)`
  return published
}
