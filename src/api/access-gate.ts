import { DomainError } from '../domain/errors.js'
import type { TryOutcome } from '../store/debtor-access.js'

/**
 * Checks of one process at once: they share the database's connections with all else. It is also by how much a burst can get past a
 * limit, as each reads the counts when its turn comes.
 */
const MOST_AT_ONCE = 4
/** Tries that wait for their turn; what comes beyond is a flood, and turned away before it costs anything. */
const MOST_WAITING = 1_000
/** Tries of one address that wait or are checked, so that none fills the line. */
const MOST_OF_ADDRESS = 10
/** Addresses whose refusal is remembered, so that the database is not asked again. */
const MOST_REMEMBERED = 10_000
const BUSY_SECONDS = 2

/** Stands before every check of a payment key: whoever was wrong too often is refused from memory, and a storm waits in a line of bounded length. */
export class AccessGate {
  private readonly refusedUntil = new Map<string, number>()
  private readonly trying = new Map<string, number>()
  private readonly waiting: (() => void)[] = []
  private running = 0

  /** Makes a try in its turn. */
  async pass(address: string, now: Date, check: () => Promise<TryOutcome>): Promise<TryOutcome> {
    const refusedFor = (this.refusedUntil.get(address) ?? 0) - now.getTime()
    if (refusedFor > 0) return { waitSeconds: Math.ceil(refusedFor / 1000), for: 'any' }
    const trying = this.trying.get(address) ?? 0
    if (trying >= MOST_OF_ADDRESS || this.waiting.length >= MOST_WAITING) return { waitSeconds: BUSY_SECONDS, for: 'any' }
    this.trying.set(address, trying + 1)
    try {
      const outcome = await this.inTurn(check)
      if ('waitSeconds' in outcome && outcome.for === 'any') this.remember(address, now.getTime() + outcome.waitSeconds * 1000)
      return outcome
    } finally {
      this.leave(address)
    }
  }

  /** Carries out other work of visitors who are not known yet, in the same line. @throws DomainError too-many-requests where it is full */
  async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.waiting.length >= MOST_WAITING) throw new DomainError('too-many-requests')
    if (this.running >= MOST_AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve))
    else this.running += 1
    try {
      return await work()
    } finally {
      // The place goes to the next in line, or becomes free.
      const next = this.waiting.shift()
      if (next) next()
      else this.running -= 1
    }
  }

  private leave(address: string): void {
    const others = (this.trying.get(address) ?? 1) - 1
    if (others > 0) this.trying.set(address, others)
    else this.trying.delete(address)
  }

  private remember(address: string, until: number): void {
    const [oldest] = this.refusedUntil.keys()
    if (this.refusedUntil.size >= MOST_REMEMBERED && oldest !== undefined) this.refusedUntil.delete(oldest)
    this.refusedUntil.set(address, until)
  }
}
