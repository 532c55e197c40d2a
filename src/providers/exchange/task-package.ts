import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { createMessage, encrypt, type PrivateKey, readKey } from 'openpgp'
import type { LegalDay } from '../../domain/legal-day.js'
import type { PaperLanguage } from '../../domain/paper.js'
import type { OutsideReport, TaskKind } from '../../domain/procedure/proceeding.js'
import { EXCHANGE_WORDS } from './task-words.js'

/** A document of a task, under the name that it has in the package. */
export interface PackedFile {
  name: string
  /** A paper's name, or `exhibit:<number>`. */
  role: string
  bytes: Uint8Array
}

/** What a package says of its task. */
export interface PackedTask {
  id: string
  kind: TaskKind
  /** Of who gets it. */
  language: PaperLanguage
  proceeding: { id: string; procedure: string; court: string | null; courtReference: string | null }
  fileReference: string
  /** Legal day on which it was packed. */
  day: LegalDay
  /** Last day on which it does any good. */
  doBy: LegalDay | null
  expects: readonly OutsideReport[]
}

/** The manifest of a package: what is to be done, each file with its hash, and what is to be reported. */
export interface Manifest {
  version: 1
  task: { id: string; kind: TaskKind; what: string; doBy: LegalDay | null }
  proceeding: PackedTask['proceeding']
  file: string
  day: LegalDay
  documents: { name: string; role: string; sha256: string; size: number }[]
  report: { how: string; expected: { kind: OutsideReport; what: string }[] }
}

const MANIFEST = 'manifest.json'
/** A zip has dates of its own, which say nothing here: the same task gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1)

export function manifestOf(task: PackedTask, files: readonly PackedFile[]): Manifest {
  const { id, kind, language, doBy, proceeding, fileReference: file, day, expects } = task
  const { tasks, reports, how } = EXCHANGE_WORDS[language]
  return {
    version: 1,
    task: { id, kind, what: tasks[kind], doBy },
    proceeding,
    file,
    day,
    documents: files.map(({ name, role, bytes }) => ({ name, role, sha256: sha256Of(bytes), size: bytes.length })),
    report: {
      how: how({ doBy, file, task: id }),
      expected: expects.map((one) => ({ kind: one, what: reports[one] })),
    },
  }
}

/** The documents of a task and their manifest, as a zip. The same content gives the same bytes. */
export function zipTask(task: PackedTask, files: readonly PackedFile[]): Uint8Array {
  const manifest = strToU8(`${JSON.stringify(manifestOf(task, files), null, 2)}\n`)
  const entries = [[MANIFEST, manifest], ...files.map(({ name, bytes }) => [`documents/${name}`, bytes])]
  return zipSync(Object.fromEntries(entries), { mtime: NO_TIME })
}

/** How a package is closed: by whose key it is signed, and to whose it is encrypted. */
export interface Seal {
  signWith: PrivateKey
  /** Armored public key of who gets it. */
  encryptTo: string
  at: Date
}

/** Signs bytes and encrypts them, as one OpenPGP message (RFC 9580). @throws Error where the key cannot be encrypted to any more */
export async function seal(zip: Uint8Array, name: string, { signWith, encryptTo, at }: Seal): Promise<Uint8Array> {
  const encryptionKeys = await readKey({ armoredKey: encryptTo })
  const message = await createMessage({ binary: zip, filename: name, format: 'binary', date: at })
  return (await encrypt({ message, encryptionKeys, signingKeys: signWith, format: 'binary', date: at })) as Uint8Array
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
