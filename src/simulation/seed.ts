import { OpenFileBody, type OpenFileInput } from '../contracts/debt-file.js'
import { DomainError } from '../domain/errors.js'
import { addDays, legalDayOf } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import type { TimeContext } from '../engine/forward-file.js'
import { lawOf } from '../law/book.js'
import { viewFile } from '../store/file-view.js'
import { addMandate } from '../store/mandate.js'
import { openFile } from '../store/open-file.js'
import { addOrganisation, type NewOrganisation } from '../store/organisation.js'
import { recordPayment } from '../store/payment.js'
import { playFile, type World } from './play-file.js'

const FILES = 40
const DAY_MS = 86_400_000
const ACTOR = 'seed'

const CREDITORS: { organisation: NewOrganisation; scope: 'amicable' | 'judicial' }[] = [
  creditor('mobilier-dumas', 'Mobilier Dumas', ['8 rue de la Verrerie'], '54000', 'Nancy', 'judicial'),
  creditor('cliniques-du-lac', 'Cliniques du Lac', ['2 quai des Cygnes'], '74000', 'Annecy', 'amicable'),
  creditor('fibre-horizon', 'Fibre Horizon', ['15 rue Gambetta'], '59000', 'Lille', 'judicial'),
]

function creditor(reference: string, name: string, lines: string[], postcode: string, city: string, scope: 'amicable' | 'judicial') {
  return { organisation: { kind: 'creditor' as const, reference, name, address: { lines, postcode, city, country: 'FR' } }, scope }
}

const FIRST_NAMES = ['Camille', 'Inès', 'Hugo', 'Louise', 'Mehdi', 'Jeanne', 'Paul', 'Aïcha', 'Théo', 'Nora']
const LAST_NAMES = ['Bernard', 'Petit', 'Durand', 'Moreau', 'Lefort', 'Garnier', 'Faure', 'Mercier', 'Blanc', 'Chevalier', 'Roy']
const TOWNS: [postcode: string, city: string][] = [
  ['35000', 'Rennes'],
  ['67000', 'Strasbourg'],
  ['33000', 'Bordeaux'],
  ['97400', 'Saint-Denis'],
  ['31000', 'Toulouse'],
  ['13001', 'Marseille'],
]

/** Days that an invoice of the file is past due today: some are not yet due, some at the end of the amicable road. */
const daysPastDue = (index: number) => ((index * 37) % 110) - 12

/** Every fourth debtor pays all, every seventh half, after a step that differs from file to file. */
const PAYS_AFTER = ['opening-letter', 'first-reminder', 'second-reminder', 'formal-notice']
const shareOf = (index: number) => (index % 4 === 1 ? 100 : index % 7 === 3 ? 50 : 0)

/**
 * Fills an agency with three creditors and forty files at different points of their lives, each lived through on the real
 * engine up to now. Cut off in the middle it goes on where it stopped; done, it changes nothing.
 */
export async function seedAgency(context: TimeContext, tenantId: string, told: (line: string) => void): Promise<void> {
  for (const { organisation, scope } of CREDITORS) {
    await once(() => addOrganisation(context.db, tenantId, organisation))
    await once(() => addMandate(context.db, tenantId, organisation.reference, mandate(scope)))
  }
  for (let index = 0; index < FILES; index++) {
    await seedFile(context, tenantId, index)
    told(`${index + 1} of ${FILES} demo files`)
  }
}

/** What is there already was added by a run that was cut off. */
async function once(add: () => Promise<unknown>): Promise<void> {
  try {
    await add()
  } catch (error) {
    if (!(error instanceof DomainError) || !error.code.endsWith('-duplicate')) throw error
  }
}

function mandate(scope: 'amicable' | 'judicial') {
  const limits = { toleranceCents: 200, longestPlanMonths: 12, mostRemissionPercent: 10 }
  return { reference: 'M-1', validFrom: '2020-01-01', validUntil: null, scope, ...limits }
}

async function seedFile(context: TimeContext, tenantId: string, index: number): Promise<void> {
  const now = context.now()
  const dueDate = addDays(legalDayOf(now, lawOf('FR').zone), -daysPastDue(index))
  const begins = new Date(now.getTime() - Math.max(1, daysPastDue(index) + 8) * DAY_MS)
  const opening = { tenantId, actor: ACTOR, key: `seed:${index}`, legalStart: begins, now, clock: 'real' as const }
  const { id, replayed } = await openOnce(context, opening, fileOf(index, dueDate))
  if (replayed && (await hasArrived(context, id))) return
  await playFile(context, id, { registeredDays: 3, next: paying(context, tenantId, id, index) }, now)
}

/** A file that an earlier run opened keeps its own dates, whatever day it is now. */
async function openOnce(context: TimeContext, opening: Parameters<typeof openFile>[1], input: OpenFileInput) {
  const { tenantId, key: openingKey } = opening
  const earlier = await context.db.debtFile.findUnique({ where: { tenantId_openingKey: { tenantId, openingKey } }, select: { id: true } })
  if (earlier) return { id: earlier.id, replayed: true }
  const { legalStart: _, ...file } = OpenFileBody.parse(input)
  return openFile(context.db, opening, file)
}

async function hasArrived({ db }: TimeContext, fileId: string): Promise<boolean> {
  const { legalOffsetMs } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId }, select: { legalOffsetMs: true } })
  return legalOffsetMs > -DAY_MS / 2
}

function fileOf(index: number, dueDate: string): OpenFileInput {
  const pick = <T>(values: readonly T[]): T => values[index % values.length] as T
  const name = `${pick(FIRST_NAMES)} ${pick(LAST_NAMES)}`
  const [postcode, city] = pick(TOWNS)
  return {
    creditor: pick(CREDITORS).organisation.reference,
    debtor: {
      kind: 'person',
      name,
      customerReference: `C-${1000 + index}`,
      language: index % 9 === 8 ? 'en' : 'fr',
      addresses: [{ lines: [`${index + 1} rue des Lilas`], postcode, city }],
      phones: index % 5 === 4 ? [] : [`+336555000${String(index).padStart(2, '0')}`],
      emails: index % 6 === 5 ? [] : [`client${1000 + index}@example.org`],
    },
    claims: [
      {
        reference: `F-${2600 + index}`,
        dueDate,
        amountCents: 4_900 + ((index * 7_919) % 260_000),
        currency: 'EUR',
        capacity: index % 3 === 2 ? 'professional' : 'consumer',
      },
    ],
  }
}

function paying(context: TimeContext, tenantId: string, fileId: string, index: number): World['next'] {
  const after = PAYS_AFTER[index % PAYS_AFTER.length]
  let paid = shareOf(index) === 0
  return (acts) => {
    const act = acts.find(({ stepId }) => stepId === after)
    if (paid || !act) return null
    const happen = async () => {
      paid = true
      const { balanceCents } = await viewFile(context.db, tenantId, fileId, context.now())
      const amount = cents(Math.round((balanceCents * shareOf(index)) / 100))
      await once(() =>
        recordPayment(
          context.db,
          { tenantId, fileId, actor: ACTOR, reference: `SEED-${index}`, now: context.now() },
          { cents: amount, currency: 'EUR' },
        ),
      )
    }
    return { on: addDays(act.on, 3), happen }
  }
}
