import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { FileView } from '../../src/contracts/debt-file.js'
import { OpenFileBody, type OpenFileInput } from '../../src/contracts/debt-file.js'
import type { Decision } from '../../src/domain/decision.js'
import type { Channel } from '../../src/domain/facts.js'
import { cents } from '../../src/domain/money.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { untilAtRest } from '../../src/engine/at-rest.js'
import { forwardFile } from '../../src/engine/forward-file.js'
import { confirmPosting } from '../../src/store/delivery.js'
import { viewFile } from '../../src/store/file-view.js'
import { openFile } from '../../src/store/open-file.js'
import { recordPayment, reversePayment } from '../../src/store/payment.js'
import { OWN_REFERENCE } from '../../src/store/tenant.js'
import { fileWorkflowId } from '../../workflows/ids.js'
import { type FileState, stateQuery } from '../../workflows/messages.js'
import { eventually } from './eventually.js'
import { type TestStack, threeLetters } from './stack.js'

const ACTOR = 'test'
const ADDRESS = { lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }
const now = () => new Date()

/** How a test file is opened; the dates are the test's own, never today's. */
export interface Beginning {
  legalStart: string
  dueDate: string
  amountCents?: number
  /** What the debtor owes it as; the consumer's rules by default. */
  capacity?: OpenFileInput['claims'][number]['capacity']
  /** Name of a strategy that the stack was joined with; three letters by default. */
  strategy?: string
  /** Reference of a creditor; by default the tenant collects for itself. */
  creditor?: string
  debtor?: Partial<OpenFileInput['debtor']>
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
    const { legalStart, dueDate, amountCents = 100_00, strategy = threeLetters.name, clock = 'real', creditor = OWN_REFERENCE } = beginning
    const opening = { tenantId: stack.tenantId, actor: ACTOR, key: randomUUID(), legalStart: new Date(legalStart), now: now(), clock }
    const claims = [{ reference: randomUUID(), amountCents, dueDate, currency: 'EUR' as const, capacity: beginning.capacity }]
    const debtor = { name: 'Camille Test', addresses: [ADDRESS], ...beginning.debtor }
    const { legalStart: _, ...input } = OpenFileBody.parse({ creditor, debtor, claims, strategy })
    const { id } = await openFile(stack.db, opening, input)
    return new Life(stack, id, clock)
  }

  /** A file that something else has opened. */
  static of(stack: TestStack, id: string): Life {
    return new Life(stack, id, 'real')
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
  async untilDecided(what: Decision['do'], withinMs = 60_000): Promise<void> {
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

  /** The mail room posts what is printed. @returns whether there was anything */
  async post(): Promise<boolean> {
    const printed = await this.stack.db.contact.findMany({ where: { fileId: this.id, channel: 'letter', state: 'sent', postedOn: null } })
    for (const { id } of printed) await confirmPosting(this.stack.db, this.stack.tenantId, id, now())
    return printed.length > 0
  }

  /** Lives on by itself, its letters posted, until it is closed or asks a person. */
  async liveOn(): Promise<void> {
    do await untilAtRest(this.stack.db, this.id, 60_000)
    while (await this.post())
  }

  async forward(days: number): Promise<void> {
    await this.untilTold()
    await forwardFile({ db: this.stack.db, clients: this.stack.clients, now }, this.id, days)
  }

  async pay(amountCents: number, reference: string = randomUUID()): Promise<void> {
    await recordPayment(this.stack.db, this.fact(reference), { cents: cents(amountCents), currency: 'EUR' })
  }

  async reverse(reference: string): Promise<void> {
    await reversePayment(this.stack.db, this.fact(reference))
  }

  private fact(reference: string) {
    return { tenantId: this.stack.tenantId, fileId: this.id, actor: ACTOR, reference, now: now() }
  }
}

/** A strategy of one act every 30 days or so, `steps` times: first the opening letter. */
export function monthly(steps: number, channel: Channel = 'letter'): Strategy {
  return {
    name: `monthly-${steps}`,
    version: 1,
    steps: Array.from({ length: steps }, (_, index) => ({
      id: `month-${index + 1}`,
      stage: index === 0 ? ('opening' as const) : ('amicable' as const),
      channels: [index === 0 ? ('letter' as const) : channel],
      afterDays: 30 * (index + 1),
      payWithinDays: 8,
      registered: false,
    })),
  }
}
