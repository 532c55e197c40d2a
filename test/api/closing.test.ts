import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClosingList, ClosingView, RecallReport } from '../../src/contracts/closing.js'
import type { FileView } from '../../src/contracts/debt-file.js'
import { eventually } from '../support/eventually.js'
import { MoneyDesk, paid, takenBack } from '../support/money.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, CREDITOR, claim, creditorBody, joinAgency, mandateBody, problemIn, refusalIn, viewIn } from './caller.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

/** A sum that bears nothing by itself, so that the figures are what they are. */
const plain = (more: object = {}) => claim({ amountCents: 125_000, capacity: 'consumer', dueDate: '2026-01-05', ...more })
const open = (...claims: object[]) => api.open({ claims: (claims.length > 0 ? claims : [plain()]) as never })
const close = (id: string, reason: string, note?: string, key?: string) =>
  api.post(`/v1/files/${id}/close`, { reason, ...(note && { note }) }, key)
const reopen = (id: string, key?: string) => api.post(`/v1/files/${id}/reopening`, undefined, key)
const forward = async (id: string, days: number) => viewIn(await api.post(`/v1/files/${id}/forward`, { days }))
const closing = async (id: string) => ClosingView.parse(await api.get(`/v1/files/${id}/closing`))
const pdf = async (path: string) => {
  const answer = await api.ask('GET', path)
  return { status: answer.status, type: answer.headers.get('content-type'), sha256: sha256(answer.text), begin: answer.text.slice(0, 5) }
}
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function untilIs(id: string, status: FileView['status']): Promise<FileView> {
  await eventually(async () => expect((await api.file(id)).status).toBe(status))
  return api.file(id)
}
const untilTold = (id: string) =>
  eventually(async () => expect(await stack.db.outbox.count({ where: { fileId: id, toldAt: null } })).toBe(0))
const happened = async (id: string) => (await api.file(id)).events.map(({ kind }) => kind)

describe('an order to close', () => {
  it('closes the file for its reason once no money is under way, and says what it came to', async () => {
    const { id, reference } = await open(plain({ amountCents: 100_000 }), plain({ amountCents: 25_000 }))
    await forward(id, 12) // past the first letter
    await api.made('/v1/postings', {})
    await api.made(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 40_000, currency: 'EUR' })
    await untilTold(id)
    const waiting = viewIn(await close(id, 'below-cost'))
    expect(waiting).toMatchObject({ status: 'open', closing: null, closingOrder: { reason: 'below-cost', words: 'not worth its cost' } })
    await forward(id, 31) // nobody has seen the payment at the bank: for 30 days it may still fail
    expect(await untilIs(id, 'closed')).toMatchObject({
      closedReason: 'below-cost',
      closing: { reason: 'below-cost', words: 'not worth its cost', closedOn: '2026-02-16', retainUntil: '2031-02-16' },
      closingOrder: null,
    })
    const view = await closing(id)
    expect(view).toMatchObject({
      file: reference,
      openedOn: '2026-01-05',
      closedOn: '2026-02-16',
      reason: 'below-cost',
      totals: {
        claimedCents: 125_000,
        receivedCents: 40_000,
        directCents: 0,
        letGoCents: 0,
        leftCents: 85_000,
        principalLeftCents: 85_000,
      },
      received: [{ how: 'other', amountCents: 40_000 }],
      acts: [{ channel: 'letter', days: ['2026-01-15'] }],
      formalNotice: null,
      commissionCents: 0,
      returnedOn: null,
      reopenedAt: null,
    })
    const left = view.claims.map(({ claimedCents, receivedCents, leftCents }) => claimedCents - receivedCents - leftCents)
    expect(left).toEqual([0, 0])
    expect(view.actsCostCents).toBeGreaterThan(0)
    expect(JSON.stringify(await stack.db.fileClosing.findFirst({ where: { fileId: id } }))).not.toContain('Garage Martin')
  })

  it('keeps the report as it was printed first', async () => {
    const { id } = await open()
    await close(id, 'recalled')
    await untilIs(id, 'closed')
    const first = await pdf(`/v1/files/${id}/closing/document`)
    expect(first).toMatchObject({ status: 200, type: 'application/pdf', begin: '%PDF-' })
    await stack.db.party.updateMany({ where: { files: { some: { id } } }, data: { name: 'Another Name' } })
    expect(await pdf(`/v1/files/${id}/closing/document`)).toEqual(first)
    expect(await stack.db.storedDocument.count({ where: { subject: `file:${id}`, kind: 'closing-report' } })).toBe(1)
  })

  it('that only a person can know wants a note, which stays out of the history', async () => {
    const { id } = await open()
    const refused = problemIn(await close(id, 'deceased'))
    expect(refused).toMatchObject({ code: 'closing-note-missing', faults: [{ field: 'note' }] })
    expect((await close(id, 'deceased', 'His sister rang: he died in December.')).status).toBe(200)
    const { events, notes } = await untilIs(id, 'closed')
    expect(notes).toMatchObject([{ text: 'His sister rang: he died in December.' }])
    expect(JSON.stringify(events)).not.toContain('sister')
  })

  it.each(['time-barred', 'insolvent-declared', 'insolvent-undeclared'])(
    'as %s is refused where the facts do not show it',
    async (reason) => {
      const { id } = await open()
      expect(refusalIn(await close(id, reason, 'It surely is.'))).toBe('409 closing-unfounded')
      expect((await api.file(id)).status).toBe('open')
    },
  )

  it('as insolvent goes by whether the claims were declared to a confirmed notice', async () => {
    const { id } = await open()
    const notice = await insolvency(id, { state: 'to-check' })
    expect(refusalIn(await close(id, 'insolvent-undeclared'))).toBe('409 closing-unfounded')
    await stack.db.insolvencyNotice.update({ where: { id: notice }, data: { state: 'confirmed' } })
    expect(refusalIn(await close(id, 'insolvent-declared'))).toBe('409 closing-unfounded')
    await stack.db.insolvencyNotice.update({ where: { id: notice }, data: { declaredOn: new Date('2026-01-06') } })
    expect(refusalIn(await close(id, 'insolvent-undeclared'))).toBe('409 closing-unfounded')
    expect((await close(id, 'insolvent-declared')).status).toBe(200)
  })

  it('is no order where nobody knows the reason, and none twice', async () => {
    const { id } = await open()
    expect(refusalIn(await close(id, 'paid'))).toBe('400 request-invalid')
    const key = randomUUID()
    expect((await close(id, 'recalled', undefined, key)).status).toBe(200)
    await untilIs(id, 'closed')
    expect((await happened(id)).filter((kind) => kind === 'closing-ordered')).toHaveLength(1)
    expect(refusalIn(await close(id, 'recalled'))).toBe('409 file-closed')
  })
})

describe('an order that is taken back', () => {
  it('lets the file go on where it was: no letter is sent twice, none is left out', async () => {
    const { id } = await open()
    await forward(id, 12)
    await api.made('/v1/postings', {}) // nothing follows an opening letter that is only printed
    await close(id, 'below-cost')
    await untilIs(id, 'closed')
    const key = randomUUID()
    expect((await reopen(id, key)).status).toBe(200)
    const { closedReason, closing: none } = await untilIs(id, 'open')
    expect([closedReason, none]).toEqual([null, null])
    expect((await reopen(id, key)).status).toBe(200)
    const { contacts } = await forward(id, 20)
    expect(contacts.map(({ step }) => step)).toEqual(['first-letter', 'second-letter'])
    expect((await happened(id)).filter((kind) => ['closing-ordered', 'closed', 'closing-lifted', 'reopened'].includes(kind))).toEqual([
      'closing-ordered',
      'closed',
      'closing-lifted',
      'reopened',
    ])
    expect((await closing(id)).reopenedAt).not.toBeNull()
  })

  it('must be there: a file that is paid was closed by nobody', async () => {
    const { id } = await open()
    await api.made(`/v1/files/${id}/payments`, { reference: 'VIR-1', amountCents: 125_000, currency: 'EUR' })
    await untilIs(id, 'closed')
    expect(refusalIn(await reopen(id))).toBe('409 closing-not-ordered')
    expect((await closing(id)).reason).toBe('paid')
  })
})

describe('a recall', () => {
  const recall = async (body: object, key?: string) =>
    RecallReport.parse(await api.made(`/v1/creditors/${CREDITOR}/recalls`, body, key)).files

  it('closes many files at once, answers for each, and does nothing twice', async () => {
    const [one, two, done] = await Promise.all([open(), open(), open()])
    await close(done.id, 'below-cost')
    await untilIs(done.id, 'closed')
    const key = randomUUID()
    const body = { files: [one.reference, done.reference, 'ZZZZZZZZZ'], claims: [two.claims[0]?.reference, 'no-such-invoice'] }
    const answer = await recall(body, key)
    expect(answer.map(({ file, outcome, code }) => [file, outcome, code])).toEqual([
      [one.reference, 'ordered', null],
      [done.reference, 'refused', 'file-closed'],
      [null, 'refused', 'file-unknown'],
      [two.reference, 'ordered', null],
      [null, 'refused', 'claim-unknown'],
    ])
    for (const { id } of [one, two]) expect(await untilIs(id, 'closed')).toMatchObject({ closedReason: 'recalled' })
    expect(await recall(body, key)).toEqual(answer)
    expect((await happened(one.id)).filter((kind) => kind === 'closing-ordered')).toHaveLength(1)
  })

  it('of an invoice leaves alone a file that has another unpaid one', async () => {
    const { id, claims } = await open(plain(), plain())
    const [first, second] = claims.map(({ reference }) => reference)
    expect(await recall({ claims: [first] })).toMatchObject([{ outcome: 'refused', code: 'recall-incomplete' }])
    expect((await api.file(id)).status).toBe('open')
    expect(await recall({ claims: [first, second] })).toMatchObject([{ outcome: 'ordered' }, { outcome: 'ordered' }])
    await untilIs(id, 'closed')
  })

  it('takes no other creditor’s files', async () => {
    const { reference } = await open()
    const other = `other-${randomUUID()}`
    await api.made('/v1/creditors', creditorBody({ reference: other }))
    const { files } = RecallReport.parse(await api.made(`/v1/creditors/${other}/recalls`, { files: [reference] }))
    expect(files).toMatchObject([{ code: 'file-unknown' }])
    expect(refusalIn(await api.post(`/v1/creditors/${CREDITOR}/recalls`, {}))).toBe('400 request-invalid')
  })
})

async function insolvency(fileId: string, more: object = {}): Promise<string> {
  const { tenantId, debtorId: partyId } = await stack.db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  const id = randomUUID()
  const notice = { id, tenantId, partyId, register: 'bodacc', noticeId: id, proceeding: 'liquidation', state: 'confirmed' }
  await stack.db.insolvencyNotice.create({ data: { ...notice, publishedOn: new Date('2026-01-06'), ...more } })
  return id
}

describe('an attestation of irrecoverability', () => {
  const attest = (id: string) => api.post(`/v1/files/${id}/irrecoverability`)

  it('is made where the debtor is in liquidation, for accounts and VAT, once', async () => {
    const { id } = await open()
    await insolvency(id)
    await close(id, 'insolvent-undeclared')
    await untilIs(id, 'closed')
    expect(refusalIn(await api.ask('GET', `/v1/files/${id}/irrecoverability`))).toBe('404 resource-unknown')
    const first = await attest(id)
    expect([first.status, (await attest(id)).status]).toEqual([201, 200])
    expect(JSON.parse(first.text)).toMatchObject({ vat: true, source: expect.stringContaining('272') })
    expect(await pdf(`/v1/files/${id}/irrecoverability`)).toMatchObject({ status: 200, type: 'application/pdf', begin: '%PDF-' })
  })

  it.each([
    ['recalled', undefined],
    ['dispute-upheld', 'The goods never came.'],
    ['below-cost', undefined],
    ['deceased', 'The heirs have not answered.'],
  ])('is never made of a file closed as %s, with the article', async (reason, note) => {
    const { id } = await open()
    await close(id, reason, note)
    await untilIs(id, 'closed')
    expect(problemIn(await attest(id))).toMatchObject({ status: 409, code: 'not-irrecoverable', article: expect.stringContaining('272') })
    expect((await closing(id)).irrecoverability.attestable).toBe(false)
  })

  it('is not made of a reorganisation, which leaves the debt to be paid', async () => {
    const { id } = await open()
    await insolvency(id, { proceeding: 'reorganisation' })
    await close(id, 'insolvent-undeclared')
    await untilIs(id, 'closed')
    expect(refusalIn(await attest(id))).toBe('409 not-irrecoverable')
  })

  it('of a debtor who is gone wants a letter that came back and no address left', async () => {
    const { id } = await open()
    await forward(id, 12)
    await close(id, 'not-found', 'Moved away.')
    await untilIs(id, 'closed')
    const address = (status: 'usable' | 'unusable') =>
      stack.db.contactPoint.updateMany({ where: { party: { files: { some: { id } } } }, data: { status } })
    expect(refusalIn(await attest(id))).toBe('409 not-irrecoverable')
    await address('unusable')
    expect(refusalIn(await attest(id))).toBe('409 not-irrecoverable')
    await stack.db.contact.updateMany({ where: { fileId: id }, data: { delivery: 'address-unknown' } })
    await address('usable')
    expect(refusalIn(await attest(id))).toBe('409 not-irrecoverable')
    await address('unusable')
    expect((await attest(id)).status).toBe(201)
  })

  it('of an open file does not exist', async () => {
    const { id } = await open()
    expect(refusalIn(await attest(id))).toBe('404 resource-unknown')
  })
})

describe('the documents of a closed file', () => {
  it('are listed, and go back on a day that is noted once', async () => {
    const sha = 'a'.repeat(64)
    const { id } = await open(plain({ documents: [{ name: 'facture.pdf', kind: 'invoice', sha256: sha }] }))
    const back = (on: string) => api.post(`/v1/files/${id}/documents-returned`, { on })
    expect(refusalIn(await back('2026-01-05'))).toBe('404 resource-unknown')
    await forward(id, 3)
    await close(id, 'recalled')
    await untilIs(id, 'closed')
    expect((await closing(id)).documents).toMatchObject([{ name: 'facture.pdf', sha256: sha }])
    expect(refusalIn(await back('2026-01-07'))).toBe('422 return-day-impossible')
    expect(refusalIn(await back('2100-01-01'))).toBe('422 return-day-impossible')
    expect([(await back('2026-01-08')).status, (await back('2026-01-08')).status]).toEqual([200, 200])
    expect(refusalIn(await back('2026-01-09'))).toBe('409 documents-returned-already')
    expect((await closing(id)).returnedOn).toBe('2026-01-08')
    expect((await happened(id)).filter((kind) => kind === 'documents-returned')).toHaveLength(1)
  })
})

describe('a creditor’s closings', () => {
  it('are listed by day, the newest first, and go into a spreadsheet', async () => {
    const creditor = `lister-${randomUUID()}`
    await api.made('/v1/creditors', creditorBody({ reference: creditor }))
    await api.made(`/v1/creditors/${creditor}/mandates`, mandateBody())
    const files: FileView[] = []
    for (const days of [1, 5]) {
      const file = await api.open({ creditor, claims: [plain()] as never })
      await forward(file.id, days)
      await close(file.id, 'recalled')
      await untilIs(file.id, 'closed')
      files.push(file)
    }
    const list = async (query = '') =>
      (await api.get<ClosingList>(`/v1/creditors/${creditor}/closings${query}`)).closings.map(({ file }) => file)
    const [early, late] = files.map(({ reference }) => reference)
    expect(await list()).toEqual([late, early])
    expect(await list('?from=2026-01-07')).toEqual([late])
    expect(await list('?through=2026-01-06')).toEqual([early])
    const csv = (await api.ask('GET', `/v1/creditors/${creditor}/closings.csv`)).text.split('\r\n')
    expect(csv.slice(1, 3).map((row) => row.split(';').slice(0, 4))).toEqual([
      [early, '2026-01-05', '2026-01-06', 'recalled'],
      [late, '2026-01-05', '2026-01-10', 'recalled'],
    ])
    expect(csv[1]).toContain(';1250,00;')
    expect(refusalIn(await api.ask('GET', '/v1/creditors/nobody/closings'))).toBe('404 resource-unknown')
  })
})

describe('a file that closed', () => {
  it('because its mandate ended does so when the money under way is settled, and not before', async () => {
    const creditor = `ending-${randomUUID()}`
    await api.made('/v1/creditors', creditorBody({ reference: creditor }))
    await api.made(`/v1/creditors/${creditor}/mandates`, mandateBody({ validUntil: '2026-01-20' }))
    const { id } = await api.open({ creditor, claims: [plain()] as never })
    await forward(id, 13)
    await api.made(`/v1/files/${id}/payments`, { reference: 'CHQ-1', amountCents: 50_000, currency: 'EUR' })
    expect((await forward(id, 5)).status).toBe('open') // 23 January: the mandate is over, the payment is not at the bank yet
    await forward(id, 40)
    expect(await untilIs(id, 'closed')).toMatchObject({ closedReason: 'mandate-ended' })
    const { reason, totals, source, acts } = await closing(id)
    expect({ reason, received: totals.receivedCents, left: totals.leftCents }).toEqual({
      reason: 'mandate-ended',
      received: 50_000,
      left: 75_000,
    })
    expect(source).toContain('R124-3')
    expect(acts).toEqual([{ channel: 'letter', days: ['2026-01-15'] }])
  })

  it('paid opens again by a chargeback, and its closing says when', async () => {
    const desk = await MoneyDesk.open(stack)
    const file = await desk.file(60_00)
    const payment = desk.reference()
    await desk.tell(payment, file.reference, paid(60_00))
    await untilIs(file.id, 'closed')
    expect(await closing(file.id)).toMatchObject({
      reason: 'paid',
      reopenedAt: null,
      totals: { receivedCents: 60_00, leftCents: 0 },
      received: [{ how: 'card', amountCents: 60_00 }],
    })
    await desk.tell(payment, null, takenBack(60_00, 'chargeback'))
    await untilIs(file.id, 'open')
    expect((await closing(file.id)).reopenedAt).not.toBeNull()
    expect((await api.file(file.id)).closing).toBeNull()
  })
})
