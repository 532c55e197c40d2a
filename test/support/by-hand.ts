import assert from 'node:assert/strict'
import { createActivities } from '../../activities/activities.js'
import type { NextAct, SendOutcome } from '../../activities/contract.js'
import { OpenFileBody, type OpenFileInput } from '../../src/contracts/debt-file.js'
import type { Channel } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Stage } from '../../src/domain/stage.js'
import type { Contact } from '../../src/generated/prisma/client.js'
import type { Whereabouts } from '../../src/providers/act.js'
import { type Reserved, releaseContact, reserveContact } from '../../src/store/contact.js'
import { addMandate } from '../../src/store/mandate.js'
import { openFile } from '../../src/store/open-file.js'
import { addOrganisation } from '../../src/store/organisation.js'
import { recordPayment } from '../../src/store/payment.js'
import { publishStrategy } from '../../src/store/tenant.js'
import { eventually } from './eventually.js'
import type { TestStack } from './stack.js'

const ADDRESS = { lines: ['1 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' }
const WORDS = { subject: null, body: 'a reminder', pdfSha256: null, pages: 1 }
const AMOUNT = cents(100_00)
const COST_MICROS = 75_000
const LEASE_AND_A_SECOND_MS = 61_000
const SEVEN_DAYS_MS = 7 * 86_400_000

interface Begun {
  /** Stage and channels of the one act that the file has to do. */
  stage?: Stage
  channels: Channel[]
  registered?: boolean
  debtor?: Partial<OpenFileInput['debtor']>
  /** Instants are the machine's own, to be held against one another; without it the test says what time it is. */
  realClock?: boolean
}

/**
 * A file that is lived by hand, decision by decision and call by call, with providers that answer as the test wants. Its
 * own workflow sleeps meanwhile. Its one act is due on a weekday at 10:00 in Paris: on Thursday 12 January 2096, or with
 * the machine's clock on Monday 12 January 2026.
 */
export class ByHand {
  private static opened = 0
  private decisions = 0
  private lastActId = 'act'

  private constructor(
    private readonly stack: TestStack,
    readonly id: string,
    private clock: Date | null,
  ) {}

  static async open(stack: TestStack, begun: Begun): Promise<ByHand> {
    const { stage = 'amicable', channels, registered = false, debtor, realClock = false } = begun
    const serial = ByHand.opened++
    const year = realClock ? '2026' : '2096'
    const legalStart = new Date(`${year}-01-05T09:00:00Z`)
    const [strategy, creditor] = [`by-hand-${serial}`, `by-hand-${crypto.randomUUID()}`]
    const opening = {
      id: 'opening-letter',
      stage: 'opening',
      channels: ['letter'],
      afterDays: 0,
      payWithinDays: 8,
      registered: false,
    } as const
    const act = { id: 'act', stage, channels, afterDays: 10, payWithinDays: 8, registered }
    await publishStrategy(stack.db, stack.tenantId, { name: strategy, version: 1, steps: [opening, act] })
    await addOrganisation(stack.db, stack.tenantId, { kind: 'creditor', reference: creditor, name: 'Mobilier Dumas', address: ADDRESS })
    const mandate = { reference: 'M-1', validFrom: '2020-01-01', validUntil: null, scope: 'judicial' } as const
    await addMandate(stack.db, stack.tenantId, creditor, { ...mandate, toleranceCents: 0, longestPlanMonths: 0, mostRemissionPercent: 0 })
    const { legalStart: _, ...input } = OpenFileBody.parse({
      creditor,
      debtor: { name: 'Camille Test', addresses: [ADDRESS], ...debtor },
      claims: [
        {
          reference: crypto.randomUUID(),
          amountCents: AMOUNT,
          currency: 'EUR',
          dueDate: `${year}-01-02`,
          notices: [{ kind: 'opening', on: `${year}-01-03`, reference: 'EARLIER-1' }],
        },
      ],
      strategy,
    })
    const now = realClock ? new Date() : legalStart
    const how = { tenantId: stack.tenantId, actor: 'test', key: crypto.randomUUID(), legalStart, now, clock: 'real' as const }
    const { id } = await openFile(stack.db, how, input)
    if (realClock) await letItBeDue(stack, id)
    return new ByHand(stack, id, realClock ? null : new Date(`${year}-01-12T09:00:00Z`))
  }

  now(): Date {
    return this.clock ?? new Date()
  }

  /** Legal time of the file, where it is the test that says it. */
  at(instant: string): void {
    this.clock = new Date(instant)
  }

  private async legalNow(): Promise<Date> {
    if (this.clock) return this.clock
    const { legalOffsetMs } = await this.stack.db.debtFile.findUniqueOrThrow({ where: { id: this.id } })
    return new Date(Date.now() + Number(legalOffsetMs))
  }

  private activities(answer: 'sent' | 'lost', found: Whereabouts = { taken: 'unknown' }, during?: () => Promise<unknown>) {
    const hand = async () => {
      await during?.()
      if (answer === 'lost') throw new Error('socket hang up')
      return { reference: crypto.randomUUID(), costMicros: COST_MICROS }
    }
    const provider = { hand, find: async () => found }
    const channels = { sms: provider, email: provider, post: provider }
    return createActivities({ db: this.stack.db, channels, publicUrl: 'http://127.0.0.1', now: () => this.now() })
  }

  async decide(): Promise<NextAct> {
    await this.ownWorkflowSleeps()
    const at = (await this.legalNow()).toISOString()
    const next = await this.activities('sent').decideNext({ fileId: this.id, at, key: `by-hand/${this.decisions++}`, toldThrough: 0 })
    if (next.do === 'send') this.lastActId = next.actId
    return next
  }

  /** What it was told wakes it; it looks at the rows by a clock of its own, and sleeps on. */
  private async ownWorkflowSleeps(): Promise<void> {
    const { debtFile, outbox } = this.stack.db
    await eventually(async () => {
      const { toldThrough } = await debtFile.findUniqueOrThrow({ where: { id: this.id } })
      assert.equal(await outbox.count({ where: { fileId: this.id, fact: { not: 'opened' }, id: { gt: toldThrough } } }), 0)
    })
  }

  /**
   * Carries out the act that is due, or tries the last one again where none is.
   * @param during what happens while the provider is being called
   */
  async send(answer: 'sent' | 'lost', during?: () => Promise<unknown>): Promise<SendOutcome> {
    await this.decide()
    const at = (await this.legalNow()).toISOString()
    return this.activities(answer, undefined, during).sendContact({ fileId: this.id, at, actId: this.lastActId })
  }

  /** Asks the provider of the open call; e-mail's cannot say. */
  async settle(found?: Whereabouts): Promise<void> {
    const { id } = await this.lastContact()
    const at = (await this.legalNow()).toISOString()
    await this.activities('sent', found).settleContact({ fileId: this.id, at, contactId: id })
  }

  /** The minute is over in which a call may take; its provider is asked. */
  async leaseOver(found?: Whereabouts): Promise<void> {
    this.clock = new Date(this.now().getTime() + LEASE_AND_A_SECOND_MS)
    await this.settle(found)
  }

  reserve(): Promise<Reserved | null> {
    return reserveContact(this.stack.db, this.id, 'act', this.now())
  }

  release(reserved: Reserved): Promise<boolean> {
    return releaseContact(this.stack.db, this.id, reserved, WORDS, () => this.now())
  }

  /** All that is owed. */
  async pay(): Promise<void> {
    const fact = { tenantId: this.stack.tenantId, fileId: this.id, actor: 'test', reference: crypto.randomUUID(), now: this.now() }
    await recordPayment(this.stack.db, fact, { cents: AMOUNT, currency: 'EUR' })
  }

  lastContact(): Promise<Contact> {
    return this.stack.db.contact.findFirstOrThrow({ where: { fileId: this.id }, orderBy: { id: 'desc' } })
  }

  async contactStates(): Promise<string[]> {
    const contacts = await this.stack.db.contact.findMany({ where: { fileId: this.id }, orderBy: { id: 'asc' } })
    return contacts.map(({ state }) => state)
  }

  /** What happened, in order, without the details. */
  async happened(): Promise<string[]> {
    const events = await this.stack.db.fileEvent.findMany({ where: { fileId: this.id }, orderBy: { sequence: 'asc' } })
    return events.map(({ kind }) => kind)
  }
}

/** Its workflow has been told to sleep until the act is due; only then do the rows, and they alone, say that it is. */
async function letItBeDue({ db }: TestStack, id: string): Promise<void> {
  await eventually(async () => assert.equal(await db.outbox.count({ where: { fileId: id, toldAt: null } }), 0))
  await db.debtFile.update({ where: { id }, data: { legalOffsetMs: { increment: SEVEN_DAYS_MS } } })
}
