import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseMove } from '../../src/cli/strategy-move-options.js'
import { moveInWords, previewInWords } from '../../src/cli/strategy-move-words.js'
import { MoveView } from '../../src/contracts/strategy-move.js'
import { Caller, OWN } from '../api/caller.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { relance } from './relance.js'

describe('a move on the command line', () => {
  const parsed = (from: string, to: string, filter?: string, name?: string) =>
    parseMove({ from, to, ...(filter && { filter }), ...(name && { name }) })

  it.each([
    ['v3', 'v4', 'standard', { name: 'standard', version: 3 }, { name: 'standard', version: 4 }],
    ['3', 'fr-b2b@1', 'standard', { name: 'standard', version: 3 }, { name: 'fr-b2b', version: 1 }],
    ['v1', 'v2', undefined, { name: 'standard', version: 1 }, { name: 'standard', version: 2 }],
    ['standard@2', 'fr-b2b@v1', undefined, { name: 'standard', version: 2 }, { name: 'fr-b2b', version: 1 }],
  ])('goes from %s to %s', (from, to, name, expectedFrom, expectedTo) => {
    expect(parsed(from, to, undefined, name)).toEqual({ from: expectedFrom, to: expectedTo, filter: {} })
  })

  it('is about what its filter names', () => {
    const { filter } = parsed('a@1', 'a@2', 'creditor=energie-sud, stage=amicable,min-principal=100.50,reference=K7M2P9QRS,reference=X2')
    expect(filter).toEqual({ creditor: 'energie-sud', stage: 'amicable', minPrincipalCents: 10_050, references: ['K7M2P9QRS', 'X2'] })
  })

  it.each([
    [{ from: 'v1' }, /^Say --from and --to/],
    [{ from: 'one', to: 'v2', name: 'standard' }, /^A version is written as v3 or standard@3, and not “one”\.$/],
    [{ from: 'v0', to: 'v2', name: 'standard' }, /^A version is written as/],
    [{ from: 'a@1', to: 'a@2', filter: 'colour=red' }, /^A condition is creditor=, .+ and not “colour=red”\.$/],
    [{ from: 'a@1', to: 'a@2', filter: 'min-principal=much' }, /^An amount is written as 1250\.00/],
  ])('%j is refused in one sentence', (options, sentence) => {
    expect(() => parseMove(options)).toThrow(sentence)
  })
})

describe('in words', () => {
  const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
  const act = (on: string, stage: string) => ({ on, act: 'x', stage, channel: 'letter', amountCents: 125_000 })
  const file = { id: randomUUID(), reference: 'K7M2P9QRS', before: [], after: [], leftOut: [], changes: false, stopped: false, stays: null }

  it('a preview shows the acts side by side, and why a file would stay', () => {
    const changed = {
      ...file,
      before: [act('2026-01-30', 'amicable')],
      after: [act('2026-01-26', 'amicable'), act('2026-02-05', 'amicable')],
    }
    const files = [
      { ...changed, changes: true, leftOut: ['a', 'b'] },
      { ...file, stopped: true },
      { ...file, stays: 'notice-missing' as const },
    ]
    expect(
      plain(previewInWords({ selected: 9, counts: { changed: 1, unaffected: 1, staying: 1 }, files, next: 'more' })).split('\n'),
    ).toEqual([
      '9 files open, on the old version and within the filter. Of the 3 newest: 1 would go on otherwise, 1 as before, 1 would stay.',
      'K7M2P9QRS',
      '  before                                            after',
      '  2026-01-30  amicable       letter  1 250,00 €     2026-01-26  amicable       letter  1 250,00 €',
      '                                                    2026-02-05  amicable       letter  1 250,00 €',
      '  not taken, since the file has them behind it: a, b',
      'K7M2P9QRS  (waits for a person: its acts if it were let go now)',
      '  goes on as before',
      'K7M2P9QRS',
      '  stays: the new version has no step for a notice that the file is still owed',
    ])
  })

  it('a move tells what became of its files', () => {
    const move = {
      id: 'ID',
      from: { name: 'standard', version: 1 },
      to: { name: 'standard', version: 2 },
      state: 'moved',
      counts: { waiting: 0, moved: 11, skipped: 1, returning: 0, 'rolled-back': 0, kept: 0 },
      files: [
        { id: file.id, reference: 'K7M2P9QRS', state: 'moved', reason: null },
        { id: file.id, reference: 'X2', state: 'skipped', reason: 'closed' },
      ],
    } as unknown as MoveView
    expect(moveInWords(move)).toBe('ID  standard v1 to standard v2  moved: 11 moved, 1 skipped\n  X2  skipped: closed')
  })
})

describe('against a running Relance', () => {
  let stack: TestStack
  let settings: Record<string, string>
  let reference: string
  const name = `road-${randomUUID()}`
  const versions = ['--name', name, '--from', 'v1', '--to', 'v2']

  beforeAll(async () => {
    stack = await joinStack()
    settings = { ...stack.environment, RELANCE_API_KEY: stack.apiKey }
    const api = new Caller(stack.apiUrl, stack.apiKey)
    const steps = (afterDays: number) => [
      { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays },
      { id: 'formal-notice', stage: 'formal-notice', channels: ['letter'], afterDays: 45 },
    ]
    await api.made('/v1/strategies', { name, version: 1, steps: steps(10) })
    reference = (await api.open({ creditor: OWN, strategy: name })).reference
    await api.made('/v1/strategies', { name, version: 2, steps: steps(15) })
  })
  afterAll(() => stack.close())

  const run = (...args: string[]) => relance(['strategy', ...args], settings)

  it('previews, asks before it moves, moves, tells how far it is, and moves back', async () => {
    const preview = await run('migrate', ...versions, '--filter', `reference=${reference}`, '--preview')
    expect(preview.code).toBe(0)
    expect(preview.stdout).toMatch(
      /^1 file open, on the old version and within the filter\. 1 would go on otherwise, .+2026-01-15 .+2026-01-20 /s,
    )

    const unasked = await run('migrate', ...versions)
    expect([unasked.code, unasked.stdout]).toEqual([1, ''])
    expect(unasked.stderr).toBe(`Move 1 file from ${name} v1 to ${name} v2? Nobody can be asked here: say --yes.\n`)

    const moved = await run('migrate', ...versions, '--yes', '--json')
    const { id, state, counts } = MoveView.parse(JSON.parse(moved.stdout))
    expect({ code: moved.code, state, moved: counts.moved }).toEqual({ code: 0, state: 'moved', moved: 1 })
    expect(moved.stderr).toContain('1 of 1 debt files')

    const status = await run('migrate', '--status', id)
    expect(status.stdout).toBe(`${id}  ${name} v1 to ${name} v2  moved: 1 moved\n`)

    const back = await run('rollback', id, '--yes')
    expect(back.stdout).toBe(`${id}  ${name} v1 to ${name} v2  rolled-back: 1 rolled-back\n`)
  })

  it('says in one sentence what the API refuses', async () => {
    const { code, stderr } = await run('migrate', '--from', `${name}@1`, '--to', `${name}@9`, '--yes')
    expect([code, stderr]).toEqual([1, 'There is no such strategy (to).\n'])
  })
})
