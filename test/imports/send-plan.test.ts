import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sendPlan } from '../../src/cli/send-plan.js'
import { csv, plan } from './csv.js'
import { FakeApi } from './fake-api.js'

const AT_ONCE = [0, 0, 0, 0, 0]
const HEADER = 'code client;nom;facture;échéance;montant'
/** Three batches. */
const MANY = Array.from({ length: 250 }, (_, n) => `C${n};Client ${n};F-${n};31/03/2026;12,50`)

describe('sending a plan while the API is away', () => {
  const api = new FakeApi()
  const before = { ...process.env }

  beforeEach(async () => {
    Object.assign(process.env, await api.start())
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    process.env = { ...before }
    await api.stop()
  })

  it('gives up after five more tries, says how to go on, and goes on so', async () => {
    const planned = await plan(csv(MANY, HEADER))
    api.failures = [undefined, 503, 'cut before', 'cut after', 503, 503, 503]
    await expect(sendPlan(planned, false, AT_ONCE)).rejects.toMatchObject({
      name: 'CommandError',
      message: expect.stringContaining('100 of 250 debt files are through; run the same command again and it goes on where it stopped.'),
    })
    expect(api.batches).toBe(7)
    const answers = await sendPlan(planned, false, AT_ONCE)
    expect(answers.map(({ key }) => key)).toEqual(planned.files.map(({ key }) => key))
    expect(answers.filter(({ outcome }) => outcome === 'known')).toHaveLength(200)
    expect(api.opened.size).toBe(250)
  })

  it('nothing to send is no request', async () => {
    const asked = api.batches
    expect(await sendPlan({ files: [], lines: [] }, false)).toEqual([])
    expect(api.batches).toBe(asked)
  })
})
