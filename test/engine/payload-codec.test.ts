import { randomBytes } from 'node:crypto'
import { defaultPayloadConverter, type Payload, type WorkflowSerializationContext } from '@temporalio/common'
import { describe, expect, it } from 'vitest'
import { EncryptingCodec } from '../../src/engine/payload-codec.js'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
const FIRST = `1:${key(1)}`
const SECOND = `2:${key(2)}`

const of = (workflowId: string): WorkflowSerializationContext => ({ type: 'workflow', namespace: 'relance', workflowId })
const FILE_A = of('file/a')
const FILE_B = of('file/b')

const codec = new EncryptingCodec(FIRST)
const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value)
const readOut = (sealed: Payload): unknown => defaultPayloadConverter.fromPayload(sealed)

async function seal(value: unknown, context = FILE_A, by = codec): Promise<Payload> {
  const [sealed] = await by.encode([payload(value)], context)
  return sealed as Payload
}
async function open(sealed: Payload, context = FILE_A, by = codec): Promise<unknown> {
  const [opened] = await by.decode([sealed], context)
  return readOut(opened as Payload)
}
const bytesOf = ({ data }: Payload) => Buffer.from(data ?? [])
const withData = (sealed: Payload, data: Uint8Array): Payload => ({ ...sealed, data })

describe('round trip', () => {
  it.each([
    ['an object', { fileId: 'a', amountCents: 100_00, until: null }],
    ['text', 'Référence du dossier : 2026-001'],
    ['empty text', ''],
    ['a number', 0],
    ['null', null],
    ['a large text', 'x'.repeat(200_000)],
  ])('%s', async (_what, value) => {
    expect(await open(await seal(value))).toEqual(value)
  })

  it('nothing at all, and bytes', async () => {
    expect(await open(await seal(undefined))).toBeUndefined()
    const bytes = randomBytes(1000)
    expect(Buffer.from((await open(await seal(new Uint8Array(bytes)))) as Uint8Array)).toEqual(bytes)
  })

  it('the metadata of a payload survive too', async () => {
    const original: Payload = { metadata: { encoding: Buffer.from('json/plain'), note: Buffer.from('kept') }, data: Buffer.from('1') }
    const [opened] = await codec.decode(await codec.encode([original], FILE_A), FILE_A)
    expect(Buffer.from(opened?.metadata?.note ?? []).toString()).toBe('kept')
  })

  it('several payloads keep their order', async () => {
    const sealed = await codec.encode([payload(1), payload('two'), payload({ three: 3 })], FILE_A)
    expect((await codec.decode(sealed, FILE_A)).map(readOut)).toEqual([1, 'two', { three: 3 }])
    expect(await codec.encode([], FILE_A)).toEqual([])
  })

  it('another process with the same keys opens it', async () => {
    expect(await open(await seal('a'), FILE_A, new EncryptingCodec(FIRST))).toBe('a')
  })
})

describe('what Temporal stores', () => {
  const secret = 'jeanne.dupont@example.org'

  it('holds nothing of the plaintext', async () => {
    const sealed = await seal({ secret })
    const stored = Buffer.concat([bytesOf(sealed), ...Object.values(sealed.metadata ?? {})])
    const looksFor = [secret, 'secret', 'json/plain', Buffer.from(secret).toString('base64')]
    expect(looksFor.filter((text) => stored.includes(text))).toEqual([])
    // Control: unsealed, it would be found.
    expect(bytesOf(payload({ secret })).includes(secret)).toBe(true)
  })

  it('says how it was sealed, and no more', async () => {
    const { metadata } = await seal(secret)
    const texts = Object.entries(metadata ?? {}).map(([name, bytes]) => [name, Buffer.from(bytes).toString()])
    expect(Object.fromEntries(texts)).toEqual({ encoding: 'binary/encrypted', 'key-version': '1' })
  })

  it('differs each time', async () => {
    const [one, two] = [await seal(secret), await seal(secret)]
    expect(bytesOf(one).equals(bytesOf(two))).toBe(false)
    expect(bytesOf(one).subarray(0, 12).equals(bytesOf(two).subarray(0, 12))).toBe(false)
  })
})

describe('does not open', () => {
  it('for another file', async () => {
    await expect(open(await seal('a'), FILE_B)).rejects.toThrow()
    expect(await open(await seal('a'), FILE_A)).toBe('a')
  })

  it('with one byte flipped, whichever', async () => {
    const sealed = await seal('a')
    const length = bytesOf(sealed).length
    expect(length).toBeGreaterThan(28)
    for (let index = 0; index < length; index++) {
      const data = bytesOf(sealed)
      data.writeUInt8(data.readUInt8(index) ^ 1, index)
      await expect(open(withData(sealed, data))).rejects.toThrow()
    }
    expect(await open(withData(sealed, bytesOf(sealed)))).toBe('a')
  })

  it('cut short, wherever', async () => {
    const sealed = await seal('a')
    for (let length = 0; length < bytesOf(sealed).length; length++) {
      await expect(open(withData(sealed, bytesOf(sealed).subarray(0, length)))).rejects.toThrow()
    }
  })

  it('with another master key of the same version', async () => {
    await expect(open(await seal('a'), FILE_A, new EncryptingCodec(`1:${key(9)}`))).rejects.toThrow()
  })

  it('under another version than it was sealed with', async () => {
    const both = new EncryptingCodec(`${SECOND},${FIRST}`)
    const sealed = await seal('a', FILE_A, both)
    const relabelled = { ...sealed, metadata: { ...sealed.metadata, 'key-version': Buffer.from('1') } }
    await expect(open(relabelled, FILE_A, both)).rejects.toThrow()
    expect(await open(sealed, FILE_A, both)).toBe('a')
  })
})

describe('rotation of the master key', () => {
  const rotated = new EncryptingCodec(`${SECOND}, ${FIRST}`)

  it('what the old version sealed still opens', async () => {
    expect(await open(await seal('before'), FILE_A, rotated)).toBe('before')
  })

  it('what is sealed from now on bears the newest', async () => {
    const sealed = await seal('after', FILE_A, rotated)
    expect(Buffer.from(sealed.metadata?.['key-version'] ?? []).toString()).toBe('2')
    expect(await open(sealed, FILE_A, new EncryptingCodec(SECOND))).toBe('after')
  })

  it('a version that is not there is named, with the setting that should hold it', async () => {
    await expect(open(await seal('after', FILE_A, rotated))).rejects.toThrow('payload key version 2 is not among RELANCE_PAYLOAD_KEYS')
  })
})

describe('payloads that were never sealed', () => {
  it('pass through, also beside sealed ones and without a file', async () => {
    const plain = payload({ plain: true })
    expect(await codec.decode([plain])).toEqual([plain])
    expect((await codec.decode([plain, await seal('sealed')], FILE_A)).map(readOut)).toEqual([{ plain: true }, 'sealed'])
    expect(await codec.decode([{}], FILE_A)).toEqual([{}])
  })
})

describe('without a file', () => {
  const REFUSAL = 'a payload that belongs to no workflow cannot be encrypted'

  it.each([
    ['no context', undefined],
    ['an empty workflow id', of('')],
  ])('%s: nothing is sealed, nothing opened', async (_what, context) => {
    await expect(codec.encode([payload('a')], context)).rejects.toThrow(REFUSAL)
    await expect(codec.decode([await seal('a')], context)).rejects.toThrow(REFUSAL)
  })
})

describe('the setting with the keys', () => {
  it.each([
    ['empty', ''],
    ['no version', key(1)],
    ['an empty version', `:${key(1)}`],
    ['no key', '1:'],
    ['31 bytes', `1:${Buffer.alloc(31).toString('base64')}`],
    ['33 bytes', `1:${Buffer.alloc(33).toString('base64')}`],
    ['an example', '1:change-me'],
    ['a second key that is malformed', `${FIRST},2:short`],
    ['a comma too many', `${FIRST},`],
  ])('%s is refused', (_what, keys) => {
    expect(() => new EncryptingCodec(keys)).toThrow('RELANCE_PAYLOAD_KEYS: each key is <version>:<base64 of 32 bytes>')
  })

  it('is not repeated in the refusal', () => {
    const almost = Buffer.alloc(31, 7).toString('base64')
    expect(() => new EncryptingCodec(`1:${almost}`)).not.toThrow(almost)
  })

  it.each([
    ['one', FIRST],
    ['with spaces around', ` ${SECOND} , ${FIRST} `],
  ])('%s is taken', async (_what, keys) => {
    const by = new EncryptingCodec(keys)
    expect(await open(await seal('a', FILE_A, by), FILE_A, by)).toBe('a')
  })
})
