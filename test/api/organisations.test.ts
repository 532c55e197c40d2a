import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MandateList } from '../../src/contracts/mandate.js'
import { CreditorList } from '../../src/contracts/organisation.js'
import { StrategyList, StrategyVersions } from '../../src/contracts/strategy.js'
import { TemplateList } from '../../src/contracts/template.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, CREDITOR, creditorBody, joinAgency, letters, mandateBody, openBody, problemIn, refusalIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

describe('creditors', () => {
  const creditors = async (caller = api) => CreditorList.parse(await caller.get('/v1/creditors')).creditors

  it('are added with their numbers checked, and listed by reference', async () => {
    const body = creditorBody({ reference: 'banque-ouest', siren: '732 829 320', iban: 'FR76 3000 6000 0112 3456 7890 189' })
    const answer = await api.post('/v1/creditors', body)
    expect(answer.status).toBe(201)
    expect(JSON.parse(answer.text)).toMatchObject({
      siren: '732829320',
      iban: 'FR7630006000011234567890189',
      address: { country: 'FR' },
      own: false,
    })
    const references = (await creditors()).map(({ reference }) => reference)
    expect(references).toEqual(expect.arrayContaining(['banque-ouest', CREDITOR]))
    expect(references).toEqual([...references].sort())
  })

  it('sent again the same is the same; another under the reference is refused', async () => {
    const again = await api.post('/v1/creditors', creditorBody())
    expect(again.status).toBe(200)
    expect(refusalIn(await api.post('/v1/creditors', creditorBody({ name: 'Énergie Nord' })))).toBe('409 creditor-duplicate')
  })

  it.each([
    ['siren', '732829321'],
    ['iban', 'FR7630006000011234567890188'],
  ])('with a wrong %s are refused, naming the field', async (field, value) => {
    const answer = await api.post('/v1/creditors', creditorBody({ reference: randomUUID(), [field]: value }))
    expect(problemIn(answer)).toMatchObject({ status: 422, code: 'number-invalid', faults: [{ field }] })
  })

  it('of another agency are not there', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    await api.made('/v1/creditors', creditorBody({ reference: 'mine-alone' }))
    expect((await creditors(stranger)).map(({ reference }) => reference)).not.toContain('mine-alone')
    expect(refusalIn(await stranger.ask('GET', '/v1/creditors/mine-alone/mandates'))).toBe('404 resource-unknown')
    expect(refusalIn(await stranger.post('/v1/creditors/mine-alone/mandates', mandateBody()))).toBe('404 resource-unknown')
    expect(problemIn(await stranger.post('/v1/files', openBody({ creditor: 'mine-alone' })))).toMatchObject({
      status: 422,
      code: 'creditor-unknown',
      faults: [{ field: 'creditor' }],
    })
    await other.close()
  })
})

describe('mandates', () => {
  const mandates = async () => MandateList.parse(await api.get(`/v1/creditors/${CREDITOR}/mandates`)).mandates

  it('are recorded once, and listed the newest first', async () => {
    const body = mandateBody({
      reference: 'M-2027',
      validFrom: '2027-01-01',
      validUntil: '2027-12-31',
      scope: 'judicial',
      toleranceCents: 500,
    })
    const answers = [await api.post(`/v1/creditors/${CREDITOR}/mandates`, body), await api.post(`/v1/creditors/${CREDITOR}/mandates`, body)]
    expect(answers.map(({ status }) => status)).toEqual([201, 200])
    expect((await mandates()).map(({ reference }) => reference)).toEqual(['M-2027', 'M-2020'])
    const other = await api.post(`/v1/creditors/${CREDITOR}/mandates`, { ...body, toleranceCents: 600 })
    expect(problemIn(other)).toMatchObject({ status: 409, code: 'mandate-duplicate', faults: [{ field: 'reference' }] })
  })

  it('do not end before they begin', async () => {
    const body = mandateBody({ reference: 'M-X', validFrom: '2027-01-02', validUntil: '2027-01-01' })
    expect(problemIn(await api.post(`/v1/creditors/${CREDITOR}/mandates`, body))).toMatchObject({ faults: [{ field: 'validUntil' }] })
  })

  it.each([
    ['2019-12-31T22:59:00Z', 'refused'],
    ['2019-12-31T23:00:00Z', 'taken'], // the first minute of 2020 in Paris
  ])('are in force from their first day on: a file that begins at %s is %s', async (legalStart, outcome) => {
    const answer = await api.post('/v1/files', openBody({ legalStart }))
    if (outcome === 'taken') expect(answer.status).toBe(201)
    else expect(problemIn(answer)).toMatchObject({ status: 422, code: 'mandate-missing', faults: [{ field: 'creditor' }] })
  })
})

describe('strategies', () => {
  const gentle = { ...letters, name: 'gentle' }

  it('are published once, listed in their newest version, and shown in all', async () => {
    const answers = [await api.post('/v1/strategies', gentle), await api.post('/v1/strategies', gentle)]
    expect(answers.map(({ status }) => status)).toEqual([201, 201])
    await api.made('/v1/strategies', { ...gentle, version: 2, steps: gentle.steps.slice(0, 1) })
    const { strategies } = StrategyList.parse(await api.get('/v1/strategies'))
    expect(strategies.filter(({ name }) => name === 'gentle').map(({ version }) => version)).toEqual([2])
    const { versions } = StrategyVersions.parse(await api.get('/v1/strategies/gentle'))
    expect(versions.map(({ version }) => version)).toEqual([2, 1])
    expect((await api.open({ strategy: 'gentle' })).strategy).toBe('gentle v2')
  })

  it('are frozen: a changed version is refused', async () => {
    const answer = await api.post('/v1/strategies', { ...letters, steps: letters.steps.slice(0, 1) })
    expect(problemIn(answer)).toMatchObject({ status: 409, code: 'strategy-frozen', faults: [{ field: 'version' }] })
  })

  it('that make no sense are refused, naming the step', async () => {
    const [first, second] = letters.steps
    const answer = await api.post('/v1/strategies', { name: 'upside-down', version: 1, steps: [second, first] })
    expect(problemIn(answer)).toMatchObject({
      status: 400,
      faults: expect.arrayContaining([expect.objectContaining({ field: 'steps.1.afterDays' })]),
    })
  })

  it('of another agency are not there', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    await api.made('/v1/strategies', { ...letters, name: 'mine-alone' })
    expect(refusalIn(await stranger.ask('GET', '/v1/strategies/mine-alone'))).toBe('404 resource-unknown')
    expect(refusalIn(await stranger.post('/v1/files', openBody({ strategy: 'mine-alone' })))).toBe('422 strategy-unknown')
    await other.close()
  })
})

describe('templates', () => {
  const words = '{{creditorName}} : votre échéance approche (réf. {{fileReference}}). {{paymentUrl}} {{marker}}'
  const body = { id: 'preventive', channel: 'sms', language: 'fr', version: 1, body: words }
  const names = async (caller = api) =>
    TemplateList.parse(await caller.get('/v1/templates')).templates.map(({ name, version }) => `${name} v${version}`)

  it('are published once and frozen', async () => {
    expect((await api.post('/v1/templates', body)).status).toBe(201)
    expect((await api.post('/v1/templates', body)).status).toBe(201)
    expect(refusalIn(await api.post('/v1/templates', { ...body, body: `Bonjour, ${words}` }))).toBe('409 template-frozen')
    expect(await names()).toEqual(['preventive/sms/fr v1'])
  })

  it.each([
    ['with a variable that is none', { body: `${words} {{sume}}` }, 'there is no such variable: sume'],
    ['without one that must stand in it', { body: words.replace('{{marker}}', '') }, 'this variable must stand in it: marker'],
    ['that shows a sum on a locked screen', { body: `${words} {{amount}}` }, 'this variable may not stand in it: amount'],
  ])('%s are refused when they are saved', async (_, changes, message) => {
    const problem = problemIn(await api.post('/v1/templates', { ...body, version: 2, ...changes }))
    expect(problem).toMatchObject({ code: 'template-refused', faults: [{ field: 'body', message }] })
    expect(await names()).not.toContain('preventive/sms/fr v2')
  })

  it('of another agency are not there', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    expect(await names(stranger)).toEqual([])
    await other.close()
  })
})
