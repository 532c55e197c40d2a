import type { LawBook } from '../../domain/law-pack.js'
import { addDays, type LegalDay } from '../../domain/legal-day.js'
import { type Limited, lastDayToSue, limitationOf, moveOf } from '../../domain/limitation.js'
import { CommandError } from '../output.js'
import { type Answer, sourceOf, table, withNotes } from './answer.js'
import { choice, lawBook, legalDay } from './options.js'

export interface LimitationOptions {
  country: string
  category: string
  from: string
  interrupted?: string[]
}

/** Last day on which a claim may be sued for. Interruptions are claims in court, or what the law treats alike. */
export function limitation({ country, category, from, interrupted = [] }: LimitationOptions): Answer {
  const book = lawBook(country)
  const begins = legalDay('--from', from)
  const claim = claimOf(category, begins)
  const acts = interrupted.map((day) => legalDay('--interrupted', day)).sort()
  const notes: string[] = []
  let counted = claim
  for (const on of acts) {
    if (on < begins) throw new CommandError(`--interrupted ${on} is before the limitation begins on ${begins}.`)
    const lastDay = lastDayToSue(counted, book)
    if (on > lastDay) notes.push(`${on} is after the last day ${lastDay}: what is barred stays barred.`)
    counted = interruptedOn(counted, on, book)
  }
  const { name, period } = limitationOf(claim, book)
  const lastDay = lastDayToSue(counted, book)
  const fields = { lastDay, barredFrom: addDays(lastDay, 1), rule: name, source: period.source, confirmed: period.confirmed, notes }
  const years = `${period.value.years} years${period.value.counted === 'from-year-end' ? ' from the end of the year' : ''}`
  const rows = [
    [lastDay, `last day, included: ${years} (${name})`, sourceOf(period)],
    [fields.barredFrom, 'barred from this day on', ''],
  ]
  return { fields, words: withNotes(table(rows), notes) }
}

function interruptedOn(claim: Limited, on: LegalDay, book: LawBook): Limited {
  const act = { kind: 'court-claim', on, until: null } as const
  if (!moveOf(claim, act, book))
    throw new CommandError(`What interrupts a limitation is not written down for ${book.country}: leave out --interrupted.`)
  return { ...claim, acts: [...claim.acts, act] }
}

/** What people call a claim, as the law packs tell claims apart. */
const CLAIMS = {
  'consumer-goods': { capacity: 'consumer', category: 'goods-and-services' },
  b2b: { capacity: 'trader', category: 'goods-and-services' },
  rent: { capacity: 'consumer', category: 'rent' },
  telecom: { capacity: 'consumer', category: 'telecoms' },
  'consumer-credit': { capacity: 'consumer', category: 'consumer-credit' },
  general: { capacity: 'non-professional', category: 'other' },
} as const satisfies Record<string, Pick<Limited, 'capacity' | 'category'>>
type ClaimName = keyof typeof CLAIMS

const claimOf = (category: string, from: LegalDay): Limited => ({
  ...CLAIMS[choice('--category', category, Object.keys(CLAIMS) as ClaimName[])],
  dueDate: from,
  limitationFrom: null,
  acts: [],
})
