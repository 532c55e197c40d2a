import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { FileMergeView, PartyMergeView } from '../../src/contracts/merge.js'
import { relance } from '../cli/relance.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, debtor, joinAgency, refusalIn } from './caller.js'

/** What the routes and the commands add to what the tests of the store say. */
let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const open = (customerReference: string = randomUUID()) => api.open({ debtor: debtor({ customerReference }) })
const run = (...args: string[]) => relance(args, { ...stack.environment, RELANCE_PUBLIC_URL: stack.apiUrl, RELANCE_API_KEY: stack.apiKey })

it('debtors are merged and parted by the files that they have', async () => {
  const [kept, other] = [await open(), await open()]
  const body = { keep: kept.reference, merge: other.id }
  const key = randomUUID()
  const merged = PartyMergeView.parse(await api.made('/v1/debtors/merges', body, key))
  expect(merged).toMatchObject({ files: [other.reference], undoneAt: null })
  expect(PartyMergeView.parse(await api.made('/v1/debtors/merges', body, key))).toEqual(merged)
  expect(refusalIn(await api.post('/v1/debtors/merges', body))).toBe('422 merge-impossible')
  expect(refusalIn(await api.post('/v1/debtors/merges', { keep: kept.reference, merge: 'NO-SUCH' }))).toBe('404 file-unknown')
  const undo = `/v1/debtors/merges/${merged.id}/undo`
  expect(PartyMergeView.parse(await api.made(undo, {})).undoneAt).not.toBeNull()
  expect(refusalIn(await api.post(undo, {}))).toBe('409 merge-undone')
  expect(refusalIn(await api.post('/v1/debtors/merges/none/undo', {}))).toBe('404 resource-unknown')
})

it('files of one debtor are merged and parted', async () => {
  const customer = randomUUID()
  const [kept, other, foreign] = [await open(customer), await open(customer), await open()]
  const view = FileMergeView.parse(await api.made(`/v1/files/${kept.reference}/merge`, { merge: other.reference }))
  expect(view).toMatchObject({ kept: kept.reference, merged: other.reference, claims: [other.claims[0]?.reference] })
  expect((await api.file(kept.reference)).balanceCents).toBe(2_500_00)
  expect(refusalIn(await api.post(`/v1/files/${kept.reference}/merge`, { merge: foreign.reference }))).toBe('422 merge-impossible')
  expect(FileMergeView.parse(await api.made(`/v1/files/${other.reference}/merge/undo`, {})).undoneBy).not.toBeNull()
  expect((await api.file(other.reference)).balanceCents).toBe(1_250_00)
  expect(refusalIn(await api.post(`/v1/files/${foreign.reference}/merge/undo`, {}))).toBe('404 resource-unknown')
})

it('the command line does the same', async () => {
  const [kept, other] = [await open(), await open()]
  const debtors = await run('debtor', 'merge', kept.reference, other.reference)
  expect(debtors.stdout).toMatch(new RegExp(`files that came: ${other.reference}\n$`))
  const files = await run('file', 'merge', kept.reference, other.reference)
  expect(files.stdout).toContain(`${other.reference} is closed as a duplicate`)
  const parted = await run('file', 'unmerge', other.reference)
  expect(parted.stdout).toBe(`${other.reference} goes on with ${other.claims[0]?.reference}\n`)
  const id = debtors.stdout.split(' ')[0] ?? ''
  expect((await run('debtor', 'unmerge', id)).stdout).toBe(`${id}  undone\n`)
  const again = await run('debtor', 'unmerge', id)
  expect([again.code, again.stderr]).toEqual([1, 'This merge is undone already.\n'])
})
