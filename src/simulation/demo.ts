import { randomUUID } from 'node:crypto'
import { OpenFileBody } from '../contracts/debt-file.js'
import type { Reason } from '../domain/decide.js'
import { addDays, instantOf, type LegalDay, legalDayOf } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { TimeContext } from '../engine/forward-file.js'
import { planImport } from '../imports/plan.js'
import { readTable } from '../imports/read-table.js'
import { currentPack } from '../law/pack-of.js'
import { viewFile } from '../store/file-view.js'
import { openFile } from '../store/open-file.js'
import { addMandate, addOrganisation, type NewOrganisation } from '../store/organisation.js'
import { recordPayment } from '../store/payment.js'
import { type Happening, playFile, type World } from './play-file.js'

/** The day on which the three files of the demonstration begin, and the day six months later on which it ends. */
const BEGINS: LegalDay = '2026-01-05'
const ENDS: LegalDay = '2026-07-06'
const REGISTERED_DAYS = 3
const ACTOR = 'demo'

const CREDITOR: NewOrganisation = {
  kind: 'creditor',
  reference: 'mobilier-dumas',
  name: 'Mobilier Dumas',
  address: { lines: ['8 rue de la Verrerie'], postcode: '54000', city: 'Nancy', country: 'FR' },
}

/** What happens in a file, in order: an act with its reasons, or money. */
export type Moment =
  | { at: string; kind: 'act'; stage: string; channel: string; amountCents: number; balanceCents: number; because: Reason[] }
  | { at: string; kind: 'payment'; amountCents: number; balanceCents: number }
  | { at: string; kind: 'end'; outcome: 'paid' | 'escalated'; balanceCents: number; because: Reason[] }

export interface PlayedFile {
  id: string
  reference: string
  debtor: string
  outcome: 'paid' | 'escalated'
  moments: Moment[]
  /** Acts that were let go after the money that settled the file: none. */
  contactsAfterPayment: number
}

/** How a debtor pays: after which step, how many days later, and which share of what is then owed. */
interface Paying {
  after: string
  days: number
  percent: number
}

/** One pays after the second reminder, one partly and then the rest, one never. */
const HABITS: Paying[][] = [
  [{ after: 'second-reminder', days: 3, percent: 100 }],
  [
    { after: 'first-reminder', days: 4, percent: 40 },
    { after: 'formal-notice', days: 6, percent: 100 },
  ],
  [],
]

/** Imports the sample invoices and plays their files through six months. @param csv the sample invoices */
export async function playDemo(
  context: TimeContext,
  tenantId: string,
  csv: Uint8Array,
  told: (line: string) => void,
): Promise<PlayedFile[]> {
  await addOrganisation(context.db, tenantId, CREDITOR)
  const mandate = { reference: 'M-2026-01', validFrom: '2025-01-01', validUntil: null, scope: 'judicial', toleranceCents: 100 } as const
  await addMandate(context.db, tenantId, CREDITOR.reference, { ...mandate, longestPlanMonths: 12, mostRemissionPercent: 0 })
  const plan = planImport(await readTable(csv), { creditor: CREDITOR.reference, asOf: BEGINS })
  told(`${plan.files.length} files`)
  const play = async ({ file: input, key }: (typeof plan.files)[number], index: number): Promise<PlayedFile> => {
    const { legalStart = `${BEGINS}T08:00:00Z`, ...file } = OpenFileBody.parse(input)
    const opening = { tenantId, actor: ACTOR, key, legalStart: new Date(legalStart), now: context.now(), clock: 'real' as const }
    const { id } = await openFile(context.db, opening, file)
    const world = { registeredDays: REGISTERED_DAYS, next: payments(context, tenantId, id, [...(HABITS[index] ?? [])]) }
    await playFile(context, id, world, instantOf(ENDS, '12:00', currentPack().zone))
    return lookBack(context, tenantId, id, file.debtor.name)
  }
  return Promise.all(plan.files.map(play))
}

/** The debtor's payments, each once its step has gone out. */
function payments(context: TimeContext, tenantId: string, fileId: string, habits: Paying[]): World['next'] {
  return (acts): Happening | null => {
    const [next] = habits
    const act = next && acts.find(({ stepId }) => stepId === next.after)
    if (!next || !act) return null
    const happen = async () => {
      habits.shift()
      const { balanceCents } = await viewFile(context.db, tenantId, fileId, context.now())
      const payment = { tenantId, fileId, actor: ACTOR, reference: `VIR-${randomUUID().slice(0, 8)}`, now: context.now() }
      await recordPayment(context.db, payment, cents(Math.round((balanceCents * next.percent) / 100)), 'EUR')
    }
    return { on: addDays(act.on, next.days), happen }
  }
}

/** A file's life as its rows tell it. */
async function lookBack({ db }: TimeContext, tenantId: string, fileId: string, debtor: string): Promise<PlayedFile> {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId, tenantId },
    include: {
      contacts: { where: { state: 'sent' } },
      events: { where: { kind: { in: ['opened', 'payment-recorded', 'contact-sent'] } }, orderBy: { sequence: 'asc' } },
      decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1 },
    },
  })
  let balanceCents = 0
  const moments: Moment[] = []
  for (const { kind, legalTime, data } of file.events) {
    const at = legalTime.toISOString()
    const values = data as { balanceCents?: number; amountCents?: number; contactId?: string }
    if (kind === 'opened') balanceCents = values.balanceCents ?? 0
    if (kind === 'payment-recorded') {
      balanceCents -= values.amountCents ?? 0
      moments.push({ at, kind: 'payment', amountCents: values.amountCents ?? 0, balanceCents })
    }
    const contact = kind === 'contact-sent' && file.contacts.find(({ id }) => id === values.contactId)
    if (!contact) continue
    const { stage, channel } = contact
    const because = contact.because as unknown as Reason[]
    moments.push({ at, kind: 'act', stage, channel, amountCents: Number(contact.amountCents), balanceCents, because })
  }
  const [last] = file.decisions
  const outcome = file.status === 'closed' ? 'paid' : 'escalated'
  const because = (last?.outcome as unknown as { because: Reason[] } | undefined)?.because ?? []
  moments.push({ at: last?.at.toISOString() ?? '', kind: 'end', outcome, balanceCents, because })
  return { id: fileId, reference: file.reference, debtor, outcome, moments, contactsAfterPayment: await contactsAfterPayment(db, fileId) }
}

/** Acts that were let go when nothing was owed any more. */
async function contactsAfterPayment(db: TimeContext['db'], fileId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM contact k
     WHERE k.file_id = ${fileId}::uuid AND k.released_at IS NOT NULL
       AND (SELECT sum(c.amount_cents) FROM file_claim fc JOIN claim c ON c.id = fc.claim_id WHERE fc.file_id = k.file_id)
        <= (SELECT coalesce(sum(p.amount_cents), 0) FROM file_claim fc JOIN posting p ON p.claim_id = fc.claim_id
             WHERE fc.file_id = k.file_id AND p.recorded_at < k.released_at)`
  return row?.count ?? 0
}

/** The legal day of a moment. */
export const dayOf = ({ at }: Moment): LegalDay => legalDayOf(new Date(at), currentPack().zone)
