import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { commandFile } from '../../src/engine/command-file.js'
import { toDay } from '../../src/store/day.js'
import { loadCase } from '../../src/store/facts.js'
import { tell } from '../../src/store/outbox.js'
import { sideFactsOf } from '../../src/store/side-facts.js'
import { publishTemplate } from '../../src/store/template.js'
import { type Beginning, Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** An agency's debtor owes 100.00 euros since 2 January 2026; its first letter is due on 12 January. Monday 5 January, ten in the morning. */
const BEGINNING = {
  legalStart: '2026-01-05T09:00:00Z',
  dueDate: '2026-01-02',
  debtor: { language: 'fr', phones: ['+33612345678'], emails: ['camille@test.example'] },
} satisfies Beginning

let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

const TEXT = 'Bonjour,\n\nvotre avoir a été enregistré ce matin.'

/** What a person has written back, as its row stands once it is written. */
async function write(life: Life, text = TEXT, channel: 'email' | 'sms' | 'letter' = 'email'): Promise<string> {
  const id = crypto.randomUUID()
  await stack.db.$transaction(async (tx) => {
    await tx.reply.create({
      data: {
        id,
        tenantId: stack.tenantId,
        fileId: life.id,
        channel,
        text,
        actor: 'test',
        writtenOn: toDay('2026-01-05'),
        writtenAt: new Date('2026-01-05T09:00:00Z'),
      },
    })
    await tell(tx, life.id, 'reply')
  })
  await life.untilTold()
  return id
}

const nudge = async (life: Life) => {
  await stack.db.$transaction((tx) => tell(tx, life.id, 'nothing-new'))
  await life.untilTold()
}
const contactsOf = async (life: Life) =>
  (await life.view()).contacts.map(({ step, channel, state, contactedOn, payBefore }) => ({ step, channel, state, contactedOn, payBefore }))
const SENT = { step: '@reply', channel: 'email', state: 'sent', contactedOn: '2026-01-05', payBefore: null }
const reasonsOf = async (life: Life) => ((await life.view()).decision?.because ?? []).map(({ rule }) => rule)

describe('a reply that a person has written', () => {
  it.each(['email', 'sms', 'letter'] as const)('by %s is sent once, by its channel, word for word', async (channel) => {
    const life = await Life.open(stack, BEGINNING)
    const id = await write(life, TEXT, channel)
    await life.untilDecided('wait')
    await nudge(life)
    await life.untilDecided('wait')
    expect(await contactsOf(life)).toEqual([{ ...SENT, channel }])
    const contact = await stack.db.contact.findFirstOrThrow({ where: { fileId: life.id }, include: { message: true } })
    expect(contact).toMatchObject({ actId: `@reply:${id}`, stage: 'reply', amountCents: 100_00n })
    expect(contact.message?.body).toContain(channel === 'sms' ? 'votre avoir a été enregistré ce matin.' : TEXT)
    expect(contact.message?.template).toBe(`shipped/reply/${channel}/fr/creditor`)
  })

  it('is sent also while the file waits for what was said, and is the only thing that is', async () => {
    const life = await Life.open(stack, BEGINNING)
    const common = { tenantId: stack.tenantId, fileId: life.id }
    await stack.db.paymentAssertion.create({
      data: {
        ...common,
        id: crypto.randomUUID(),
        means: 'transfer',
        paidTo: 'creditor',
        origin: 'operator',
        saidOn: toDay('2026-01-05'),
        answerBy: toDay('2026-02-05'),
      },
    })
    await write(life)
    await life.untilDecided('wait')
    await life.forward(14)
    await life.untilDecided('wait')
    expect(await contactsOf(life)).toEqual([SENT])
    expect(await reasonsOf(life)).toEqual(['hold:payment-asserted'])
  })

  it.each(['death', 'insolvency', 'over-indebtedness', 'protected-adult'])(
    'is not sent while the file is held by %s, and goes out once that is lifted',
    async (reason) => {
      const life = await Life.open(stack, BEGINNING)
      const data = { fileId: life.id, reason, placedAt: new Date('2026-01-05T09:00:00Z') }
      const { id } = await stack.db.hold.create({ data: { id: crypto.randomUUID(), ...data } })
      await write(life)
      await life.untilDecided('wait')
      expect(await contactsOf(life)).toEqual([])
      expect(await reasonsOf(life)).toEqual([`hold:${reason}`])
      await stack.db.hold.update({ where: { id }, data: { liftedAt: new Date('2026-01-05T09:00:00Z') } })
      await nudge(life)
      await life.untilDecided('wait')
      expect(await contactsOf(life)).toEqual([SENT])
    },
  )

  it('that cannot be made is tried on three days, then a person is asked; left out, the file goes on', async () => {
    const ill = await joinStack()
    try {
      const text = { id: 'reply', channel: 'email', language: 'fr', version: 1, subject: 'Réponse' } as const
      const body = '{{creditorName}} {{fileReference}} {{supervisor}}\n\n{{replyText}}'
      expect(await publishTemplate(ill.db, ill.tenantId, { ...text, body }, '2026-01-05')).toHaveProperty('published')
      const life = await Life.open(ill, BEGINNING)
      const id = await writeIn(ill, life)
      for (const day of ['2026-01-05', '2026-01-06', '2026-01-07']) {
        await life.untilDecided(day === '2026-01-07' ? 'ask-human' : 'wait')
        expect((await contactsOf(life)).at(-1)).toEqual({ ...SENT, state: 'failed', contactedOn: day })
        if (day !== '2026-01-07') await life.forward(1)
      }
      expect((await life.view()).decision).toMatchObject({ question: 'contact-failing' })
      const command = { kind: 'skip-reminder', key: crypto.randomUUID(), actor: 'test', step: `@reply:${id}` } as const
      await commandFile(life.client, life.id, command)
      await life.untilDecided('wait')
    } finally {
      await ill.close()
    }
  })
})

async function writeIn(other: TestStack, life: Life): Promise<string> {
  const mine = stack
  stack = other
  try {
    return await write(life)
  } finally {
    stack = mine
  }
}

describe('the answer to a dispute', () => {
  it('goes out with what is owed then, and the next letter says what changed', async () => {
    const life = await Life.open(stack, BEGINNING)
    await life.forward(8)
    await life.liveOn()
    expect((await life.acts()).map((act) => act.split(' ')[1])).toEqual(['opening-letter'])
    const { claimId } = await stack.db.fileClaim.findFirstOrThrow({ where: { fileId: life.id } })
    await stack.db.dispute.create({
      data: {
        id: crypto.randomUUID(),
        tenantId: stack.tenantId,
        fileId: life.id,
        claimId,
        reason: 'defective',
        contestedCents: cents(40_00),
        origin: 'page',
        receivedOn: toDay('2026-01-13'),
        answerBy: toDay('2026-02-13'),
        state: 'upheld',
        upheldCents: cents(40_00),
        answer: 'Une chaise était cassée.',
        answeredOn: toDay('2026-01-13'),
      },
    })
    await nudge(life)
    await life.liveOn()
    const [answer] = await stack.db.contact.findMany({ where: { fileId: life.id, stage: 'dispute-answer' }, include: { message: true } })
    expect(answer).toMatchObject({ state: 'sent', channel: 'letter', payBefore: null })
    expect(answer?.message?.body.replaceAll('\u00A0', ' ')).toContain(
      'votre contestation est acceptée : 40,00 € sont retirés de cette facture.',
    )
    expect(answer?.message?.body).toContain('Une chaise était cassée.')
    await life.forward(20)
    await life.liveOn()
    const next = await stack.db.contact.findFirstOrThrow({
      where: { fileId: life.id },
      orderBy: { id: 'desc' },
      include: { message: true },
    })
    expect(next.stage).toBe('amicable')
    expect(next.message?.body.replaceAll('\u00A0', ' ')).toContain(
      'à la suite de votre contestation, 40,00 € ont été retirés de la facture',
    )
  })
})

describe('what words about a plan say', () => {
  it('counts what was paid since it began towards its instalments, in their order', async () => {
    const life = await Life.open(stack, BEGINNING)
    await life.pay(10_00)
    const planId = crypto.randomUUID()
    const plan = { id: planId, tenantId: stack.tenantId, fileId: life.id, proposedBy: 'operator', state: 'active', method: 'by-debtor' }
    const days = { graceDays: 5, cureDays: 15, remindDays: 7, proposedOn: toDay('2026-01-05'), answerBy: toDay('2026-01-20') }
    const sums = { currency: 'EUR', totalCents: 90_00n, baselineCents: 10_00n, actor: 'test', revision: 2 }
    await stack.db.paymentPlan.create({ data: { ...plan, ...days, ...sums } })
    const instalments = [1, 2, 3].map((number) => ({
      planId,
      revision: 2,
      number,
      dueOn: toDay(`2026-0${number + 1}-01`),
      amountCents: 30_00n,
    }))
    await stack.db.planInstalment.createMany({ data: instalments })
    await life.pay(42_00)
    const { facts } = await loadCase(stack.db, life.id)
    const told = (kind: 'plan-reminder' | 'plan-default', number: number) =>
      sideFactsOf(stack.db, { kind, of: `${planId}/2/${number}` }, { fileId: life.id, facts, today: '2026-03-10' })
    expect(await told('plan-default', 2)).toEqual({ kind: 'plan-default', overdueCents: 18_00, dueOn: '2026-03-01', cureBy: '2026-03-25' })
    expect(await told('plan-reminder', 3)).toEqual({
      kind: 'plan-reminder',
      number: 3,
      of: 3,
      dueOn: '2026-04-01',
      instalmentCents: 30_00,
      method: 'by-debtor',
    })
  })
})
