import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandBody } from '../../src/domain/command.js'
import { commandFile } from '../../src/engine/command-file.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** A consumer's invoice due on Friday 15 March 2024 may be sued for until Sunday 15 March 2026. */
const DUE = '2024-03-15'
const DAY_MS = 86_400_000
const PARIS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })
const daysUntil = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY_MS

let stack: TestStack
let commands = 0

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const open = (start: string) => Life.open(stack, { legalStart: `${start}T09:00:00Z`, dueDate: DUE })
const tell = (life: Life, command: CommandBody) =>
  commandFile(stack.clients.real, life.id, { key: `key-${++commands}`, actor: 'test', ...command })
const pause = (life: Life) => tell(life, { kind: 'pause', reason: 'other', until: null })

async function paused(start: string): Promise<Life> {
  const life = await open(start)
  await life.untilTold()
  await pause(life)
  await life.untilDecided('wait')
  return life
}

/** The alarms in a file's history, with the day that they were raised on in Paris. */
async function alarms(life: Life): Promise<string[]> {
  const { events } = await life.view()
  return events
    .filter(({ kind }) => kind === 'limitation-alarm')
    .map(({ legalTime, data }) => `${PARIS.format(new Date(legalTime))} ${String(data.alarm)} of ${String(data.lastDay)}`)
}

describe('a paused file of a consumer', () => {
  it('raises each alarm on its day and asks a person once its claim is time-barred; nobody is contacted', async () => {
    const life = await paused('2024-03-18')
    await life.forward(daysUntil('2024-03-18', '2026-03-14'))
    await eventually(async () => expect(await alarms(life)).toHaveLength(6))
    expect((await life.view()).decision?.do).toBe('wait')

    await life.forward(5)
    await life.untilDecided('ask-human')
    expect(await alarms(life)).toEqual([
      '2025-03-15 12-months of 2026-03-15',
      '2025-09-15 6-months of 2026-03-15',
      '2025-11-15 last-day:payment-order of 2026-03-15',
      '2025-12-15 3-months of 2026-03-15',
      '2026-01-14 last-day:small-claims of 2026-03-15',
      '2026-01-14 last-day:summons of 2026-03-15',
      '2026-03-16 barred of 2026-03-15',
    ])
    const { decision, contacts } = await life.view()
    expect(decision).toMatchObject({ question: 'claim-time-barred', because: [{ source: 'Code de la consommation L218-2' }, {}] })
    expect(contacts).toEqual([])
  })

  it('has its alarms moved by an act that interrupts', async () => {
    const life = await paused('2024-03-18')
    await life.forward(daysUntil('2024-03-18', '2025-04-01'))
    await eventually(async () => expect(await alarms(life)).toEqual(['2025-03-15 12-months of 2026-03-15']))
    const [claim] = (await life.view()).claims
    await tell(life, {
      kind: 'record-act',
      claim: claim?.reference ?? '',
      act: 'court-claim',
      on: '2025-04-01',
      until: null,
      reference: 'RG 25/00118',
      proofSha256: 'a'.repeat(64),
    })
    expect((await life.view()).claims[0]?.limitation).toMatchObject({ from: '2025-04-01', lastDay: '2027-04-01' })
    await life.forward(daysUntil('2025-04-01', '2026-11-01'))
    await eventually(async () =>
      expect(await alarms(life)).toEqual([
        '2025-03-15 12-months of 2026-03-15',
        '2026-04-01 12-months of 2027-04-01',
        '2026-10-01 6-months of 2027-04-01',
      ]),
    )
  })

  it('has no alarm while its limitation stands still, and new ones once that has ended', async () => {
    const life = await paused('2024-03-18')
    const reference = (await life.view()).claims[0]?.reference ?? ''
    const mediation = { kind: 'record-act', claim: reference, act: 'mediation', on: '2024-03-18', proofSha256: null } as const
    await tell(life, { ...mediation, until: null, reference: 'MED-7' })
    expect((await life.view()).claims[0]?.limitation).toMatchObject({ lastDay: null, alarms: [], procedures: [] })
    await life.forward(daysUntil('2024-03-18', '2025-06-01'))
    expect(await alarms(life)).toEqual([])
    // 18 March 2024 to 16 March 2025 are 364 days: the last day is so many after 15 March 2026.
    await tell(life, { ...mediation, until: '2025-03-16', reference: 'MED-7 end' })
    expect((await life.view()).claims[0]?.limitation).toMatchObject({ lastDay: '2027-03-14' })
    await life.forward(daysUntil('2025-06-01', '2026-03-15'))
    await eventually(async () => expect(await alarms(life)).toEqual(['2026-03-14 12-months of 2027-03-14']))
  })
})

describe('a file that is opened late', () => {
  it('has the nearest alarm at once, and not those that went before', async () => {
    const life = await open('2026-01-20')
    await eventually(async () => {
      expect(await alarms(life)).toEqual(['2026-01-20 last-day:small-claims of 2026-03-15', '2026-01-20 last-day:summons of 2026-03-15'])
    })
  })

  it('control: a day before any has none', async () => {
    const life = await open('2025-03-14')
    await life.untilTold()
    await pause(life)
    await life.untilDecided('wait')
    expect(await alarms(life)).toEqual([])
  })
})

describe('a file that skips from act to act', () => {
  it('comes to the end of its limitation, and asks what to do', async () => {
    const life = await Life.open(stack, { legalStart: '2025-03-17T09:00:00Z', dueDate: DUE, clock: 'skipping' })
    await life.untilTold()
    await commandFile(stack.clients.skipping, life.id, { key: 'pause', actor: 'test', kind: 'pause', reason: 'other', until: null })
    await eventually(async () => expect((await life.view()).decision).toMatchObject({ question: 'claim-time-barred' }))
    expect((await alarms(life)).at(-1)).toBe('2026-03-16 barred of 2026-03-15')
  })
})
