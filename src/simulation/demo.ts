import { OpenFileBody } from '../contracts/debt-file.js'
import { instantOf, type LegalDay } from '../domain/legal-day.js'
import type { TimeContext } from '../engine/forward-file.js'
import { planImport } from '../imports/plan.js'
import { readTable } from '../imports/read-table.js'
import { lawOf } from '../law/book.js'
import { addMandate } from '../store/mandate.js'
import { openFile } from '../store/open-file.js'
import { addOrganisation, type NewOrganisation } from '../store/organisation.js'
import { ACTOR, credits, type Episode, inOrder, learnsRate, type Played, pauses, pays, shows } from './episode.js'
import { lookBack, type PlayedFile } from './look-back.js'
import { playFile } from './play-file.js'

/** The day on which the files of the demonstration begin, and the day six months later on which it ends. */
const BEGINS: LegalDay = '2026-01-05'
const ENDS: LegalDay = '2026-07-31'
const REGISTERED_DAYS = 3

const CREDITOR: NewOrganisation = {
  kind: 'creditor',
  reference: 'mobilier-dumas',
  name: 'Mobilier Dumas',
  address: { lines: ['8 rue de la Verrerie'], postcode: '54000', city: 'Nancy', country: 'FR' },
}

/** What the demonstration enters for the second half of 2026, which nobody had published when this was written. */
const EXAMPLE_RATE_PPM = 24_000
const EXAMPLE_SOURCE = 'an example for the demonstration, not a published rate'

/** What happens in each file, in the order of the sample invoices. */
const LIVES: Episode[][] = [
  // One pays after the second reminder,
  [{ when: { after: 'second-reminder', days: 3 }, happen: pays({ percent: 100 }) }],
  // one partly and then the rest,
  [
    { when: { after: 'first-reminder', days: 4 }, happen: pays({ percent: 40 }) },
    { when: { after: 'formal-notice', days: 6 }, happen: pays({ percent: 100 }) },
  ],
  // one never.
  [],
  // One lives across the first of July, whose rate becomes known a week later.
  [
    { when: { after: 'first-reminder', days: 4 }, happen: pauses('2026-06-24') },
    { when: { on: '2026-07-06' }, happen: shows('2026-06-30', '2026-07-05') },
    { when: { on: '2026-07-06' }, happen: learnsRate('2026-07-01', EXAMPLE_RATE_PPM, EXAMPLE_SOURCE) },
    { when: { on: '2026-07-06' }, happen: shows('2026-07-05', '2026-07-15') },
    { when: { after: 'formal-notice', days: 6 }, happen: pays({ percent: 100 }) },
  ],
  // One's invoice is credited in part after the third reminder,
  [
    { when: { after: 'call', days: 2 }, happen: credits('FA-2025-1145', 900_00) },
    { when: { after: 'formal-notice', days: 6 }, happen: shows('2026-02-04', '2026-02-05', '2026-02-16') },
    { when: { after: 'formal-notice', days: 6 }, happen: pays({ percent: 100 }) },
  ],
  // and one is paid in part before the end of a semester, which is told after it, and again later.
  [
    { when: { after: 'first-reminder', days: 4 }, happen: pays({ cents: 1000_00 }, '2025-12-22') },
    { when: { after: 'formal-notice', days: 6 }, happen: pays({ cents: 500_00 }) },
    { when: { after: 'formal-notice', days: 7 }, happen: shows('2025-06-30', '2025-12-22', '2025-12-31', '2026-02-16', '2026-03-31') },
  ],
]

/** Imports the sample invoices and plays their files through more than six months. @param csv the sample invoices */
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
    const played: Played = { context, tenantId, fileId: id, moments: [], balances: [] }
    const world = { registeredDays: REGISTERED_DAYS, next: inOrder(played, [...(LIVES[index] ?? [])]) }
    await playFile(context, id, world, instantOf(ENDS, '12:00', lawOf('FR').zone))
    return lookBack(played, file.debtor.name)
  }
  return Promise.all(plan.files.map(play))
}
