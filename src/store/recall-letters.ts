import { legalNow } from '../domain/legal-time.js'
import { STAGES } from '../domain/stage.js'
import type { Transaction } from './database.js'
import { appendEvent } from './file-event.js'
import type { FileRow } from './file-row.js'

/** Whose letter a recall is. */
const ACTOR = 'engine'
const RECALLED = 'recalled'

/**
 * Takes letters of the road back that ask some files for a claim and lie printed in our own mail room: they are off its list, and whoever
 * would confirm their posting is refused. A recalled letter is no try of its act. What a print shop has taken cannot be stopped, and stays on
 * the worklist until it is posted. The caller holds the locks of the files.
 */
export async function recallLetters(tx: Transaction, files: readonly FileRow[], claimId: string, now: Date): Promise<void> {
  const letters = await tx.contact.findMany({
    where: {
      fileId: { in: files.map(({ id }) => id) },
      claims: { some: { claimId } },
      stage: { in: [...STAGES] },
      channel: 'letter',
      state: 'sent',
      postedOn: null,
      OR: [{ delivery: null }, { delivery: 'printed' }],
    },
    orderBy: { id: 'asc' },
  })
  for (const { id, fileId, providerReference } of letters) {
    if (providerReference !== printedAs(id)) continue
    const file = files.find((one) => one.id === fileId) as FileRow
    const legalTime = legalNow(file, now)
    await tx.contact.updateMany({
      where: { id },
      data: { state: 'failed', failureCode: RECALLED, contactedOn: null, settledAt: legalTime },
    })
    await appendEvent(tx, fileId, { kind: 'contact-failed', actor: ACTOR, legalTime, data: { contactId: id, code: RECALLED } })
  }
}

/** Reference of a letter that was printed into our own folder. */
const printedAs = (contactId: string) => `${contactId}.pdf`
