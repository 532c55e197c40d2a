import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'
import { MasterKeys } from './master-keys.js'

const CIPHER = 'aes-256-gcm'
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
  private readonly masters: MasterKeys
  private readonly derived = new Map<string, Buffer>()

  /** @param keys as MasterKeys takes them */
  constructor(keys: string) {
    this.masters = new MasterKeys(keys)
  }

  async encode(payloads: Payload[], context?: Context): Promise<Payload[]> {
    const workflowId = workflowIdOf(context)
    const { newest } = this.masters
    return payloads.map((payload) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, this.key(newest, workflowId), iv).setAAD(Buffer.from(workflowId))
      const sealed = Buffer.concat([cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()])
      return {
        metadata: { encoding: ENCODING, 'key-version': Buffer.from(newest) },
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
    const key = this.masters.derive(version, `relance payload ${workflowId}`)
    if (this.derived.size >= CACHED_KEYS) this.derived.clear()
    this.derived.set(name, key)
    return key
  }
}

const isEncrypted = ({ metadata }: Payload) => Buffer.from(metadata?.encoding ?? []).equals(ENCODING)

function workflowIdOf(context: Context): string {
  if (!context?.workflowId) throw new Error('a payload that belongs to no workflow cannot be encrypted')
  return context.workflowId
}
