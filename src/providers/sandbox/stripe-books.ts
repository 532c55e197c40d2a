import { randomBytes } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** An object of Stripe's, as its API writes it. */
export interface StripeObject {
  id: string
  object: string
  [field: string]: unknown
}

export interface Intent extends StripeObject {
  amount: number
  currency: string
  customer: string | null
  status: string
  latest_charge: string | null
  metadata: Record<string, string>
}

export interface Charge extends StripeObject {
  amount: number
  amount_refunded: number
  currency: string
  disputed: boolean
  payment_intent: string
  /** What the sandbox takes of it. */
  fee: number
  /** The payout that it went to our bank account with. */
  payout: string | null
}

/** An answer that was given under an idempotency key. */
export interface KeptAnswer {
  request: string
  status: number
  body: unknown
}

type Line = { put: StripeObject } | { key: string; answer: KeptAnswer }

const PREFIXES: Record<string, string> = {
  'checkout.session': 'cs_test',
  payment_intent: 'pi',
  charge: 'ch',
  customer: 'cus',
  payment_method: 'pm',
  refund: 're',
  dispute: 'du',
  payout: 'po',
  balance_transaction: 'txn',
  event: 'evt',
}

/** What the sandbox's Stripe knows, in a file that only grows by whole lines: it outlives the process. */
export class StripeBooks {
  private readonly file: string
  private readonly objects = new Map<string, StripeObject>()
  private readonly answers = new Map<string, KeptAnswer>()

  constructor(folder: string) {
    this.file = join(folder, 'stripe.jsonl')
    if (existsSync(this.file)) this.load()
  }

  newId(object: string): string {
    return `${PREFIXES[object] ?? object}_${randomBytes(12).toString('hex')}`
  }

  /** Writes an object anew, whole. */
  put<T extends StripeObject>(object: T): T {
    this.append({ put: object })
    return object
  }

  get<T extends StripeObject>(kind: string, id: unknown): T | undefined {
    const found = typeof id === 'string' ? this.objects.get(id) : undefined
    return found?.object === kind ? (found as T) : undefined
  }

  /** All of one kind, oldest first. */
  all<T extends StripeObject>(kind: string): T[] {
    return [...this.objects.values()].filter(({ object }) => object === kind) as T[]
  }

  answerOf(key: string): KeptAnswer | undefined {
    return this.answers.get(key)
  }

  keepAnswer(key: string, answer: KeptAnswer): void {
    this.append({ key, answer })
  }

  private append(line: Line): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    this.apply(line)
  }

  /** A line without an end was being written when the process ended. */
  private load(): void {
    const bytes = readFileSync(this.file)
    const whole = bytes.lastIndexOf('\n') + 1
    if (whole < bytes.length) truncateSync(this.file, whole)
    for (const line of bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean)) this.apply(JSON.parse(line) as Line)
  }

  private apply(line: Line): void {
    if ('put' in line) this.objects.set(line.put.id, line.put)
    else this.answers.set(line.key, line.answer)
  }
}
