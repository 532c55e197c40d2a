import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { currentPack } from '../../src/law/pack-of.js'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import { StrategyDefinition } from '../../src/strategies/format.js'

/**
 * Files pin the law pack and the strategy that they live by, and their decisions carry the hash of each. So a version that
 * was used never changes again; a change of law or of strategy is a new version beside it, with a line of its own here.
 * A pack's holidays are reckoned, not written down: what is frozen of them is the days themselves.
 */
const FROZEN: Record<string, string> = {
  'src/law/fr/2016-10-01.ts pack': '01c6811d7819678c04260b4e78c973fdb04a3cc68c60d36778488b02442ec5eb',
  'src/strategies/standard.ts standard v2': '7f4953eb2b687ab2b282c65c78f59383759dce6f142176aa01b80c7ea1cd79af',
}
const FROZEN_HOLIDAYS = 'cde6d44ba96a72fc83315c405792c4bad4fcb7bd0433737fff3adaa06726f1a6'

/** Code beside the data. */
const NOT_DATA = ['src/law/pack-of.ts', 'src/law/fr/holidays.ts', 'src/law/fr/region.ts', 'src/strategies/format.ts']
/** Words of messages, whose versions test/letters/templates.test.ts keeps. */
const TEMPLATES = 'src/strategies/templates/'
/** The one question that a pack answers by reckoning; it is not part of the hash. */
const RECKONED = 'isHoliday'
const RULE = 'a used version is frozen: add a new one'

const root = join(import.meta.dirname, '../..')
const files = ['src/law', 'src/strategies']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !NOT_DATA.includes(file) && !file.startsWith(TEMPLATES))
  .sort()

type Versions = Record<string, unknown>
const exportsOf = async (file: string) => Object.entries((await import(join(root, file))) as Versions)
const nameOf = (file: string, name: string, value: unknown) =>
  file.startsWith('src/strategies/') ? `${file} ${name} v${(value as { version: number }).version}` : `${file} ${name}`
const versions: Versions = Object.fromEntries(
  (
    await Promise.all(
      files.map(async (file) => (await exportsOf(file)).map(([name, value]) => [nameOf(file, name, value), value] as const)),
    )
  ).flat(),
)
const withoutReckoned = (value: unknown) => Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== RECKONED))

/** What is wrong, in sentences. */
function faults(found: Versions, frozen: Record<string, string>): string[] {
  const present = Object.entries(found).flatMap(([name, value]) => {
    const hash = canonicalHash(withoutReckoned(value))
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
    for (const value of Object.values(versions).map(withoutReckoned)) expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
  })

  it('have the holidays that they had, in each region, from 2016 to 2035', () => {
    const pack = currentPack()
    const regions = [null, 'FR-57', 'FR-67', 'FR-68', ...Object.keys(pack.regionZones.value)]
    const days = Array.from({ length: 20 * 365 + 5 }, (_, index) => new Date(Date.UTC(2016, 0, 1 + index)).toISOString().slice(0, 10))
    expect(days.at(-1)).toBe('2035-12-31')
    const holidays = regions.map((region) => [region, days.filter((day) => pack.isHoliday(day, region))])
    expect(canonicalHash(holidays)).toBe(FROZEN_HOLIDAYS)
  })

  it('give each value a source, and say on which day it was looked up', () => {
    const { mandatoryNotices, limitationYears, ...values } = currentPack()
    const sourced = [...Object.values(values), ...Object.values(mandatoryNotices), ...Object.values(limitationYears)]
    for (const value of sourced) {
      if (typeof value !== 'object') continue
      expect(value).toEqual({
        value: expect.anything(),
        source: expect.stringMatching(/\w{4,}/),
        checkedOn: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
        confirmed: expect.any(Boolean),
      })
    }
    expect(sourced.filter((value) => typeof value === 'object').length).toBe(9)
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
