import { randomUUID } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { preparePaper } from '../../activities/prepare-paper.js'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { toDay } from '../../src/store/day.js'
import { documentsOfFile, keepDocument } from '../../src/store/document.js'
import { lockFile } from '../../src/store/file-row.js'
import { collectFormalNotices } from '../../src/store/formal-notice-piece.js'
import type { JudicialPaperName } from '../../src/strategies/papers/judicial/papers.js'
import { Life } from '../support/life.js'
import { pagesOf, textOf } from '../support/pdf-text.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * Papers as they are made of the rows and kept with their task. The claim of 2 400 € fell due on 2 March 2026, and the file's day is Monday
 * 1 June: 91 days at the ECB's rate of 2.15 % and 10 points.
 */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack([], 'agency')
})
afterAll(() => stack.close())

const now = () => new Date()
const INTEREST_CENTS = Math.round((240000 * 91 * 0.1215) / 365)

/** A file whose request is due, with a contract and an electronic invoice as exhibits. */
async function suedFile() {
  const life = await Life.open(stack, {
    legalStart: '2026-06-01T08:00:00Z',
    dueDate: '2026-03-02',
    amountCents: 2400_00,
    capacity: 'professional',
    creditor: await addCreditor(stack),
  })
  await life.untilDecided('wait')
  const { tenantId, db } = { tenantId: stack.tenantId, db: stack.db }
  const [{ claimId } = { claimId: '' }] = await db.fileClaim.findMany({ where: { fileId: life.id } })
  const [proceedingId, taskId] = [randomUUID(), randomUUID()]
  const opened = { openedOn: toDay('2026-06-01'), stage: 'preparing', stageOn: toDay('2026-06-01'), actor: 'test' }
  await db.proceeding.create({
    data: {
      id: proceedingId,
      tenantId,
      fileId: life.id,
      procedure: 'payment-order',
      course: 'order',
      court: 'tc-paris',
      courtName: 'Tribunal des activités économiques de Paris',
      distance: 'none',
      currency: 'EUR',
      askedCents: 2400_00,
      ...opened,
    },
  })
  await db.proceedingClaim.create({ data: { proceedingId, claimId, principalCents: 2400_00 } })
  await db.proceedingTask.create({
    data: { id: taskId, tenantId, proceedingId, kind: 'file-request', calledBy: 'begin', assignee: 'agency' },
  })
  await addExhibit(life.id, proceedingId, 1, 'application/pdf', new Uint8Array(textPdf(['Conditions générales'])))
  await addExhibit(life.id, proceedingId, 2, 'application/xml', new TextEncoder().encode('<Invoice/>'))
  return { life, proceedingId, taskId, claimId }
}

async function addExhibit(fileId: string, proceedingId: string, number: number, mediaType: string, bytes: Uint8Array<ArrayBuffer>) {
  const paper = {
    tenantId: stack.tenantId,
    subject: `file:${fileId}`,
    kind: 'case-piece',
    name: `piece-${number}.bin`,
    actor: 'test',
  } as const
  const { id: documentId } = await keepDocument(stack.db, { ...paper, mediaType, bytes })
  const pieceId = randomUUID()
  const about = { tenantId: stack.tenantId, fileId, documentId, actor: 'test' }
  await stack.db.casePiece.create({
    data: { id: pieceId, ...about, kind: 'contract', title: `Titre ${number}`, datedOn: toDay(`2026-01-0${number}`) },
  })
  await stack.db.exhibit.create({ data: { proceedingId, number, pieceId } })
}

const prepare = (fileId: string, taskId: string, paper: JudicialPaperName) =>
  preparePaper(stack.db, { fileId, at: '2026-06-01T08:00:00Z', taskId, paper }, now)
const papersOf = (taskId: string) => stack.db.taskDocument.findMany({ where: { taskId }, orderBy: { role: 'asc' } })
const readDocument = (id: string) => stack.db.storedDocument.findUniqueOrThrow({ where: { id } })

describe('a paper of a task', () => {
  it('says what the rows say at the file’s legal time, to the cent, and is kept with all versions behind it', async () => {
    const { life, taskId, proceedingId } = await suedFile()
    await prepare(life.id, taskId, 'payment-order-request')
    const [kept] = await papersOf(taskId)
    const document = await readDocument(kept?.documentId ?? '')
    const text = await textOf(document.bytes)
    const owed = ((240000 + INTEREST_CENTS + 4000) / 100).toFixed(2).replace('.', ',').replace(/^2/, '2 ')
    expect(text).toContain(`payer la somme de ${owed} €`)
    expect(text).toContain('03/03/2026 au 01/06/2026 91 12,15 %')
    expect(text).toContain('Tribunal des activités économiques de Paris')
    expect(text).toContain('Pièce n° 2 : Titre 2, 2 janvier 2026')
    expect(document).toMatchObject({ subject: `proceeding:${proceedingId}`, kind: 'payment-order-request', mediaType: 'application/pdf' })
    const versions = document.versions as Record<string, string>
    expect(Object.keys(versions).sort()).toEqual([
      'law:fr/2023-10-01',
      'law:fr/2026-05-01',
      'law:fr/judicial/2020-01-01',
      'paper:payment-order-request',
      'rates',
      'strategy:three-letters v1',
    ])
    for (const [name, hash] of Object.entries(versions)) expect(hash).toMatch(name.startsWith('paper:') ? /^v\d+$/ : /^[0-9a-f]{64}$/)
    expect((await documentsOfFile(stack.db, stack.tenantId, life.id)).map(({ id }) => id)).toContain(document.id)
    const { events } = await life.view()
    expect(events.filter(({ kind }) => kind === 'paper-made').map(({ data }) => data)).toEqual([
      { proceedingId, documentId: document.id, paper: 'payment-order-request', sha256: document.sha256 },
    ])
  })

  it('is one, however often and by however many it is asked for', async () => {
    const { life, taskId } = await suedFile()
    await Promise.all([1, 2, 3, 4].map(() => prepare(life.id, taskId, 'statement-of-debt')))
    const first = await papersOf(taskId)
    await life.pay(400_00)
    await prepare(life.id, taskId, 'statement-of-debt')
    expect(await papersOf(taskId)).toEqual(first)
    expect(first.map(({ role }) => role)).toEqual(['statement-of-debt'])
    const made = (await documentsOfFile(stack.db, stack.tenantId, life.id)).filter(({ kind }) => kind === 'statement-of-debt')
    expect(made).toHaveLength(1)
  })

  it('is not made for a task that is withdrawn', async () => {
    const { life, taskId } = await suedFile()
    await stack.db.proceedingTask.update({ where: { id: taskId }, data: { state: 'withdrawn' } })
    await prepare(life.id, taskId, 'exhibit-list')
    expect(await papersOf(taskId)).toEqual([])
  })

  it('leaves out what is not asked for, with its interest', async () => {
    const { life, taskId, proceedingId } = await suedFile()
    await stack.db.proceedingClaim.updateMany({ where: { proceedingId }, data: { principalCents: 1000_00 } })
    await prepare(life.id, taskId, 'payment-order-request')
    const [kept] = await papersOf(taskId)
    const text = await textOf((await readDocument(kept?.documentId ?? '')).bytes)
    expect(text).toContain('1 000,00 € en principal')
    expect(text).toContain(`${(Math.round((100000 * 91 * 0.1215) / 365) / 100).toFixed(2).replace('.', ',')} € d’intérêts`)
    expect(text).toContain('la requête ne porte pas sur 1 400,00 €')
  })
})

describe('the list of exhibits', () => {
  it('brings the exhibits: those with pages bear their number, the others go as they are', async () => {
    const { life, taskId } = await suedFile()
    await prepare(life.id, taskId, 'exhibit-list')
    await prepare(life.id, taskId, 'exhibit-list')
    const papers = await papersOf(taskId)
    expect(papers.map(({ role }) => role)).toEqual(['exhibit-list', 'exhibit:1', 'exhibit:2'])
    const [first, second] = await Promise.all([1, 2].map((index) => readDocument(papers[index]?.documentId ?? '')))
    const [page] = await pagesOf(first?.bytes ?? new Uint8Array())
    const stamp = page?.runs.find(({ text }) => text === 'Pièce n° 1')
    expect(stamp?.x).toBeGreaterThan((page?.width ?? 0) / 2)
    expect(stamp?.y).toBeGreaterThan((page?.height ?? 0) * 0.9)
    expect((await PDFDocument.load(first?.bytes ?? new Uint8Array())).getPageCount()).toBe(1)
    expect([second?.mediaType, new TextDecoder().decode(second?.bytes)]).toEqual(['application/xml', '<Invoice/>'])
  })
})

it('a formal notice that was posted is a piece of the case as it was printed, once; one that was not, or came back, is none', async () => {
  const { life } = await suedFile()
  const pdf = new Uint8Array(textPdf(['Mise en demeure']))
  const letters = [
    { act: '1', state: 'sent', postedOn: toDay('2026-04-17'), delivery: 'posted' },
    { act: '2', state: 'sent', postedOn: toDay('2026-04-17'), delivery: 'address-unknown' },
    { act: '3', state: 'sent', postedOn: null, delivery: null },
    { act: '4', state: 'failed', postedOn: null, delivery: null },
  ] as const
  for (const { act, ...how } of letters)
    await stack.db.contact.create({
      data: {
        id: randomUUID(),
        fileId: life.id,
        stepId: 'formal-notice',
        actId: `formal-notice#${act}`,
        stage: 'formal-notice',
        channel: 'letter',
        ...how,
        amountCents: 2400_00,
        because: [],
        reservedAt: new Date('2026-04-16T08:00:00Z'),
        contactedOn: toDay('2026-04-16'),
        message: { create: { body: 'Mise en demeure', pdf } },
      },
    })
  const collect = () => stack.db.$transaction(async (tx) => collectFormalNotices(tx, await lockFile(tx, life.id)))
  expect([await collect(), await collect()]).toEqual([true, false])
  const pieces = await stack.db.casePiece.findMany({ where: { fileId: life.id, kind: 'formal-notice' } })
  expect(pieces.map(({ title, datedOn }) => [title, datedOn.toISOString().slice(0, 10)])).toEqual([['Mise en demeure', '2026-04-16']])
  const { bytes } = await readDocument(pieces[0]?.documentId ?? '')
  expect(Buffer.from(bytes).equals(Buffer.from(pdf))).toBe(true)
})

it('a statement of account is printed for any day, by the API', async () => {
  const { life } = await suedFile()
  const ask = async (query: string) => {
    const headers = { authorization: `Bearer ${stack.apiKey}` }
    const response = await fetch(`${stack.apiUrl}/v1/files/${life.id}/statement-of-account${query}`, { headers })
    return { type: response.headers.get('content-type'), text: await textOf(new Uint8Array(await response.arrayBuffer())) }
  }
  const today = await ask('')
  expect(today.type).toBe('application/pdf')
  expect(today.text).toContain('Relevé de compte au 1er juin 2026')
  expect(today.text).toContain('03/03/2026 au 01/06/2026 91')
  const march = await ask('?on=2026-03-02')
  expect(march.text).toContain('Aucun intérêt n’est demandé à ce jour.')
  expect(march.text).toContain('Total 2 400,00 €')
})
