import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v4 as uuidv4 } from 'uuid'
import { cents } from '../../domain/money.js'
import { StripePayments } from '../../providers/payments/stripe.js'
import { StripeWebhookReader } from '../../providers/payments/stripe-webhook.js'
import { createSandbox, type Sandbox } from '../../providers/sandbox/app.js'
import type { Database } from '../../store/database.js'
import { takePaymentEvent } from '../../store/payment-event.js'
import { recordPayout } from '../../store/payout.js'

const ACCOUNT = { apiKey: 'sk_test_sandbox', webhookSecret: 'whsec_sandbox' }
const OTHERS = {
  twilio: { accountSid: 'AC00000000000000000000000000000000', authToken: 'unused' },
  sendgrid: { apiKey: 'unused' },
  merciFacteur: { serviceId: 'unused', secretKey: 'unused', webhookSecret: 'unused' },
  sirene: { apiKey: 'unused' },
}

/**
 * Card payments by the provider's own page and its signed webhooks, at a sandbox whose clock shows the demonstration's days: what it tells
 * is dated by them.
 */
export class CardDesk {
  private readonly folder = mkdtempSync(join(tmpdir(), 'relance-cards-'))
  private readonly reader = new StripeWebhookReader({ secrets: [ACCOUNT.webhookSecret], live: false })
  private readonly failures: unknown[] = []
  private sandbox: Sandbox | null = null
  private servers: Server[] = []
  private stripe: StripePayments | null = null
  private url = ''

  /** @param clock what time the provider has */
  private constructor(
    private readonly db: Database,
    private readonly clock: () => Date,
  ) {}

  static async open(db: Database, clock: () => Date): Promise<CardDesk> {
    const desk = new CardDesk(db, clock)
    const webhooks = createServer((request, response) => {
      void bodyOf(request)
        .then((body) => desk.take(body, request))
        .catch((error: unknown) => void desk.failures.push(error))
        .finally(() => response.writeHead(204).end())
    })
    const webhookUrl = await listening(webhooks)
    const accounts = { ...OTHERS, stripe: { ...ACCOUNT, webhookUrl } }
    desk.sandbox = createSandbox({ folder: desk.folder, spoolFolder: null, accounts, now: clock })
    const provider = createServer(desk.sandbox.app)
    desk.url = await listening(provider)
    desk.servers = [webhooks, provider]
    desk.stripe = new StripePayments({ apiKey: ACCOUNT.apiKey, paidUrl: 'https://relance.example/paid', baseUrl: desk.url })
    return desk
  }

  /** A debtor opens the page and pays there. */
  async pay(tenantId: string, file: { id: string; reference: string }, amountCents: number): Promise<void> {
    const money = { cents: cents(amountCents), currency: 'EUR' }
    const page = await this.provider.openPage({ key: uuidv4(), tenantId, fileId: file.id, money, title: file.reference, keepCard: false })
    const answer = await fetch(page.url, { method: 'POST', body: new URLSearchParams({ card: 'pays' }), redirect: 'manual' })
    if (answer.status >= 400) throw new Error(`the payment page of ${file.reference} answered ${answer.status}`)
    await this.settled()
  }

  /** The holder of a card disputes a payment of it. */
  dispute = (payment: string) => this.control(`charges/${payment}/dispute`)

  /** What the provider holds goes to the bank. @returns how much, and what it is called on the statement */
  async payOut(): Promise<{ amountCents: number; reference: string }[]> {
    const { payouts } = (await this.control('payouts')) as { payouts: { id: string; amount: number }[] }
    return payouts.map(({ id, amount }) => ({ reference: id, amountCents: amount }))
  }

  async close(): Promise<void> {
    await this.sandbox?.close()
    for (const server of this.servers) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    rmSync(this.folder, { recursive: true, force: true })
  }

  private get provider(): StripePayments {
    if (!this.stripe) throw new Error('the card desk is closed')
    return this.stripe
  }

  private async control(path: string): Promise<unknown> {
    const answer = await fetch(`${this.url}/sandbox/stripe/${path}`, { method: 'POST' })
    if (!answer.ok) throw new Error(`the sandbox answered ${answer.status} to ${path}`)
    const said: unknown = await answer.json()
    await this.settled()
    return said
  }

  /** Waits until all that the provider told was taken. */
  private async settled(): Promise<void> {
    await this.sandbox?.settled()
    const [failure] = this.failures
    if (failure !== undefined) throw failure
  }

  private async take(body: Buffer, { url = '', headers }: IncomingMessage): Promise<void> {
    const header = (name: string) => headers[name.toLowerCase()] as string | undefined
    const webhook = this.reader.read({ url, header, body }, this.clock())
    if (!webhook) throw new Error('a webhook of the sandbox was not signed')
    const now = () => new Date()
    await takePaymentEvent(this.db, 'stripe', webhook.event, now)
    if (!webhook.payout) return
    const { reference, on } = webhook.payout
    await recordPayout(this.db, { source: 'stripe', on, payments: await this.provider.paidOut(reference), actor: 'stripe' }, now)
  }
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}
