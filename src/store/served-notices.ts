import { v7 as uuidv7 } from 'uuid'
import { isDone } from '../domain/contact-outcome.js'
import type { ContactFact, Facts } from '../domain/facts.js'
import type { LawPack } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import { isSideStage, type NoticeKind, type Stage } from '../domain/stage.js'
import type { Transaction } from './database.js'
import { toDay } from './day.js'

/** What an act of a stage is for the claim once it is told elsewhere: what is no notice still says when the debtor was last written to. */
const SERVED_AS: Record<Stage, NoticeKind> = {
  preventive: 'reminder',
  opening: 'opening',
  amicable: 'reminder',
  'formal-notice': 'formal-notice',
  'last-notice': 'reminder',
}

/**
 * Writes down for claims that leave a file what its acts have served for them, as facts of the claims: with the day of service, and the
 * reference that the letter bore. So the file that they go to sends none of it again, and interest runs as it did.
 */
export async function keepNotices(
  tx: Transaction,
  { contacts }: Pick<Facts, 'contacts'>,
  claimIds: readonly string[],
  reference: string,
  law: LawPack,
): Promise<void> {
  const served = contacts.filter((contact) => isDone(contact, law)).flatMap((contact) => noticesOf(contact, claimIds))
  await tx.claimNotice.createMany({
    data: served.map(({ on, ...notice }) => ({ id: uuidv7(), ...notice, servedOn: toDay(on), reference })),
  })
}

function noticesOf(contact: ContactFact, claimIds: readonly string[]): { claimId: string; kind: NoticeKind; on: LegalDay }[] {
  const on = contact.outcomeOn ?? contact.postedOn ?? contact.contactedOn
  if (on === null || isSideStage(contact.stage)) return []
  const kind = SERVED_AS[contact.stage]
  return contact.claimIds.filter((id) => claimIds.includes(id)).map((claimId) => ({ claimId, kind, on }))
}
