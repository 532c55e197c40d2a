import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { cents } from '../../src/domain/money.js'
import { openDispute } from '../../src/store/dispute.js'
import { answerDispute, type DisputeAnswer, withdrawDispute } from '../../src/store/dispute-answer.js'
import { openFile } from '../../src/store/open-file.js'
import { recordPayment } from '../../src/store/payment.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack } from '../support/stack.js'

/**
 * A trader owes invoices that fell due on Friday 2 January 2026, at 12.15 percent and 40.00 euros each. The opening letter goes out on Monday
 * 12 January, the second one on Tuesday 27 January, the formal notice on Monday 16 February. Interest runs from 3 January on, the day of a
 * letter included.
 */
const DUE = '2026-01-02'

/** Interest of some days on a principal, to the cent. */
const interest = (principal: number, days: number) => Math.round((principal * days * 1215) / (365 * 10_000))
const invoice = (principal: number, days: number) => principal + interest(principal, days) + 40_00

let stack: TestStack
let creditor: string

beforeAll(async () => {
  stack = await joinStack()
  creditor = await addCreditor(stack)
})
afterAll(() => stack.close())

/** The names of invoices are unique for their creditor: a test's own begin with a mark of its own. */
async function open(amounts: Record<string, number>) {
  const mark = randomUUID().slice(0, 8)
  const name = (short: string) => `${short}-${mark}`
  const claims = Object.entries(amounts).map(([short, amountCents]) => ({
    reference: name(short),
    amountCents,
    dueDate: DUE,
    currency: 'EUR' as const,
    capacity: 'trader' as const,
  }))
  const address = { lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: { kind: 'company', name: 'Garage Test', addresses: [address] },
    claims,
    strategy: 'three-letters',
  })
  const now = new Date()
  const opening = { tenantId: stack.tenantId, actor: 'test', key: randomUUID(), legalStart: new Date('2026-01-05T09:00:00Z'), now }
  const { id } = await openFile(stack.db, { ...opening, clock: 'real' }, input)
  return new Contested(Life.of(stack, id), name)
}

/** A file whose debtor contests. */
class Contested {
  constructor(
    readonly life: Life,
    readonly name: (short: string) => string,
  ) {}

  private act(actor: string) {
    return { tenantId: stack.tenantId, fileId: this.life.id, actor, key: randomUUID(), now: new Date() }
  }

  contest(short: string, contestedCents: number | null = null): Promise<string> {
    const said = { reason: 'defective' as const, words: 'Broken.', documents: [], origin: 'page' as const }
    return openDispute(stack.db, this.act('debtor'), { claim: this.name(short), contestedCents, ...said })
  }

  answer(id: string, answer: DisputeAnswer): Promise<void> {
    return answerDispute(stack.db, this.act('test'), id, answer)
  }

  withdraw(id: string): Promise<void> {
    return withdrawDispute(stack.db, this.act('debtor'), id)
  }

  async pay(amountCents: number): Promise<void> {
    await recordPayment(stack.db, { ...this.act('test'), reference: randomUUID() }, { cents: cents(amountCents), currency: 'EUR' })
  }

  /** Acts that went out: `2026-01-12 opening-letter A B C 2300.00`. */
  async asked(): Promise<string[]> {
    const contacts = await stack.db.contact.findMany({
      where: { fileId: this.life.id, state: 'sent' },
      include: { claims: { include: { claim: { select: { reference: true } } } } },
      orderBy: { id: 'asc' },
    })
    return contacts.map(({ contactedOn, actId, claims, amountCents }) => {
      const names = claims.map(({ claim }) => claim.reference.slice(0, 1)).sort()
      const act = actId.startsWith('@') ? actId.split(':')[0] : actId
      return [contactedOn?.toISOString().slice(0, 10), act, ...names, (Number(amountCents) / 100).toFixed(2)].join(' ')
    })
  }

  async words(act: string): Promise<string> {
    const contact = await stack.db.contact.findFirstOrThrow({
      where: { fileId: this.life.id, state: 'sent', actId: { startsWith: act } },
      include: { message: true },
      orderBy: { id: 'desc' },
    })
    return (contact.message?.body ?? '').replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/\s+/g, ' ')
  }

  /** Days go by, and letters are posted. */
  async goOn(days: number): Promise<void> {
    await this.life.forward(days)
    await this.life.liveOn()
  }

  async toldCreditor(): Promise<string[]> {
    const notices = await stack.db.creditorNotice.findMany({ where: { fileId: this.life.id, kind: 'dispute' }, orderBy: { id: 'asc' } })
    return notices.map(({ reason, amountCents, happenedOn }) => `${happenedOn.toISOString().slice(0, 10)} ${reason} ${amountCents}`)
  }
}

const euros = (amount: number) => (amount / 100).toFixed(2)

describe('of three invoices one is contested', () => {
  let file: Contested
  let dispute: string

  beforeAll(async () => {
    file = await open({ A: 1_000_00, B: 500_00, C: 800_00 })
    await file.goOn(8)
  })

  it('all three are in the first letter', async () => {
    const sum = invoice(1_000_00, 10) + invoice(500_00, 10) + invoice(800_00, 10)
    expect(await file.asked()).toEqual([`2026-01-12 opening-letter A B C ${euros(sum)}`])
  })

  it('the other two go on: the next letter names them alone, with their sums', async () => {
    await file.goOn(7)
    dispute = await file.contest('B')
    const view = await file.life.view()
    const sums = invoice(1_000_00, 18) + invoice(800_00, 18)
    expect(view).toMatchObject({ balanceCents: sums + invoice(500_00, 18), askedCents: sums, status: 'open' })
    expect(view.claims.map(({ contestedCents }) => contestedCents)).toEqual([0, 500_00, 0])
    await file.goOn(8)
    const asked = invoice(1_000_00, 25) + invoice(800_00, 25)
    expect((await file.asked()).slice(1)).toEqual([`2026-01-27 second-letter A C ${euros(asked)}`])
    expect(await file.words('second-letter')).not.toContain(file.name('B'))
  })

  it('upheld in part: the answer is sent, and the letter that follows has the right sums and says what changed', async () => {
    await file.goOn(2)
    await file.answer(dispute, { outcome: 'partly-upheld', upheldCents: 200_00, reason: 'Two of five were broken.' })
    await file.goOn(5)
    const answered = invoice(1_000_00, 28) + invoice(300_00, 28) + invoice(800_00, 28)
    expect((await file.asked()).slice(2)).toEqual([`2026-01-30 @dispute-answer A B C ${euros(answered)}`])
    const answer = await file.words('@dispute-answer')
    expect(answer).toContain(`Vous avez contesté la facture ${file.name('B')}.`)
    expect(answer).toContain('acceptée en partie : 200,00 € sont retirés')
    expect(answer).toContain('Two of five were broken.')

    await file.goOn(13)
    const asked = invoice(1_000_00, 45) + invoice(300_00, 45) + invoice(800_00, 45)
    expect(asked).toBe(2_100_00 + 120_00 + 14_98 + 4_49 + 11_98)
    expect((await file.asked()).slice(3)).toEqual([`2026-02-16 formal-notice A B C ${euros(asked)}`])
    expect(await file.words('formal-notice')).toContain(
      `à la suite de votre contestation, 200,00 € ont été retirés de la facture ${file.name('B')} le 30 janvier 2026`,
    )
  })

  it('the creditor is told of it, and of what was taken off', async () => {
    expect(await file.toldCreditor()).toEqual(['2026-01-20 opened 50000', '2026-01-30 partly-upheld 20000'])
  })
})

describe('all that is owed is contested', () => {
  it('nobody is asked, however long it takes; the creditor is reminded once; what is rejected is asked for again', async () => {
    const file = await open({ A: 1_000_00 })
    const dispute = await file.contest('A')
    await file.goOn(60)
    expect(await file.asked()).toEqual([])
    expect((await file.life.view()).decision).toMatchObject({ do: 'wait', because: [{ rule: 'hold:dispute' }] })
    expect(await file.toldCreditor()).toEqual(['2026-01-05 opened 100000', '2026-02-05 late 100000'])

    await file.answer(dispute, { outcome: 'rejected', reason: 'The carrier’s note says otherwise.' })
    await file.goOn(3)
    expect((await file.asked()).map((act) => act.split(' ').slice(1, 3).join(' '))).toEqual(['@dispute-answer A', 'opening-letter A'])
    expect(await file.words('@dispute-answer')).toContain('rien n’est retiré')
  })

  it('what is upheld falls with all that it bears, and closes the file', async () => {
    const file = await open({ A: 1_000_00 })
    await file.goOn(8)
    await file.pay(100_00)
    const dispute = await file.contest('A')
    await file.answer(dispute, { outcome: 'upheld', reason: 'It never came.' })
    await file.life.untilDecided('close')
    expect(await file.life.view()).toMatchObject({ status: 'closed', balanceCents: 0 })
    expect((await file.asked()).length).toBe(1)
  })

  it('a dispute that is withdrawn asks for it again, without an answer', async () => {
    const file = await open({ A: 1_000_00 })
    const dispute = await file.contest('A')
    await file.goOn(10)
    await file.withdraw(dispute)
    await file.goOn(1)
    expect((await file.asked()).map((act) => act.split(' ').slice(1, 3).join(' '))).toEqual(['opening-letter A'])
  })
})

describe('what a letter asked is paid while the rest is contested', () => {
  it('nothing of what is contested is paid or let go by it; rejected, it is asked for with all that it bears', async () => {
    const file = await open({ A: 1_000_00, B: 500_00 })
    const dispute = await file.contest('B', 200_00)
    await file.goOn(8)
    const asked = invoice(1_000_00, 10) + invoice(300_00, 10)
    expect(await file.asked()).toEqual([`2026-01-12 opening-letter A B ${euros(asked)}`])
    const words = await file.words('opening-letter')
    expect(words).toContain(`Vous contestez 200,00 € de la facture ${file.name('B')}`)

    await file.goOn(3)
    await file.pay(asked)
    await file.life.untilDecided('wait')
    const view = await file.life.view()
    expect(view).toMatchObject({ status: 'open', askedCents: 0, balanceCents: 200_00 + interest(200_00, 14) })
    await file.goOn(40)
    expect(await file.asked()).toHaveLength(1)

    await file.answer(dispute, { outcome: 'rejected', reason: 'It was as ordered.' })
    await file.goOn(1)
    // The payment of 16 January has gone to interest first, also to that of what was contested: it runs on what is left then.
    const left = 200_00 + interest(200_00, 14)
    expect((await file.asked()).slice(1)).toEqual([
      `2026-02-25 @dispute-answer B ${euros(left + interest(left, 40))}`,
      `2026-02-26 second-letter B ${euros(left + interest(left, 41))}`,
    ])
  })
})

describe('what asked for too much', () => {
  it('a letter that lies printed is recalled, and goes out again without what is contested', async () => {
    const file = await open({ A: 1_000_00, B: 500_00 })
    await file.life.forward(8)
    await file.life.untilDecided('wait')
    expect(await file.asked()).toHaveLength(1)
    await file.contest('B')
    await file.life.untilDecided('wait')
    await file.goOn(1)
    const contacts = await stack.db.contact.findMany({ where: { fileId: file.life.id }, orderBy: { id: 'asc' } })
    expect(contacts.map(({ state, failureCode }) => [state, failureCode])).toEqual([
      ['failed', 'recalled'],
      ['sent', null],
    ])
    expect((await file.asked()).map((act) => act.split(' ').slice(1, 3).join(' '))).toEqual(['opening-letter A'])
  })

  it('a formal notice is given anew, a reminder is not', async () => {
    const file = await open({ A: 1_000_00, B: 500_00 })
    for (const days of [8, 15, 20]) await file.goOn(days)
    const dispute = await file.contest('B', 300_00)
    await file.goOn(2)
    await file.answer(dispute, { outcome: 'upheld', reason: 'You are right.' })
    for (const days of [1, 10, 10]) await file.goOn(days)
    expect((await file.asked()).map((act) => act.split(' ').slice(1, -1).join(' '))).toEqual([
      'opening-letter A B',
      'second-letter A B',
      'formal-notice A B',
      '@dispute-answer A B',
      'formal-notice#2 B',
    ])
  })
})
