import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { decrypt, generateKey, readKey, readMessage, readPrivateKey } from 'openpgp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PortalTask, PortalTaskList, ReportView, TaskList, TaskView } from '../../src/contracts/judicial-task.js'
import type { OutboxEmail, OutboxPage } from '../../src/contracts/outbox.js'
import type { ExchangeKeyView } from '../../src/contracts/professional.js'
import type { Worklist } from '../../src/contracts/worklist.js'
import type { Manifest } from '../../src/providers/exchange/task-package.js'
import { lockFile } from '../../src/store/file-row.js'
import { openProceeding } from '../../src/store/open-proceeding.js'
import { tell } from '../../src/store/outbox.js'
import { addProfessionalKey } from '../../src/store/professional.js'
import { Caller, problemIn, refusalIn } from '../api/caller.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A payment order that is granted on 5 October 2026 and must be served within three months (Code de procédure civile 1411, in the form of
 * décret 2026-96), by an officer on the portal or by e-mail. Files begin on Thursday 1 October 2026.
 */
let stack: TestStack
let agency: Caller

beforeAll(async () => {
  stack = await joinStack()
  agency = new Caller(stack.apiUrl, stack.apiKey)
})
afterAll(() => stack.close())

const ADDRESS = { lines: ['4 cours Mirabeau'], postcode: '75002', city: 'Paris' }
const keys = generateKey({ type: 'ecc', userIDs: [{ name: 'Durand' }], date: new Date('2026-01-01T00:00:00Z') })

async function professional(changes: Record<string, unknown> = {}): Promise<string> {
  const reference = `etude-${randomUUID().slice(0, 8)}`
  await agency.made('/v1/professionals', {
    role: 'officer',
    reference,
    name: 'SCP Durand',
    address: ADDRESS,
    exchange: 'portal',
    ...changes,
  })
  return reference
}

async function visitor(reference: string): Promise<Caller> {
  const apiKey = `test_${randomUUID()}`
  await addProfessionalKey(stack.db, stack.tenantId, reference, apiKey)
  return new Caller(stack.apiUrl, apiKey)
}

/** A file whose order is granted: somebody is to serve it. */
class Suit {
  private constructor(
    readonly life: Life,
    readonly proceeding: string,
  ) {}

  static async granted(): Promise<Suit> {
    const creditor = await addCreditor(stack)
    const life = await Life.open(stack, { legalStart: '2026-10-01T09:00:00Z', dueDate: '2026-09-01', creditor })
    const claims = await stack.db.claim.findMany({ where: { files: { some: { fileId: life.id } } } })
    const proceeding = await stack.db.$transaction(async (tx) => {
      const file = await lockFile(tx, life.id)
      const about = { procedure: 'payment-order' as const, proposalId: null, titleId: null, officerId: null, lawyerId: null, actor: 'test' }
      const court = { code: 'tribunal-judiciaire', name: 'Tribunal judiciaire de Paris' }
      const asked = claims.map(({ id: claimId }) => ({ claimId, principalCents: 100_00 }))
      const id = await openProceeding(tx, file, { ...about, court, claims: asked }, new Date())
      await tell(tx, life.id, 'proceeding-opened')
      return id
    })
    const suit = new Suit(life, proceeding)
    await suit.report({ kind: 'filed', on: '2026-10-01', courtReference: '26/00123' })
    await life.forward(4)
    await suit.report({ kind: 'order-granted', on: '2026-10-05', amountCents: 100_00 })
    return suit
  }

  report(body: Record<string, unknown>): Promise<ReportView> {
    return agency.made<ReportView>(`/v1/files/${this.life.id}/proceedings/${this.proceeding}/reports`, body)
  }

  async task(): Promise<TaskView> {
    const { tasks } = await agency.get<TaskList>('/v1/tasks')
    const done = await agency.get<TaskList>('/v1/tasks?state=done')
    return [...tasks, ...done.tasks].find(({ proceeding, task }) => proceeding === this.proceeding && task === 'serve-order') as TaskView
  }

  /** Names an officer for the service, and waits until it has the task. */
  async give(reference: string, state = 'handed-over'): Promise<TaskView> {
    const { id } = await this.task()
    await agency.made(`/v1/tasks/${id}/assignment`, { professional: reference })
    await eventually(async () => expect((await this.task()).state).toBe(state))
    return this.task()
  }

  async work(kind: string): Promise<(string | null)[]> {
    const { items } = await agency.get<Worklist>(`/v1/worklist?kind=${kind}&limit=200`)
    return items.filter(({ file }) => file?.id === this.life.id).map(({ matter }) => `${matter?.state} ${matter?.dueBy}`)
  }
}

describe('on the portal', () => {
  it('who is named for a task has it, is told what to report, and its report takes the proceeding on at once', async () => {
    const suit = await Suit.granted()
    expect(await suit.work('judicial-task')).toEqual(['unassigned 2027-01-05'])
    const officer = await professional()
    const portal = await visitor(officer)
    const { id } = await suit.give(officer)
    const { tasks } = await portal.get<PortalTaskList>('/v1/portal/tasks')
    expect(tasks.map((task) => [task.id, task.what, task.doBy, task.courtReference])).toEqual([
      [id, 'Signifier l’ordonnance au débiteur.', '2027-01-05', '26/00123'],
    ])
    const task = await portal.get<PortalTask>(`/v1/portal/tasks/${id}`)
    expect(task.expects.map(({ kind }) => kind)).toEqual(['served'])
    expect(task.debtor.name).toBe('Camille Test')
    expect((await suit.task()).seenAt).not.toBeNull()
    const said = { kind: 'served', on: '2026-10-05', act: 'order', mode: 'in-person' }
    const key = randomUUID()
    const report = await portal.made<ReportView>(`/v1/portal/tasks/${id}/reports`, said, key)
    expect(report).toMatchObject({ kind: 'served', stage: 'opposition-open', stageOn: '2026-10-05', end: null })
    expect(await portal.made<ReportView>(`/v1/portal/tasks/${id}/reports`, said, key)).toEqual(report)
    expect((await suit.task()).state).toBe('done')
    const [row] = await stack.db.proceedingReport.findMany({ where: { proceedingId: suit.proceeding, kind: 'served' } })
    expect([row?.actor, row?.taskId]).toEqual([`officer:${officer}`, id])
  })

  it('of two who tell of one act at once, one is heard and the other is told so; one who asks twice at once has one answer', async () => {
    const suit = await Suit.granted()
    const officer = await professional()
    const portal = await visitor(officer)
    const { id } = await suit.give(officer)
    const own = `/v1/files/${suit.life.id}/proceedings/${suit.proceeding}/reports`
    const said = { kind: 'served', on: '2026-10-05', act: 'order', mode: 'home', bill: { reference: 'S-1', amountCents: 73_40 } }
    const twice = await Promise.all([portal.post(`/v1/portal/tasks/${id}/reports`, said), agency.post(own, said)])
    expect(twice.map(({ status }) => status)).toEqual(expect.arrayContaining([201, 409]))
    const [late] = twice.filter(({ status }) => status === 409).map(problemIn)
    expect(late).toMatchObject({ code: 'report-duplicate', because: { rule: 'reported:served' } })

    const opposed = { kind: 'opposition', on: '2026-10-05' }
    expect(refusalIn(await agency.post(own, { ...opposed, task: randomUUID() }))).toBe('404 task-unknown')
    expect(refusalIn(await agency.post(own, { ...opposed, documentSha256: 'a'.repeat(64) }))).toBe('404 resource-unknown')
    const key = randomUUID()
    const [one, same] = await Promise.all([agency.post(own, opposed, key), agency.post(own, opposed, key)])
    expect([one?.status, same?.status, same?.text]).toEqual([201, 201, one?.text])

    const [may, june] = ['2027-05-03', '2027-06-07'].map((day) => ({ kind: 'hearing-set', on: '2026-10-05', day }))
    const days = await Promise.all([agency.post(own, may), agency.post(own, june)])
    const [other] = days.filter(({ status }) => status !== 201).map(problemIn)
    expect(other).toMatchObject({ status: 409, code: 'report-contradicts', because: { rule: 'reported:hearing-set:2026-10-05' } })

    const proceedingId = suit.proceeding
    const rows = await stack.db.proceedingReport.findMany({ where: { proceedingId } })
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['filed', 'hearing-set', 'opposition', 'order-granted', 'served'])
    const stages = await stack.db.proceedingPassage.findMany({ where: { proceedingId, supersededOn: null }, orderBy: { sequence: 'asc' } })
    expect(stages.map(({ stage }) => stage).slice(-3)).toEqual(['opposition-open', 'opposed', 'hearing'])
    expect(await stack.db.proceedingCost.count({ where: { proceedingId, billed: true } })).toBe(1)
    expect((await suit.task()).state).toBe('done')
    const kinds = await suit.life.happened()
    expect(kinds.filter((kind) => kind === 'report-refused')).toHaveLength(2) // the two with a rule of the proceeding
  })

  it('a refused report says why, changes nothing, and stands in the history', async () => {
    const suit = await Suit.granted()
    const officer = await professional()
    const portal = await visitor(officer)
    const { id } = await suit.give(officer)
    const key = randomUUID()
    const early = await portal.post(`/v1/portal/tasks/${id}/reports`, { kind: 'served', on: '2026-10-04', act: 'order', mode: 'home' }, key)
    const problem = problemIn(early)
    expect(problem).toMatchObject({ status: 409, code: 'report-too-early', because: { rule: 'after:order-granted:2026-10-05' } })
    const again = await portal.post(`/v1/portal/tasks/${id}/reports`, { kind: 'served', on: '2026-10-04', act: 'order', mode: 'home' }, key)
    expect(problemIn(again)).toEqual(problem)
    const judged = await portal.post(`/v1/portal/tasks/${id}/reports`, { kind: 'judgment', on: '2026-10-05', outcome: 'granted' })
    expect(problemIn(judged)).toMatchObject({ code: 'report-unexpected', because: { rule: 'reporter:judgment:not-officer' } })
    const { events } = await suit.life.view()
    const refused = events.filter(({ kind }) => kind === 'report-refused').map(({ data }) => data)
    expect(refused).toEqual([
      expect.objectContaining({ refusal: 'report-too-early', rule: 'after:order-granted:2026-10-05', source: expect.any(String) }),
      expect.objectContaining({ refusal: 'report-unexpected', rule: 'reporter:judgment:not-officer' }),
    ])
    expect((await suit.task()).state).toBe('handed-over')
  })

  it('nobody else sees a task, and who it is taken from sees it no more', async () => {
    const suit = await Suit.granted()
    const [first, second] = [await professional(), await professional()]
    const [one, two] = [await visitor(first), await visitor(second)]
    const { id } = await suit.give(first)
    const pages = ['', '/package', `/documents/${randomUUID()}`].map((page) => `/v1/portal/tasks/${id}${page}`)
    const seen = (who: Caller) => Promise.all(pages.map(async (page) => (await who.ask('GET', page)).status))
    expect([await seen(one), await seen(two)]).toEqual([
      [200, 200, 404],
      [404, 404, 404],
    ])
    expect(refusalIn(await two.post(`/v1/portal/tasks/${id}/reports`, { kind: 'served', on: '2026-10-05' }))).toBe('404 task-unknown')
    await suit.give(second)
    expect([await seen(one), await seen(two)]).toEqual([
      [404, 404, 404],
      [200, 200, 404],
    ])
    await agency.made(`/v1/professionals/${second}/end`, {})
    expect(refusalIn(await two.ask('GET', '/v1/portal/tasks'))).toBe('401 key-missing')
  })

  it('silence is an alarm on the day after the last one for an answer', async () => {
    const suit = await Suit.granted()
    const { answerBy, handedOn } = await suit.give(await professional())
    const days = Math.round((Date.parse(answerBy ?? '') - Date.parse(handedOn ?? '')) / 86_400_000)
    const silence = async () => (await suit.work('proceeding')).filter((item) => item?.startsWith('silence'))
    await suit.life.forward(days)
    await suit.life.untilDecided('wait')
    expect(await silence()).toEqual([])
    await suit.life.forward(1)
    await suit.life.untilDecided('wait')
    expect(await silence()).toEqual([`silence ${answerBy}`])
  })
})

describe('by e-mail', () => {
  const mailbox = async (email: string): Promise<OutboxEmail[]> => {
    const page = await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/messages?to=${encodeURIComponent(email)}`)
    return ((await page.json()) as OutboxPage).messages as OutboxEmail[]
  }
  const faults = (rules: object[]) =>
    fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rules),
    })
  const byPackage = async () => {
    const email = `etude-${randomUUID()}@example.test`
    return { email, officer: await professional({ exchange: 'package', email, publicKey: (await keys).publicKey }) }
  }

  it('a task goes out signed and encrypted, and only who it is for can open it', async () => {
    const suit = await Suit.granted()
    const { email, officer } = await byPackage()
    const { packageSha256 } = await suit.give(officer)
    const [mail] = (await mailbox(email)) as [OutboxEmail]
    expect(mail.attachments).toEqual([expect.objectContaining({ sha256: packageSha256 })])
    expect(`${mail.subject} ${mail.text}`).not.toContain('Camille')
    const attached = await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/messages/${mail.id}/attachments/0`)
    const { publicKey } = await agency.get<ExchangeKeyView>('/v1/exchange-key')
    const { data, signatures } = await decrypt({
      message: await readMessage({ binaryMessage: new Uint8Array(await attached.arrayBuffer()) }),
      decryptionKeys: await readPrivateKey({ armoredKey: (await keys).privateKey }),
      verificationKeys: await readKey({ armoredKey: publicKey }),
      format: 'binary',
    })
    await expect(signatures[0]?.verified).resolves.toBe(true)
    const manifest = JSON.parse(strFromU8(unzipSync(data as Uint8Array)['manifest.json'] as Uint8Array)) as Manifest
    expect(manifest).toMatchObject({ task: { kind: 'serve-order', doBy: '2027-01-05' }, report: { expected: [{ kind: 'served' }] } })
  })

  it('whose answer is lost is never sent again by itself: a person says whether it went out', async () => {
    const suit = await Suit.granted()
    const { email, officer } = await byPackage()
    await faults([{ kind: 'answer-lost', match: { to: email }, times: 1 }])
    await suit.give(officer, 'calling')
    await suit.life.forward(1)
    await eventually(async () => expect((await suit.task()).state).toBe('unknown'))
    expect(await mailbox(email)).toHaveLength(1)
    expect(await suit.work('judicial-task')).toEqual(['unknown 2027-01-05'])
    const { id } = await suit.task()
    const refused = (path: string, body: object) => agency.post(`/v1/tasks/${id}/${path}`, body).then(refusalIn)
    expect(await refused('assignment', { professional: await professional() })).toBe('409 task-state')
    await agency.made(`/v1/tasks/${id}/settlement`, { sent: true })
    expect((await suit.task()).state).toBe('handed-over')
    expect(await refused('settlement', { sent: false })).toBe('409 task-state')
    expect(await mailbox(email)).toHaveLength(1)
  })

  it('whose address is refused waits for a person, and goes out once that is put right', async () => {
    const suit = await Suit.granted()
    const { email, officer } = await byPackage()
    await faults([{ kind: 'wrong-number', match: { to: email }, times: 1 }])
    const { id } = await suit.task()
    await agency.made(`/v1/tasks/${id}/assignment`, { professional: officer })
    await eventually(async () => expect(await suit.life.happened()).toContain('task-refused'))
    expect(await suit.work('judicial-task')).toEqual(['unassigned 2027-01-05'])
    expect(await mailbox(email)).toEqual([])
    await suit.give(officer)
    expect(await mailbox(email)).toHaveLength(1)
  })
})

describe('an officer', () => {
  it('acts where the debtor lives, as far as both are known, and does what is an officer’s', async () => {
    const suit = await Suit.granted()
    const { id } = await suit.task()
    const refusal = async (reference: string) => refusalIn(await agency.post(`/v1/tasks/${id}/assignment`, { professional: reference }))
    expect(await refusal(await professional({ districts: ['13', '83'] }))).toBe('422 professional-district')
    expect(await refusal(await professional({ role: 'lawyer' }))).toBe('422 professional-role')
    expect(await refusal('nobody')).toBe('422 professional-unknown')
    expect((await suit.give(await professional({ districts: ['75'] }))).state).toBe('handed-over')
  })
})
