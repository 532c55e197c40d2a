import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import type { JudicialProcedure } from '../../src/domain/procedure/proceeding.js'
import { orderClosing } from '../../src/store/closing-order.js'
import { openDispute } from '../../src/store/dispute.js'
import { answerDispute } from '../../src/store/dispute-answer.js'
import { lockFile } from '../../src/store/file-row.js'
import { assignTask } from '../../src/store/judicial-task.js'
import { requestMeasure } from '../../src/store/measure.js'
import { tell } from '../../src/store/outbox.js'
import type { NewReport } from '../../src/store/proceeding-report.js'
import { endInsolvency, recordInsolvency } from '../../src/store/record-insolvency.js'
import { proposeSettlement } from '../../src/store/settlement.js'
import { listWork } from '../../src/store/worklist.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'
import { addActor, type Opening, Sued } from '../support/sued.js'

/**
 * What happens to a proceeding meanwhile. Files begin on Monday 7 September 2026, on an invoice of 1,000.00 euros of a trader that fell due on
 * 2 January: an order is served within three months.
 */
const FROM = { legalStart: '2026-09-07T09:00:00Z', dueDate: '2026-01-02', amountCents: 1_000_00 }

let stack: TestStack
let officerId: string
let lawyerId: string

beforeAll(async () => {
  stack = await joinStack()
  officerId = await addActor(stack, 'officer')
  lawyerId = await addActor(stack, 'lawyer')
})
afterAll(() => stack.close())

const sue = (opening: Opening = {}) => Sued.open(stack, FROM, { officerId, lawyerId, ...opening })

const SUMMONED: NewReport = { kind: 'summoned', on: '2026-09-14', day: '2026-10-12' }
const JUDGED: [number, NewReport] = [35, { kind: 'judgment', on: '2026-10-19', outcome: 'granted', amountCents: cents(1_000_00) }]

/** How far an order has come, with what was reported until then, day by day. */
const ORDER: Record<string, (sued: Sued) => Promise<void>> = {
  'to-begin': async () => {},
  filed: async (sued) => {
    await sued.goOn(3)
    await sued.report({ kind: 'filed', on: '2026-09-10' })
  },
  'to-serve': async (sued) => {
    await ORDER.filed?.(sued)
    await sued.goOn(11)
    await sued.report({ kind: 'order-granted', on: '2026-09-21', amountCents: 1_000_00 as never })
  },
  'opposition-open': async (sued) => {
    await ORDER['to-serve']?.(sued)
    await sued.goOn(3)
    await sued.report({ kind: 'served', on: '2026-09-24', act: 'order', mode: 'in-person' })
  },
}

describe('an operator stops an order', () => {
  it.each([
    ['to-begin', []],
    ['filed', ['withdraw agency']],
    ['to-serve', ['withdraw agency', 'recall-exhibits officer']],
    ['opposition-open', ['withdraw agency', 'recall-exhibits officer']],
  ])('%s: what was begun is taken back, and the creditor is told', async (stage, tasks) => {
    const sued = await sue()
    await ORDER[stage]?.(sued)
    expect((await sued.stages()).at(-1)).toMatch(new RegExp(`^${stage} `))
    await sued.stop()
    expect((await sued.stages()).at(-1)).toMatch(/^ended .* stopped$/)
    const compensations = (await sued.tasks()).filter((task) => /^(withdraw|recall)/.test(task))
    expect(compensations).toEqual(tasks.map((task) => `${task} handed-over`))
    expect((await sued.notices()).at(-1)).toMatch(/^stopped /)
    await expect(sued.stop()).rejects.toMatchObject({ code: 'proceeding-ended' })
  })
})

describe('exhibits', () => {
  it('are asked of each officer who was handed them, also of the one whom another has followed', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    const next = await addActor(stack, 'officer')
    const task = await stack.db.proceedingTask.findFirstOrThrow({ where: { proceedingId: sued.proceedingId, kind: 'serve-order' } })
    await assignTask(stack.db, sued.act(), { taskId: task.id, professional: await referenceOf(next) })
    await sued.life.liveOn()
    expect(await sued.tasks()).toContain('serve-order officer handed-over')
    await sued.stop()
    const recalls = await stack.db.proceedingTask.findMany({ where: { proceedingId: sued.proceedingId, kind: 'recall-exhibits' } })
    expect(new Set(recalls.map(({ organisationId }) => organisationId))).toEqual(new Set([officerId, next]))
    expect(recalls).toHaveLength(2)
    expect(recalls.map(({ state }) => state)).toEqual(['handed-over', 'handed-over'])
  })

  const referenceOf = async (id: string) => (await stack.db.organisation.findUniqueOrThrow({ where: { id } })).reference ?? ''
})

/** How far the other procedures have come: what was reported, and how many days after the last. */
const OTHERS: [procedure: JudicialProcedure, stage: string, reports: [days: number, report: NewReport][], tasks: string[]][] = [
  ['small-claims', 'to-begin', [], ['recall-exhibits officer']],
  ['small-claims', 'invited', [[2, { kind: 'invited', on: '2026-09-09' }]], ['withdraw officer', 'recall-exhibits officer']],
  [
    'small-claims',
    'agreed',
    [
      [2, { kind: 'invited', on: '2026-09-09' }],
      [5, { kind: 'debtor-agreed', on: '2026-09-14', amountCents: cents(900_00) }],
    ],
    ['withdraw officer', 'recall-exhibits officer'],
  ],
  ['summons', 'to-begin', [], ['recall-exhibits lawyer']],
  ['summons', 'summoned', [[7, SUMMONED]], ['withdraw lawyer', 'recall-exhibits lawyer']],
  ['summons', 'judged', [[7, SUMMONED], JUDGED], ['withdraw lawyer', 'recall-exhibits lawyer', 'recall-exhibits officer']],
  ['interim-order', 'summoned', [[7, SUMMONED]], ['withdraw lawyer', 'recall-exhibits lawyer']],
]

describe('an operator stops another procedure', () => {
  it.each(OTHERS)('%s, %s: what was begun is taken back', async (procedure, stage, reports, tasks) => {
    const sued = await sue({ procedure })
    for (const [days, report] of reports) {
      await sued.goOn(days)
      await sued.report(report)
    }
    expect((await sued.stages()).at(-1)).toMatch(new RegExp(`^${stage} `))
    await sued.stop()
    expect((await sued.stages()).at(-1)).toMatch(/^ended .* stopped$/)
    const compensations = (await sued.tasks()).filter((task) => /^(withdraw|recall)/.test(task))
    expect(compensations).toEqual(tasks.map((task) => `${task} handed-over`))
    expect((await sued.notices()).at(-1)).toMatch(/^stopped /)
  })
})

describe('a payment', () => {
  it.each(['filed', 'to-serve', 'opposition-open'])(
    'of everything when it is %s: it ends, is taken back, and then the file closes',
    async (stage) => {
      const sued = await sue()
      await ORDER[stage]?.(sued)
      await sued.life.pay((await sued.life.view()).balanceCents)
      await sued.life.liveOn()
      expect((await sued.stages()).at(-1)).toMatch(/^ended .* paid$/)
      expect(await sued.tasks()).toContain('withdraw agency handed-over')
      expect(await sued.life.view()).toMatchObject({ status: 'closed' })
    },
  )
})

/** The claim that is sued for. */
const claimOf = (sued: Sued) => stack.db.claim.findFirstOrThrow({ where: { files: { some: { fileId: sued.life.id } } } })

/** What stands still, or goes on again, as a register or a situation would have it. */
const hold = async (sued: Sued, reason: string) => {
  const id = randomUUID()
  await stack.db.hold.create({ data: { id, fileId: sued.life.id, reason, until: null, placedAt: new Date('2026-09-07') } })
  await stack.db.outbox.create({ data: { fileId: sued.life.id, fact: reason } })
  await sued.life.liveOn()
  return id
}
const release = async (sued: Sued, id: string) => {
  await stack.db.hold.update({ where: { id }, data: { liftedAt: new Date('2026-09-20') } })
  await stack.db.outbox.create({ data: { fileId: sued.life.id, fact: 'released' } })
  await sued.life.liveOn()
}

describe('a part is paid', () => {
  it('less is asked for from then on, said once for each balance; taken back, it is asked for again', async () => {
    const sued = await sue()
    await ORDER.filed?.(sued)
    const { balanceCents } = await sued.life.view()
    await sued.life.pay(balanceCents - 400_00, 'part')
    await sued.life.liveOn()
    await sued.goOn(1)
    expect(await sued.inside()).toEqual([expect.stringMatching(/^amended 2026-09-10 \d+$/)])
    const asked = Number((await sued.inside())[0]?.split(' ')[2])
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThanOrEqual(400_00)
    expect(await sued.tasks()).toEqual(['file-request agency done', 'amend agency handed-over'])
    await sued.life.reverse('part')
    await sued.life.liveOn()
    expect((await sued.inside()).at(-1)).toBe('amended 2026-09-11 100000')
    expect((await sued.stages()).at(-1)).toBe('filed 2026-09-10')
  })

  it('once the order is granted the court is not asked again', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    await sued.life.pay(500_00)
    await sued.life.liveOn()
    expect(await sued.inside()).toEqual([])
  })
})

describe('a payment that is taken back after the withdrawal', () => {
  it('leaves the proceeding ended, and the file goes on without it', async () => {
    const sued = await sue()
    await ORDER.filed?.(sued)
    await sued.life.pay((await sued.life.view()).balanceCents, 'bounced')
    await sued.life.liveOn()
    expect(await sued.life.view()).toMatchObject({ status: 'closed' })
    await sued.life.reverse('bounced')
    await sued.life.liveOn()
    expect(await sued.life.view()).toMatchObject({ status: 'open' })
    expect((await sued.stages()).at(-1)).toBe('ended 2026-09-10 paid')
    expect(await sued.inside()).toHaveLength(1)
  })
})

describe('what happens to the debtor', () => {
  it('insolvency before a title ends the suit, and nobody writes to it', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    const before = (await sued.life.acts()).length
    await hold(sued, 'insolvency')
    expect((await sued.stages()).at(-1)).toBe('ended 2026-09-21 insolvent')
    expect(await sued.tasks()).toEqual(expect.arrayContaining(['withdraw agency handed-over', 'recall-exhibits officer handed-over']))
    expect((await sued.life.acts()).length).toBe(before)
  })

  it('a question whether it is insolvent changes nothing', async () => {
    const sued = await sue()
    await hold(sued, 'insolvency-to-check')
    expect(await sued.inside()).toEqual([])
  })

  it('over-indebtedness stays it, and what is served in time is served all the same; it goes on where it stood', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    const id = await hold(sued, 'over-indebtedness')
    expect((await sued.stages()).at(-1)).toBe('stayed 2026-09-21 over-indebtedness')
    expect(await sued.tasks()).toContain('serve-order officer handed-over')
    await sued.goOn(2)
    await release(sued, id)
    expect(await sued.inside()).toEqual(['stayed 2026-09-21 over-indebtedness', 'resumed 2026-09-23 over-indebtedness'])
    expect((await sued.stages()).at(-1)).toBe('to-serve 2026-09-23')
  })

  it('insolvency stays an enforcement, which keeps its title', async () => {
    const life = await Life.open(stack, { ...FROM, capacity: 'trader', creditor: await addCreditor(stack) })
    const titleId = randomUUID()
    const day = new Date('2026-09-01')
    await stack.db.title.create({
      data: {
        id: titleId,
        tenantId: stack.tenantId,
        fileId: life.id,
        kind: 'judgment',
        reference: 'RG 26/1',
        grantedOn: day,
        enforceableOn: day,
        servedOn: day,
        serviceMode: 'in-person',
        currency: 'EUR',
        principalCents: 1_000_00n,
        costsCents: 0n,
        interest: 'as-claimed',
        interestFrom: day,
        source: 'test',
        actor: 'test',
      },
    })
    const sued = await Sued.on(stack, life, { procedure: 'enforcement', titleId, officerId })
    const opened = { proceeding: 'reorganisation' as const, publishedOn: '2026-09-07', judgmentOn: '2026-09-01', proof: null }
    const named = { court: 'Tribunal de commerce de Paris', representative: null, reference: null, proofSha256: 'a'.repeat(64) }
    const id = await recordInsolvency(stack.db, sued.act(), { ...opened, ...named })
    await sued.life.liveOn()
    expect((await sued.stages()).at(-1)).toBe('stayed 2026-09-07 insolvency')
    expect(await sued.tasks()).toEqual(['enforce officer handed-over', 'suspend officer handed-over'])
    expect(await stack.db.title.findUnique({ where: { id: titleId } })).toMatchObject({ endReason: null })
    await expect(requestMeasure(stack.db, sued.act(), { titleId, measure: 'vehicle' })).rejects.toMatchObject({ code: 'measure-not-open' })
    await sued.goOn(40) // an answer was wanted until 7 October
    await endInsolvency(stack.db, { tenantId: stack.tenantId, id, actor: 'test' }, 'ended', '2026-10-17', new Date())
    await sued.life.liveOn()
    expect((await sued.stages()).at(-1)).toBe('enforceable 2026-10-17')
    expect((await sued.tasks()).at(-1)).toBe('resume officer handed-over')
    expect(await stack.db.proceedingAlarm.count({ where: { proceedingId: sued.proceedingId, alarm: { startsWith: 'silence:' } } })).toBe(0)
  })
})

describe('a file that is paused', () => {
  it('begins nothing, and what has begun goes on in time, its last days announced', async () => {
    const life = await Life.open(stack, { ...FROM, capacity: 'trader', creditor: await addCreditor(stack) })
    const paused = { fileId: life.id, reason: 'operator-pause', until: null, placedAt: new Date('2026-09-07') }
    const { id } = await stack.db.hold.create({ data: { id: randomUUID(), ...paused } })
    const sued = await Sued.on(stack, life, { officerId, lawyerId })
    expect(await sued.tasks()).toEqual(['file-request agency due'])
    await release(sued, id)
    expect(await sued.tasks()).toEqual(['file-request agency handed-over'])
    await ORDER.filed?.(sued)
    await hold(sued, 'operator-pause')
    await sued.report({ kind: 'order-granted', on: '2026-09-10', amountCents: cents(1_000_00) })
    expect((await sued.tasks()).at(-1)).toBe('serve-order officer handed-over')
    await sued.goOn(62) // to 11 November: thirty days before 10 December, the last to serve it on
    await sued.goOn(28)
    const where = { proceedingId: sued.proceedingId, alarm: { startsWith: 'serve:' } }
    const alarms = await stack.db.proceedingAlarm.findMany({ where, orderBy: { raisedOn: 'asc' } })
    expect(alarms.map(({ alarm, raisedOn }) => `${alarm} ${raisedOn.toISOString().slice(0, 10)}`)).toEqual([
      'serve:30 2026-11-10',
      'serve:15 2026-11-25',
      'serve:7 2026-12-03',
      'serve:1 2026-12-09',
    ])
    await sued.report({ kind: 'served', on: '2026-12-09', act: 'order', mode: 'in-person' })
    expect((await sued.stages()).at(-1)).toBe('opposition-open 2026-12-09')
    expect(await sued.inside()).toEqual([])
  })
})

describe('a dispute', () => {
  const contest = async (sued: Sued) => {
    const { reference: claim } = await claimOf(sued)
    const photo = { name: 'photo.txt', bytes: new TextEncoder().encode('a broken pump') as Uint8Array<ArrayBuffer> }
    const said = { reason: 'defective' as const, words: 'Broken.', documents: [photo], origin: 'page' as const }
    const id = await openDispute(stack.db, sued.act('debtor'), { claim, contestedCents: 300_00, ...said })
    await sued.life.liveOn()
    return id
  }
  const told = async (sued: Sued) => {
    const where = { proceedingId: sued.proceedingId, kind: 'dispute-raised' }
    const rows = await stack.db.proceedingTask.findMany({
      where,
      include: { papers: { orderBy: { role: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    return rows.map(({ assignee, state, papers }) => [assignee, state, ...papers.map(({ role }) => role)])
  }

  it('before a court is asked sends it back', async () => {
    const sued = await sue()
    await contest(sued)
    expect((await sued.stages()).at(-1)).toBe('ended 2026-09-07 sent-back')
  })

  it('after that is heard there', async () => {
    const sued = await sue()
    await ORDER.filed?.(sued)
    const id = await contest(sued)
    expect((await sued.stages()).at(-1)).toBe('filed 2026-09-10')
    expect(await told(sued)).toEqual([]) // the agency has filed it itself
    expect((await sued.notices()).at(-1)).toBe('dispute-raised 2026-09-10')
    const { items } = await listWork(stack.db, stack.tenantId, { limit: 100, kind: 'dispute' }, new Date())
    expect(items.find(({ matter }) => matter?.id === id)).toMatchObject({ matter: { state: 'open:proceeding-runs' } })
  })

  it('with an officer at work stops nothing, and the officer has it with what the debtor sent, once for each dispute', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    const id = await contest(sued)
    expect((await sued.stages()).at(-1)).toBe('to-serve 2026-09-21')
    expect(await sued.tasks()).toContain('serve-order officer handed-over')
    const one = ['officer', 'handed-over', 'dispute-notice', 'piece:01']
    expect(await told(sued)).toEqual([one])
    await sued.goOn(1)
    expect(await told(sued)).toEqual([one])
    await answerDispute(stack.db, sued.act(), id, { outcome: 'rejected', reason: 'It works.' })
    await sued.life.liveOn()
    await contest(sued)
    expect(await told(sued)).toEqual([one, one])
    expect((await sued.notices()).filter((notice) => notice.startsWith('dispute-raised'))).toHaveLength(2)
  })
})

describe('an agreement, and the end of the mandate', () => {
  it('a settlement that is paid ends it, and the file closes as settled', async () => {
    const creditor = await addCreditor(stack, { mostRemissionPercent: 20 })
    const sued = await Sued.open(stack, { ...FROM, creditor }, { officerId, lawyerId })
    await ORDER.filed?.(sued)
    const amountCents = (await sued.life.view()).balanceCents - 50_00
    await proposeSettlement(stack.db, sued.act(), { amountCents, payBy: '2026-09-20' })
    await sued.life.pay(amountCents)
    await sued.life.liveOn()
    expect((await sued.stages()).at(-1)).toBe('ended 2026-09-10 settled')
    expect(await sued.tasks()).toContain('withdraw agency handed-over')
    expect(await sued.life.view()).toMatchObject({ status: 'closed' })
  })

  it('what the creditor takes back is withdrawn before the file closes', async () => {
    const sued = await sue()
    await ORDER['to-serve']?.(sued)
    await stack.db.$transaction(async (tx) => {
      const file = await lockFile(tx, sued.life.id)
      await orderClosing(tx, file, { reason: 'recalled', actor: 'test' }, new Date('2026-09-21T09:00:00Z'))
      await tell(tx, file.id, 'closing-ordered')
    })
    await sued.life.liveOn()
    expect((await sued.stages()).at(-1)).toBe('ended 2026-09-21 stopped')
    expect(await sued.tasks()).toEqual(expect.arrayContaining(['withdraw agency handed-over', 'recall-exhibits officer handed-over']))
    expect(await sued.life.view()).toMatchObject({ status: 'closed' })
    const kinds = await sued.life.happened()
    expect(kinds.indexOf('closed')).toBeGreaterThan(kinds.lastIndexOf('task-handed-over'))
  })

  it('a file does not close while nobody is named for what takes it back', async () => {
    const sued = await sue({ procedure: 'small-claims' })
    await sued.goOn(3)
    await sued.report({ kind: 'invited', on: '2026-09-10' })
    await stack.db.proceeding.update({ where: { id: sued.proceedingId }, data: { officerId: null } })
    await sued.life.pay((await sued.life.view()).balanceCents)
    await sued.life.liveOn()
    expect(await sued.life.view()).toMatchObject({ status: 'open', decision: { do: 'ask-human', question: 'officer-missing' } })
  })
})

describe('what is told', () => {
  it('the debtor hears of each stage once, in plain words, and that it is over once it is paid; the creditor of each with what comes next', async () => {
    const sued = await sue()
    await ORDER['opposition-open']?.(sued)
    await sued.goOn(1)
    await sued.life.pay((await sued.life.view()).balanceCents)
    await sued.life.liveOn()
    expect(await words(sued)).toEqual([
      expect.stringContaining('Le 10 septembre 2026, une demande a été déposée devant Tribunal de commerce de Paris'),
      expect.stringContaining('Le 21 septembre 2026, Tribunal de commerce de Paris a rendu une décision'),
      expect.stringContaining('La décision de payer vous a été signifiée le 24 septembre 2026.'),
      expect.stringContaining('La somme est réglée : la procédure a pris fin le '),
    ])
    expect((await words(sued))[2]).toContain('jusqu’au 26 octobre 2026 inclus') // a month, and 24 October is a Saturday
    expect(await sued.notices()).toEqual([
      'filed 2026-09-10',
      'to-serve 2026-09-21',
      'opposition-open 2026-09-24',
      expect.stringMatching(/^paid 2026-09-2\d$/),
    ])
    const served = await stack.db.creditorNotice.findFirstOrThrow({ where: { fileId: sued.life.id, reason: 'opposition-open' } })
    expect([served.nextKind, served.nextOn?.toISOString().slice(0, 10)]).toEqual(['oppose', '2026-10-26'])
  })

  const words = async (sued: Sued) => {
    const contacts = await stack.db.contact.findMany({
      where: { fileId: sued.life.id, state: 'sent', stage: 'judicial-step' },
      include: { message: true },
      orderBy: { id: 'asc' },
    })
    return contacts.map(({ message }) => (message?.body ?? '').replaceAll(/[\u00a0\u202f]/g, ' '))
  }
})
