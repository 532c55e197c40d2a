import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerInsolvency } from '../../src/store/insolvency.js'
import { Life } from '../support/life.js'
import { newSiren, TestRegisters } from '../support/registers.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A company owes 1,000.00 euros since 2 January 2026. Its letters go out on 12 and 27 January; the formal notice is due on 16 February, a
 * Monday. The worker of the stack asks the sandbox's gazette before it.
 */
let stack: TestStack
let registers: TestRegisters
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  registers = new TestRegisters(stack)
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

const REMINDED = ['2026-01-12 opening-letter', '2026-01-27 second-letter']

function begin(debtor: { name: string; siren?: string }) {
  const beginning = {
    legalStart: '2026-01-05T09:00:00Z',
    dueDate: '2026-01-02',
    amountCents: 1000_00,
    capacity: 'trader' as const,
    creditor,
  }
  return Life.open(stack, { ...beginning, debtor: { kind: 'company', ...debtor } })
}

/** Lives until the day before the formal notice. */
async function untilReminded(life: Life): Promise<void> {
  for (const days of [8, 15, 18]) {
    await life.forward(days)
    await life.liveOn()
  }
  expect(await life.acts()).toEqual(REMINDED)
}

const holdsOf = async (life: Life) =>
  (await stack.db.hold.findMany({ where: { fileId: life.id, liftedAt: null } })).map(({ reason }) => reason)
const reasonsOf = async (life: Life) => ((await life.view()).decision?.because ?? []).map(({ rule }) => rule)
const noticesOf = (life: Life) => stack.db.insolvencyNotice.findMany({ where: { party: { files: { some: { id: life.id } } } } })

describe('an insolvency that is published the day before a formal notice', () => {
  it('the notice is not sent, the file is held, two months run, and the declaration is prepared', async () => {
    const siren = newSiren()
    const life = await begin({ name: 'Garage Martin', siren })
    await untilReminded(life)
    await registers.publish({ id: `A-${siren}`, dateparution: '2026-02-15', jugement: '2026-02-10', siren, commercant: 'GARAGE MARTIN' })
    await life.forward(3)
    await life.untilDecided('wait')

    expect(await life.acts()).toEqual(REMINDED)
    expect(await holdsOf(life)).toEqual(['insolvency'])
    expect(await reasonsOf(life)).toEqual(['hold:insolvency'])
    const [notice, ...more] = await noticesOf(life)
    expect(more).toEqual([])
    expect(notice).toMatchObject({
      noticeId: `A-${siren}`,
      state: 'confirmed',
      proceeding: 'reorganisation',
      representative: 'Maître Roy',
      declareBy: new Date('2026-04-15'),
      declaredOn: null,
    })
    const events = (await life.view()).events.filter(({ kind }) => kind === 'insolvency-found')
    expect(events.map(({ data }) => data)).toEqual([
      { noticeId: `A-${siren}`, proceeding: 'reorganisation', on: '2026-02-15', state: 'confirmed', declareBy: '2026-04-15' },
    ])
    const papers = await stack.db.storedDocument.findMany({ where: { subject: `file:${life.id}` } })
    expect(papers.map(({ kind, mediaType }) => `${kind} ${mediaType}`)).toEqual(['declaration-of-claim application/pdf'])
  })

  it('its creditor is told once, of what stood on the day before the judgment', async () => {
    const siren = newSiren()
    const life = await begin({ name: 'Garage Petit', siren })
    await untilReminded(life)
    await registers.publish({ id: `A-${siren}`, dateparution: '2026-02-15', jugement: '2026-01-12', siren, commercant: 'GARAGE PETIT' })
    await life.forward(3)
    await life.untilDecided('wait')
    const told = await stack.db.creditorNotice.findMany({ where: { fileId: life.id } })
    // 1,000.00 at 12.15 % (ECB 2.15 + 10) for 9 days, 3 to 11 January: 3.00 (2.9959); and the indemnity of 40.00.
    expect(told.map(({ kind, amountCents, reference }) => `${kind} ${amountCents} ${reference}`)).toEqual([`insolvency 104300 A-${siren}`])
  })
})

describe('a homonym', () => {
  it('lets reminders go, and holds the formal notice until a person has said that it is another', async () => {
    const siren = newSiren()
    const name = `Atelier ${siren.replace(/\d/g, (digit) => 'ABCDEFGHIJ'[Number(digit)] ?? '')}`
    await registers.publish({ id: `H-${siren}`, dateparution: '2026-01-20', siren, commercant: `SARL ${name}` })
    const life = await begin({ name })
    await untilReminded(life)
    await life.forward(3)
    await life.untilDecided('wait')
    expect(await holdsOf(life)).toEqual(['insolvency-to-check'])
    expect(await reasonsOf(life)).toEqual(['hold:insolvency-to-check'])
    const [notice] = await noticesOf(life)
    expect(notice).toMatchObject({ state: 'to-check' })

    await answerInsolvency(stack.db, { tenantId: stack.tenantId, id: notice?.id ?? '', actor: 'Alice' }, 'other', new Date())
    await life.untilTold()
    await life.liveOn()
    expect(await holdsOf(life)).toEqual([])
    expect(await life.acts()).toEqual([...REMINDED, '2026-02-18 formal-notice'])
    expect(await stack.db.storedDocument.count({ where: { subject: `file:${life.id}` } })).toBe(0)
  })
})

describe('a gazette that does not answer', () => {
  it('the formal notice waits a day, says why, and goes once it has answered', async () => {
    const siren = newSiren()
    const life = await begin({ name: 'Garage Durand', siren })
    await untilReminded(life)
    await registers.away(siren, true)
    await life.forward(3)
    await life.untilDecided('wait')
    expect(await life.acts()).toEqual(REMINDED)
    expect(await reasonsOf(life)).toEqual(['hold:register-unavailable'])
    await registers.away(siren, false)
    await life.forward(1)
    await life.liveOn()
    expect(await life.acts()).toEqual([...REMINDED, '2026-02-19 formal-notice'])
    expect(await holdsOf(life)).toEqual([])
  })
})

describe('a company that no notice is about', () => {
  it('has its formal notice on its day', async () => {
    const life = await begin({ name: 'Garage Sain', siren: newSiren() })
    await untilReminded(life)
    await life.forward(3)
    await life.liveOn()
    expect(await life.acts()).toEqual([...REMINDED, '2026-02-16 formal-notice'])
    expect(await holdsOf(life)).toEqual([])
  })
})
