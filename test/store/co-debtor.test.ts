import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CoDebtorBody } from '../../src/contracts/co-debtor.js'
import type { FileView } from '../../src/contracts/debt-file.js'
import type { OperatorCommand } from '../../src/domain/command.js'
import { DomainError } from '../../src/domain/errors.js'
import { cents } from '../../src/domain/money.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { answerAcknowledgement } from '../../src/store/acknowledgement.js'
import { carryOutCommand } from '../../src/store/command.js'
import { releaseContact, reserveContact } from '../../src/store/contact.js'
import { recordDecision } from '../../src/store/decision.js'
import { viewFile } from '../../src/store/file-view.js'
import { openCoDebtor } from '../../src/store/open-co-debtor.js'
import { recordPayment, reversePayment } from '../../src/store/payment.js'
import { setRate } from '../../src/store/rate.js'
import { writeContact } from '../api/rows.js'
import { ByHand } from '../support/by-hand.js'
import { eventually } from '../support/eventually.js'
import { Life } from '../support/life.js'
import { addCreditor, joinStack, type TestStack, threeLetters } from '../support/stack.js'

const PARIS = { lines: ['2 rue du Test'], postcode: '75002', city: 'Paris' }
const WORDS = { subject: null, body: 'a letter', pdfSha256: null, pages: 1 }
const WEEK_MS = 7 * 86_400_000

/** Its opening letter falls due on 19 January 2026 for what was due on the 2nd. */
const later: Strategy = {
  ...threeLetters,
  name: 'later',
  steps: threeLetters.steps.map((step) => ({ ...step, afterDays: step.afterDays + 7 })),
}
const withoutOpening: Strategy = { ...threeLetters, name: 'no-opening', steps: threeLetters.steps.slice(1) }

describe('a claim that two owe', () => {
  let stack: TestStack

  beforeAll(async () => {
    stack = await joinStack([later, withoutOpening])
  })
  afterAll(() => stack.close())

  const body = (more: object = {}): CoDebtorBody =>
    CoDebtorBody.parse({ debtor: { name: 'Anne Test', addresses: [PARIS] }, liability: 'co-debtor', ...more })
  const opening = (fileId: string, key: string = randomUUID()) => ({
    tenantId: stack.tenantId,
    fileId,
    actor: 'test',
    key,
    now: new Date(),
  })
  const open = (fileId: string, more: object = {}, key?: string) => openCoDebtor(stack.db, opening(fileId, key), body(more))
  const view = (id: string): Promise<FileView> => viewFile(stack.db, stack.tenantId, id, new Date())
  const refusal = async (refused: Promise<unknown>) => {
    const error: unknown = await refused.then(
      () => null,
      (thrown) => thrown,
    )
    return error instanceof DomainError ? error.code : error
  }
  const claimOf = async (id: string) => (await view(id)).claims[0]?.reference ?? ''
  const factOf = (fileId: string) => ({ tenantId: stack.tenantId, fileId, actor: 'test', reference: randomUUID(), now: new Date() })
  const pay = (fileId: string, amount: number, reference: string = randomUUID()) =>
    recordPayment(stack.db, { ...factOf(fileId), reference }, { cents: cents(amount), currency: 'EUR' })
  const command = (fileId: string, what: object) =>
    carryOutCommand(
      stack.db,
      fileId,
      { key: randomUUID(), actor: 'test', ...what } as OperatorCommand,
      new Date('2026-02-12T09:00:00Z'),
      new Date(),
    )
  /** Adds a claim of 50 euros that the file's own debtor alone owes. @returns its number */
  async function addClaim(fileId: string): Promise<string> {
    const reference = randomUUID()
    const body = { reference, amountCents: 50_00, currency: 'EUR', dueDate: '2026-01-02', capacity: 'consumer' }
    const { id: stagedId } = await stack.db.stagedInput.create({ data: { id: randomUUID(), tenantId: stack.tenantId, body } })
    expect(await command(fileId, { kind: 'add-claim', stagedId })).toBeNull()
    return reference
  }
  const events = async (id: string, kind: string) => (await view(id)).events.filter((event) => event.kind === kind).map(({ data }) => data)
  const words = async (fileId: string, fact: string) => stack.db.outbox.count({ where: { fileId, fact } })

  /** A consumer's debt of 100 euros, due on 2 January 2026 and looked at on 12 February. */
  const begin = async (more: Partial<Parameters<typeof Life.open>[1]> = {}) =>
    (await Life.open(stack, { legalStart: '2026-02-12T09:00:00Z', dueDate: '2026-01-02', capacity: 'consumer', ...more })).id
  async function two(more: Partial<Parameters<typeof Life.open>[1]> = {}): Promise<[string, string]> {
    const a = await begin(more)
    return [a, (await open(a)).id]
  }

  describe('is shared', () => {
    it('by a file of its own: same claims, creditor and day, another reference, key and debtor', async () => {
      const [a, b] = await two()
      const [one, other] = [await view(a), await view(b)]
      expect(other).toMatchObject({ liability: 'co-debtor', status: 'open', balanceCents: 100_00, creditor: one.creditor })
      expect(other.claims.map(({ reference }) => reference)).toEqual(one.claims.map(({ reference }) => reference))
      expect([other.reference, other.paymentKey, other.creditorReference]).not.toEqual([
        one.reference,
        one.paymentKey,
        one.creditorReference,
      ])
      expect(other.debtor.name).toBe('Anne Test')
      expect(other.legalNow.slice(0, 10)).toBe(one.legalNow.slice(0, 10))
      expect(await events(b, 'opened')).toEqual([
        expect.objectContaining({ balanceCents: 100_00, claims: 1, liability: 'co-debtor', through: one.reference }),
      ])
    })

    it('and each names the other by its reference alone', async () => {
      const [a, b] = await two()
      const [one, other] = [await view(a), await view(b)]
      const claims = [await claimOf(a)]
      expect(one.sharedWith).toEqual([{ reference: other.reference, liability: 'co-debtor', claims }])
      expect(other.sharedWith).toEqual([{ reference: one.reference, liability: 'debtor', claims }])
      expect(await events(a, 'co-debtor-added')).toEqual([{ file: other.reference, liability: 'co-debtor', claims }])
      expect(JSON.stringify(one)).not.toContain('Anne')
      expect(JSON.stringify(other)).not.toContain('Camille')
    })

    it('once for a key, and by nobody twice', async () => {
      const a = await begin()
      const debtor = { name: 'Anne Test', customerReference: randomUUID(), addresses: [PARIS] }
      const key = randomUUID()
      const first = await open(a, { debtor }, key)
      expect(await open(a, { debtor }, key)).toEqual({ id: first.id, replayed: true })
      expect(await refusal(open(a, { debtor, strategy: 'later' }, key))).toBe('key-reused')
      expect(await refusal(open(a, { debtor }))).toBe('co-debtor-duplicate')
    })

    it('as far as is said, and no further', async () => {
      const a = await begin()
      expect(await refusal(open(a, { claims: ['nothing'] }))).toBe('claim-unknown')
      expect(await refusal(open(randomUUID()))).toBe('file-unknown')
      expect(await refusal(open(a, { strategy: 'no-opening' }))).toBe('strategy-lacks-notice')
      expect(await refusal(open(a, { debtor: { name: 'Anne', addresses: [{ ...PARIS, country: 'BE' }] } }))).toBe('liability-other-law')
      const early = await begin({ dueDate: '2026-02-12' })
      expect(await refusal(open(early, { liability: 'guarantor' }))).toBe('guarantee-not-due')
      expect((await view((await open(a, { liability: 'guarantor' })).id)).liability).toBe('guarantor')
      const first = await claimOf(a)
      await addClaim(a) // so that the file stays open
      await recordPayment(stack.db, factOf(a), { cents: cents(100_00), currency: 'EUR' }, { claims: [first] })
      expect(await refusal(open(a, { claims: [first] }))).toBe('claim-settled')
    })

    it('not where default works against one debtor alone, unless it guarantees (BGB § 425 II)', async () => {
      const berlin = { lines: ['Teststraße 1'], postcode: '10115', city: 'Berlin', country: 'DE' }
      const a = await begin({ debtor: { addresses: [berlin] } })
      const debtor = { name: 'Anne Test', addresses: [berlin] }
      expect(await refusal(open(a, { debtor }))).toBe('liability-not-shared')
      expect((await open(a, { debtor, liability: 'guarantor' })).replayed).toBe(false)
    })
  })

  describe('has one history of money', () => {
    it('a payment by one is told to both, and both close; a chargeback opens both again', async () => {
      const [a, b] = await two()
      await pay(b, 100_00, 'VIR-1')
      for (const id of [a, b]) await eventually(async () => expect((await view(id)).status).toBe('closed'))
      expect(await events(a, 'payment-recorded')).toEqual([
        { reference: 'VIR-1', amountCents: 100_00, on: '2026-02-12', through: (await view(b)).reference },
      ])
      expect(await events(b, 'payment-recorded')).toEqual([{ reference: 'VIR-1', amountCents: 100_00, on: '2026-02-12' }])
      const fact = { tenantId: stack.tenantId, actor: 'test', reference: 'VIR-1', now: new Date() }
      expect(await refusal(reversePayment(stack.db, { ...fact, fileId: a }))).toBe('payment-unknown')
      await reversePayment(stack.db, { ...fact, fileId: b })
      for (const id of [a, b]) {
        await eventually(async () => expect((await view(id)).status).toBe('open'))
        expect((await view(id)).balanceCents).toBe(100_00)
      }
    })

    it('what a letter stated to one closes it for both, whoever pays that; without the letter the interest is owed', async () => {
      const trade = { capacity: 'professional' as const }
      const [[a, b], [c, d]] = [await two(trade), await two(trade)]
      const stated = { stepId: 'earlier', actId: 'earlier', contactedOn: new Date('2026-02-01'), payBefore: new Date('2026-02-20') }
      const id = await writeContact(stack, b, { ...stated, amountCents: 141_00 }) // with 30 days of interest, of 41 until today
      const { claimId } = await stack.db.fileClaim.findFirstOrThrow({ where: { fileId: b } })
      await stack.db.contactClaim.create({ data: { contactId: id, claimId } })
      for (const paying of [a, c]) await pay(paying, 141_00)
      expect([(await view(a)).balanceCents, (await view(b)).balanceCents]).toEqual([0, 0])
      expect([(await view(c)).balanceCents, (await view(d)).balanceCents]).toEqual([36, 36])
    })

    it('two payments of one reference are two payments', async () => {
      const [a, b] = await two()
      await pay(a, 40_00, 'VIR-1')
      expect(await refusal(pay(b, 40_00, 'VIR-1'))).toBe('payment-duplicate')
      await pay(b, 40_00, 'VIR-2')
      expect([(await view(a)).balanceCents, (await view(b)).balanceCents]).toEqual([20_00, 20_00])
    })

    it('who does not owe a claim learns nothing of it', async () => {
      const creditor = await addCreditor(stack)
      const a = await begin({ creditor })
      const { id: b } = await open(a)
      const own = await addClaim(a)
      expect((await view(b)).claims).toHaveLength(1)
      expect(await command(a, { kind: 'credit-note', claim: own, reference: 'AV-1', amountCents: 10_00 })).toBeNull()
      await recordPayment(
        stack.db,
        { tenantId: stack.tenantId, fileId: a, actor: 'test', reference: 'VIR-9', now: new Date() },
        { cents: cents(40_00), currency: 'EUR' },
        { claims: [own] },
      )
      expect((await view(b)).events.map(({ kind }) => kind)).not.toEqual(expect.arrayContaining(['payment-recorded']))
      expect(await events(b, 'credit-note')).toEqual([])
      expect([(await view(a)).balanceCents, (await view(b)).balanceCents]).toEqual([100_00, 100_00])
    })

    it.each([
      ['credit-note', { kind: 'credit-note', reference: 'AV-1', amountCents: 25_00 }, 75_00],
      ['cost-added', { kind: 'add-cost', reference: 'SIG-1', amountCents: 30_00, basis: 'title' }, 130_00],
      ['written-off', { kind: 'write-off' }, 0],
      ['claim-withdrawn', { kind: 'withdraw-claim' }, 0],
      ['remitted', { kind: 'remit', reference: 'REM-1', amountCents: 10_00 }, 90_00],
    ] as const)('%s reaches both', async (kind, what, left) => {
      const [a, b] = await two()
      const claim = await claimOf(a)
      expect(await command(b, { claim, ...what })).toBeNull()
      const told = await events(a, kind)
      expect(told).toEqual([expect.objectContaining({ through: (await view(b)).reference })])
      expect(await events(b, kind)).toHaveLength(1)
      expect(await words(a, kind)).toBe(1)
      expect([(await view(a)).balanceCents, (await view(b)).balanceCents]).toEqual([left, left])
    })

    it('an act interrupts its limitation for both; one against a guarantor moves nothing', async () => {
      const [a, b] = await two()
      const { id: c } = await open(a, { liability: 'guarantor', debtor: { name: 'Bruno Test', addresses: [PARIS] } })
      const act = {
        kind: 'record-act',
        claim: await claimOf(a),
        act: 'acknowledgement',
        on: '2026-02-01',
        until: null,
        reference: 'L-1',
        proofSha256: '0'.repeat(64),
      }
      expect(await command(c, act)).toBe('act-moves-nothing')
      expect(await command(b, act)).toBeNull()
      for (const id of [a, b, c]) expect(await events(id, 'act-recorded')).toHaveLength(1)
      const lastDays = await Promise.all([a, b, c].map(async (id) => (await view(id)).claims[0]?.limitation.lastDay))
      expect(lastDays).toEqual(['2028-02-01', '2028-02-01', '2028-02-01'])
    })

    it('what a person says of a part payment reaches both', async () => {
      const [a, b] = await two()
      await pay(b, 40_00, 'VIR-1')
      const answer = { tenantId: stack.tenantId, fileId: b, actor: 'test', claim: await claimOf(a), reference: 'VIR-1', accepted: true }
      await answerAcknowledgement(stack.db, { ...answer, now: new Date() })
      expect(await events(a, 'acknowledgement-answered')).toHaveLength(1)
      expect(await events(a, 'act-recorded')).toHaveLength(1)
    })

    it('a rate that is entered late corrects it once', async () => {
      const [a, b] = await two({ legalStart: '2027-08-02T09:00:00Z', dueDate: '2027-07-01', capacity: 'professional' })
      await pay(a, 30_00)
      const rate = {
        tenantId: stack.tenantId,
        actor: 'test',
        country: 'FR',
        kind: 'ecb-refi',
        from: '2027-07-01',
        ppm: 30_000,
        source: 'test',
      } as const
      await setRate(stack.db, rate)
      const claim = await stack.db.claim.findFirstOrThrow({ where: { files: { some: { fileId: a } } }, include: { entries: true } })
      const corrections = claim.entries.filter(({ reference }) => reference.startsWith('rate:'))
      expect(corrections.filter(({ kind }) => kind === 'interest')).toHaveLength(1)
      expect((await view(a)).totals).toEqual((await view(b)).totals)
    })
  })

  it('bears interest from the day of the notice to one, on either file, and the other is owed its own notice', async () => {
    const [a, b] = await two()
    const before = (await view(b)).totals.interestCents
    const contact = { stage: 'formal-notice' as const, stepId: 'formal-notice', actId: 'formal-notice', amountCents: 100_00 }
    const id = await writeContact(stack, a, {
      ...contact,
      postedOn: new Date('2026-01-15'),
      outcomeOn: new Date('2026-01-16'),
      delivery: 'delivered',
    })
    const { claimId } = await stack.db.fileClaim.findFirstOrThrow({ where: { fileId: a } })
    await stack.db.contactClaim.create({ data: { contactId: id, claimId } })
    const [one, other] = [await view(a), await view(b)]
    expect(before).toBe(0)
    expect(one.claims[0]?.interestLines[0]?.from).toBe('2026-01-17')
    expect(other.claims[0]?.interestLines).toEqual(one.claims[0]?.interestLines)
    expect([one.stage, other.stage]).toEqual(['formal-notice', null])
  })

  describe('is never asked for after the money', () => {
    let late = 0
    let released = 0

    /** Two by the machine's own clock: the first's act and the other's opening letter are both due, on 19 January 2026. */
    async function due(): Promise<{ a: ByHand; b: string }> {
      const a = await ByHand.open(stack, { channels: ['sms'], debtor: { phones: ['+33612345678'] }, realClock: true })
      const { id: b } = await open(a.id, { strategy: 'later' })
      await eventually(async () => expect(await stack.db.outbox.count({ where: { fileId: b, toldAt: null } })).toBe(0))
      await stack.db.debtFile.updateMany({ where: { id: { in: [a.id, b] } }, data: { legalOffsetMs: { increment: WEEK_MS } } })
      return { a, b }
    }
    const release = async (b: string) => {
      const reserved = await reserveContact(stack.db, b, 'opening-letter', new Date())
      return reserved && (() => releaseContact(stack.db, b, reserved, WORDS, () => new Date()))
    }

    it('that another paid while its letter was about to go', async () => {
      const { a, b } = await due()
      const go = await release(b)
      await a.pay()
      expect(await go?.()).toBe(false)
    })

    it('control: without the payment the letter goes', async () => {
      const { b } = await due()
      expect(await (await release(b))?.()).toBe(true)
    })

    it('whoever comes first: no letter is released once the payment is there', async () => {
      for (let round = 0; round < 8; round++) {
        const { a, b } = await due()
        const go = await release(b)
        expect(go).not.toBeNull()
        let paidAt = Number.POSITIVE_INFINITY
        const paid = a.pay().then(() => {
          paidAt = Date.now()
        })
        await Promise.all([paid, go?.()])
        const contact = await stack.db.contact.findFirstOrThrow({ where: { fileId: b } })
        if (contact.releasedAt === null) continue
        released++
        if (contact.releasedAt.getTime() > paidAt) late++
      }
      process.stderr.write(`never after a co-debtor's money: ${JSON.stringify({ released, late })}\n`)
      expect(late).toBe(0)
    })
  })

  it('is paid by both at the same moment, from both files, amid all else, and nobody waits for the other for ever', async () => {
    for (let round = 0; round < 6; round++) {
      const [a, b] = await two()
      const claim = await claimOf(a)
      const at = new Date('2026-02-12T09:00:00Z')
      const outcomes = await Promise.allSettled([
        pay(a, 30_00),
        pay(b, 30_00),
        command(a, { kind: 'credit-note', claim, reference: 'AV-1', amountCents: 10_00 }),
        command(b, { kind: 'add-cost', claim, reference: 'SIG-1', amountCents: 5_00, basis: 'title' }),
        recordDecision(stack.db, { fileId: a, at, key: 'test/1', toldThrough: 0, now: new Date() }),
        recordDecision(stack.db, { fileId: b, at, key: 'test/1', toldThrough: 0, now: new Date() }),
        open(a, { debtor: { name: 'Bruno Test', addresses: [PARIS] } }),
      ])
      expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
      expect([(await view(a)).balanceCents, (await view(b)).balanceCents]).toEqual([35_00, 35_00])
    }
  })
})
