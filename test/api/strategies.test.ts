import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ImportReport } from '../../src/contracts/debt-file.js'
import { PublishedStrategy } from '../../src/contracts/strategy.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, debtor, joinAgency, letters, openBody, problemIn, refusalIn } from './caller.js'

/** Strategies that the law checks when they are published, and that files get by whom they are for. */

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const named = (name: string, more: object = {}) => ({ ...letters, name, ...more })
const SMALL_CLAIMS = { judicial: { procedure: 'small-claims' } }

describe('publishing', () => {
  it('what the law is against is refused with all that it breaks, by step and article', async () => {
    const [first, second] = letters.steps
    const suing = { ...second, id: 'last-notice', stage: 'last-notice' }
    const body = named('rude', { steps: [first, suing], charges: { interest: true, indemnity: true }, ...SMALL_CLAIMS })
    const problem = problemIn(await api.post('/v1/strategies', body))
    expect(problem).toMatchObject({ status: 422, code: 'strategy-refused' })
    expect(problem.faults).toEqual(
      expect.arrayContaining([
        { field: 'steps.1', message: expect.stringMatching(/^refused, mandatory-notice:formal-notice: .*1344/) },
        { field: 'body', message: expect.stringMatching(/^refused, charges-indemnity: .*D441-5/) },
        { field: 'body', message: expect.stringMatching(/^refused, procedure-cap: .*R125-1/) },
      ]),
    )
    expect(refusalIn(await api.ask('GET', '/v1/strategies/rude'))).toBe('404 resource-unknown')
  })

  it('what is not sure comes back as warnings', async () => {
    const published = PublishedStrategy.parse(await api.made('/v1/strategies', named('amicable')))
    expect(published.warnings.map(({ rule }) => rule)).toEqual(['mandatory-notice:formal-notice'])
  })

  it('what was published stays published: the same again is no news, and another is refused as frozen', async () => {
    const rude = named('as-it-was', { charges: { interest: true, indemnity: true } })
    const { publishStrategy } = await import('../../src/store/tenant.js')
    await publishStrategy(stack.db, stack.tenantId, rude) // before the law said so
    expect((await api.post('/v1/strategies', rude)).status).toBe(201)
    expect(refusalIn(await api.post('/v1/strategies', { ...rude, steps: letters.steps.slice(0, 1) }))).toBe('409 strategy-frozen')
  })

  it('takes YAML, and says on which line it is wrong', async () => {
    const yaml = 'name: written\nversion: 1\nsteps:\n  - { id: a, stage: opening, channels: [letter], afterDays: 10 }\n'
    const send = (body: string, path = '/v1/strategies') => api.ask('POST', path, { body, headers: { 'content-type': 'application/yaml' } })
    expect(await send(yaml)).toMatchObject({ status: 201, headers: expect.anything() })
    expect(problemIn(await send(yaml.replace('letter', 'pigeon')))).toMatchObject({
      status: 400,
      faults: [{ field: 'a.channels.0', message: expect.stringMatching(/^line 4, column \d+: /) }],
    })
    expect(problemIn(await send(yaml, '/v1/files'))).toMatchObject({ status: 400, faults: [{ field: 'Content-Type' }] })
  })
})

describe('a file that names no strategy', () => {
  const open = async (changes: object = {}) => {
    const { strategy: _named, ...body } = openBody({ ...changes })
    const answer = await api.post('/v1/files', body)
    if (answer.status !== 201) throw new Error(answer.text)
    return JSON.parse(answer.text) as { id: string; strategy: string }
  }
  const trader = (amountCents = 125_000) => ({ claims: [claim({ capacity: 'trader', amountCents })] })

  beforeAll(async () => {
    await api.made(
      '/v1/strategies',
      named('for-traders', { for: { capacities: ['trader'] }, charges: { interest: true, indemnity: false } }),
    )
    await api.made('/v1/strategies', named('for-large', { for: { capacities: ['trader'], leastCents: 1_000_000 } }))
    await api.made('/v1/strategies', named('for-known', { for: { capacities: ['trader'], leastScore: 80, leastClosedFiles: 0 } }))
    await api.made('/v1/strategies', named('for-belgians', { country: 'BE', for: { capacities: ['trader'], kind: 'person' } }))
  })

  it.each([
    ['whom nothing is meant for: the usual one', {}, 'standard v2'],
    ['a trader', trader(), 'for-traders v1'],
    ['who owes much', trader(1_000_000), 'for-large v1'],
    ['with a score, of which most is said', { ...trader(), debtor: debtor({ score: 90 }) }, 'for-known v1'],
  ])('gets the one that is for its debtor: %s', async (_who, changes, strategy) => {
    expect((await open(changes)).strategy).toBe(strategy)
  })

  it('is told apart by what was known of the debtor before', async () => {
    const customer = { customerReference: randomUUID() }
    await open({ ...trader(), debtor: debtor({ ...customer, score: 90 }) })
    expect((await open({ ...trader(), debtor: debtor(customer) })).strategy).toBe('for-known v1')
    expect((await open({ ...trader(), debtor: debtor({ ...customer, score: 10 }) })).strategy).toBe('for-traders v1')
    expect((await open({ ...trader(), debtor: debtor(customer) })).strategy).toBe('for-traders v1')
  })

  it('gets it in an import as well', async () => {
    const { strategy: _named, ...file } = openBody(trader())
    const report = ImportReport.parse(await api.made('/v1/imports/files', { files: [{ key: randomUUID(), file }] }))
    const [outcome] = report.files
    expect((await api.file(outcome?.reference ?? '')).strategy).toBe('for-traders v1')
  })

  it('is the same request whether it says the usual one or none', async () => {
    const { strategy: _named, ...body } = openBody()
    const key = randomUUID()
    expect((await api.post('/v1/files', { ...body, strategy: 'standard' }, key)).status).toBe(201)
    expect((await api.post('/v1/files', body, key)).status).toBe(200)
  })

  it('asks for nothing that its strategy does not charge, on claims that come later too', async () => {
    const { id } = await open(trader())
    const added = await api.post(`/v1/files/${id}/claims`, claim({ capacity: 'trader', waives: ['interest'] }))
    expect(added.status).toBeLessThan(300)
    const rows = await stack.db.fileClaim.findMany({ where: { fileId: id }, include: { claim: true } })
    expect(rows.map(({ claim: { waives } }) => [...waives].sort())).toEqual([['indemnity'], ['indemnity', 'interest']])
  })
})
