import { DELAY_KINDS, type Delay, deadlineOf, parseDelay } from '../../domain/delay.js'
import { type DelayRules, packOn, type Sourced } from '../../domain/law-pack.js'
import { regionNamed, regionNames } from '../../law/region-names.js'
import { CommandError } from '../output.js'
import { type Answer, sourceOf, table } from './answer.js'
import { choice, lawBook, legalDay } from './options.js'

export interface DeadlineOptions {
  country: string
  event: string
  delay: string
  kind: string
  region?: string
  residence?: string
}

const RESIDENCES = ['overseas', 'abroad'] as const
type Residence = (typeof RESIDENCES)[number]
type Reason = Pick<Sourced<unknown>, 'source' | 'confirmed'>

/** Last day of a delay that an event begins, or that lies so long before it. */
export function deadline(options: DeadlineOptions): Answer {
  const book = lawBook(options.country)
  const event = legalDay('--event', options.event)
  const kind = choice('--kind', options.kind, DELAY_KINDS)
  const residence = options.residence === undefined ? null : choice('--residence', options.residence, RESIDENCES)
  if (residence && kind !== 'procedural') throw new CommandError('Distance lengthens procedural delays alone: leave out --residence.')
  const region = options.region === undefined ? null : regionCode(book.country, options.region)
  const { delays, isHoliday } = packOn(book, event)
  const delay = lengthened(delayOf(options.delay), delays, residence)
  const rolls = delays.rollsForward.value ? (day: string) => isHoliday(day, region) : null
  const { deadline: last, unrolled } = deadlineOf(event, delay, kind, rolls)
  const counted = countedBy(delays, residence)
  const reasons = kind === 'procedural' ? [...counted, delays.rollsForward] : counted
  const fields = {
    deadline: last,
    unrolled,
    source: reasons.map(({ source }) => source).join('; '),
    confirmed: reasons.every(({ confirmed }) => confirmed),
  }
  return {
    fields,
    words: table([
      [unrolled, 'the delay ends', counted.map(sourceOf).join('; ')],
      [last, 'last day, until its end', kind === 'procedural' ? sourceOf(delays.rollsForward) : 'not moved to a working day'],
    ]),
  }
}

function delayOf(text: string): Delay {
  const delay = parseDelay(text)
  if (!delay) throw new CommandError(`--delay "${text}" is no delay: write it as "1 month 15 days".`)
  return delay
}

function regionCode(country: string, text: string): string {
  const code = regionNamed(country, text)
  if (code) return code
  const names = regionNames(country)
  const known = names.length > 0 ? `: choose ${names.join(', ')}` : ''
  throw new CommandError(`--region ${text} is no region with holidays of its own${known}.`)
}

const lengthened = (delay: Delay, { distanceMonths }: DelayRules, residence: Residence | null): Delay =>
  residence ? { ...delay, months: delay.months + distanceMonths.value[residence] } : delay

const countedBy = ({ counting, distanceMonths }: DelayRules, residence: Residence | null): Reason[] => [
  counting ?? { source: 'how delays are counted was not looked up', confirmed: false },
  ...(residence ? [distanceMonths] : []),
]
