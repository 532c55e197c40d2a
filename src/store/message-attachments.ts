import { DomainError } from '../domain/errors.js'
import { MOST_UPLOADS } from '../domain/upload.js'
import type { Transaction } from './database.js'
import type { Upload } from './file-act.js'
import { keepUploads } from './upload.js'

/** What attachments of a message are kept under: whoever's thread it stands in, they are the same ones. */
export const attachmentsSubject = ({ provider, messageId }: { provider: string; messageId: string }) => `message:${provider}:${messageId}`

export interface AttachedTo {
  tenantId: string
  /** File that they are kept with; null where the sender has none. */
  fileId: string | null
  provider: string
  messageId: string
}

/**
 * Keeps what came with a message as far as uploads may be kept. Nobody can be asked for it again, so that what may not be kept does not
 * refuse the message: it is left out and named.
 * @returns names of what was left out
 */
export async function keepAttachments(tx: Transaction, to: AttachedTo, attachments: readonly Upload[]): Promise<string[]> {
  const { tenantId, fileId } = to
  const subject = attachmentsSubject(to)
  if (attachments.length === 0 || (await tx.storedDocument.count({ where: { tenantId, subject } })) > 0) return []
  const leftOut: string[] = []
  let kept = 0
  for (const attachment of attachments) {
    const about = fileId !== null && kept < MOST_UPLOADS ? { tenantId, fileId, subject, actor: 'debtor' } : null
    if (about && (await isKept(tx, about, attachment))) kept += 1
    else leftOut.push(attachment.name)
  }
  return leftOut
}

async function isKept(tx: Transaction, about: Parameters<typeof keepUploads>[1], attachment: Upload): Promise<boolean> {
  try {
    await keepUploads(tx, about, [attachment])
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

const LONGEST_NAME = 120
const NOT_KEPT: Record<string, string> = { fr: 'pièce jointe non conservée', en: 'attachment not kept' }

/** A message's words with a line for each attachment that was not kept, in the debtor's language. */
export function withLeftOut(text: string, leftOut: readonly string[], language: string): string {
  const label = NOT_KEPT[language] ?? NOT_KEPT.en
  const lines = leftOut.map((name) => `[${label}: ${name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, LONGEST_NAME)}]`)
  return [text, ...lines].filter((part) => part !== '').join('\n')
}
