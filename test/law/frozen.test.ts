import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LawPack } from '../../src/domain/law-pack.js'
import { BOOKS_OF_LAW } from '../../src/law/book.js'
import { canonicalHash } from '../../src/store/canonical-hash.js'
import { faults, RULE, type Versions } from './frozen-versions.js'
import { rulesOf, unsourced } from './rules.js'

/** A pack's holidays are reckoned, not written down: what is frozen of them is the days themselves, below. */
const FROZEN: Record<string, string> = {
  'src/law/be/2023-12-01.ts': 'cf88b0551abfaba06b030d172a30173121157f106795ba938a10270abdaf0347',
  'src/law/de/2016-07-01.ts': 'f6928fdf5b1bce47f2f8f8665aa245593508d2c3a54731a6cf699de7d8934f8f',
  'src/law/de/2026-01-01.ts': '0dba6ca6a00b75f1d16bd65fb8cf76c0bd85cbbc9cd2f0a83ab550a0a66b1a2f',
  'src/law/fr/2016-10-01.ts': '7d6d5cd9ac1c27cd1f9bbfe9e0aa6b1bcd9e711cc7db80ac7b1179d39c3ec151',
  'src/law/fr/2019-04-26.ts': 'be1b522795f41cf407f7364e304e3e38d30c28d6328fe8d39654f1a9a74d0692',
  'src/law/fr/2020-01-01.ts': '61f8eabcc78f8b562e8d58c1496b0c5de46eac3f5f51102fb0da63d4e08aa638',
  'src/law/fr/2022-03-01.ts': '2b636a6d1200380bd38e5c720f7d5d47d83ce955cc2371e68b53e0172647e314',
  'src/law/fr/2022-09-22.ts': '1d00ad80c7b7a499cb95a5c23e9c479ff5514934eb779ca1788cad8f7f8f4036',
  'src/law/fr/2023-10-01.ts': '4fdb678cd3c7c42b8a7a4e710edf3256f6ab704a7d3553b3d40ba50696538fe4',
  'src/law/fr/2026-05-01.ts': '2ccf356cdb3a3d9410c5b1dc24d6756d5713ccfcd14c5481efdd863fb5cb80c9',
  'src/law/fr/2026-09-01.ts': '5b9f2aa930a4126c50ac3f00fcdb25ef8de487e9dd5622310057072a10654713',
  'src/law/generic/2016-10-01.ts': '3ce23a4d6ea6b4a3e270f3ee494e1b804ee77de61d2213ced2cc79bac4e4e726',
  'rates of BE': '386a3ff8165612137451d2e07e14112fa09d54aab474048bccac8e5a7912f02c',
  'rates of DE': '708a08b3e8b3a06910952bb20e60f152fa0837c758726c140e61f69a9f821749',
  'rates of FR': '6272c3519b1853a1f39a50fa34c360ed4fb3e87cf319cc7445437a50c64ee7d6',
  'rates of ZZ': '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
}

/** In the whole country from 2016 to 2035, and in each region that has its own: in France as long, elsewhere from 2024 to 2031. */
const FROZEN_HOLIDAYS: Record<string, string> = {
  BE: '16b22b35e736c7bd332c1d435e255b93b9fb0942005ba2436eb7510ab2e13d0d',
  DE: 'fd6a01a12a1641a0761ba9c2ce2c4afe73f0ce0d78008ee8f305d18e23e3448c',
  FR: 'cde6d44ba96a72fc83315c405792c4bad4fcb7bd0433737fff3adaa06726f1a6',
  ZZ: '0e587a068de2f5f4eb3c66d186a8347ae39772eb2936933bdbe4da573b741005',
}

const REGIONS: Record<string, string[]> = {
  BE: [],
  DE: ['BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH'].map((land) => `DE-${land}`),
  FR: ['57', '67', '68', '971', '972', '973', '974', '976', '977', '978'].map((region) => `FR-${region}`),
  ZZ: [],
}

const root = join(import.meta.dirname, '../..')
/** Every dated file, whatever imports it. */
const datedFiles = readdirSync(join(root, 'src/law'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[a-z]+\/\d{4}-\d\d-\d\d\.ts$/.test(file))
  .sort()
const packs = BOOKS_OF_LAW.flatMap((book) => book.packs)

/** The one question that a pack answers by reckoning is not part of its hash. */
const dataOf = ({ isHoliday: _, ...data }: LawPack) => data
const versions: Versions = Object.fromEntries([
  ...packs.map((pack) => [`src/law/${pack.id}.ts`, dataOf(pack)] as const),
  ...BOOKS_OF_LAW.map(({ country, rates }) => [`rates of ${country}`, rates] as const),
])

describe('law packs and rates', () => {
  it('are as they were when they were first used', () => {
    expect(faults(versions, FROZEN)).toEqual([])
  })

  it('are in a book, each of them, and named after their file', async () => {
    expect(datedFiles.map((file) => file.replace('.ts', ''))).toEqual(packs.map(({ id }) => id).sort())
    for (const file of datedFiles) {
      const { pack } = (await import(join(root, 'src/law', file))) as { pack: LawPack }
      expect([`${pack.id}.ts`, pack.id.split('/')[1]]).toEqual([file, pack.from])
      expect(packs).toContain(pack)
    }
  })

  it('follow one another in their book, of one country and one zone', () => {
    for (const { country, zone, packs: own } of BOOKS_OF_LAW) {
      const days = own.map(({ from }) => from)
      expect(days).toEqual([...new Set(days)].sort())
      for (const pack of own) expect([pack.id, pack.country, pack.zone]).toEqual([pack.id, country, zone])
    }
  })

  it('are data through and through: a function or a date object would escape the hash', () => {
    for (const value of Object.values(versions)) expect(JSON.parse(JSON.stringify(value))).toStrictEqual(value)
  })

  it('have the holidays that they had, in each region', () => {
    const days = Array.from({ length: 20 * 365 + 5 }, (_, index) => new Date(Date.UTC(2016, 0, 1 + index)).toISOString().slice(0, 10))
    expect(days.at(-1)).toBe('2035-12-31')
    const fewer = days.filter((day) => day >= '2024' && day < '2032')
    const hashes = BOOKS_OF_LAW.map(({ country, packs: [first, ...later] }) => {
      for (const pack of later) expect(pack.isHoliday).toBe(first.isHoliday)
      const daysOf = (region: string | null) => (region === null || country === 'FR' ? days : fewer)
      const holidays = [null, ...(REGIONS[country] ?? [])].map((region) => [
        region,
        daysOf(region).filter((day) => first.isHoliday(day, region)),
      ])
      return [country, canonicalHash(holidays)]
    })
    expect(Object.fromEntries(hashes)).toEqual(FROZEN_HOLIDAYS)
  })
})

describe('each rule', () => {
  it.each(packs.map((pack) => [pack.id, pack] as const))(
    'of %s has a source, the day on which it was checked, and whether it is confirmed',
    (_id, pack) => {
      const rules = rulesOf(pack)
      expect(rules.length).toBeGreaterThan(10)
      for (const rule of rules) {
        expect(rule).toEqual({
          path: expect.stringMatching(/^[a-zA-Z].*[a-zA-Z]$/),
          source: expect.stringMatching(/\w{3,}/),
          checkedOn: expect.stringMatching(/^20\d\d-\d\d-\d\d$/),
          confirmed: expect.any(Boolean),
        })
      }
      for (const rule of pack.leftOut) expect([rule.says, rule.source, rule.checkedOn]).not.toContain('')
    },
  )

  it.each(packs.map((pack) => [pack.id, pack] as const))(
    'of %s is told from a bare value: nothing to act on is without a source',
    (_id, pack) => {
      expect(unsourced(pack)).toEqual([])
    },
  )
})

describe('the check itself', () => {
  const one = { id: 'one', days: [10] }
  const frozen = { one: canonicalHash(one) }

  it('passes what is unchanged, in whatever order its keys are written', () => {
    expect(faults({ one }, frozen)).toEqual([])
    expect(faults({ one: { days: [10], id: 'one' } }, frozen)).toEqual([])
  })

  it.each([
    ['a number', { ...one, days: [11] }],
    ['a key more', { ...one, note: '' }],
    ['an item more', { ...one, days: [10, 10] }],
    ['an item less', { ...one, days: [] }],
  ])('names a version of which %s changed', (_what, changed) => {
    expect(faults({ one: changed }, frozen)).toEqual([`one changed: ${RULE}`])
  })

  it('names a version that is gone', () => {
    expect(faults({}, frozen)).toEqual([`one is gone: ${RULE}`])
  })

  it('names a new version without a hash, and the line to add', () => {
    const two = { ...one, id: 'two' }
    expect(faults({ one, two }, frozen)).toEqual([`two has no hash: write 'two': '${canonicalHash(two)}'`])
    expect(faults({ one, two }, { ...frozen, two: canonicalHash(two) })).toEqual([])
  })

  it('finds a bare value and a rule without a name', () => {
    const [pack] = packs as [LawPack]
    expect(unsourced({ ...pack, outcomeWithinDays: 3 } as never)).toEqual(['outcomeWithinDays'])
    expect(() => rulesOf({ ...pack, mentions: [{ variables: [] }] } as never)).toThrow('without a name')
  })
})
