import { randomUUID } from 'node:crypto'
import { OpenFileBody, type OpenFileInput } from '../../contracts/debt-file.js'
import { instantOf, type LegalDay } from '../../domain/legal-day.js'
import type { TimeContext } from '../../engine/forward-file.js'
import { lawOf } from '../../law/book.js'
import { openFile } from '../../store/open-file.js'
import { ACTOR, type Episode, inOrder, type Played, pays } from '../episode.js'
import { playFile } from '../play-file.js'
import { approves, handsIn, reports, sum } from './acts.js'
import { type Cast, CREDITOR, castOf } from './cast.js'
import { lookBackOn, type PlayedCase } from './look-back.js'

/** Days after its posting on which a registered letter is there. */
const REGISTERED_DAYS = 3
const OFFICER = 'officer:etude-lorraine'
const INVITING = 'officer:etude-vosges'
const LAWYER = 'lawyer:cabinet-meurthe'
const COURT = 'court'
const [ANNE, BRUNO] = ['Anne Le Guen', 'Bruno Caillet'] as const

/** A file of the demonstration: who owes what, from when to when it is played, and what happens to it. */
interface Case {
  story: string
  begins: LegalDay
  ends: LegalDay
  debtor: OpenFileInput['debtor']
  claim: OpenFileInput['claims'][number]
  life: (cast: Cast) => Episode[]
}

const on = (day: LegalDay, happen: Episode['happen']): Episode => ({ when: { on: day }, happen })

const sold = (claim: string, day: LegalDay) =>
  handsIn(claim, day, ['contract', 'Bon de commande signé'], ['delivery-note', 'Bon de livraison'], ['invoice', 'Facture'])

const company = (name: string, siren: string, postcode: string, city: string, email: string): OpenFileInput['debtor'] => ({
  kind: 'company',
  name,
  addresses: [{ lines: ['27 quai des Chartrons'], postcode, city }],
  emails: [email],
  phones: ['06 98 76 54 32'],
  siren,
})

const CASES: readonly Case[] = [
  {
    story: 'paid after the order was served',
    begins: '2026-01-05',
    ends: '2026-06-30',
    debtor: company('Atlantis Événements SARL', '404833048', '33000', 'Bordeaux', 'direction@atlantis.example'),
    claim: {
      reference: 'FA-2025-1098',
      amountCents: 6_240_00,
      currency: 'EUR',
      issueDate: '2025-10-15',
      dueDate: '2025-12-14',
      capacity: 'trader',
    },
    life: ({ officerId }) => [
      on('2026-01-12', sold('FA-2025-1098', '2025-10-15')),
      on('2026-03-20', approves([ANNE], { officerId, lawyerId: null })),
      on('2026-03-30', reports(ACTOR, 'filed', '2026-03-30', {}, { courtReference: '2026/OP/1187' })),
      on('2026-04-20', reports(COURT, 'order-granted', '2026-04-20', { amountCents: sum(6_240) })),
      on(
        '2026-05-05',
        reports(
          OFFICER,
          'served',
          '2026-05-04',
          { act: 'order', mode: 'in-person' },
          { bill: { reference: 'EL-2026-118', amountCents: 73_40 } },
        ),
      ),
      on('2026-05-18', pays({ percent: 100 })),
    ],
  },
  {
    story: 'opposed and judged',
    begins: '2026-01-05',
    ends: '2026-09-30',
    debtor: company('Boulangerie Kerouac', '732829320', '29000', 'Quimper', 'gestion@kerouac.example'),
    claim: {
      reference: 'FA-2025-1131',
      amountCents: 7_800_00,
      currency: 'EUR',
      issueDate: '2025-11-05',
      dueDate: '2025-12-05',
      capacity: 'trader',
    },
    life: ({ officerId, lawyerId }) => [
      on('2026-01-12', sold('FA-2025-1131', '2025-11-05')),
      on('2026-03-20', approves([ANNE], { officerId, lawyerId })),
      on('2026-03-30', reports(ACTOR, 'filed', '2026-03-30', {}, { courtReference: '2026/OP/1190' })),
      on('2026-04-20', reports(COURT, 'order-granted', '2026-04-20', { amountCents: sum(7_800) })),
      on(
        '2026-05-06',
        reports(
          OFFICER,
          'served',
          '2026-05-05',
          { act: 'order', mode: 'office' },
          { bill: { reference: 'EL-2026-121', amountCents: 73_40 } },
        ),
      ),
      on('2026-05-26', reports(COURT, 'opposition', '2026-05-20', { day: '2026-05-26' })),
      on('2026-06-02', reports(ACTOR, 'consigned', '2026-06-02')),
      on('2026-06-15', reports(COURT, 'hearing-set', '2026-06-15', { day: '2026-07-06' })),
      on('2026-07-06', reports(LAWYER, 'hearing-held', '2026-07-06')),
      on('2026-07-20', reports(COURT, 'judgment', '2026-07-20', { outcome: 'granted', amountCents: sum(7_800) })),
      on(
        '2026-08-04',
        reports(
          OFFICER,
          'served',
          '2026-08-03',
          { act: 'judgment', mode: 'in-person' },
          { bill: { reference: 'EL-2026-204', amountCents: 81_60 } },
        ),
      ),
    ],
  },
  {
    story: 'small claims agreed',
    begins: '2026-01-05',
    ends: '2026-06-30',
    debtor: {
      name: 'Camille Roux',
      addresses: [{ lines: ['12 rue des Lilas'], postcode: '35000', city: 'Rennes' }],
      emails: ['camille.roux@example.org'],
      phones: ['06 12 34 56 78'],
    },
    claim: {
      reference: 'FA-2025-1187',
      amountCents: 1_420_50,
      currency: 'EUR',
      issueDate: '2025-11-10',
      dueDate: '2025-12-10',
      capacity: 'consumer',
    },
    life: ({ invitingId }) => [
      on('2026-01-12', sold('FA-2025-1187', '2025-11-10')),
      on('2026-03-20', approves([ANNE], { officerId: invitingId, lawyerId: null })),
      on('2026-03-30', reports(INVITING, 'invited', '2026-03-30')),
      on('2026-04-14', reports(INVITING, 'debtor-agreed', '2026-04-14', { amountCents: sum(1_420.5) })),
      on('2026-04-20', reports(INVITING, 'title-issued', '2026-04-20')),
      on('2026-05-11', pays({ percent: 100 })),
    ],
  },
  {
    story: 'lapsed: served one day late',
    begins: '2026-04-07',
    ends: '2026-12-11',
    debtor: company('Imprimerie Vasseur', '552081317', '59000', 'Lille', 'compta@vasseur.example'),
    claim: {
      reference: 'FA-2026-0145',
      amountCents: 12_400_00,
      currency: 'EUR',
      issueDate: '2026-02-10',
      dueDate: '2026-03-10',
      capacity: 'trader',
    },
    life: ({ officerId }) => [
      on('2026-04-13', sold('FA-2026-0145', '2026-02-10')),
      on('2026-06-22', approves([ANNE, BRUNO], { officerId, lawyerId: null })),
      on('2026-07-06', reports(ACTOR, 'filed', '2026-07-06', {}, { courtReference: '2026/OP/2044' })),
      on('2026-09-07', reports(COURT, 'order-granted', '2026-09-07', { amountCents: sum(12_400) })),
      on('2026-12-09', reports(OFFICER, 'served', '2026-12-08', { act: 'order', mode: 'in-person' })),
    ],
  },
]

/** Plays four files from their first reminder to the end of what goes to court, each on the real engine. */
export async function playJudicial(context: TimeContext, tenantId: string, told: (line: string) => void): Promise<PlayedCase[]> {
  const cast = await castOf(context, tenantId, ACTOR)
  told(`${CASES.length} files`)
  return Promise.all(CASES.map((one) => playCase(context, tenantId, cast, one)))
}

async function playCase(
  context: TimeContext,
  tenantId: string,
  cast: Cast,
  { story, begins, ends, debtor, claim, life }: Case,
): Promise<PlayedCase> {
  const { legalStart: _, ...input } = OpenFileBody.parse({ creditor: CREDITOR.reference, debtor, claims: [claim] })
  const legalStart = new Date(`${begins}T08:00:00Z`)
  const opening = { tenantId, actor: ACTOR, key: randomUUID(), legalStart, now: context.now(), clock: 'real' as const }
  const { id } = await openFile(context.db, opening, input)
  const played: Played = { context, tenantId, fileId: id, moments: [], balances: [] }
  const world = { registeredDays: REGISTERED_DAYS, next: inOrder(played, life(cast)) }
  await playFile(context, id, world, instantOf(ends, '12:00', lawOf('FR').zone))
  return lookBackOn(played, input.debtor.name, story)
}
