import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FileView } from '../../src/contracts/debt-file.js'
import { Caller, OWN } from '../api/caller.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { type Outcome, relance } from './relance.js'

/** Nothing listens here. */
const CLOSED = '127.0.0.1:1'
let stack: TestStack
let settings: Record<string, string>

beforeAll(async () => {
  stack = await joinStack()
  settings = { ...stack.environment, RELANCE_API_KEY: stack.apiKey }
})
afterAll(() => stack.close())

const run = (...args: string[]) => relance(args, settings)

async function json(...args: string[]): Promise<FileView> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return FileView.parse(JSON.parse(stdout))
}

describe('a file’s life from the command line', () => {
  let reference: string

  it('is opened, paused, resumed and moved ahead', async () => {
    const opened = await json(
      'file',
      'open',
      '--creditor=own',
      '--strategy=three-letters',
      '--debtor=Garage Martin',
      '--address=1 rue de la Paix, 75002 Paris',
      `--claim=F-${randomUUID()}:1250.00:2026-01-05`,
      '--legal-start=2026-01-05T09:00:00Z',
    )
    reference = opened.reference
    expect((await json('file', 'pause', reference, '--reason', 'under-review', '--until', '2026-02-10')).events.at(-1)).toMatchObject({
      kind: 'paused',
      data: { reason: 'under-review', until: '2026-02-10' },
    })
    expect((await json('file', 'resume', reference)).events.at(-1)?.kind).toBe('resumed')
    expect((await json('file', 'forward', reference, '--days', '12')).contacts).toMatchObject([
      { contactedOn: '2026-01-15', state: 'sent' },
    ])
  })

  it('is paid, and shown in words: the balance, each event on its day, what comes next and why', async () => {
    const { code, stdout } = await run('file', 'pay', reference, '--amount', '250.5', '--reference', 'VIR-1')
    expect(code).toBe(0)
    const [head, ...lines] = stdout
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .trimEnd()
      .split('\n')
    expect(head).toMatch(new RegExp(`^${reference}  open  999,50 € owed  legal time 2026-01-17T09:\\d\\d$`))
    expect(lines.map((line) => line.trim().replaceAll(/ +/g, ' '))).toEqual([
      expect.stringMatching(/^F-\S+ due 2026-01-05 1 250,00 € owed 999,50 €$/),
      'principal 999,50 €, paid 250,50 €',
      expect.stringMatching(/^2026-01-05 opened .*1 250,00 €/),
      '2026-01-05 paused 2026-02-10 under-review',
      '2026-01-05 resumed',
      '2026-01-15 contact-reserved opening-letter letter 1 250,00 €',
      '2026-01-15 contact-sent opening-letter',
      '2026-01-17 payment-recorded 2026-01-17 VIR-1 250,50 €',
      '2026-01-17 acknowledgement-proposed 2026-01-17 VIR-1',
      'next: wait until 2026-01-30T07:00',
      'because step:second-letter (strategy three-letters v1)',
      expect.stringMatching(/^because contact-hours \(.+\)$/),
    ])
  })

  it('has its payment taken back', async () => {
    expect((await json('file', 'reverse', reference, '--reference', 'VIR-1')).balanceCents).toBe(125_000)
    expect((await json('file', 'show', reference)).events.at(-1)?.kind).toBe('payment-reversed')
  })

  it('replays: one sentence says so, and nothing else is printed', async () => {
    const { code, stdout, stderr } = await run('audit', 'replay', reference)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^The history replays: 1 run, \d+ events, the same commands\.\n$/)
    const { stdout: text } = await run('audit', 'replay', reference, '--json')
    expect(JSON.parse(text)).toMatchObject({ deterministic: true, runs: 1, divergence: null })
  })

  it('cannot be replayed while Temporal is away, and says so', async () => {
    const outcome = await relance(['audit', 'replay', reference], { ...settings, TEMPORAL_ADDRESS: CLOSED })
    expectSentence(outcome, /^Temporal at 127\.0\.0\.1:1 does not give the history \(/)
  })
})

describe('relance doctor', () => {
  it('names each part of a healthy Relance', async () => {
    const { code, stdout } = await run('doctor', '--json')
    const { healthy, parts } = JSON.parse(stdout) as { healthy: boolean; parts: { part: string; healthy: boolean; advice: string }[] }
    expect({ code, healthy, ill: parts.filter((part) => !part.healthy) }).toEqual({ code: 0, healthy: true, ill: [] })
    expect(parts.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['Node', 'PostgreSQL', 'Temporal', 'running: api', 'running: worker']),
    )
  })

  it('exits with 1 and says what to do when nothing runs', async () => {
    const { code, stdout } = await relance(['doctor'], { ...settings, RELANCE_PUBLIC_URL: `http://${CLOSED}` })
    expect(code).toBe(1)
    expect(stdout).toContain('✘ running: api')
    expect(stdout).toContain('start Relance with npm start')
  })
})

describe('what goes wrong is one sentence and the exit code 1', () => {
  let reference: string
  beforeAll(async () => {
    reference = (await new Caller(stack.apiUrl, stack.apiKey).open({ creditor: OWN, strategy: 'three-letters' })).reference
  })

  it.each([
    ['open --creditor own --debtor x --address y --claim F-1:5:2026-01-05', /^An address is written as .+ and not “y”\.$/],
    ['pause FILE --reason nonsense', /^The request is not understood \(reason: .*creditor-request.*\)\.$/],
    ['pause FILE --reason other --until 2026-13-01', /^The request is not understood \(until: Invalid ISO date\)\.$/],
    ['show NOSUCHREF', /^There is no such debt file\.$/],
    ['forward FILE --days abc', /^Days to go ahead are a whole number, as 30, and not “abc”\.$/],
    ['pay FILE --amount 12,50 --reference VIR-1', /^An amount is written as 1250\.00, and not “12,50”\.$/],
    ['open --creditor own --debtor x --address ADDRESS --claim F-1', /^A claim is number:amount:due date, .+ and not “F-1”\.$/],
    [
      'open --creditor own --debtor x --address ADDRESS --claim F-1:5:2026-01-05 --legal-start today',
      /^The request is not understood \(legalStart: .+\)\.$/,
    ],
  ])('relance file %s', async (line, sentence) => {
    const words = line.split(' ').map((word) => ({ FILE: reference, ADDRESS: '1 rue de la Paix, 75002 Paris' })[word] ?? word)
    expectSentence(await run('file', ...words), sentence)
  })

  it.each([
    [
      'an API that does not run',
      { RELANCE_PUBLIC_URL: `http://${CLOSED}` },
      /^Relance does not answer at http:\/\/127\.0\.0\.1:1: start it/,
    ],
    ['a key that is nobody’s', { RELANCE_API_KEY: 'relance_nobody' }, /^A valid API key is needed: .+\.$/],
    ['no local Relance and no key', { RELANCE_API_KEY: '', RELANCE_DATA: '/nowhere' }, /^There is no local Relance in \/nowhere: /],
  ])('%s', async (_, changes, sentence) => {
    expectSentence(await relance(['file', 'show', reference], { ...settings, ...changes }), sentence)
  })

  it('something else at the address of the API', async () => {
    const page = createServer((_request, response) => void response.end('<h1>It works!</h1>'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`
    expectSentence(await relance(['file', 'show', 'X'], { ...settings, RELANCE_PUBLIC_URL: url }), /^What answers at .+ is not Relance: /)
    page.close()
  })

  it('an option that is missing', async () => {
    const { code, stderr } = await run('file', 'pause', 'X')
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: required option '--reason <code>' not specified\n.*--help/)
  })
})

function expectSentence({ code, stdout, stderr }: Outcome, sentence: RegExp): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  const lines = stderr.trim().split('\n')
  expect(lines).toEqual([expect.stringMatching(sentence)])
}
