import { instantOf, type LegalDay } from '../../domain/legal-day.js'
import { untilAllAtRest } from '../../engine/at-rest.js'
import { forwardTo, type TimeContext } from '../../engine/forward-file.js'
import { lawOf } from '../../law/book.js'
import { confirmPosting } from '../../store/delivery.js'

const REST_WITHIN_MS = 240_000
/** Files that are moved at the same time: more only wait for each other. */
const AT_ONCE = 8

/** Many files of one agency that live through the same days. */
export class Crowd {
  constructor(
    private readonly context: TimeContext,
    private readonly tenantId: string,
  ) {}

  /**
   * Moves files to a time of a day, by way of whatever falls due meanwhile; those that are there already stay. What they print on the
   * way is posted the day on which it is seen.
   */
  async to(day: LegalDay, time: string, fileIds: readonly string[], told: (done: number) => void = () => {}): Promise<void> {
    // What a file has not heard of, as a payment that was taken back, may start it again where it was.
    await this.settle(fileIds)
    const arrival = instantOf(day, time, lawOf('FR').zone)
    let done = 0
    await inPool(fileIds, async (fileId) => {
      await forwardTo(this.context, fileId, arrival)
      told(++done)
    })
    await this.settle(fileIds)
  }

  /** Waits until files have heard all that they were told and sent what they had to send, and posts what was printed. */
  async settle(fileIds: readonly string[]): Promise<void> {
    const { db, now } = this.context
    for (;;) {
      await untilAllAtRest(db, fileIds, REST_WITHIN_MS)
      const printed = await db.contact.findMany({
        where: { fileId: { in: [...fileIds] }, channel: 'letter', state: 'sent', postedOn: null },
        select: { id: true },
        orderBy: { id: 'asc' },
      })
      if (printed.length === 0) return
      await inPool(printed, ({ id }) => confirmPosting(db, this.tenantId, id, now()))
    }
  }
}

/** Does something with each of many, some at a time. */
export async function inPool<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items]
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
