import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { currentPack } from '../../src/law/pack-of.js'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import { StrategyDefinition } from '../../src/strategies/format.js'

/**
 * Files pin the law pack and the strategy that they live by, and their decisions carry the hash of each. So a version that
 * was used never changes again; a change of law or of strategy is a new version beside it, with a line of its own here.
 */
const FROZEN: Record<string, string> = {
  'src/law/fr/2016-10-01.ts pack': '086cbe9725145d874b26e2bc733c8afe5a056e55a5d074226dfcfa0ba2e8d07a',
  'src/strategies/standard.ts standard': '0181643b2f4d9dc7b7f82b806f019a547aaf204ad2c9a3d8b398321b99216f06',
}

/** Code beside the data. */
const NOT_DATA = ['src/law/pack-of.ts', 'src/strategies/format.ts']
const RULE = 'a used version is frozen: add a new one'

const root = join(import.meta.dirname, '../..')
const files = ['src/law', 'src/strategies']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !NOT_DATA.includes(file))
  .sort()

type Versions = Record<string, unknown>
const exportsOf = async (file: string) => Object.entries((await import(join(root, file))) as Versions)
const versions: Versions = Object.fromEntries(
  (
    await Promise.all(files.map(async (file) => (await exportsOf(file)).map(([name, value]) => [`${file} ${name}`, value] as const)))
  ).flat(),
)

/** What is wrong, in sentences. */
function faults(found: Versions, frozen: Record<string, string>): string[] {
  const present = Object.entries(found).flatMap(([name, value]) => {
    const hash = canonicalHash(value)
    if (!(name in frozen)) return [`${name} has no hash: write '${name}': '${hash}'`]
    return frozen[name] === hash ? [] : [`${name} changed: ${RULE}`]
  })
  return [...present, ...Object.keys(frozen).flatMap((name) => (name in found ? [] : [`${name} is gone: ${RULE}`]))]
}

describe('law packs and strategies', () => {
  it('are as they were when they were first used', () => {
    expect(faults(versions, FROZEN)).toEqual([])
  })

  it('are found in each file that holds data, the current pack among them', async () => {
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) expect([file, (await exportsOf(file)).length]).not.toEqual([file, 0])
    expect(Object.values(versions)).toContain(currentPack())
  })

  it('are data through and through: a function or a date object would escape the hash', () => {
    for (const value of Object.values(versions)) expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
  })

  it('packs are named after their file', () => {
    const packs = Object.entries(versions).filter(([name]) => name.startsWith('src/law/'))
    for (const [name, value] of packs) {
      const { id, from } = value as { id: string; from: string }
      expect(name).toBe(`src/law/${id}.ts pack`)
      expect(id.split('/')[1]).toBe(from)
    }
  })

  it('strategies keep to the published form, no two with the same name and version', () => {
    const strategies = Object.entries(versions).filter(([name]) => name.startsWith('src/strategies/'))
    const names = strategies.map(([, value]) => StrategyDefinition.parse(value)).map(({ name, version }) => `${name} v${version}`)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('the check itself', () => {
  const one = { name: 'one', version: 1, steps: [{ afterDays: 10 }] }
  const frozen = { 'one.ts one': canonicalHash(one) }

  it('passes what is unchanged, in whatever order its keys are written', () => {
    expect(faults({ 'one.ts one': one }, frozen)).toEqual([])
    expect(faults({ 'one.ts one': { steps: [{ afterDays: 10 }], version: 1, name: 'one' } }, frozen)).toEqual([])
  })

  it.each([
    ['a number', { ...one, steps: [{ afterDays: 11 }] }],
    ['a key more', { ...one, note: '' }],
    ['a step more', { ...one, steps: [{ afterDays: 10 }, { afterDays: 10 }] }],
    ['a step less', { ...one, steps: [] }],
  ])('names a version of which %s changed', (_what, changed) => {
    expect(faults({ 'one.ts one': changed }, frozen)).toEqual([`one.ts one changed: ${RULE}`])
  })

  it('names a version that is gone', () => {
    expect(faults({}, frozen)).toEqual([`one.ts one is gone: ${RULE}`])
  })

  it('names a new version without a hash, and the line to add', () => {
    const two = { ...one, version: 2 }
    const [fault] = faults({ 'one.ts one': one, 'two.ts two': two }, frozen)
    expect(fault).toBe(`two.ts two has no hash: write 'two.ts two': '${canonicalHash(two)}'`)
    expect(faults({ 'one.ts one': one, 'two.ts two': two }, { ...frozen, 'two.ts two': canonicalHash(two) })).toEqual([])
  })
})
