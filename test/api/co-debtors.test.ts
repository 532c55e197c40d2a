import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinStack, type TestStack } from '../support/stack.js'
import { Caller, problemIn, refusalIn, viewIn } from './caller.js'

describe('POST /v1/files/:file/co-debtors', () => {
  let stack: TestStack
  let api: Caller

  beforeAll(async () => {
    stack = await joinStack()
    api = new Caller(stack.apiUrl, stack.apiKey)
  })
  afterAll(() => stack.close())

  const anne = { name: 'Anne Test', addresses: [{ lines: ['2 rue du Test'], postcode: '75002', city: 'Paris' }] }
  const openOwn = () => api.open({ creditor: 'own', strategy: 'three-letters' })

  it('opens a file on the same claims, once for a key', async () => {
    const { reference, claims } = await openOwn()
    const asked = { liability: 'co-debtor', debtor: anne, claims: [claims[0]?.reference] }
    const key = crypto.randomUUID()
    const answer = await api.post(`/v1/files/${reference}/co-debtors`, asked, key)
    expect(answer.status).toBe(201)
    const opened = viewIn(answer)
    expect(answer.headers.get('location')).toBe(`/v1/files/${opened.id}`)
    expect(opened).toMatchObject({ liability: 'co-debtor', sharedWith: [{ reference, liability: 'debtor' }] })
    const again = await api.post(`/v1/files/${reference}/co-debtors`, asked, key)
    expect([again.status, viewIn(again).id]).toEqual([200, opened.id])
    expect((await api.file(reference)).sharedWith.map((other) => other.reference)).toEqual([opened.reference])
  })

  it('refuses in words, and nothing of another tenant’s file is said', async () => {
    const { reference } = await openOwn()
    const brussels = { ...anne, addresses: [{ lines: ['1 rue du Test'], postcode: '1000', city: 'Bruxelles', country: 'BE' }] }
    const refused = await api.post(`/v1/files/${reference}/co-debtors`, { liability: 'co-debtor', debtor: brussels })
    expect(problemIn(refused)).toMatchObject({ status: 422, code: 'liability-other-law' })
    expect(refusalIn(await api.post(`/v1/files/${reference}/co-debtors`, { liability: 'debtor', debtor: anne }))).toBe(
      '400 request-invalid',
    )
    const stranger = await joinStack()
    const other = new Caller(stranger.apiUrl, stranger.apiKey)
    expect(refusalIn(await other.post(`/v1/files/${reference}/co-debtors`, { liability: 'co-debtor', debtor: anne }))).toBe(
      '404 file-unknown',
    )
    await stranger.close()
  })
})
