import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { StripeBank } from '../../src/providers/sandbox/stripe-bank.js'
import { type Charge, type Intent, StripeBooks } from '../../src/providers/sandbox/stripe-books.js'
import type { News } from '../../src/providers/sandbox/stripe-events.js'
import { openFile } from '../../src/store/open-file.js'
import type { OwnStack } from './own-stack.js'
import type { Storm } from './storm.js'

const SENT_AT_ONCE = 12
const TIMES_EACH = 3
const FORGED_IN = 20
const OPENED_AT_ONCE = 8

/** One request as the provider sends it: what it says, and the secret that it is signed with. */
interface Sending {
  body: string
  secret: string
}

/** What was answered to all requests, also to those that were sent again because nobody had taken them. */
export interface Answers {
  taken: number
  refused: number
  /** Answers that said to come back, each with how long to wait. */
  later: number
  /** Answers of 503 that did not say how long. */
  laterWithoutWord: number
  /** Nobody answered at all. */
  unanswered: number
}

/**
 * A card provider's own books, its events, and a storm of them: each sent three times, in an order that nobody would choose, some
 * forged. The provider sends again what was not taken, until it is.
 */
export class WebhookStorm {
  private readonly folder = mkdtempSync(join(tmpdir(), 'relance-storm-'))
  private readonly books = new StripeBooks(this.folder)
  private readonly bank: StripeBank
  private readonly events: string[] = []
  readonly answers: Answers = { taken: 0, refused: 0, later: 0, laterWithoutWord: 0, unanswered: 0 }
  /** How many requests were forged. */
  forged = 0

  private constructor(
    private readonly stack: OwnStack,
    readonly tenantId: string,
  ) {
    this.bank = new StripeBank({ now: () => new Date() } as never, this.books)
  }

  static async create(stack: OwnStack): Promise<WebhookStorm> {
    return new WebhookStorm(stack, await stack.tenantId())
  }

  /** Pays every file of a storm of reminders in full. */
  payAll(storm: Storm): void {
    for (const { id, amountCents } of storm.files) this.pay(id, amountCents)
  }

  /** Files that nothing falls due on: paid in two parts, some refunded in part, some charged back. */
  async payOthers(count: number): Promise<void> {
    const files = await openQuietFiles(this.stack, this.tenantId, count)
    for (const [index, { id, amountCents }] of files.entries()) {
      const first = this.pay(id, 40_00 + index)
      this.pay(id, amountCents - 40_00 - index)
      if (index % 3 === 1) this.note(this.bank.refund(first, 10_00 + index).news)
      if (index % 5 === 2) this.note(this.bank.dispute(first))
    }
  }

  private pay(file: string, amount: number): Charge {
    const metadata = { tenant: this.tenantId, file }
    const payment = { amount, currency: 'eur', metadata, customer: null, method: 'pm_test', setupFutureUsage: null }
    const { intent, news } = this.bank.pay(payment, 'pays')
    this.note(news)
    return this.books.get<Charge>('charge', intent.latest_charge) as Charge
  }

  private note(news: News[]): void {
    for (const { type, object } of news)
      this.events.push(
        JSON.stringify({
          id: this.books.newId('event'),
          object: 'event',
          api_version: '2026-10-28.endive',
          created: Math.floor(Date.now() / 1000),
          livemode: false,
          type,
          data: { object },
          pending_webhooks: 1,
          request: { id: null, idempotency_key: null },
        }),
      )
  }

  get count(): number {
    return this.events.length
  }

  /** What the provider has charged, less what it gave back, in cents; what it keeps of the charges; and what its balance is after all. */
  get charged(): { cents: number; feeCents: number; balanceCents: number } {
    const charges = this.books.all<Charge>('charge')
    const gross = charges.reduce((total, { amount, amount_refunded }) => total + amount - amount_refunded, 0)
    const disputed = this.books.all<Intent>('dispute').reduce((total, { amount }) => total + amount, 0)
    const balanceCents = this.bank.movements().reduce((total, { amount }) => total + amount, 0)
    const feeCents = charges.reduce((total, { fee }) => total + fee, 0)
    return { cents: gross - disputed, feeCents, balanceCents }
  }

  /**
   * Sends everything until all of it is taken.
   * @param meanwhile called once each time that a further part of the requests is done, with the share that is done
   */
  async blow(meanwhile: { at: number; act: () => Promise<void> }[] = []): Promise<void> {
    const queue = shuffled(this.requests())
    const total = queue.length
    const acts = [...meanwhile].sort((a, b) => a.at - b.at)
    const underWay: Promise<void>[] = []
    const sendNext = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        await this.send(next)
        const done = 1 - queue.length / total
        while (acts[0] && done >= acts[0].at) underWay.push((acts.shift() as (typeof acts)[number]).act())
      }
    }
    await Promise.all(Array.from({ length: SENT_AT_ONCE }, sendNext))
    await Promise.all(underWay)
  }

  private requests(): Sending[] {
    const secret = this.stack.webhookSecret
    const genuine = this.events.flatMap((body) => Array.from({ length: TIMES_EACH }, () => ({ body, secret })))
    const forged = this.events.filter((_, index) => index % FORGED_IN === 0).map((body) => this.forge(body))
    this.forged = forged.length
    return [...genuine, ...forged]
  }

  /** Money that nobody has paid, signed with a secret that is not ours. */
  private forge(body: string): Sending {
    const event = JSON.parse(body) as { id: string }
    return { body: JSON.stringify({ ...event, id: `evt_forged_${randomUUID()}` }), secret: 'whsec_guessed' }
  }

  private async send(sending: Sending): Promise<void> {
    while (!(await this.isAnswered(sending))) await new Promise((resolve) => setTimeout(resolve, 100))
  }

  /** @returns whether the provider need not send it again */
  private async isAnswered({ body, secret }: Sending): Promise<boolean> {
    const seconds = Math.floor(Date.now() / 1000)
    const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
    const headers = { 'content-type': 'application/json', 'stripe-signature': `t=${seconds},v1=${signature}` }
    const response = await fetch(`${this.stack.apiUrl}/webhooks/stripe`, { method: 'POST', headers, body }).catch(() => null)
    if (response === null) this.answers.unanswered++
    else {
      await response.arrayBuffer()
      if (response.ok) this.answers.taken++
      else if (response.status === 403) this.answers.refused++
      else if (response.status === 503) {
        this.answers.later++
        if (!response.headers.has('retry-after')) this.answers.laterWithoutWord++
      } else throw new Error(`a webhook was answered ${response.status}`)
    }
    return response?.ok === true || response?.status === 403
  }

  /** What became of all that was sent, by the rows. */
  async counts() {
    const [row] = await this.stack.db.$queryRaw<[Counts]>`
      WITH posted AS (
        SELECT coalesce(sum(CASE e.kind WHEN 'payment' THEN e.amount_cents WHEN 'reversal' THEN -e.amount_cents END), 0) AS cents
          FROM ledger_entry e WHERE e.tenant_id = ${this.tenantId}::uuid AND e.kind IN ('payment', 'reversal') AND e.reference LIKE 'pi\\_%'),
      funds AS (
        SELECT l.account, sum(l.amount_cents) AS cents FROM funds_leg l JOIN funds_entry e ON e.id = l.entry_id
         WHERE e.tenant_id = ${this.tenantId}::uuid GROUP BY 1)
      SELECT (SELECT count(*)::int FROM payment_event WHERE tenant_id = ${this.tenantId}::uuid OR tenant_id IS NULL) AS events,
             (SELECT json_object_agg(outcome, n) FROM (SELECT outcome, count(*)::int AS n FROM payment_event GROUP BY 1) o) AS outcomes,
             (SELECT cents::float8 FROM posted) AS "postedCents",
             (SELECT coalesce(sum(cents), 0)::float8 FROM funds WHERE account = 'provider') AS "providerCents",
             (SELECT coalesce(-sum(cents), 0)::float8 FROM funds WHERE account IN ('unallocated', 'refunds')) AS "leftCents",
             (SELECT coalesce(-sum(cents), 0)::float8 FROM funds WHERE account = 'creditor') AS "creditorCents"`
    return row
  }

  /** Acts that were let go after the inbox row of a payment of the whole debt had committed. */
  async late(storm: Storm): Promise<{ payments: number; releases: number; late: number }> {
    const ids = storm.files.map(({ id }) => id)
    const [row] = await this.stack.db.$queryRaw<[{ payments: number; releases: number; late: number }]>`
      SELECT count(DISTINCT (p.provider, p.event_id))::int AS payments,
             count(DISTINCT k.id) FILTER (WHERE k.released_at IS NOT NULL)::int AS releases,
             count(DISTINCT k.id) FILTER (WHERE k.released_at > pg_xact_commit_timestamp(p.xmin))::int AS late
        FROM payment_event p LEFT JOIN contact k ON k.file_id = p.file_id
       WHERE p.file_id = ANY(${ids}::uuid[]) AND p.outcome = 'posted'`
    return row
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

interface Counts {
  events: number
  outcomes: Record<string, number>
  postedCents: number
  providerCents: number
  leftCents: number
  creditorCents: number
}

/** Files whose claim falls due in a year, so that nothing is sent meanwhile. */
async function openQuietFiles(stack: OwnStack, tenantId: string, count: number): Promise<{ id: string; amountCents: number }[]> {
  const creditor = await stack.creditor()
  const numbers = Array.from({ length: count }, (_, index) => index)
  const files: { id: string; amountCents: number }[] = []
  const openNext = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const amountCents = 100_00 + number
      const address = { lines: [`${number} rue Calme`], postcode: '75002', city: 'Paris' }
      const claim = { reference: randomUUID(), amountCents, currency: 'EUR', dueDate: '2027-01-05', capacity: 'consumer' }
      const body = { creditor, debtor: { name: `Debtor ${number}`, addresses: [address] }, claims: [claim], strategy: 'three-letters' }
      const { legalStart: _, ...input } = OpenFileBody.parse(body)
      const opening = { tenantId, actor: 'test', key: randomUUID(), clock: 'real' as const, now: new Date() }
      const { id } = await openFile(stack.db, { ...opening, legalStart: new Date('2026-01-14T09:00:00Z') }, input)
      files.push({ id, amountCents })
    }
  }
  await Promise.all(Array.from({ length: OPENED_AT_ONCE }, openNext))
  return files
}

/** The same disorder each time (mulberry32). */
function shuffled<T>(items: readonly T[], seed = 20_260_114): T[] {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
