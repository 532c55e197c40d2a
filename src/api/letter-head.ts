import type { LegalDay } from '../domain/legal-day.js'
import type { LetterDocument } from '../providers/post/letter-document.js'
import type { PostalAddress } from '../providers/post/port.js'
import type { TemplateLanguage } from '../strategies/templates/format.js'
import { date } from '../strategies/templates/values.js'

/** An address as rows have it. */
interface Address {
  addressLines: string[]
  postcode: string | null
  city: string | null
  country: string | null
}

export interface Correspondents {
  collector: Address & { name: string; city: string }
  debtor: { name: string; address: Address | null }
}

type LetterHead = Pick<LetterDocument, 'language' | 'date' | 'dated' | 'place' | 'from' | 'to'>

/** What stands above every letter that is made out on demand. @param today the day that it is dated */
export function letterHead({ collector, debtor }: Correspondents, language: TemplateLanguage, today: LegalDay): LetterHead {
  return {
    language,
    date: today,
    dated: date(today, language),
    place: collector.city === '' ? null : collector.city,
    from: { name: collector.name, address: postalAddress(collector), details: [] },
    to: { name: debtor.name, address: postalAddress(debtor.address) },
  }
}

function postalAddress(address: Address | null): PostalAddress {
  const { addressLines: lines = [], postcode, city, country } = address ?? {}
  return { lines, postcode: postcode ?? '', city: city ?? '', country: country ?? 'FR' }
}
