import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { decrypt, generateKey, type PrivateKey, type PublicKey, readKey, readMessage, readPrivateKey } from 'openpgp'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPublicKey } from '../../../src/providers/exchange/open-pgp.js'
import { type Manifest, manifestOf, type PackedTask, seal, zipTask } from '../../../src/providers/exchange/task-package.js'

const AT = new Date('2026-10-01T09:00:00Z')
const task: PackedTask = {
  id: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11',
  kind: 'serve-order',
  language: 'fr',
  proceeding: {
    id: '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b12',
    procedure: 'payment-order',
    court: 'Tribunal judiciaire',
    courtReference: '26/00123',
  },
  fileReference: 'K7M2P9QRS',
  day: '2026-10-01',
  doBy: '2026-12-28',
  expects: ['served'],
}
const files = [
  { name: '01-exhibit-list.pdf', role: 'exhibit-list', bytes: new TextEncoder().encode('%PDF list') },
  { name: '02-facture.pdf', role: 'exhibit:1', bytes: new TextEncoder().encode('%PDF invoice') },
]

interface Pair {
  armored: string
  publicKey: PublicKey
  privateKey: PrivateKey
}

async function pair(name: string): Promise<Pair> {
  const made = await generateKey({ type: 'ecc', userIDs: [{ name }], date: new Date('2026-01-01T00:00:00Z') })
  return {
    armored: made.publicKey,
    publicKey: await readKey({ armoredKey: made.publicKey }),
    privateKey: await readPrivateKey({ armoredKey: made.privateKey }),
  }
}

let agency: Pair
let officer: Pair
let other: Pair
beforeAll(async () => {
  ;[agency, officer, other] = (await Promise.all(['agency', 'officer', 'other'].map(pair))) as [Pair, Pair, Pair]
})

const sealed = () => seal(zipTask(task, files), 'K7M2P9QRS.zip', { signWith: agency.privateKey, encryptTo: officer.armored, at: AT })

async function opened(bytes: Uint8Array, by: Pair, signedBy: Pair) {
  const message = await readMessage({ binaryMessage: bytes })
  const { data, signatures } = await decrypt({
    message,
    decryptionKeys: by.privateKey,
    verificationKeys: signedBy.publicKey,
    format: 'binary',
    date: AT,
  })
  return { zip: data as Uint8Array, verified: signatures[0]?.verified }
}

describe('the package of a task', () => {
  it('is opened by whom it is for, bears the agency’s signature, and every file has the hash that the manifest says', async () => {
    const { zip, verified } = await opened(await sealed(), officer, agency)
    await expect(verified).resolves.toBe(true)
    const entries = unzipSync(zip)
    const manifest = JSON.parse(strFromU8(entries['manifest.json'] as Uint8Array)) as Manifest
    expect(Object.keys(entries).sort()).toEqual(['documents/01-exhibit-list.pdf', 'documents/02-facture.pdf', 'manifest.json'])
    expect(manifest.documents).toEqual(
      Object.entries(entries)
        .filter(([name]) => name !== 'manifest.json')
        .map(([name, bytes]) => ({
          name: name.replace('documents/', ''),
          role: name.endsWith('list.pdf') ? 'exhibit-list' : 'exhibit:1',
          sha256: createHash('sha256').update(bytes).digest('hex'),
          size: bytes.length,
        })),
    )
  })

  it('says what is to be done, by when, and what to report', async () => {
    const manifest = JSON.parse(strFromU8(unzipSync(zipTask(task, files))['manifest.json'] as Uint8Array)) as Manifest
    expect(manifest.task).toEqual({
      id: task.id,
      kind: 'serve-order',
      what: 'Signifier l’ordonnance au débiteur.',
      doBy: '2026-12-28',
    })
    expect(manifest.report.how).toContain('au plus tard le 2026-12-28')
    expect(manifest.report.expected.map(({ kind }) => kind)).toEqual(['served'])
  })

  it('says it in the language of whom it is for', () => {
    const inLanguage = (language: PackedTask['language']) => manifestOf({ ...task, language }, files)
    expect(inLanguage('de').task.what).toBe('Die Entscheidung dem Schuldner zustellen.')
    expect(inLanguage('de').report.how).toMatch(/^Bitte spätestens am 2026-12-28 erledigen/)
    expect(inLanguage('en').report.expected[0]?.what).toMatch(/^the service: its day/)
  })

  it('is the same zip for the same content', () => {
    expect(zipTask(task, files)).toEqual(zipTask(task, files))
  })

  it('is not opened by another key', async () => {
    await expect(opened(await sealed(), other, agency)).rejects.toThrow()
  })

  it('does not pass for somebody else’s', async () => {
    const { verified } = await opened(await sealed(), officer, other)
    await expect(verified).rejects.toThrow()
  })

  it('does not open once a byte of it was changed', async () => {
    const bytes = await sealed()
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] as number) ^ 1
    await expect(opened(bytes, officer, agency).then(({ verified }) => verified)).rejects.toThrow()
  })
})

describe('a public key', () => {
  it('is kept with its fingerprint', async () => {
    const key = await readPublicKey(officer.armored, AT)
    expect(key?.fingerprint).toBe(officer.publicKey.getFingerprint().toUpperCase())
  })

  it('is none where it is private, broken, or no longer good', async () => {
    const short = await generateKey({
      type: 'ecc',
      userIDs: [{ name: 'old' }],
      date: new Date('2026-01-01T00:00:00Z'),
      keyExpirationTime: 86_400,
    })
    await expect(readPublicKey(officer.privateKey.armor(), AT)).resolves.toBeNull()
    await expect(readPublicKey('no key', AT)).resolves.toBeNull()
    await expect(readPublicKey(short.publicKey, AT)).resolves.toBeNull()
  })
})
