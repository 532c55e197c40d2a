import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ImportReport } from '../../src/contracts/debt-file.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, debtor, joinAgency, openBody, problemIn, refusalIn } from './caller.js'
import { serveApi } from './own-api.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const row = (file: object = openBody(), key: string = randomUUID()) => ({ key, file })
const send = async (files: object[], dryRun = false) => ImportReport.parse(await api.made('/v1/imports/files', { dryRun, files })).files
const outcomes = async (files: object[], dryRun = false) => (await send(files, dryRun)).map(({ outcome, code }) => code ?? outcome)
const countFiles = () => stack.db.debtFile.count({ where: { tenantId: stack.tenantId } })

describe('a batch', () => {
  it('opens each of its files, with its history', async () => {
    const files = await send([row(), row(), row()])
    expect(files.map(({ outcome }) => outcome)).toEqual(['opened', 'opened', 'opened'])
    for (const { reference } of files) expect(await api.file(String(reference))).toMatchObject({ balanceCents: 125_000, status: 'open' })
    const view = await api.file(String(files[0]?.reference))
    expect(view.events).toMatchObject([{ sequence: 1, kind: 'opened', data: { claims: 1, balanceCents: 125_000, mandate: 'M-2020' } }])
  })

  it('of more files than one transaction holds opens them all', async () => {
    const files = Array.from({ length: 230 }, () => row())
    expect(new Set(await outcomes(files))).toEqual(new Set(['opened']))
  })

  it('sent again opens nothing, and names the files that are there', async () => {
    const files = [row(), row()]
    const first = await send(files)
    const before = await countFiles()
    const again = await send(files)
    expect(again.map(({ outcome }) => outcome)).toEqual(['known', 'known'])
    expect(again.map(({ reference }) => reference)).toEqual(first.map(({ reference }) => reference))
    expect(await countFiles()).toBe(before)
  })

  it('sent twice at once opens each file once', async () => {
    const files = [row(), row(), row()]
    const before = await countFiles()
    const answers = await Promise.all([send(files), send(files), send(files)])
    expect(await countFiles()).toBe(before + 3)
    for (const index of [0, 1, 2]) {
      const rows = answers.map((answer) => answer[index])
      expect(rows.filter((one) => one?.outcome === 'opened')).toHaveLength(1)
      expect(new Set(rows.map((one) => one?.reference)).size).toBe(1)
    }
  })

  it('refuses a key that has opened something else, and a key twice with different files', async () => {
    const key = randomUUID()
    expect(await outcomes([row(openBody(), key), row(openBody(), key)])).toEqual(['opened', 'key-reused'])
    expect(await outcomes([row(openBody(), key)])).toEqual(['key-reused'])
  })

  it('takes the same file twice in one batch for one', async () => {
    const one = row()
    const [first, second] = await send([one, one])
    expect([first?.outcome, second?.outcome]).toEqual(['opened', 'known'])
    expect(second?.reference).toBe(first?.reference)
  })

  it('is refused whole where it is not understood, naming the field', async () => {
    const files = [row(), row(openBody({ claims: [claim({ amountCents: 0 })] }))]
    const before = await countFiles()
    expect(problemIn(await api.post('/v1/imports/files', { files }))).toMatchObject({
      status: 400,
      faults: [{ field: 'files.1.file.claims.0.amountCents' }],
    })
    expect(problemIn(await api.post('/v1/imports/files', { files: [] }))).toMatchObject({ faults: [{ field: 'files' }] })
    expect(await countFiles()).toBe(before)
  })

  it('may be larger than other requests, and has a limit of its own', async () => {
    const documents = Array.from({ length: 50 }, () => ({ name: 'n'.repeat(200), kind: 'invoice', sha256: 'a'.repeat(64) }))
    const large = Array.from({ length: 80 }, () => row(openBody({ claims: [claim({ documents })] })))
    expect(JSON.stringify(large).length).toBeGreaterThan(1_048_576)
    expect(new Set(await outcomes(large, true))).toEqual(new Set(['would-open']))
    const tooLarge = [...large, ...large, ...large, ...large].map((one) => ({ ...one, key: randomUUID() }))
    expect(refusalIn(await api.post('/v1/imports/files', { files: tooLarge }))).toBe('413 body-too-large')
  })
})

describe('claims that another file holds', () => {
  it('are left out and named; without any left the file is refused', async () => {
    const invoice = claim()
    await api.open({ claims: [invoice] })
    const other = claim({ amountCents: 500 })
    const [part, none] = await send([row(openBody({ claims: [invoice, other] })), row(openBody({ claims: [invoice] }))])
    expect(part).toMatchObject({ outcome: 'opened', duplicates: [invoice.reference], code: null })
    expect(await api.file(String(part?.reference))).toMatchObject({ balanceCents: 500, claims: [{ reference: other.reference }] })
    expect(none).toMatchObject({ outcome: 'refused', code: 'claim-duplicate', duplicates: [invoice.reference], reference: null })
  })

  it('are found within the batch too: the first file keeps them', async () => {
    const invoice = claim()
    const report = await send([row(openBody({ claims: [invoice] })), row(openBody({ claims: [invoice] }))])
    expect(report.map(({ outcome }) => outcome)).toEqual(['opened', 'refused'])
    expect(report[1]?.duplicates).toEqual([invoice.reference])
  })

  it('another agency may hold', async () => {
    const invoice = claim()
    await api.open({ claims: [invoice] })
    const { stack: other, api: stranger } = await joinAgency()
    const report = ImportReport.parse(await stranger.made('/v1/imports/files', { files: [row(openBody({ claims: [invoice] }))] }))
    expect(report.files).toMatchObject([{ outcome: 'opened', duplicates: [] }])
    await other.close()
  })
})

describe('claims whose time is over', () => {
  it.each([
    ['consumer', '2024-01-05', 'opened'],
    ['consumer', '2024-01-04', 'refused'],
    ['undecided', '2024-01-04', 'refused'],
    ['trader', '2024-01-04', 'opened'],
    ['trader', '2021-01-04', 'refused'],
  ])('on 5 January 2026 a %s’s claim due on %s is %s', async (capacity, dueDate, outcome) => {
    const [file] = await send([row(openBody({ claims: [claim({ capacity, dueDate })] }))])
    expect(file).toMatchObject({ outcome, code: outcome === 'refused' ? 'claim-time-barred' : null })
  })

  it('are left out and named with their last day', async () => {
    const [file] = await send([row(openBody({ claims: [claim(), claim({ dueDate: '2024-01-04' })] }))])
    expect(file).toMatchObject({
      outcome: 'opened',
      faults: [{ field: 'claims.1.dueDate', message: expect.stringContaining('2026-01-04') }],
    })
    expect((await api.file(String(file?.reference))).claims).toHaveLength(1)
  })
})

describe('what stands against one file', () => {
  it('leaves the others alone, and is named', async () => {
    const report = await send([
      row(openBody({ creditor: 'nobody' })),
      row(openBody({ strategy: 'gentle' })),
      row(openBody({ debtor: debtor({ phones: ['123'] }) })),
      row(),
      row(openBody({ legalStart: '2019-12-31T09:00:00Z', claims: [claim({ dueDate: '2019-12-01' })] })),
    ])
    expect(report.map(({ outcome, code, faults }) => `${outcome} ${code} ${faults[0]?.field}`)).toEqual([
      'refused creditor-unknown creditor',
      'refused strategy-unknown strategy',
      'refused number-invalid debtor.phones.0',
      'opened null undefined',
      'refused mandate-missing creditor',
    ])
  })
})

describe('a dry run', () => {
  it('says what would become of each file, and writes nothing', async () => {
    const known = row()
    const invoice = claim()
    await send([known, row(openBody({ claims: [invoice] }))])
    const before = await countFiles()
    const files = [known, row(), row(openBody({ claims: [invoice] })), row(openBody({ creditor: 'nobody' }))]
    expect(await outcomes(files, true)).toEqual(['known', 'would-open', 'claim-duplicate', 'creditor-unknown'])
    expect(await countFiles()).toBe(before)
  })
})

describe('debtors', () => {
  it('of one number are one, across the files of a batch and before it', async () => {
    const customerReference = `C-${randomUUID()}`
    const { id } = await api.open({ debtor: debtor({ customerReference }) })
    const more = debtor({ customerReference, emails: ['compta@garage.example'] })
    await send([row(openBody({ debtor: more })), row(openBody({ debtor: more }))])
    const { debtorId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id } })
    expect(await stack.db.debtFile.count({ where: { debtorId } })).toBe(3)
    expect(await stack.db.contactPoint.count({ where: { partyId: debtorId } })).toBe(2)
  })

  it('that are new and named twice in a batch are one', async () => {
    const customerReference = `C-${randomUUID()}`
    const files = await send([
      row(openBody({ debtor: debtor({ customerReference }) })),
      row(openBody({ debtor: debtor({ customerReference }) })),
    ])
    const rows = await stack.db.debtFile.findMany({
      where: { tenantId: stack.tenantId, reference: { in: files.map(({ reference }) => String(reference)) } },
    })
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ debtorId }) => debtorId)).size).toBe(1)
  })

  it('of one name alone are two', async () => {
    const files = await send([row(), row()])
    const rows = await stack.db.debtFile.findMany({
      where: { tenantId: stack.tenantId, reference: { in: files.map(({ reference }) => String(reference)) } },
    })
    expect(new Set(rows.map(({ debtorId }) => debtorId)).size).toBe(2)
  })
})

it('in production no file of a batch begins at another time', async () => {
  const own = await serveApi(stack, { production: true })
  const caller = api.at(own.url)
  const answer = await caller.post('/v1/imports/files', { files: [row()] })
  expect(problemIn(answer)).toMatchObject({ status: 403, code: 'legal-start-fixed', faults: [{ field: 'files.0.file.legalStart' }] })
  await own.close()
})
