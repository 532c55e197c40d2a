import type { LegalDay } from './legal-day.js'
import { nameLikeness } from './payer-name.js'

/** What a court opened, changed or ended. `reorganisation`: redressement judiciaire. */
export const PROCEEDINGS = ['safeguard', 'reorganisation', 'liquidation', 'plan', 'closure', 'other'] as const
export type Proceeding = (typeof PROCEEDINGS)[number]

/** A notice of insolvency proceedings, as a register publishes it. */
export interface PublishedNotice {
  /** The register's number of it. */
  id: string
  publishedOn: LegalDay
  judgmentOn: LegalDay | null
  /** Whether it says something new, puts an earlier notice right, or takes one back. */
  kind: 'notice' | 'correction' | 'cancellation'
  /** What was judged, in the register's words, and what they leave out. */
  nature: string
  details: string
  court: string | null
  /** Numbers in the register of companies of whom it is about. */
  sirens: string[]
  name: string
  postcode: string | null
  city: string | null
}

/** What a notice does to proceedings. A conversion goes on with those that were open. */
export type NoticeStep = 'opening' | 'conversion' | 'plan' | 'closure' | 'cancellation' | 'other'

export interface ReadNotice {
  notice: PublishedNotice
  step: NoticeStep
  proceeding: Proceeding
}

/** Natures that say nothing: what was judged stands in the details. */
const SAYS_NOTHING = /^(autre|avis)\b|^$/
const RULED = /ouvr|ouverture|prononc|extension|etend|reprise de la procedure/
const AGAIN = /resolution du plan/

/**
 * Reads what a notice of the French gazette says, by the words of its nature, or of its details where the nature says nothing. The plan
 * that sells a business (plan de cession) ends nothing for its creditors. What is not understood is `other`, and moves nothing.
 */
export function readNotice(notice: PublishedNotice): ReadNotice {
  if (notice.kind === 'cancellation') return { notice, step: 'cancellation', proceeding: 'other' }
  const nature = plain(notice.nature)
  const text = SAYS_NOTHING.test(nature) ? plain(notice.details) : nature
  const kind = kindIn(text)
  const read = (step: NoticeStep, proceeding: Proceeding): ReadNotice => ({ notice, step, proceeding })
  if (/cloture/.test(text)) return read('closure', 'closure')
  if (/conver(sion|ti)/.test(text) && kind) return read('conversion', kind)
  if (AGAIN.test(text) && /liquidation|redressement judiciaire/.test(text.replace(/plan de redressement( judiciaire)?/g, '')))
    return read('opening', /liquidation/.test(text) ? 'liquidation' : 'reorganisation')
  if (AGAIN.test(text) || /plan de cession/.test(text)) return read('other', 'other')
  if (/\bplan\b/.test(text)) return read('plan', 'plan')
  if (RULED.test(text) && kind) return read('opening', kind)
  if (/mettant fin a la procedure|met fin a la procedure|extinction du passif/.test(text)) return read('closure', 'closure')
  return read('other', 'other')
}

/** The gravest kind of proceedings that a text names. */
function kindIn(text: string): Proceeding | null {
  if (/liquidation/.test(text)) return 'liquidation'
  if (/redressement/.test(text)) return 'reorganisation'
  return /sauvegarde/.test(text) ? 'safeguard' : null
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ').toLowerCase().trim()

/**
 * The notices of somebody's last proceedings, in their order, that bear on claims of which the oldest fell due on a day: all of them while
 * the proceedings last. Those that ended, by a plan or a closure, bind the claims from before their judgment; others they leave free.
 * Cancellations are always among them: a person looks what they take back.
 */
export function proceedingsAgainst(notices: readonly PublishedNotice[], oldestDue: LegalDay | null): ReadNotice[] {
  const read = [...notices].sort(byDay).map(readNotice)
  const isFirst = [
    ({ step, notice }: ReadNotice) => step === 'opening' && notice.kind === 'notice',
    ({ step }: ReadNotice) => step === 'opening' || step === 'conversion',
  ]
  const first = isFirst.map((begins) => read.findLastIndex(begins)).find((index) => index >= 0) ?? -1
  const opening = read[first]
  if (!opening) return []
  const moving = read.slice(first).filter(({ step }) => step !== 'other')
  const last = moving.findLast(({ step }) => step !== 'cancellation')
  const isOver = last?.step === 'plan' || last?.step === 'closure'
  const judged = opening.notice.judgmentOn ?? opening.notice.publishedOn
  return isOver && (oldestDue === null || oldestDue > judged) ? [] : moving
}

/** Notices of one day stand in the order of the register's numbers. */
const byDay = (a: PublishedNotice, b: PublishedNotice) =>
  a.publishedOn === b.publishedOn ? (a.id < b.id ? -1 : 1) : a.publishedOn < b.publishedOn ? -1 : 1

/** Whose name and place a notice may be: the same words, in the same town or under the same postcode. Never proof that it is the same. */
export function mayBeAbout(notice: PublishedNotice, party: { name: string; postcode: string | null; city: string | null }): boolean {
  if (nameLikeness(notice.name, party.name) < 100) return false
  const isSame = (one: string | null, other: string | null) => one !== null && other !== null && plain(one) === plain(other)
  return isSame(notice.postcode, party.postcode) || isSame(notice.city, party.city)
}

/** Notices by whom they are about, as far as they say it: homonyms are looked at one by one. */
export function byCompany(notices: readonly PublishedNotice[]): PublishedNotice[][] {
  const groups = new Map<string, PublishedNotice[]>()
  for (const notice of notices) {
    const whose = notice.sirens[0] ?? `unnumbered ${notice.id}`
    groups.set(whose, [...(groups.get(whose) ?? []), notice])
  }
  return [...groups.values()]
}

const TITLE = /(?:mandataire judiciaire|liquidateur(?: judiciaire)?)\s*:?\s+([^,;.]*(?:\.(?=\w)[^,;.]*)*)/i

/** Who is to be written to, as the details of a notice name them; null where they are not read with certainty. */
export function representativeIn(details: string): string | null {
  const [, named = ''] = TITLE.exec(details) ?? []
  const name = named.trim()
  return name.length >= 3 && name.length <= 200 ? name : null
}
