import type { Decision } from '../domain/decision.js'
import { addDays, instantOf, type LegalDay } from '../domain/legal-day.js'
import { legalNow } from '../domain/legal-time.js'
import { untilAtRest } from '../engine/at-rest.js'
import { forwardTo, type TimeContext } from '../engine/forward-file.js'
import { lawOf } from '../law/book.js'
import { confirmPosting, recordDelivery } from '../store/delivery.js'

/** Something that happens to a file on a legal day, by somebody's doing and not by the engine's. */
export interface Happening {
  on: LegalDay
  happen: () => Promise<void>
}

/** The world around a file while its life is played. */
export interface World {
  /** What happens next, given the acts that have gone out so far; asked again after each. */
  next: (acts: { stepId: string; on: LegalDay }[]) => Happening | null
  /** Days after its posting on which a registered letter reaches its reader. */
  registeredDays: number
}

const REST_WITHIN_MS = 60_000
/** Hour at which what happens in the world happens. */
const NOON = '12:00'

/**
 * Plays a file's life on the real engine up to an instant of its legal time: whenever it rests, the printed letters are posted, and its clock
 * jumps to the next thing that happens: an act that is due, or something in the world. Stops early when the file is
 * closed or waits for a person.
 */
export async function playFile(context: TimeContext, fileId: string, world: World, end: Date): Promise<void> {
  const { zone } = lawOf('FR')
  for (;;) {
    await untilAtRest(context.db, fileId, REST_WITHIN_MS)
    if (await postLetters(context, fileId)) continue
    const present = await presentOf(context, fileId)
    const happening = earliest([world.next(present.acts), await nextDelivery(context, fileId, world)])
    const happens = happening && instantOf(happening.on, NOON, zone)
    const due = present.due ?? (present.isOver ? null : end)
    const next = happens && (due === null || happens <= due) ? happens : due
    if (next === null || next > end) return forwardUnlessOver(context, fileId, end, present.isOver)
    if (next > present.now) await forwardTo(context, fileId, next)
    if (happening && next === happens) await happening.happen()
    else if (next.getTime() === end.getTime()) return
  }
}

async function forwardUnlessOver(context: TimeContext, fileId: string, end: Date, isOver: boolean): Promise<void> {
  if (!isOver) await forwardTo(context, fileId, end)
}

/** Where a file stands: its time, what it waits for, and what has gone out. */
async function presentOf({ db, now }: TimeContext, fileId: string) {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      contacts: { where: { state: 'sent' }, orderBy: { id: 'asc' } },
      decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1 },
      outbox: { orderBy: { id: 'desc' }, take: 1 },
    },
  })
  const decision = file.decisions[0]?.outcome as unknown as Decision | undefined
  const asleep = file.outbox[0]?.notBefore ?? null
  return {
    now: legalNow(file, now()),
    due: decision ? (decision.do === 'wait' && decision.until !== null ? new Date(decision.until) : null) : asleep,
    isOver: decision?.do === 'close' || decision?.do === 'ask-human',
    acts: file.contacts.map(({ stepId, contactedOn }) => ({ stepId, on: (contactedOn ?? new Date(0)).toISOString().slice(0, 10) })),
  }
}

/** The mail room posts what was printed the same day. @returns whether there was anything */
async function postLetters({ db, now }: TimeContext, fileId: string): Promise<boolean> {
  const printed = await db.contact.findMany({
    where: { fileId, channel: 'letter', state: 'sent', postedOn: null },
    select: { id: true, file: { select: { tenantId: true } } },
  })
  for (const { id, file } of printed) await confirmPosting(db, file.tenantId, id, now())
  return printed.length > 0
}

/** The day on which a registered letter that is on its way arrives. */
async function nextDelivery(context: TimeContext, fileId: string, { registeredDays }: World): Promise<Happening | null> {
  const onItsWay = await context.db.contact.findFirst({ where: { fileId, registered: true, delivery: 'posted' } })
  if (!onItsWay?.postedOn) return null
  const on = addDays(onItsWay.postedOn.toISOString().slice(0, 10), registeredDays)
  return { on, happen: () => reportDelivered(context, onItsWay.id) }
}

async function reportDelivered({ db, now }: TimeContext, contactId: string): Promise<void> {
  const report = {
    provider: 'mail-room',
    eventId: `delivered-${contactId}`,
    key: contactId,
    reference: '',
    status: 'delivered',
    code: null,
  } as const
  await recordDelivery(db, { ...report, at: now() }, now())
}

function earliest(happenings: (Happening | null)[]): Happening | null {
  return happenings.reduce((a, b) => (a === null || (b !== null && b.on < a.on) ? b : a), null)
}
