import { v7 as uuidv7 } from 'uuid'
import type { OpenFileBody } from '../contracts/debt-file.js'
import type { Transaction } from './database.js'
import { type Phone, parseIban, parsePhone, parseSiren, parseVat } from './identifiers.js'

type DebtorInput = OpenFileBody['debtor']
type PostalAddress = DebtorInput['addresses'][number]

export interface Identifier {
  kind: string
  value: string
}

/** A debtor whose numbers have been checked. */
export interface ParsedDebtor {
  kind: DebtorInput['kind']
  name: string
  language: DebtorInput['language']
  sector: string | null
  score: number | null
  identifiers: Identifier[]
  addresses: PostalAddress[]
  phones: Phone[]
  emails: string[]
}

/**
 * What tells one debtor from another across files: never a name.
 * @param at where the debtor stands in the request
 * @throws DomainError number-invalid
 */
export function parseDebtor(input: DebtorInput, creditor: string, at = 'debtor'): ParsedDebtor {
  const { kind, name, language, sector = null, score = null, addresses, emails } = input
  const identifiers: Identifier[] = []
  if (input.siren !== undefined) identifiers.push({ kind: 'siren', value: parseSiren(input.siren, `${at}.siren`) })
  if (input.vat !== undefined) identifiers.push({ kind: 'vat', value: parseVat(input.vat, `${at}.vat`) })
  if (input.iban !== undefined) identifiers.push({ kind: 'iban', value: parseIban(input.iban, `${at}.iban`) })
  if (input.customerReference !== undefined) identifiers.push({ kind: `customer:${creditor}`, value: input.customerReference })
  const phones = input.phones.map((phone, index) => parsePhone(phone, addresses[0], `${at}.phones.${index}`))
  return { kind, name, language, sector, score, identifiers, addresses, phones, emails: emails.map((email) => email.toLowerCase()) }
}

/** A debtor that is there already, with what identifies and reaches it so far. */
export interface KnownDebtor {
  id: string
  identifiers: Identifier[]
  points: PointRow[]
}

/** What two debtors may not share without being one: a bank account is shared by spouses. */
export const identifies = ({ kind }: Identifier) => kind !== 'iban'

/** Debtors that are there already, by what identifies them; those that a batch adds are learnt as it goes. */
export class KnownDebtors {
  private readonly byIdentifier = new Map<string, KnownDebtor>()

  constructor(debtors: readonly KnownDebtor[]) {
    for (const debtor of debtors) this.learn(debtor)
  }

  /** The debtor that has one of these identifiers; a register's number goes before a customer's. */
  find({ identifiers }: ParsedDebtor): KnownDebtor | null {
    const found = identifiers.filter(identifies).sort(byWeight).map(keyOf)
    return found.map((key) => this.byIdentifier.get(key)).find((debtor) => debtor !== undefined) ?? null
  }

  /** Identifiers of a debtor that are free or its own: one that another party has stays with that one. */
  ownIdentifiers({ identifiers }: ParsedDebtor, known: KnownDebtor | null): Identifier[] {
    return identifiers.filter((identifier) => [undefined, known?.id].includes(this.byIdentifier.get(keyOf(identifier))?.id))
  }

  learn(debtor: KnownDebtor): void {
    for (const identifier of debtor.identifiers.filter(identifies)) this.byIdentifier.set(keyOf(identifier), debtor)
  }
}

/** An identifier as a text: no two have the same. */
export const keyOf = ({ kind, value }: Identifier) => `${kind}\n${value}`
const byWeight = (a: Identifier, b: Identifier) => (a.kind === b.kind ? (a.value < b.value ? -1 : 1) : a.kind > b.kind ? -1 : 1)

/** The debtors of a tenant that have one of these identifiers, locked: what is written about one is written by one at a time. */
export async function knownDebtors(tx: Transaction, tenantId: string, debtors: readonly ParsedDebtor[]): Promise<KnownDebtors> {
  const wanted = debtors.flatMap(({ identifiers }) => identifiers.filter(identifies))
  if (wanted.length === 0) return new KnownDebtors([])
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM party WHERE id IN (
      SELECT i.party_id FROM party_identifier i
        JOIN unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ value }) => value)}::text[]) AS w(kind, value)
          ON w.kind = i.kind AND w.value = i.value
       WHERE i.tenant_id = ${tenantId}::uuid) AND merged_into_id IS NULL
     ORDER BY id FOR NO KEY UPDATE`
  const ids = found.map(({ id }) => id)
  const points = await tx.contactPoint.findMany({ where: { partyId: { in: ids } }, orderBy: { id: 'asc' } })
  const identifiers = await tx.partyIdentifier.findMany({ where: { partyId: { in: ids } } })
  const known = new Map<string, KnownDebtor>(ids.map((id) => [id, { id, identifiers: [], points: [] }]))
  for (const point of points) known.get(point.partyId)?.points.push(point)
  for (const identifier of identifiers) known.get(identifier.partyId)?.identifiers.push(identifier)
  return new KnownDebtors([...known.values()])
}

export interface PointRow {
  kind: 'postal' | 'phone' | 'email'
  value: string | null
  mobile: boolean
  addressLines: string[]
  postcode: string | null
  city: string | null
  country: string | null
  status: string
}

/** Rows to write for a debtor: the whole of a new one, and of one that is known what was not known of it. */
export function newDebtorRows(tenantId: string, debtor: ParsedDebtor, known: KnownDebtor | null, validFrom: Date) {
  const partyId = known?.id ?? uuidv7()
  const { kind, name, language, sector, score } = debtor
  const points = pointsOf(debtor).filter((point) => !known?.points.some((other) => isSamePoint(point, other)))
  return {
    partyId,
    parties: known ? [] : [{ id: partyId, tenantId, kind, name, language, sector, score }],
    /** What the creditor says anew of a debtor that is there already. */
    told: known && (sector !== null || score !== null) ? [{ id: partyId, sector, score }] : [],
    identifiers: debtor.identifiers
      .filter(({ kind, value }) => !known?.identifiers.some((held) => held.kind === kind && held.value === value))
      .map((identifier) => ({ tenantId, partyId, ...identifier })),
    points: points.map((point) => ({ id: uuidv7(), partyId, source: 'creditor', validFrom, ...point })),
  }
}

/** A debtor as it is known once its rows are written. */
export function knownWith(known: KnownDebtor | null, rows: ReturnType<typeof newDebtorRows>): KnownDebtor {
  const { partyId: id, identifiers, points } = rows
  return { id, identifiers: [...(known?.identifiers ?? []), ...identifiers], points: [...(known?.points ?? []), ...points] }
}

/** The newest address or number is used first, so the first one named is written last. */
function pointsOf({ addresses, phones, emails }: ParsedDebtor) {
  const nowhere = {
    value: null,
    mobile: false,
    addressLines: [] as string[],
    postcode: null,
    city: null,
    country: null,
    status: 'usable' as const,
  }
  return [
    ...addresses.map(({ lines, ...place }) => ({ ...nowhere, kind: 'postal' as const, addressLines: lines, ...place })),
    ...phones.map((phone) => ({ ...nowhere, kind: 'phone' as const, ...phone })),
    ...emails.map((value) => ({ ...nowhere, kind: 'email' as const, value })),
  ].reverse()
}

function isSamePoint(a: PointRow, b: PointRow): boolean {
  if (a.kind !== b.kind || a.kind !== 'postal') return a.kind === b.kind && a.value === b.value
  return a.postcode === b.postcode && a.addressLines.join('\n') === b.addressLines.join('\n')
}
