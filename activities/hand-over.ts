import { createHash } from 'node:crypto'
import { ActRefused } from '../src/providers/act.js'
import type { Email, EmailProvider } from '../src/providers/email/port.js'
import { type Seal, seal, zipTask } from '../src/providers/exchange/task-package.js'
import { EXCHANGE_WORDS } from '../src/providers/exchange/task-words.js'
import type { Database } from '../src/store/database.js'
import { type DuePackage, openHandOver, refusePackage, releasePackage } from '../src/store/hand-over.js'
import { markHandedOver } from '../src/store/proceeding-task.js'
import type { HandOverInput, HandOverOutcome } from './contract.js'

/** Keys that packages are signed with, by tenant. */
export interface SigningKeys {
  signingKeyOf(tenantId: string): Promise<Seal['signWith']>
}

export interface HandOverDependencies {
  db: Database
  email: EmailProvider
  /** Left out where no packages are sent: they stay due. */
  packageKeys?: SigningKeys
  now: () => Date
}

/**
 * Gives a task to who does it. On the portal it is there from then on. A package is signed, encrypted and sent in one attempt, with the call
 * written down before it: whatever happens to us meanwhile, it is never sent twice by itself.
 */
export async function handOverTask(deps: HandOverDependencies, { taskId }: HandOverInput): Promise<HandOverOutcome> {
  const { db, now } = deps
  const due = await openHandOver(db, taskId, now())
  if (due === null) return 'not-taken'
  if (due.by === 'package') return sendPackage(deps, due.package)
  return (await markHandedOver(db, taskId, now())) ? 'handed-over' : 'not-taken'
}

async function sendPackage(deps: HandOverDependencies, due: DuePackage): Promise<HandOverOutcome> {
  const { db, email, now } = deps
  const bytes = await packed(deps, due)
  if (bytes === null) {
    await refusePackage(db, due.id, 'address', 'public-key-invalid', now())
    return 'failed'
  }
  if (!(await releasePackage(db, due.id, createHash('sha256').update(bytes).digest('hex'), now()))) return 'not-taken'
  const refusal = await hand(email, emailOf(due, bytes))
  if (refusal === 'unclear') return 'unclear' // the row still says that it is being sent, and its lease runs
  if (refusal !== null) return refused(deps, due, refusal)
  return (await markHandedOver(db, due.id, now())) ? 'handed-over' : 'not-taken'
}

/** What was certainly not taken is due again; what no other address would mend is tried again after a pause, like any outage. */
async function refused({ db, now }: HandOverDependencies, { id }: DuePackage, refusal: ActRefused): Promise<HandOverOutcome> {
  const fault = refusal.fault === 'other' ? 'other' : 'address'
  await refusePackage(db, id, fault, refusal.code, now())
  if (fault === 'other') throw refusal
  return 'failed'
}

async function hand(email: EmailProvider, message: Email): Promise<ActRefused | 'unclear' | null> {
  try {
    await email.hand(message)
    return null
  } catch (error) {
    return error instanceof ActRefused ? error : 'unclear'
  }
}

/** The package of a task; null where the key that it is for can no longer be encrypted to. */
async function packed({ packageKeys, now }: HandOverDependencies, due: DuePackage): Promise<Uint8Array | null> {
  if (packageKeys === undefined) throw new Error('no key to sign packages with')
  const signWith = await packageKeys.signingKeyOf(due.tenantId)
  const name = `${nameOf(due)}.zip`
  return seal(zipTask(due, due.files), name, { signWith, encryptTo: due.to.publicKey, at: now() }).catch(() => null)
}

const nameOf = ({ fileReference, kind }: DuePackage): string => `${fileReference}-${kind}`

/** The e-mail says nothing of anybody: what the task is about stands in the package alone. */
function emailOf(due: DuePackage, bytes: Uint8Array): Email {
  const { id, to, fromName, fileReference: file, language } = due
  const words = EXCHANGE_WORDS[language]
  const lines = words.lines({ file, task: id, from: fromName })
  return {
    key: id,
    to: { name: to.name, address: to.email },
    fromName,
    subject: words.subject(file),
    text: lines.join('\n\n'),
    html: lines.map((line) => `<p>${escaped(line)}</p>`).join('\n'),
    attachments: [{ name: `${nameOf(due)}.zip.pgp`, mediaType: 'application/octet-stream', bytes }],
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
