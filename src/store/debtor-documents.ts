import type { DocumentShown } from '../contracts/debtor-page.js'
import { DomainError } from '../domain/errors.js'
import { legalDayOf } from '../domain/legal-day.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { readDocument } from './document.js'
import { threadOf } from './thread.js'

/** What tells a letter's address from that of a paper that was kept. */
const LETTER = 'letter-'

const SHOWN = {
  plan: 'agreement',
  'plan-signed': 'signed-agreement',
  settlement: 'agreement',
  'settlement-signed': 'signed-agreement',
  upload: 'upload',
} as const satisfies Record<string, DocumentShown['kind']>

interface OwnFile {
  tenantId: string
  fileId: string
}

/** The papers of a file that its debtor may have: letters that were sent, agreements, and what it has sent itself; the newest first. */
export async function documentsForDebtor(db: Database, file: OwnFile, zone: string): Promise<DocumentShown[]> {
  const letters = await db.contact.findMany({
    where: { fileId: file.fileId, channel: 'letter', state: 'sent', message: { pdf: { not: null } } },
    select: { id: true, stage: true, contactedOn: true, postedOn: true },
    orderBy: { id: 'desc' },
  })
  const papers = await db.storedDocument.findMany({
    where: {
      tenantId: file.tenantId,
      subject: { in: await subjectsOf(db, file.fileId) },
      OR: [{ kind: { in: Object.keys(SHOWN).filter((kind) => kind !== 'upload') } }, { kind: 'upload', actor: 'debtor' }],
    },
    omit: { bytes: true },
    orderBy: { id: 'desc' },
  })
  return [
    ...letters.map(({ id, stage, contactedOn, postedOn }): DocumentShown => {
      const day = postedOn ?? contactedOn
      return {
        id: `${LETTER}${id}`,
        kind: 'letter',
        name: stage,
        on: day ? fromDay(day) : '',
        mediaType: 'application/pdf',
        inline: true,
      }
    }),
    ...papers.map(({ id, kind, name, mediaType, createdAt }): DocumentShown => {
      const shown = SHOWN[kind as keyof typeof SHOWN]
      return { id, kind: shown, name, on: legalDayOf(createdAt, zone), mediaType, inline: shown !== 'upload' }
    }),
    ...(await attachmentsOf(db, file.fileId, zone)),
  ].toSorted((one, other) => other.on.localeCompare(one.on, 'en'))
}

/** What came with the debtor's own messages. */
async function attachmentsOf(db: Database, fileId: string, zone: string): Promise<DocumentShown[]> {
  const received = (await threadOf(db, fileId)).filter(({ direction }) => direction === 'in')
  return received.flatMap(({ at, attachments }) =>
    attachments.map(({ id, name, mediaType }): DocumentShown => {
      return { id, kind: 'upload', name, on: legalDayOf(new Date(at), zone), mediaType, inline: false }
    }),
  )
}

/** What papers of a file's debtor are kept under. */
async function subjectsOf(db: Database, fileId: string): Promise<string[]> {
  const where = { where: { fileId }, select: { id: true } } as const
  const [plans, settlements, disputes, assertions] = await Promise.all([
    db.paymentPlan.findMany(where),
    db.settlement.findMany(where),
    db.dispute.findMany(where),
    db.paymentAssertion.findMany(where),
  ])
  return [
    ...plans.map(({ id }) => `plan:${id}`),
    ...settlements.map(({ id }) => `settlement:${id}`),
    ...disputes.map(({ id }) => `dispute:${id}`),
    ...assertions.map(({ id }) => `payment-assertion:${id}`),
  ]
}

/** One of these papers with its bytes. @throws DomainError resource-unknown for any other */
export async function readDocumentForDebtor(db: Database, file: OwnFile, id: string) {
  const shown = (await documentsForDebtor(db, file, 'Europe/Paris')).find((one) => one.id === id)
  if (!shown) throw new DomainError('resource-unknown', 'document')
  return { ...shown, bytes: await bytesOf(db, file.tenantId, id) }
}

async function bytesOf(db: Database, tenantId: string, id: string): Promise<Uint8Array> {
  if (!id.startsWith(LETTER)) return (await readDocument(db, tenantId, id)).bytes
  const message = await db.contactMessage.findUnique({ where: { contactId: id.slice(LETTER.length) }, select: { pdf: true } })
  if (!message?.pdf) throw new DomainError('resource-unknown', 'document')
  return message.pdf
}
