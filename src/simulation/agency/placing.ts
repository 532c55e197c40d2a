import { OpenFileBody } from '../../contracts/debt-file.js'
import { instantOf, type LegalDay } from '../../domain/legal-day.js'
import { cents } from '../../domain/money.js'
import type { Tariff } from '../../domain/tariff.js'
import type { TimeContext } from '../../engine/forward-file.js'
import { planImport } from '../../imports/plan.js'
import { readTable } from '../../imports/read-table.js'
import { addBankAccount } from '../../store/bank-account.js'
import { approveAccount, proposeAccount } from '../../store/creditor-account.js'
import { setDebitIdentifier } from '../../store/debit-mandate.js'
import { BOOK_ZONE } from '../../store/funds.js'
import { type ImportOutcome, importFiles } from '../../store/import-files.js'
import { mappingVersions, saveMapping } from '../../store/import-mapping.js'
import { addMandate } from '../../store/mandate.js'
import { addOrganisation, type NewOrganisation } from '../../store/organisation.js'
import { ACTOR, type Placed, type Way } from './month.js'
import { asCsv, asXlsx, CSV_MAPPING, invoicesOf, withFaults } from './portfolio.js'

/** The first working days of the month: what is agreed, and what is placed. */
export const AGREED: LegalDay = '2026-01-02'
export const PLACED: LegalDay = '2026-01-05'

export const FUNDS_IBAN = 'FR1420041010050500013M02606'
export const OWN_IBAN = 'FR7630004000031234567890143'
/** Who agrees to what wants two, and who asks for it. */
export const [MAKER, ...APPROVERS] = ['Anne Le Guen', 'Bruno Caillet', 'Chloé Diallo'] as const

interface Creditor {
  organisation: NewOrganisation
  iban: string
  remittance: 'gross' | 'net'
  tariff: Tariff
}

const address = (line: string, postcode: string, city: string) => ({ lines: [line], postcode, city, country: 'FR' })

/** One is passed on all that was collected, and pays by invoice; of the other's money the commission is kept. */
export const CREDITORS: [Creditor, Creditor] = [
  {
    organisation: {
      kind: 'creditor',
      reference: 'energie-sud',
      name: 'Énergie Sud',
      address: address('2 quai du Port', '13002', 'Marseille'),
      siren: '552081317',
      vat: 'FR03552081317',
    },
    iban: 'DE89370400440532013000',
    remittance: 'gross',
    tariff: {
      bands: [{ road: 'both', fromDays: 0, uptoCents: null, ppm: 120_000 }],
      placementCents: cents(1_50),
      monthlyMinimumCents: cents(0),
      withdrawal: { ppm: 50_000, leastCents: cents(10_00) },
    },
  },
  {
    organisation: {
      kind: 'creditor',
      reference: 'materiaux-rhone',
      name: 'Matériaux du Rhône',
      address: address('41 cours Lafayette', '69003', 'Lyon'),
      siren: '542107651',
      vat: 'FR13542107651',
    },
    iban: 'BE68539007547034',
    remittance: 'net',
    tariff: {
      bands: [
        { road: 'both', fromDays: 90, uptoCents: null, ppm: 180_000 },
        { road: 'both', fromDays: 0, uptoCents: null, ppm: 90_000 },
      ],
      placementCents: cents(0),
      monthlyMinimumCents: cents(0),
      withdrawal: { ppm: 30_000, leastCents: cents(25_00) },
    },
  },
]

/** Accounts, creditors and their mandates, as they were agreed before the first file. */
export async function agree({ db }: TimeContext, tenantId: string): Promise<void> {
  const now = instantOf(AGREED, '10:00', BOOK_ZONE)
  await addBankAccount(db, tenantId, account('client-funds', 'Fonds de tiers', FUNDS_IBAN))
  await addBankAccount(db, tenantId, account('own', 'Compte courant', OWN_IBAN))
  await setDebitIdentifier(db, tenantId, 'FR72ZZZ123456')
  for (const { organisation, iban, remittance, tariff } of CREDITORS) {
    const { reference: creditor } = organisation
    await addOrganisation(db, tenantId, organisation)
    const limits = { toleranceCents: 1_00, longestPlanMonths: 12, mostRemissionPercent: 10, remitWithinMonths: 1 }
    const days = { validFrom: AGREED, validUntil: null, signedOn: AGREED }
    const more = { requires: ['due'], remittance, tariff }
    await addMandate(db, tenantId, creditor, { reference: 'M-2026', scope: 'judicial', ...days, ...limits, ...more })
    const { row } = await proposeAccount(db, { tenantId, creditor, actor: MAKER, now }, { iban })
    for (const actor of APPROVERS) await approveAccount(db, { tenantId, creditor, actor, now }, row.id)
  }
}

const account = (kind: 'client-funds' | 'own', name: string, identification: string) => ({
  kind,
  name,
  identification,
  bic: 'BNPAFRPPXXX',
  currency: 'EUR',
})

/** How debtors pay, by their place among twenty; the others do not, this month. */
const WAYS: Record<number, Way> = {
  0: { road: 'transfer', on: '2026-01-09', percent: 100 },
  2: { road: 'card', on: '2026-01-14', percent: 100 },
  4: { road: 'transfer', on: '2026-01-16', percent: 100 },
  5: { road: 'direct', on: '2026-01-20', percent: 100 },
  8: { road: 'cheque', on: '2026-01-08', percent: 100 },
  10: { road: 'debit', on: '2026-01-22', percent: 100 },
  12: { road: 'transfer', on: '2026-01-23', percent: 40 },
  14: { road: 'card', on: '2026-01-21', percent: 50 },
  17: { road: 'transfer', on: '2026-01-23', percent: 100 },
}
const TURN = 20

/** What became of a list: files that were taken in charge, and invoices that were not, with the reason. */
export interface Placement {
  files: Placed[]
  refused: { creditor: string; reason: string }[]
}

/** Both creditors place what they have: one as a list of its own system, whose columns a saved mapping reads, one as a workbook. */
export async function place(context: TimeContext, tenantId: string, files: number): Promise<Placement> {
  const persons = Math.round(files * 0.6)
  const [first, second] = CREDITORS
  const consumers = invoicesOf('person', { count: persons, seed: 1, prefix: 'ES', placedOn: PLACED })
  const companies = withFaults(invoicesOf('company', { count: files - persons, seed: 2, prefix: 'MR', placedOn: PLACED }))
  const { reference: creditor } = first.organisation
  await saveMapping(context.db, { tenantId, creditor, name: MAPPING, actor: ACTOR }, { columns: [...CSV_MAPPING], dateFormat: 'dmy' })
  const [{ columns }] = await mappingVersions(context.db, tenantId, creditor, MAPPING)
  const lists = [
    { creditor, bytes: asCsv(consumers), map: columns },
    { creditor: second.organisation.reference, bytes: await asXlsx(companies), map: undefined },
  ]
  const placed: Placement = { files: [], refused: [] }
  for (const list of lists) {
    const { files: taken, refused } = await placeList(context, tenantId, list)
    placed.files.push(...taken)
    placed.refused.push(...refused)
  }
  return placed
}

/** Name under which the first creditor's columns are saved. */
const MAPPING = 'impayés'
const MOST_AT_ONCE = 100

async function placeList(
  { db, now }: TimeContext,
  tenantId: string,
  { creditor, bytes, map }: { creditor: string; bytes: Uint8Array; map: readonly string[] | undefined },
): Promise<Placement> {
  const plan = planImport(await readTable(bytes), { creditor, map, asOf: PLACED })
  const refused = plan.lines.filter(({ outcome }) => outcome !== 'planned').map(({ reasons }) => ({ creditor, reason: reasons.join(', ') }))
  const openings = plan.files.map(({ key, file: input }) => {
    const { legalStart = `${PLACED}T08:00:00Z`, ...file } = OpenFileBody.parse(input)
    return { key, file, legalStart: new Date(legalStart) }
  })
  const base = { tenantId, actor: ACTOR, now: now(), clock: 'real' as const }
  const outcomes: ImportOutcome[] = []
  for (let at = 0; at < openings.length; at += MOST_AT_ONCE)
    outcomes.push(...(await importFiles(db, base, openings.slice(at, at + MOST_AT_ONCE), false)))
  refused.push(...outcomes.filter(({ outcome }) => outcome === 'refused').map((one) => ({ creditor, reason: reasonOf(one) })))
  return { files: await placedFiles(db, tenantId, creditor, outcomes), refused }
}

function reasonOf({ refusal, refusals, duplicates }: ImportOutcome): string {
  const rules = [...new Set(refusals.map(({ rule }) => rule))]
  if (rules.length > 0) return rules.join(', ')
  return duplicates.length > 0 ? 'duplicate' : (refusal?.code ?? 'unknown')
}

async function placedFiles(
  db: TimeContext['db'],
  tenantId: string,
  creditor: string,
  outcomes: readonly ImportOutcome[],
): Promise<Placed[]> {
  const references = outcomes.flatMap(({ reference, outcome }) => (outcome === 'opened' && reference !== null ? [reference] : []))
  const rows = await db.debtFile.findMany({
    where: { tenantId, reference: { in: references } },
    include: { debtor: true, claims: { include: { claim: { select: { reference: true } } } } },
  })
  return references.flatMap((reference, index): Placed[] => {
    const row = rows.find((one) => one.reference === reference)
    if (!row) return []
    const invoice = row.claims[0]?.claim.reference ?? ''
    return [{ id: row.id, reference, creditor, invoice, debtor: row.debtor.name, way: WAYS[index % TURN] ?? null }]
  })
}
