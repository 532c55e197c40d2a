import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TakenMessage } from './outbox.js'

/** What happens to the request: the message is taken and the answer lost, or it is never taken. */
const REQUEST_FAULTS = ['answer-lost', 'connection-lost', '429', '500', 'wrong-number', 'opt-out'] as const
/** What happens afterwards, or besides. */
const OTHER_FAULTS = ['slow', 'bounce', 'duplicate-callbacks', 'out-of-order-callbacks'] as const

/** What only happens to something that has an addressee. */
const OF_MESSAGES: readonly string[] = ['wrong-number', 'opt-out', 'bounce']

const FaultRule = z.strictObject({
  kind: z.enum([...REQUEST_FAULTS, ...OTHER_FAULTS]),
  provider: z.enum(['twilio', 'sendgrid', 'merci-facteur', 'stripe', 'sirene', 'bodacc', 'vies']).optional(),
  channel: z.enum(['sms', 'email', 'letter']).optional(),
  match: z.strictObject({ to: z.string().min(1).optional(), contains: z.string().min(1).optional() }).optional(),
  /** For how many requests it holds; for all when it is not given. */
  times: z.number().int().positive().optional(),
  /** For what share of the requests it holds. Chosen by the message and how often it came, so a run can be repeated. */
  rate: z.number().min(0).max(1).optional(),
  seed: z.union([z.string(), z.number()]).optional(),
  /** How long a slow answer takes. */
  milliseconds: z.number().int().min(0).max(600_000).optional(),
})
export type FaultRule = z.infer<typeof FaultRule>

export const FaultRules = z.array(
  FaultRule.refine(({ rate, seed }) => rate === undefined || seed !== undefined, { path: ['seed'], message: 'a rate needs a seed' }).refine(
    ({ kind, milliseconds }) => (kind === 'slow') === (milliseconds !== undefined),
    { path: ['milliseconds'], message: 'a slow answer says how slow, and only it does' },
  ),
)

export interface Faults {
  /** What becomes of the request; null when nothing is wrong with it. */
  request: (typeof REQUEST_FAULTS)[number] | null
  delayMs: number
  bounces: boolean
  callbacksTwice: boolean
  callbacksReversed: boolean
}

/** What a fault can hold for: a message, or a request for money, which goes by no channel. */
export interface FaultSubject {
  provider: TakenMessage['provider'] | 'stripe' | 'sirene' | 'bodacc' | 'vies'
  channel: TakenMessage['channel'] | null
  key: string | null
  to: { address: string }
  contentHash: string
}

/** The faults that the sandbox was told to have. */
export class FaultPlan {
  private rules: FaultRule[] = []
  private used: number[] = []
  private readonly asked = new Map<string, number>()

  set(rules: FaultRule[]): void {
    this.rules = rules
    this.used = rules.map(() => 0)
    this.asked.clear()
  }

  /** Each rule, with how often it has held. */
  list(): (FaultRule & { used: number })[] {
    return this.rules.map((rule, index) => ({ ...rule, used: this.used[index] ?? 0 }))
  }

  /** What this request meets. Of the faults of a request the first rule counts, and only it is used up; the others add up. */
  meet(message: FaultSubject, content: string): Faults {
    const faults: Faults = { request: null, delayMs: 0, bounces: false, callbacksTwice: false, callbacksReversed: false }
    this.rules.forEach((rule, index) => {
      if (isRequestFault(rule.kind) && faults.request) return
      if (!isAbout(rule, message, content) || !this.holds(rule, index, message)) return
      this.used[index] = (this.used[index] ?? 0) + 1
      apply(rule, faults)
    })
    return faults
  }

  private holds(rule: FaultRule, index: number, message: FaultSubject): boolean {
    if (rule.times !== undefined && (this.used[index] ?? 0) >= rule.times) return false
    if (rule.rate === undefined) return true
    const identity = message.key ?? `${message.to.address}/${message.contentHash}`
    const counter = `${index}/${identity}`
    const attempt = this.asked.get(counter) ?? 0
    this.asked.set(counter, attempt + 1)
    return fraction(`${rule.seed}/${identity}/${attempt}`) < rule.rate
  }
}

const isRequestFault = (kind: FaultRule['kind']): kind is (typeof REQUEST_FAULTS)[number] =>
  (REQUEST_FAULTS as readonly string[]).includes(kind)

function isAbout(rule: FaultRule, message: FaultSubject, content: string): boolean {
  const { provider, channel, match } = rule
  if (provider && provider !== message.provider) return false
  if (channel && channel !== message.channel) return false
  if (rule.kind === 'opt-out' && message.channel === 'letter') return false // nobody can refuse letters
  if (message.channel === null && OF_MESSAGES.includes(rule.kind)) return false
  if (match?.to && !message.to.address.includes(match.to)) return false
  return !match?.contains || content.includes(match.contains)
}

function apply({ kind, milliseconds = 0 }: FaultRule, faults: Faults): void {
  if (isRequestFault(kind)) faults.request = kind
  else if (kind === 'slow') faults.delayMs += milliseconds
  else if (kind === 'bounce') faults.bounces = true
  else if (kind === 'duplicate-callbacks') faults.callbacksTwice = true
  else faults.callbacksReversed = true
}

const FRACTION_BYTES = 6

/** Evenly spread over [0, 1), and always the same for the same text. */
function fraction(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, FRACTION_BYTES) / 2 ** (8 * FRACTION_BYTES)
}
