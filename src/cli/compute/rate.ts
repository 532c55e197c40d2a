import { reckon, semesterStart } from '../../domain/interest.js'
import { type LawPack, packOn, type RateRule } from '../../domain/law-pack.js'
import { percentOf } from '../../domain/rate.js'
import { CommandError } from '../output.js'
import { type Answer, table, withNotes } from './answer.js'
import { choice, lawBook, legalDay } from './options.js'
import { noRate, semesterOf } from './published-rates.js'

export interface RateOptions {
  country: string
  kind: string
  on: string
}

const KINDS = ['b2b-default', 'public', 'legal-private', 'legal-other', 'floor'] as const
type Kind = (typeof KINDS)[number]

/** A yearly rate as the law has it for the semester of a day. */
export function rate({ country, kind, on }: RateOptions): Answer {
  const book = lawBook(country)
  const day = legalDay('--on', on)
  const name = choice('--kind', kind, KINDS)
  const { rule, text } = ruleOf(packOn(book, day), name)
  const creditorIsPrivate = name === 'legal-private'
  const found = rule && reckon(rule, { creditorIsPrivate }, book.rates, semesterStart(day))
  if (!rule || !found)
    throw new CommandError(rule ? noRate(book, rule, creditorIsPrivate, day) : `The law of ${book.country} here has no rate ${name}.`)
  const source = [text, found.source].filter(Boolean).join('; ')
  const notes = found.known ? [] : [`The rate of ${semesterOf(day)} is not known yet; this is the last known one.`]
  const fields = { ratePercent: percentOf(found.ratePpm), known: found.known, source, notes }
  return {
    fields,
    words: withNotes(table([[`${fields.ratePercent} %`, found.known ? 'known' : 'not known yet: the last known rate', source]]), notes),
  }
}

const LEGAL: RateRule = { base: 'legal', factor: 1, plusPpm: 0, fixing: 'each-semester' }

/** How a kind of rate is reckoned, and the text of law beside it. */
function ruleOf({ lateCharges: { business, public: buyers } }: LawPack, kind: Kind): { rule: RateRule | null; text: string } {
  switch (kind) {
    case 'b2b-default':
      return { rule: business.interest?.value.rate ?? null, text: business.interest?.source ?? '' }
    case 'floor':
      return { rule: business.interest?.value.clauseFloor ?? null, text: business.interest?.source ?? '' }
    case 'public':
      return { rule: buyers.interest?.value.rate ?? null, text: buyers.interest?.source ?? '' }
    case 'legal-private':
    case 'legal-other':
      return { rule: LEGAL, text: '' }
  }
}
