import type { ContactFact } from './facts.js'
import type { LawPack } from './law-pack.js'

/** Whether an act was carried out and, as far as is known, has reached the debtor in the sense of the law. */
export function isDone(contact: Pick<ContactFact, 'state' | 'delivery'>, law: LawPack): boolean {
  return contact.state === 'sent' && !isUndelivered(contact, law)
}

export function isUndelivered({ delivery }: Pick<ContactFact, 'delivery'>, law: LawPack): boolean {
  const outcomes: Partial<Record<string, 'served' | 'not-served'>> = law.noticeOutcomes.value
  return delivery !== null && outcomes[delivery] === 'not-served'
}
