import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { FileView } from '../../src/contracts/debt-file.js'
import type { Decision } from '../../src/domain/decide.js'
import { cents } from '../../src/domain/money.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { untilAtRest } from '../../src/engine/at-rest.js'
import { forwardFile } from '../../src/engine/forward-file.js'
import { viewFile } from '../../src/store/file-view.js'
import { openFile } from '../../src/store/open-file.js'
import { recordPayment, reversePayment } from '../../src/store/payment.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { type FileState, stateQuery } from '../../workflows/messages.js'
import { eventually } from './eventually.js'
import type { TestStack } from './stack.js'

const ACTOR = 'test'
const now = () => new Date()

/** How a test file is opened; the dates are the test's own, never today's. */
export interface Beginning {
  legalStart: string
  dueDate: string
  amountCents?: number
  strategy?: Strategy
  /** Skipping files live by their acts; real ones wait until they are moved on. */
  clock?: 'real' | 'skipping'
}

/** One debt file in a test: what is done to it, and what is seen of it. */
export class Life {
  private constructor(
    private readonly stack: TestStack,
    readonly id: string,
    private readonly clock: 'real' | 'skipping',
  ) {}

  static async open(stack: TestStack, beginning: Beginning): Promise<Life> {
    const { legalStart, dueDate, amountCents = 100_00, strategy, clock = 'real' } = beginning
    const opening = { tenantId: stack.tenantId, actor: ACTOR, key: randomUUID(), legalStart: new Date(legalStart), now: now(), clock }
    const claims = [{ reference: randomUUID(), amountCents: cents(amountCents), currency: 'EUR', dueDate }]
    const debtor = { name: 'Camille Test', addressLines: ['1 rue du Test', '75002 Paris'] }
    const { id } = await openFile(stack.db, opening, { debtor, claims, strategy: strategy?.name ?? 'standard' })
    return new Life(stack, id, clock)
  }

  get client() {
    return this.stack.clients[this.clock]
  }

  get handle() {
    return this.client.workflow.getHandle(fileWorkflowId(this.id))
  }

  view(): Promise<FileView> {
    return viewFile(this.stack.db, this.stack.tenantId, this.id, now())
  }

  state(): Promise<FileState> {
    return this.handle.query(stateQuery)
  }

  /** Acts that went out, as `2026-01-15 opening-letter`. */
  async acts(): Promise<string[]> {
    const { contacts } = await this.view()
    return contacts.filter(({ state }) => state === 'sent').map(({ contactedOn, step }) => `${contactedOn} ${step}`)
  }

  /** What happened, in order, without the details. */
  async happened(): Promise<string[]> {
    return (await this.view()).events.map(({ kind }) => kind)
  }

  /** Waits until the file does nothing by itself any more, which must be for the reason given. */
  async untilDecided(what: Decision['do'], withinMs = 20_000): Promise<void> {
    await untilAtRest(this.stack.db, this.id, withinMs)
    assert.equal((await this.view()).decision?.do, what)
  }

  /** Waits until the poller has told the file everything. */
  async untilTold(): Promise<void> {
    await eventually(async () => assert.equal(await this.untoldWords(), 0))
  }

  private untoldWords(): Promise<number> {
    return this.stack.db.outbox.count({ where: { fileId: this.id, toldAt: null } })
  }

  async forward(days: number): Promise<void> {
    await this.untilTold()
    await forwardFile({ db: this.stack.db, clients: this.stack.clients, now }, this.id, days)
  }

  async pay(amountCents: number, reference: string = randomUUID()): Promise<void> {
    await recordPayment(this.stack.db, this.fact(reference), cents(amountCents), 'EUR')
  }

  async reverse(reference: string): Promise<void> {
    await reversePayment(this.stack.db, this.fact(reference))
  }

  private fact(reference: string) {
    return { tenantId: this.stack.tenantId, fileId: this.id, actor: ACTOR, reference, now: now() }
  }
}

/** A strategy of one letter every 30 days or so, `steps` times. */
export function monthly(steps: number): Strategy {
  return {
    name: `monthly-${steps}`,
    version: 1,
    steps: Array.from({ length: steps }, (_, index) => ({
      id: `month-${index + 1}`,
      channel: 'letter' as const,
      afterDays: 30 * (index + 1),
    })),
  }
}
