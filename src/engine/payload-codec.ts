import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'

const CIPHER = 'aes-256-gcm'
const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const ENCODING = Buffer.from('binary/encrypted')
const CACHED_KEYS = 10_000

const { Payload: PayloadMessage } = proto.temporal.api.common.v1

type Context = Parameters<PayloadCodec['encode']>[1]

/**
 * Encrypts what Temporal stores of a file with a key of that file's own, derived from a master key and the workflow's id;
 * the id is authenticated too, so a payload moved to another file does not open. No key is stored, so none is looked up.
 */
export class EncryptingCodec implements PayloadCodec {
  private readonly masters: Map<string, Buffer>
  private readonly newest: string
  private readonly derived = new Map<string, Buffer>()

  /** @param keys `version:base64` of 32 bytes each, newest first, separated by commas; old ones are kept to read with */
  constructor(keys: string) {
    const parsed = parseKeys(keys)
    this.masters = new Map(parsed)
    this.newest = parsed[0]?.[0] ?? ''
  }

  async encode(payloads: Payload[], context?: Context): Promise<Payload[]> {
    const workflowId = workflowIdOf(context)
    return payloads.map((payload) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, this.key(this.newest, workflowId), iv).setAAD(Buffer.from(workflowId))
      const sealed = Buffer.concat([cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()])
      return {
        metadata: { encoding: ENCODING, 'key-version': Buffer.from(this.newest) },
        data: Buffer.concat([iv, cipher.getAuthTag(), sealed]),
      }
    })
  }

  async decode(payloads: Payload[], context?: Context): Promise<Payload[]> {
    return payloads.map((payload) => (isEncrypted(payload) ? this.open(payload, workflowIdOf(context)) : payload))
  }

  private open({ metadata, data }: Payload, workflowId: string): Payload {
    const bytes = Buffer.from(data ?? [])
    const version = Buffer.from(metadata?.['key-version'] ?? []).toString()
    const decipher = createDecipheriv(CIPHER, this.key(version, workflowId), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(workflowId)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    return PayloadMessage.decode(Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]))
  }

  private key(version: string, workflowId: string): Buffer {
    const name = `${version}/${workflowId}`
    const known = this.derived.get(name)
    if (known) return known
    const master = this.masters.get(version)
    if (!master) throw new Error(`payload key version ${version} is not among RELANCE_PAYLOAD_KEYS`)
    const key = Buffer.from(hkdfSync('sha256', master, '', `relance payload ${workflowId}`, KEY_BYTES))
    if (this.derived.size >= CACHED_KEYS) this.derived.clear()
    this.derived.set(name, key)
    return key
  }
}

/** @throws Error that names the setting, never a key */
function parseKeys(setting: string): [version: string, key: Buffer][] {
  const keys = setting.split(',').map((entry): [string, Buffer] => {
    const [, version, base64] = /^\s*(\w+):([A-Za-z0-9+/]+={0,2})\s*$/.exec(entry) ?? []
    const key = Buffer.from(base64 ?? '', 'base64')
    if (!version || key.length !== KEY_BYTES) throw new Error('RELANCE_PAYLOAD_KEYS: each key is <version>:<base64 of 32 bytes>')
    return [version, key]
  })
  if (new Set(keys.map(([version]) => version)).size < keys.length) throw new Error('RELANCE_PAYLOAD_KEYS: two keys have the same version')
  return keys
}

const isEncrypted = ({ metadata }: Payload) => Buffer.from(metadata?.encoding ?? []).equals(ENCODING)

function workflowIdOf(context: Context): string {
  if (!context?.workflowId) throw new Error('a payload that belongs to no workflow cannot be encrypted')
  return context.workflowId
}
