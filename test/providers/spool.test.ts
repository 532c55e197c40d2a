import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readManifest } from '../../src/providers/post/manifest.js'
import type { Letter } from '../../src/providers/post/port.js'
import { PrintSpool } from '../../src/providers/post/spool.js'
import { temporaryFolder } from '../embedded/temporary-folder.js'

const PRICES = { microsPerPage: 40_000, microsPerLetter: 1_520_000, microsRegistered: 4_500_000 }

const letter = (changed: Partial<Letter> = {}): Letter => ({
  key: '01890a5d-ac96-774b-bcce-b302099a8057',
  reference: 'D-2026-00042',
  to: {
    name: 'Société Étanchéité',
    address: { lines: ['118 avenue des Frères'], postcode: '42000', city: 'Saint-Étienne', country: 'FR' },
  },
  from: { name: 'Relance Conseil', address: { lines: ['2 place Bellecour'], postcode: '69002', city: 'Lyon', country: 'FR' } },
  pdf: new TextEncoder().encode('%PDF-1.3 one'),
  pages: 2,
  registered: false,
  ...changed,
})
const NAME = `${letter().key}.pdf`

let temporary: ReturnType<typeof temporaryFolder>
let folder: string
beforeEach(() => {
  temporary = temporaryFolder()
  folder = join(temporary.path, 'letters')
})
afterEach(() => temporary.remove())

const spool = () => new PrintSpool({ folder, prices: PRICES, now: () => new Date('2026-05-11T09:30:00Z') })
const manifest = () => readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
const listed = () => readManifest(manifest()).map(({ key }) => key)

describe('a letter handed to the spool', () => {
  it('is a file for this user alone, and a line in the manifest', async () => {
    expect(await spool().hand(letter())).toEqual({ reference: NAME, costMicros: 1_600_000 })
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe('%PDF-1.3 one')
    expect(statSync(join(folder, NAME)).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'manifest.jsonl')).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(JSON.parse(manifest())).toEqual({
      key: letter().key,
      reference: 'D-2026-00042',
      to: 'Société Étanchéité, 118 avenue des Frères, 42000 Saint-Étienne, FR',
      pages: 2,
      registered: false,
      at: '2026-05-11T09:30:00.000Z',
    })
  })

  it('costs by its pages, and more when it is registered', async () => {
    expect(await spool().hand(letter({ key: 'a', pages: 1 }))).toMatchObject({ costMicros: 1_560_000 })
    expect(await spool().hand(letter({ key: 'b', pages: 3, registered: true }))).toMatchObject({ costMicros: 6_140_000 })
  })

  it('is there once for the same key: the first one printed stays', async () => {
    const first = await spool().hand(letter())
    expect(await spool().hand(letter({ pdf: new TextEncoder().encode('%PDF-1.3 two') }))).toEqual(first)
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe('%PDF-1.3 one')
    expect(manifest().split('\n')).toHaveLength(2)
  })

  it('is there once when several workers print it at the same time, and all of many are listed', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `key-${index % 20}`)
    await Promise.all(keys.map((key) => spool().hand(letter({ key }))))
    expect(readdirSync(folder).filter((name) => name !== 'manifest.jsonl')).toHaveLength(20)
    expect(listed().sort()).toEqual([...new Set(keys)].sort())
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it.each([['no line'], ['an empty line']])('is refused with %s of address', async (what) => {
    const address = { ...letter().to.address, lines: what === 'no line' ? [] : [' '] }
    const refused = spool().hand(letter({ to: { name: 'Ana', address } }))
    await expect(refused).rejects.toMatchObject({ name: 'ActRefused', code: 'address-missing', fault: 'destination' })
    expect(existsSync(folder)).toBe(false)
  })

  it.each(['../outside', 'a/b', '', '.hidden', 'a\0b'])('never leaves the folder: key %j', async (key) => {
    await expect(spool().hand(letter({ key }))).rejects.toThrow(RangeError)
    await expect(spool().find(letter({ key }))).rejects.toThrow(RangeError)
  })
})

describe('whatever ends the machine', () => {
  it('a letter that was being written is not there', async () => {
    mkdirSync(folder)
    writeFileSync(join(folder, `.${NAME}.half`), '%PD')
    expect(await spool().find(letter())).toEqual({ taken: false })
    await spool().hand(letter())
    expect(readFileSync(join(folder, NAME), 'utf8')).toBe('%PDF-1.3 one')
  })

  it('a letter that cannot be written whole leaves nothing behind', async () => {
    mkdirSync(folder)
    mkdirSync(join(folder, 'manifest.jsonl'))
    await expect(spool().hand(letter({ pdf: 7 as never }))).rejects.toThrow()
    expect(readdirSync(folder)).toEqual(['manifest.jsonl'])
  })

  it.each(['hand', 'find'] as const)('a letter printed and not yet listed is listed by the next %s', async (call) => {
    await spool().hand(letter())
    rmSync(join(folder, 'manifest.jsonl'))
    await (call === 'hand' ? spool().hand(letter()) : spool().find(letter()))
    expect(listed()).toEqual([letter().key])
  })

  it('a torn line is passed over, and the next one is whole', async () => {
    await spool().hand(letter({ key: 'first' }))
    await spool().hand(letter())
    const [one = '', two = ''] = manifest().split('\n')
    writeFileSync(join(folder, 'manifest.jsonl'), `${one}\n${two.slice(0, 30)}`)
    expect(listed()).toEqual(['first'])
    await spool().hand(letter())
    expect(listed()).toEqual(['first', letter().key])
    expect(manifest().split('\n')).toHaveLength(4)
  })

  it('a letter listed twice is one letter', async () => {
    await spool().hand(letter())
    appendFileSync(join(folder, 'manifest.jsonl'), manifest().replace('2026-05-11', '2026-05-12'))
    expect(readManifest(manifest()).map(({ key, at }) => [key, at])).toEqual([[letter().key, '2026-05-11T09:30:00.000Z']])
  })
})

describe('asked what became of a letter', () => {
  it('the spool knows it by its name, also before there is a folder', async () => {
    expect(await spool().find(letter())).toEqual({ taken: false })
    await spool().hand(letter())
    expect(await spool().find(letter())).toEqual({ taken: true, reference: NAME, costMicros: 1_600_000 })
    expect(await spool().find(letter({ key: 'other' }))).toEqual({ taken: false })
  })
})
