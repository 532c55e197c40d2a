import { randomInt, randomUUID } from 'node:crypto'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { cents } from '../../src/domain/money.js'
import { provideAgencyFile } from '../../src/store/agency-paper.js'
import { addBankAccount } from '../../src/store/bank-account.js'
import { toDay } from '../../src/store/day.js'
import { setDebitIdentifier } from '../../src/store/debit-mandate.js'
import { addMandate } from '../../src/store/mandate.js'
import { openFile } from '../../src/store/open-file.js'
import { addOrganisation } from '../../src/store/organisation.js'
import { ensureTenant, publishStrategy } from '../../src/store/tenant.js'
import { joinStack, type TestStack, threeLetters } from './stack.js'

/** An agency with two creditors, accounts and files, in a year in which no file acts by itself yet. */

export const ACTOR = 'test'
export const BEGINS = new Date('2029-01-05T09:00:00Z')

/** One pays its commission by invoice, of the other's money it is kept. */
export const TARIFFS = [
  { iban: 'FR1420041010050500013M02606', ppm: 120_000, remittance: 'gross' },
  { iban: 'DE89370400440532013000', ppm: 87_500, remittance: 'net' },
] as const
const AGENCY = {
  kind: 'agency' as const,
  name: 'Cabinet des Essais',
  address: { lines: ['3 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' },
  iban: 'FR7630006000011234567890189',
  vat: 'FR11123456782',
}

/** A share of what comes in, and nothing else. */
const shareOnly = (ppm: number) => ({
  bands: [{ road: 'both' as const, fromDays: 0, uptoCents: null, ppm }],
  placementCents: cents(0),
  monthlyMinimumCents: cents(0),
  withdrawal: { ppm: 0, leastCents: cents(0) },
})

export interface AgencyWorld {
  stack: TestStack
  fundsIban: string
  ownIban: string
  files: { id: string; reference: string }[]
}

/** An agency of its own, with so many files, each of two invoices. */
export async function openAgency(count: number): Promise<AgencyWorld> {
  const joined = await joinStack()
  const { db } = joined
  const tenantId = await ensureTenant(db, AGENCY, randomUUID())
  await provideAgencyFile(db, tenantId)
  await publishStrategy(db, tenantId, threeLetters)
  const stack = { ...joined, tenantId }
  const [fundsIban, ownIban] = [french(), french()]
  const more = { bic: 'BNPAFRPPXXX', currency: 'EUR' }
  await addBankAccount(db, tenantId, { kind: 'client-funds', name: 'Fonds', identification: fundsIban, ...more })
  await addBankAccount(db, tenantId, { kind: 'own', name: 'Agence', identification: ownIban, ...more })
  await setDebitIdentifier(db, tenantId, 'FR72ZZZ123456')
  const creditors: string[] = []
  for (const terms of TARIFFS) creditors.push(await addCreditor(stack, terms))
  const files: AgencyWorld['files'] = []
  for (let index = 0; index < count; index++)
    files.push(await place(stack, creditors[index % creditors.length] as string, 400_00 + index * 137_50))
  return { stack, fundsIban, ownIban, files }
}

/** A creditor whose account two people have agreed to long ago. */
async function addCreditor({ db, tenantId }: TestStack, { iban, ppm, remittance }: (typeof TARIFFS)[number]): Promise<string> {
  const reference = `creditor-${randomUUID()}`
  const { name, address } = AGENCY
  const { id: creditorId } = await addOrganisation(db, tenantId, { kind: 'creditor', reference, name, address })
  const days = { validFrom: '2020-01-01', validUntil: '2030-12-31' }
  const limits = { toleranceCents: 0, longestPlanMonths: 0, mostRemissionPercent: 0 }
  const terms = { remittance, tariff: shareOnly(ppm) }
  await addMandate(db, tenantId, reference, { reference: 'M-1', scope: 'judicial', ...days, ...limits, ...terms })
  const account = { id: randomUUID(), tenantId, creditorId, holder: reference.slice(0, 20), iban, actor: ACTOR }
  await db.creditorAccount.create({ data: { ...account, proposedAt: BEGINS, usableFrom: toDay('2028-12-01') } })
  return reference
}

async function place({ db, tenantId }: TestStack, creditor: string, amountCents: number): Promise<AgencyWorld['files'][number]> {
  const half = Math.floor(amountCents / 2)
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: { name: `Camille ${randomUUID()}`, addresses: [{ lines: ['1 rue de la Paix'], postcode: '75002', city: 'Paris' }] },
    strategy: threeLetters.name,
    claims: [half, amountCents - half].map((part) => ({
      reference: `F-${randomUUID()}`,
      amountCents: part,
      currency: 'EUR',
      dueDate: '2030-06-30',
      capacity: 'consumer' as const,
    })),
  })
  const opening = { tenantId, actor: ACTOR, key: randomUUID(), legalStart: BEGINS, now: BEGINS, clock: 'real' as const }
  const { id } = await openFile(db, opening, input)
  const { reference } = await db.debtFile.findUniqueOrThrow({ where: { id } })
  return { id, reference }
}

/** A French IBAN that nobody else has, with its check digits. */
function french(): string {
  const bban = `${String(10_000 + randomInt(90_000))}00001${String(randomInt(10 ** 11)).padStart(11, '0')}`
  const key = 97n - (BigInt(`${bban}00`) % 97n)
  const account = `${bban}${String(key).padStart(2, '0')}`
  const check = 98n - (BigInt(`${account}152700`) % 97n)
  return `FR${String(check).padStart(2, '0')}${account}`
}
