import { z } from 'zod'
import type { PublishedNotice } from '../../domain/insolvency.js'
import type { LegalDay } from '../../domain/legal-day.js'
import { wordsOfName } from '../../domain/payer-name.js'
import { ask, understood } from './ask.js'
import { type InsolvencyNotices, RegisterAway } from './port.js'

const REGISTER = 'bodacc'
const BASE_URL = 'https://bodacc-datadila.opendatasoft.com/api/explore/v2.1'
const RECORDS = '/catalog/datasets/annonces-commerciales/records'
/** The most that the service gives at once. */
const PAGE = 100
/** Nobody has more notices than this: what asks for more is no number and no name. */
const MOST = 500

const text = z.string().nullish()
const Row = z.object({
  id: z.string(),
  dateparution: z.iso.date(),
  typeavis: text,
  tribunal: text,
  commercant: text,
  ville: text,
  cp: text,
  registre: z.array(z.string()).nullish(),
  /** JSON in a text. */
  jugement: text,
})
const Page = z.object({ total_count: z.int(), results: z.array(Row) })
const Judgment = z.object({ nature: text, date: text, complementJugement: text })

const KINDS: Readonly<Record<string, PublishedNotice['kind']>> = { rectificatif: 'correction', annulation: 'cancellation' }

/**
 * The French gazette of civil and commercial notices, by its Opendatasoft API. Confirmed in public clients of it: the address, `where`,
 * `limit` and `offset`, `total_count` and `results`, `familleavis="collective"`, `registre` as a list with the number in two spellings,
 * `jugement` as JSON in a text with type, famille, nature, date and complementJugement, the values of `typeavis`, natures and their
 * wording. Not confirmed: `search()` over the trader's name. Days of judgments stand as `2026-02-03` and, in old notices, as `3 février 2026`.
 */
export class Bodacc implements InsolvencyNotices {
  constructor(private readonly options: { baseUrl?: string } = {}) {}

  of(siren: string, until: LegalDay): Promise<PublishedNotice[]> {
    const spaced = siren.replace(/(\d{3})(?=\d)/g, '$1 ')
    return this.all(`(registre=${quoted(siren)} or registre=${quoted(spaced)})`, until)
  }

  named(name: string, postcode: string, until: LegalDay): Promise<PublishedNotice[]> {
    const words = wordsOfName(name).map((word) => `search(commercant, ${quoted(word)})`)
    return this.all([...words, `numerodepartement=${quoted(departmentOf(postcode))}`].join(' and '), until)
  }

  private async all(where: string, until: LegalDay): Promise<PublishedNotice[]> {
    const found: PublishedNotice[] = []
    for (;;) {
      const url = new URL(`${this.options.baseUrl ?? BASE_URL}${RECORDS}`)
      const limits = `familleavis="collective" and dateparution<=date'${until}'`
      const page = { where: `${limits} and ${where}`, order_by: 'dateparution,id', limit: String(PAGE), offset: String(found.length) }
      for (const [name, value] of Object.entries(page)) url.searchParams.set(name, value)
      const { status, body } = await ask(REGISTER, url)
      if (status !== 200) throw new RegisterAway(REGISTER, 'refused')
      const { total_count: total, results } = understood(REGISTER, Page, body)
      found.push(...results.map(noticeOf))
      if (results.length === 0 || found.length >= Math.min(total, MOST)) return found
    }
  }
}

const quoted = (value: string) => `"${value.replace(/["\\]/g, ' ')}"`

/** The department's number: two digits of the postcode, three overseas; Corsica has letters. */
function departmentOf(postcode: string): string {
  if (/^9[78]/.test(postcode)) return postcode.slice(0, 3)
  if (postcode.startsWith('20')) return postcode < '20200' ? '2A' : '2B'
  return postcode.slice(0, 2)
}

function noticeOf(row: z.infer<typeof Row>): PublishedNotice {
  const judgment = Judgment.safeParse(parsed(row.jugement)).data
  const numbers = (row.registre ?? []).map((number) => number.replace(/\s/g, '')).filter((number) => /^\d{9}$/.test(number))
  return {
    id: row.id,
    publishedOn: row.dateparution,
    judgmentOn: dayIn(judgment?.date ?? ''),
    kind: KINDS[row.typeavis ?? ''] ?? 'notice',
    nature: judgment?.nature ?? '',
    details: judgment?.complementJugement ?? '',
    court: row.tribunal ?? null,
    sirens: [...new Set(numbers)],
    name: row.commercant ?? '',
    postcode: row.cp ?? null,
    city: row.ville ?? null,
  }
}

function parsed(json: string | null | undefined): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return {}
  }
}

const MONTHS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ')

/** `2026-02-03`, or `3 février 2026`; null for what is no day. */
function dayIn(written: string): LegalDay | null {
  if (z.iso.date().safeParse(written).success) return written
  const [, day = '', month = '', year = ''] = /^(\d{1,2})(?:er)? (\S+) (\d{4})$/.exec(written.trim().toLowerCase()) ?? []
  const number = MONTHS.indexOf(month) + 1
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  return number > 0 && z.iso.date().safeParse(iso).success ? iso : null
}
