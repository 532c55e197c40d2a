import type { Logger } from 'pino'
import { collectDueDebits } from '../store/collect-debits.js'
import type { Database } from '../store/database.js'

/** Between two looks for debits whose day has come: a file waits for them meanwhile, so that nothing depends on the minute. */
const LOOK_EVERY_MS = 60_000
const AT_ONCE = 100

/** Books the direct debits that the bank collects today, so that nobody needs to be there on that day. */
export class DebitCollector {
  private lookedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly db: Database,
    private readonly now: () => Date,
    private readonly log: Logger,
  ) {}

  async look(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_EVERY_MS) return
    this.lookedAt = performance.now()
    try {
      while ((await collectDueDebits(this.db, this.now(), AT_ONCE)) === AT_ONCE);
    } catch (error) {
      this.log.warn({ code: (error as { code?: unknown }).code ?? (error as Error).name }, 'direct debits could not be booked')
    }
  }
}
