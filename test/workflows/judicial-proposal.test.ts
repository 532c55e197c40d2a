import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Worklist } from '../../src/contracts/worklist.js'
import { untilAtRest } from '../../src/engine/at-rest.js'
import { addKey } from '../../src/store/api-key.js'
import { addPiece, askedPieces, withdrawPiece } from '../../src/store/case-piece.js'
import { approveProposal, type ProposalApproval, proposeSuit, refuseProposal } from '../../src/store/judicial-proposal.js'
import { proposalsOf } from '../../src/store/judicial-proposal-view.js'
import { reportToProceeding } from '../../src/store/proceeding-report.js'
import { listWork } from '../../src/store/worklist.js'
import { Caller, refusalIn } from '../api/caller.js'
import { givePiece } from '../support/case-pieces.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * What happens at the end of the amicable road, lived through by time. Files begin on Monday 5 January 2026, on which their claim falls due;
 * the last letter is the formal notice, and its days are over in March.
 */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const act = (life: Life, actor = 'anna') => ({ tenantId: stack.tenantId, fileId: life.id, actor, key: randomUUID(), now: new Date() })

/** A file whose last letter has not helped. */
async function atTheEnd({
  amountCents = 8_000_00,
  proven = true,
  scope = 'judicial' as 'judicial' | 'amicable',
  pace = 5,
} = {}): Promise<Life> {
  const creditor = await addCreditor(stack, { scope })
  const life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-05', amountCents, creditor })
  if (proven) await givePiece(stack, life, 'contract')
  for (let steps = 0; steps < 100; steps++) {
    await untilAtRest(stack.db, life.id, 60_000)
    if ((await life.view()).decision?.do === 'ask-human') return life
    if (!(await life.post())) await life.forward((await life.acts()).length === 3 ? pace : 5)
  }
  throw new Error('the road has no end')
}

const proposals = (life: Life) => proposalsOf(stack.db, stack.tenantId, life.id)
const newest = async (life: Life) => (await proposals(life))[0] ?? Promise.reject(new Error('no proposal'))
const approve = async (life: Life, actor: string, more: Partial<ProposalApproval> = {}) =>
  approveProposal(stack.db, act(life, actor), {
    proposalId: (await newest(life)).id,
    procedure: null,
    officerId: null,
    lawyerId: null,
    ...more,
  })
const question = async (life: Life) => (await life.view()).decision?.question
const matters = async (life: Life, kind: Worklist['items'][number]['kind']) => {
  const { items } = await listWork(stack.db, stack.tenantId, { limit: 200, kind }, new Date())
  return items.filter(({ file }) => file?.id === life.id).map(({ matter }) => matter)
}
const noticesOf = async (life: Life) => {
  const kind = { in: ['judicial-proposal', 'pieces-wanted'] }
  const rows = await stack.db.creditorNotice.findMany({ where: { fileId: life.id, kind }, orderBy: { id: 'asc' } })
  return rows.map((row) => `${row.kind} ${row.reason}`)
}
const settled = async (life: Life) => {
  await life.untilTold()
  await untilAtRest(stack.db, life.id, 60_000)
}

describe('at the end of the amicable road', () => {
  it('a procedure is proposed once, and one person approves it below the threshold', async () => {
    const life = await atTheEnd()
    expect(await question(life)).toBe('judicial-decision')
    const proposal = await newest(life)
    expect(proposal).toMatchObject({ state: 'open', procedure: 'payment-order', askedCents: 8_000_00, people: 1, actor: 'engine' })
    expect(await matters(life, 'proposal')).toEqual([{ id: proposal.id, state: 'open', dueBy: proposal.answerBy }])
    await expect(proposeSuit(stack.db, act(life))).rejects.toMatchObject({ code: 'proposal-open' })
    await expect(approve(life, 'api')).rejects.toMatchObject({ code: 'person-needed' })
    await expect(approve(life, 'anna', { procedure: 'small-claims' })).rejects.toMatchObject({ code: 'procedure-not-open' })
    await expect(approve(life, 'anna', { officerId: randomUUID() })).rejects.toMatchObject({ code: 'professional-unknown' })
    await approve(life, 'anna')
    await expect(approve(life, 'bert')).rejects.toMatchObject({ code: 'proposal-answered' })
    expect(await proposals(life)).toMatchObject([{ state: 'approved', chosen: 'payment-order', approvals: [{ person: 'anna' }] }])
    const row = await stack.db.proceeding.findFirstOrThrow({ where: { fileId: life.id }, include: { claims: true, exhibits: true } })
    expect(row).toMatchObject({
      procedure: 'payment-order',
      court: 'tribunal-judiciaire',
      distance: 'none',
      askedCents: 8_000_00n,
      proposalId: proposal.id,
    })
    expect(row.courtName).toBe('tribunal judiciaire, ressort de Paris (75002)')
    expect(row.exhibits).toMatchObject([{ number: 1 }, { number: 2 }]) // the formal notice that was posted is the second
    expect(await life.happened()).toEqual(
      expect.arrayContaining(['proposal-made', 'proposal-agreed', 'proposal-answered', 'proceeding-opened']),
    )
    await expect(proposeSuit(stack.db, act(life))).rejects.toMatchObject({ code: 'proceeding-open' })
  })

  it('two people approve from 10,000 euros on, and the same procedure', async () => {
    const life = await atTheEnd({ amountCents: 10_000_00 })
    expect(await newest(life)).toMatchObject({ people: 2 })
    const asks = async (key: string) => {
      const { id } = await newest(life)
      const path = `/v1/files/${life.id}/judicial-proposals/${id}/approval`
      return new Caller(stack.apiUrl, key).post(path, { procedure: null, officer: null, lawyer: null })
    }
    const [key, another] = [`test_${randomUUID()}`, `test_${randomUUID()}`]
    for (const own of [key, another]) await addKey(stack.db, stack.tenantId, 'anna', own)
    expect(refusalIn(await asks(stack.apiKey))).toBe('403 person-needed') // the key of a program
    expect(await asks(key)).toMatchObject({ status: 200 })
    expect(await matters(life, 'proposal')).toMatchObject([{ state: 'one-agreed' }])
    expect(await stack.db.proceeding.count({ where: { fileId: life.id } })).toBe(0)
    expect(refusalIn(await asks(another))).toBe('409 approval-twice')
    await expect(approve(life, 'bert', { procedure: 'summons' })).rejects.toMatchObject({ code: 'approval-differs' })
    await approve(life, 'bert')
    expect(await newest(life)).toMatchObject({ state: 'approved', approvals: [{ person: 'anna' }, { person: 'bert' }] })
  })

  it('one person approves a cent below', async () => {
    const life = await atTheEnd({ amountCents: 9_999_99 })
    await approve(life, 'anna')
    expect(await newest(life)).toMatchObject({ people: 1, state: 'approved' })
  })

  it('nobody answers, or one of two: they are reminded, and the proposal is void after its last day, with what was agreed to it', async () => {
    const life = await atTheEnd({ amountCents: 10_000_00, pace: 1 })
    const { id, proposedOn } = await newest(life)
    await life.forward(2)
    await settled(life)
    expect(await matters(life, 'proposal')).toMatchObject([{ id, state: 'open' }])
    await life.forward(1)
    await settled(life)
    expect(await matters(life, 'proposal')).toMatchObject([{ id, state: 'reminded' }])
    await approve(life, 'bert')
    await life.forward(12)
    await settled(life)
    expect(await newest(life)).toMatchObject({ id, state: 'open' })
    await life.forward(1)
    await settled(life)
    expect(await proposals(life)).toMatchObject([{ id, proposedOn, state: 'void' }])
    expect(await life.happened()).toEqual(expect.arrayContaining(['proposal-reminded', 'proposal-answered']))
    await expect(approve(life, 'carl')).rejects.toMatchObject({ code: 'proposal-answered' })
    expect(await question(life)).toBe('judicial-decision')
    await proposeSuit(stack.db, act(life))
    expect(await proposals(life)).toMatchObject([{ state: 'open', actor: 'anna' }, { id }])
    await approve(life, 'carl')
    expect(await newest(life)).toMatchObject({ state: 'open', approvals: [{ person: 'carl' }] })
    expect(await stack.db.proceeding.count({ where: { fileId: life.id } })).toBe(0)
  })

  it('a refusal is final until a person asks for another; of two who approve none has asked for it', async () => {
    const life = await atTheEnd({ amountCents: 20_000_00 })
    const { id } = await newest(life)
    await refuseProposal(stack.db, act(life), { proposalId: id, reason: 'The debtor has nothing.' })
    await settled(life)
    expect(await question(life)).toBe('amicable-road-ended')
    await life.forward(30)
    await settled(life)
    expect(await proposals(life)).toMatchObject([{ state: 'refused', reason: 'The debtor has nothing.' }])
    await proposeSuit(stack.db, act(life, 'anna'))
    await expect(approve(life, 'anna')).rejects.toMatchObject({ code: 'approval-own' })
    await approve(life, 'bert')
    await approve(life, 'carl')
    expect(await newest(life)).toMatchObject({ state: 'approved' })
  })

  it('a proposal is overtaken by the money', async () => {
    const life = await atTheEnd({ amountCents: 1_000_00 })
    await life.pay((await life.view()).balanceCents)
    await settled(life)
    expect(await proposals(life)).toMatchObject([{ state: 'dropped' }])
    expect((await life.view()).status).toBe('closed')
  })

  it('a creditor whose mandate has no power to sue is asked for it', async () => {
    const life = await atTheEnd({ scope: 'amicable' })
    expect(await question(life)).toBe('amicable-road-ended')
    expect(await noticesOf(life)).toEqual(['judicial-proposal power-wanted'])
    expect(await proposals(life)).toEqual([])
    await proposeSuit(stack.db, act(life))
    await expect(approve(life, 'bert')).rejects.toMatchObject({ code: 'power-missing' })
    expect(await newest(life)).toMatchObject({ state: 'open', approvals: [] })
  })
})

describe('the pieces of a case', () => {
  it('are asked for before a suit where there is none, and then a procedure is proposed', async () => {
    const life = await atTheEnd({ proven: false })
    expect(await newest(life)).toMatchObject({ state: 'open', procedure: null, weighed: { because: [{ rule: 'proof-missing' }] } })
    expect(await noticesOf(life)).toEqual(['pieces-wanted proof'])
    await givePiece(stack, life, 'order')
    await settled(life)
    expect(await proposals(life)).toMatchObject([{ state: 'open', procedure: 'payment-order' }, { state: 'dropped' }])
  })

  it('that are missing are asked for once, and met when they come', async () => {
    const life = await atTheEnd()
    await approve(life, 'anna')
    await settled(life)
    const asked = await askedPieces(stack.db, life.id)
    expect(asked.map(({ anyOf, askedOf }) => `${anyOf.join('|')} ${askedOf}`)).toEqual(['invoice creditor'])
    expect(await matters(life, 'piece')).toEqual([{ id: asked[0]?.id, state: 'creditor:invoice', dueBy: null }])
    expect(await noticesOf(life)).toEqual(['pieces-wanted invoice'])
    const invoice = await givePiece(stack, life, 'invoice', '2025-11-01')
    await settled(life)
    expect(await askedPieces(stack.db, life.id)).toEqual([])
    expect(await matters(life, 'piece')).toEqual([])
    const exhibits = await stack.db.exhibit.findMany({ where: { proceeding: { fileId: life.id } }, orderBy: { number: 'asc' } })
    expect(exhibits).toMatchObject([{ number: 1 }, { number: 2 }, { number: 3, pieceId: invoice }])
    expect(await noticesOf(life)).toEqual(['pieces-wanted invoice'])
  })

  it('may be taken back', async () => {
    const life = await atTheEnd()
    const [contract] = await stack.db.casePiece.findMany({ where: { fileId: life.id } })
    await withdrawPiece(stack.db, act(life), contract?.id ?? '')
    await expect(withdrawPiece(stack.db, act(life), randomUUID())).rejects.toMatchObject({ code: 'piece-unknown' })
    await approve(life, 'anna', { procedure: 'payment-order' })
    await settled(life)
    const asked = await askedPieces(stack.db, life.id)
    expect(asked.map(({ anyOf }) => anyOf.join('|')).sort()).toEqual(['contract|order', 'delivery-note|contract', 'invoice'])
  })

  it('are papers, or the ground of an exemption', async () => {
    const life = await atTheEnd()
    const piece = { claim: null, title: 'test', datedOn: '2026-01-02', paper: null, ground: null }
    const paper = { name: 'a.txt', bytes: new TextEncoder().encode('a') as Uint8Array<ArrayBuffer> }
    const refused = (more: object) => addPiece(stack.db, act(life), { ...piece, kind: 'contract', ...more })
    await expect(refused({})).rejects.toMatchObject({ code: 'request-invalid' })
    await expect(refused({ kind: 'attempt-exemption' })).rejects.toMatchObject({ code: 'request-invalid' })
    await expect(refused({ paper, datedOn: '2027-01-01' })).rejects.toMatchObject({ code: 'day-impossible' })
    await expect(refused({ paper, claim: 'none' })).rejects.toMatchObject({ code: 'claim-unknown' })
    await expect(refused({ paper: { ...paper, bytes: new Uint8Array() } })).rejects.toMatchObject({ code: 'upload-empty' })
    await expect(refused({ kind: 'attempt-exemption', ground: 'Code de procédure civile 750-1, 3°' })).resolves.toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('an approval', () => {
  it('by which nothing is begun is void after 60 days, whatever is paid meanwhile, and then of no use', async () => {
    const life = await atTheEnd()
    await approve(life, 'anna')
    await life.pay(1_000_00)
    await settled(life)
    const reports = () => stack.db.proceedingReport.findMany({ where: { proceeding: { fileId: life.id } }, orderBy: { id: 'asc' } })
    await life.forward(60)
    await settled(life)
    expect(await reports()).toMatchObject([{ kind: 'amended' }])
    await life.forward(1)
    await settled(life)
    expect(await reports()).toMatchObject([{}, { kind: 'stopped', body: { reason: 'approval-expired' }, actor: 'engine' }])
    expect(await proposals(life)).toMatchObject([{ state: 'void' }])
    await expect(approve(life, 'bert')).rejects.toMatchObject({ code: 'proposal-answered' })
    await givePiece(stack, life, 'invoice', '2025-11-01')
    await life.forward(1)
    await settled(life)
    const { id: proceedingId } = await stack.db.proceeding.findFirstOrThrow({ where: { fileId: life.id } })
    expect(await stack.db.proceedingTask.count({ where: { proceedingId } })).toBe(0)
    const on = (await life.view()).legalNow.slice(0, 10)
    const filed = { proceedingId, report: { kind: 'filed' as const, on }, taskId: null, documentSha256: null }
    await expect(reportToProceeding(stack.db, act(life), filed)).rejects.toMatchObject({ code: 'report-too-late' })
  })
})

describe('a proceeding is opened', () => {
  const residence = async (country: string, postcode: string, city: string) => {
    const address = { lines: ['1 rue du Test'], postcode, city, country }
    const opening = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-05', amountCents: 8_000_00 }
    const life = await Life.open(stack, { ...opening, debtor: { addresses: [address] } })
    await givePiece(stack, life, 'contract', '2025-12-03')
    await givePiece(stack, life, 'order', '2025-12-01')
    await proposeSuit(stack.db, act(life))
    await approve(life, 'anna', { procedure: 'summons' })
    return stack.db.proceeding.findFirstOrThrow({ where: { fileId: life.id }, include: { exhibits: { orderBy: { number: 'asc' } } } })
  }

  it.each([
    ['FR', '67000', 'Strasbourg', 'FR-67', 'none'],
    ['FR', '97400', 'Saint-Denis', 'FR-974', 'overseas'],
    ['RE', '97400', 'Saint-Denis', 'FR-974', 'overseas'],
    ['FR', '59000', 'Lille', null, 'none'],
  ])('with region and distance of the debtor: %s %s %s', async (country, postcode, city, region, distance) => {
    expect(await residence(country, postcode, city)).toMatchObject({ region, distance })
  })

  it('with its pieces numbered in the order of their days', async () => {
    const { exhibits, fileId } = await residence('FR', '59000', 'Lille')
    const pieces = await stack.db.casePiece.findMany({ where: { fileId }, orderBy: { datedOn: 'asc' } })
    expect(pieces.map(({ kind }) => kind)).toEqual(['order', 'contract'])
    expect(exhibits).toMatchObject(pieces.map(({ id }, index) => ({ number: index + 1, pieceId: id })))
  })
})
