import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AgencyFile } from '../../src/contracts/agency-paper.js'
import { Worklist } from '../../src/contracts/worklist.js'
import { addKey } from '../../src/store/api-key.js'
import { ensureTenant, publishStrategy } from '../../src/store/tenant.js'
import { listWork } from '../../src/store/worklist.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, CREDITOR, claim, creditorBody, letters, mandateBody, openBody, problemIn, refusalIn } from './caller.js'

/** What the law asks of an agency before it collects for others, and what is refused without, each with its article. */

const R124_2 = 'Code des procédures civiles d’exécution R124-2'
const R124_3 = 'Code des procédures civiles d’exécution R124-3'
const ADDRESS = { lines: ['18 rue des Carmes'], postcode: '75005', city: 'Paris', country: 'FR' }
const IBAN = 'FR7630006000011234567890189'

let stack: TestStack
/** An agency that has recorded nothing yet, with a creditor under a mandate. */
let api: Caller
let tenantId: string

beforeAll(async () => {
  stack = await joinStack([letters])
  const key = `test_${randomUUID()}`
  tenantId = await ensureTenant(stack.db, { kind: 'agency', name: 'Cabinet Neuf', address: ADDRESS }, key)
  await publishStrategy(stack.db, tenantId, letters)
  await addKey(stack.db, tenantId, 'Inès', `test_${randomUUID()}`)
  api = new Caller(stack.apiUrl, key)
  await api.made('/v1/creditors', creditorBody())
  await api.made(`/v1/creditors/${CREDITOR}/mandates`, mandateBody())
})

afterAll(() => stack.close())

const record = (changes: Record<string, unknown>) =>
  api.post('/v1/agency/papers', { issuer: 'Assurances du Midi', validFrom: '2026-01-01', ...changes })
const papers = async () => AgencyFile.parse(await api.get('/v1/agency/papers'))
const work = async (now: string) =>
  Worklist.parse(await listWork(stack.db, tenantId, { limit: 50, kind: undefined, cursor: undefined }, new Date(now))).items

describe('an agency without its papers', () => {
  it('sees what the law asks of it', async () => {
    const { required } = await papers()
    expect(required.map(({ kind, state, source }) => [kind, state, source])).toEqual([
      ['insurance', 'missing', R124_2],
      ['declaration', 'missing', R124_2],
      ['account', 'missing', R124_2],
    ])
  })

  it('opens no file for another, and is told which paper is missing, until it has them all', async () => {
    const opened = () => api.post('/v1/files', openBody())
    const lacking = async () => {
      const problem = problemIn(await opened())
      expect(problem).toMatchObject({ status: 422, code: 'agency-paper-missing', article: R124_2 })
      return problem.faults?.map(({ field }) => field)
    }
    expect(await lacking()).toEqual(['insurance'])
    await record({ kind: 'insurance', reference: 'RCP-1', validUntil: '2026-12-31' })
    expect(await lacking()).toEqual(['declaration'])
    await record({ kind: 'declaration', reference: 'D-1', issuer: 'Procureur de la République, Paris' })
    expect(await lacking()).toEqual(['account'])
    await record({ kind: 'account', reference: IBAN, issuer: 'Banque' })
    expect((await opened()).status).toBe(201)
  })

  it('is refused by an import in the same words', async () => {
    const file = openBody({ legalStart: '2027-01-01T09:00:00Z' })
    const { files } = await api.made<{ files: { outcome: string; code: string; faults: { field: string }[] }[] }>('/v1/imports/files', {
      files: [{ key: randomUUID(), file }],
    })
    expect(files.map(({ outcome, code, faults }) => [outcome, code, faults[0]?.field])).toEqual([
      ['refused', 'agency-paper-missing', 'insurance'],
    ])
  })
})

describe('a paper', () => {
  it('is recorded once; under the same reference and first day it says nothing else', async () => {
    const again = { kind: 'insurance', reference: 'RCP-1', validUntil: '2026-12-31' }
    expect((await record(again)).status).toBe(200)
    expect(problemIn(await record({ ...again, issuer: 'Another' }))).toMatchObject({
      status: 409,
      code: 'agency-paper-duplicate',
      faults: [{ field: 'reference' }],
    })
  })

  it('of the account names one that can exist', async () =>
    expect(refusalIn(await record({ kind: 'account', reference: 'FR7630006000011234567890188' }))).toBe('422 number-invalid'))

  it.each([
    ['2026-12-31T22:59:00Z', 'opened'], // the last minute of the year in Paris
    ['2026-12-31T23:00:00Z', 'refused'],
  ])('is in force through its last day: a file that begins at %s is %s', async (legalStart, outcome) => {
    const answer = await api.post('/v1/files', openBody({ legalStart, claims: [claim({ dueDate: '2026-12-01' })] }))
    if (outcome === 'opened') expect(answer.status).toBe(201)
    else expect(problemIn(answer)).toMatchObject({ code: 'agency-paper-missing', article: R124_2, faults: [{ field: 'insurance' }] })
  })

  it('that soon ends is on the worklist, and no more once a renewed one is recorded', async () => {
    expect((await work('2026-10-31T12:00:00Z')).filter(({ kind }) => kind === 'agency-paper')).toEqual([])
    const expiring = (await work('2026-12-01T12:00:00Z')).filter(({ kind }) => kind === 'agency-paper')
    expect(expiring.map(({ paper, since }) => ({ ...paper, since }))).toEqual([
      {
        kind: 'insurance',
        state: 'expiring',
        lastDay: '2026-12-31',
        daysBefore: 30,
        source: R124_2,
        since: '2026-10-31T23:00:00.000Z',
      },
    ])
    const [lapsed] = (await work('2027-01-01T12:00:00Z')).filter(({ kind }) => kind === 'agency-paper')
    expect(lapsed?.paper).toMatchObject({ kind: 'insurance', state: 'lapsed', lastDay: '2026-12-31' })
    await record({ kind: 'insurance', reference: 'RCP-2', validFrom: '2027-01-01' })
    expect((await work('2026-12-01T12:00:00Z')).filter(({ kind }) => kind === 'agency-paper')).toEqual([])
    expect((await api.post('/v1/files', openBody({ legalStart: '2027-01-01T09:00:00Z' }))).status).toBe(201)
  })

  it('that is renewed is told to every open file that is collected for another, in the same transaction', async () => {
    const { id } = await api.open()
    const told = () => stack.db.outbox.count({ where: { fileId: id, fact: 'agency-paper' } })
    expect(await told()).toBe(0)
    await record({ kind: 'declaration', reference: 'D-2', validFrom: '2026-06-01' })
    expect(await told()).toBe(1)
    await record({ kind: 'declaration', reference: 'D-2', validFrom: '2026-06-01' })
    expect(await told()).toBe(1)
  })
})

describe('a mandate', () => {
  const mandate = async (creditor: string, changes: Record<string, unknown>) => {
    await api.made('/v1/creditors', creditorBody({ reference: creditor }))
    await api.made(`/v1/creditors/${creditor}/mandates`, mandateBody({ reference: 'M', ...changes }))
  }
  const open = (creditor: string, changes: Record<string, unknown> = {}) => api.post('/v1/files', openBody({ creditor, ...changes }))
  const refused = async (creditor: string, changes: Record<string, unknown> = {}) => {
    const { code, article, faults } = problemIn(await open(creditor, changes))
    return [code, article, faults?.[0]?.field]
  }

  it('that is not there is missing', async () => {
    await api.made('/v1/creditors', creditorBody({ reference: 'without' }))
    expect(await refused('without')).toEqual(['mandate-missing', R124_3, 'creditor'])
  })

  it('that ended yesterday has expired', async () => {
    await mandate('yesterday', { validUntil: '2026-01-04' })
    expect(await refused('yesterday')).toEqual(['mandate-expired', R124_3, 'creditor'])
    expect((await open('yesterday', { legalStart: '2026-01-04T09:00:00Z' })).status).toBe(201)
  })

  it('that awaits its signature is not in force', async () => {
    await mandate('unsigned', { signedOn: null })
    expect(await refused('unsigned')).toEqual(['mandate-unsigned', R124_3, 'creditor'])
  })

  it('is in force from the day of its signature on', async () => {
    await mandate('late', { signedOn: '2026-01-06' })
    expect(await refused('late')).toEqual(['mandate-unsigned', R124_3, 'creditor'])
    expect((await open('late', { legalStart: '2026-01-06T09:00:00Z' })).status).toBe(201)
  })

  it('covers claims up to its bounds', async () => {
    await mandate('bounded', { leastClaimCents: 50_00, mostClaimCents: 1_000_00 })
    const claims = [claim({ amountCents: 1_000_00 }), claim({ amountCents: 1_000_01 })]
    expect(await refused('bounded', { claims })).toEqual(['mandate-scope-exceeded', R124_3, 'claims.1.amountCents'])
    expect((await open('bounded', { claims: claims.slice(0, 1) })).status).toBe(201)
  })

  it('bounds claims that come later, and costs that it does not cover', async () => {
    await mandate('narrow', { mostClaimCents: 2_000_00, covers: ['principal', 'interest'], scope: 'judicial' })
    const { id } = JSON.parse((await open('narrow')).text) as { id: string }
    const added = await api.post(`/v1/files/${id}/claims`, claim({ amountCents: 2_000_01 }))
    expect(problemIn(added)).toMatchObject({ code: 'mandate-scope-exceeded', article: R124_3, faults: [{ field: 'amountCents' }] })
    const reference = (await api.file(id)).claims[0]?.reference
    const cost = { claim: reference, reference: 'SIG-1', amountCents: 72_64, basis: 'enforcement' }
    expect(refusalIn(await api.post(`/v1/files/${id}/costs`, cost))).toBe('422 mandate-scope-exceeded')
  })

  it('that does not cover interest or indemnity waives them on its claims', async () => {
    await mandate('plain', { covers: ['principal'] })
    const [shown] = [claim({ capacity: 'trader' })]
    await open('plain', { claims: [shown] })
    const row = await stack.db.claim.findFirstOrThrow({ where: { tenantId, reference: shown.reference } })
    expect([...row.waives].sort()).toEqual(['indemnity', 'interest'])
  })

  it('lets no more be remitted than it delegates', async () => {
    await mandate('delegating', { mostRemissionPercent: 10 })
    const file = JSON.parse((await open('delegating')).text) as { id: string; claims: [{ reference: string }] }
    const remission = { claim: file.claims[0].reference, reference: 'R-1', amountCents: 200_00 }
    expect(problemIn(await api.post(`/v1/files/${file.id}/remissions`, remission))).toMatchObject({
      code: 'remission-exceeds-mandate',
      article: expect.stringContaining('1989'),
      faults: [{ field: 'amountCents' }],
    })
  })
})
