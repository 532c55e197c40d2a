import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutboxPage } from '../../src/contracts/outbox.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { recordInbound } from '../../src/store/inbound.js'
import { lockParty } from '../../src/store/party.js'
import { threadOf, writeReply } from '../../src/store/thread.js'
import { markThreadRead } from '../../src/store/unread.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** A debtor owes 100.00 euros since Friday 2 January 2026; its first letter is due on Monday 12 January. Monday 5 January, ten in the morning. */
const BEGINNING = { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' }

/** A letter on 12 January, then on 27 January a text message, or an e-mail where no text message reaches the debtor. */
const byText: Strategy = {
  name: 'by-text',
  version: 1,
  steps: [
    { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10, payWithinDays: 8, registered: false },
    { id: 'reminder', stage: 'amicable', channels: ['sms', 'email'], afterDays: 25, payWithinDays: 8, registered: false },
  ],
}

let stack: TestStack

beforeAll(async () => {
  stack = await joinStack([byText])
})
afterAll(() => stack.close())

const now = () => new Date()
let numbers = 0
const number = () => `+3361277${String(numbers++).padStart(4, '0')}`
const address = () => `camille-${randomUUID()}@example.org`

const message = (from: string, text: string) =>
  recordInbound(stack.db, { provider: 'test', messageId: randomUUID(), channel: 'sms', from, text }, now())
const readAll = ({ id }: Life) =>
  stack.db.$transaction(async (tx) =>
    markThreadRead(tx, await lockParty(tx, id), id, { tenantId: stack.tenantId, actor: 'Anne', now: now() }),
  )
const reasons = async (life: Life) => ((await life.view()).decision?.because ?? []).map(({ rule }) => rule)
const sent = async (life: Life) =>
  (await life.view()).contacts
    .filter(({ state }) => state === 'sent')
    .map(({ contactedOn, step, channel }) => `${contactedOn} ${step} ${channel}`)

/** A file whose debtor has written on Friday 9 January: it holds until the 16th at most. */
async function written(): Promise<Life> {
  const from = number()
  const life = await Life.open(stack, { ...BEGINNING, debtor: { phones: [from] } })
  await life.forward(4)
  await message(from, 'Je paie bientôt, promis')
  await life.untilTold()
  await life.forward(4)
  await life.untilDecided('wait')
  expect([await life.acts(), await reasons(life)]).toEqual([[], ['hold:unread-message']])
  return life
}

describe('a message that nobody has read', () => {
  it('control: without it the letter goes out on its day', async () => {
    const life = await Life.open(stack, BEGINNING)
    await life.forward(8)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-12 opening-letter'])
  })

  it('holds reminders, and the road goes on as soon as it is read', async () => {
    const life = await written()
    await readAll(life)
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-13 opening-letter'])
  })

  it('holds them for seven days at most: then the road goes on by itself', async () => {
    const life = await written()
    await life.forward(2)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual([])
    await life.forward(1)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(['2026-01-16 opening-letter'])
    expect(await stack.db.inboundMessage.count({ where: { fileId: life.id, readAt: null } })).toBe(1)
  })
})

describe('STOP by text message', () => {
  const reminded = async (stops: boolean) => {
    const from = number()
    const life = await Life.open(stack, { ...BEGINNING, strategy: byText.name, debtor: { phones: [from], emails: [address()] } })
    await life.forward(7)
    await life.liveOn()
    if (stops) await message(from, 'STOP')
    await life.forward(15)
    await life.untilDecided('wait')
    return sent(life)
  }

  it('moves the next step to another channel', async () =>
    expect(await reminded(true)).toEqual(['2026-01-12 opening-letter letter', '2026-01-27 reminder email']))

  it('control: without it that is a text message', async () =>
    expect(await reminded(false)).toEqual(['2026-01-12 opening-letter letter', '2026-01-27 reminder sms']))
})

describe('a reply', () => {
  const act = ({ id: fileId }: Life, key: string) => ({ tenantId: stack.tenantId, fileId, actor: 'Anne', key, now: now() })
  const outbox = async (to: string) => {
    const listed = await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/messages?to=${encodeURIComponent(to)}`)
    return ((await listed.json()) as OutboxPage).messages
  }

  it('goes out once, and the answer to it comes back into its file’s thread', async () => {
    const to = address()
    const life = await Life.open(stack, { ...BEGINNING, debtor: { emails: [to] } })
    const key = randomUUID()
    const id = await writeReply(stack.db, act(life, key), { text: 'Bonjour, votre avoir est enregistré.', channel: 'email' })
    expect(await threadOf(stack.db, life.id)).toMatchObject([{ id, direction: 'out', text: 'Bonjour, votre avoir est enregistré.' }])
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await writeReply(stack.db, act(life, key), { text: 'Bonjour, votre avoir est enregistré.', channel: 'email' })).toBe(id)
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await sent(life)).toEqual(['2026-01-05 @reply email'])
    expect(await threadOf(stack.db, life.id)).toMatchObject([
      { direction: 'out', channel: 'email', text: expect.stringContaining('votre avoir') },
    ])
    const [mail, ...others] = await outbox(to)
    const replyTo = mail?.channel === 'email' ? mail.replyTo : undefined
    const { reference } = await life.view()
    expect([others, replyTo]).toEqual([[], expect.stringMatching(new RegExp(`^reponses\\+${reference}-[a-z2-7]{8}@relance\\.example$`))])
    const answer = { from: 'somebody.else@example.org', to: replyTo, subject: 'Re: Votre avoir', text: 'Merci !' }
    const headers = { 'content-type': 'application/json' }
    const inbox = `${stack.environment.RELANCE_SANDBOX_URL}/sandbox/inbound/email`
    expect((await fetch(inbox, { method: 'POST', headers, body: JSON.stringify(answer) })).status).toBe(202)
    await eventually(async () => expect((await threadOf(stack.db, life.id)).map(({ text }) => text)).toContain('Merci !'))
  })

  it('too long for a text message goes by letter to who has no e-mail', async () => {
    const life = await Life.open(stack, { ...BEGINNING, debtor: { phones: [number()] } })
    await writeReply(stack.db, act(life, randomUUID()), { text: 'Bonjour. '.repeat(60), channel: 'email' })
    await life.untilTold()
    await life.untilDecided('wait')
    expect(await sent(life)).toEqual(['2026-01-05 @reply letter'])
  })
})
