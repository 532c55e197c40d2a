import type { Address, Debtor, ReadLine } from './read-line.js'

/** Lines of one debtor, with what they say about them put together. */
export interface DebtorGroup {
  /** What makes these lines one debtor; the same for the same lines in another file. */
  key: string
  debtor: Debtor
  strategy: string | undefined
  lines: ReadLine[]
}

const MOST_CONTACTS = 10

/**
 * Puts the lines of each debtor together: by the creditor's customer reference, else by SIREN, else by VAT number, else by name
 * and postcode as they are written. A name alone never makes two lines one debtor: such a line stands by itself.
 *
 * Where lines contradict each other the first wins, and the others are warned.
 */
export function groupByDebtor(lines: readonly ReadLine[]): DebtorGroup[] {
  const groups = new Map<string, DebtorGroup>()
  for (const line of lines) {
    const key = debtorKey(line)
    const group = groups.get(key)
    if (group) join(group, line)
    else groups.set(key, { key, debtor: copyOf(line.debtor), strategy: line.strategy, lines: [line] })
  }
  return [...groups.values()]
}

function debtorKey({ debtor, claim }: ReadLine): string {
  const { customerReference, siren, vat, name } = debtor
  const postcode = debtor.addresses?.[0]?.postcode
  if (customerReference) return JSON.stringify(['customer', customerReference])
  if (siren) return JSON.stringify(['siren', siren])
  if (vat) return JSON.stringify(['vat', vat])
  if (postcode) return JSON.stringify(['name', name, postcode])
  return JSON.stringify(['claim', claim.reference])
}

function copyOf(debtor: Debtor): Debtor {
  const { addresses = [], phones = [], emails = [] } = debtor
  return { ...debtor, addresses: [...addresses], phones: [...phones], emails: [...emails] }
}

const SINGLE = ['name', 'kind', 'customerReference', 'siren', 'vat', 'iban', 'language'] as const

function join(group: DebtorGroup, line: ReadLine): void {
  const first = group.lines[0]?.line
  for (const field of SINGLE) {
    const known = group.debtor[field]
    const told = line.debtor[field]
    if (told === undefined || told === known) continue
    if (known === undefined) Object.assign(group.debtor, { [field]: told })
    else line.warnings.push(`debtor.${field} differs from an earlier line of this debtor (from line ${first} on): the earlier one is kept`)
  }
  if (line.strategy && group.strategy && line.strategy !== group.strategy)
    line.warnings.push(`strategy differs from an earlier line of this debtor (from line ${first} on): the earlier one is kept`)
  group.strategy ??= line.strategy
  add(line, 'addresses', group.debtor.addresses ?? [], line.debtor.addresses ?? [], asText)
  add(line, 'phones', group.debtor.phones ?? [], line.debtor.phones ?? [], (phone) => phone)
  add(line, 'emails', group.debtor.emails ?? [], line.debtor.emails ?? [], (email) => email)
  group.lines.push(line)
}

/** Adds what is not there yet. */
function add<T>({ warnings }: ReadLine, what: string, known: T[], told: readonly T[], identity: (one: T) => string): void {
  for (const one of told) {
    if (known.some((other) => identity(other) === identity(one))) continue
    if (known.length < MOST_CONTACTS) known.push(one)
    else warnings.push(`the debtor has ${MOST_CONTACTS} ${what} already: the further one is left out`)
  }
}

const asText = ({ lines, postcode, city, country }: Address) => JSON.stringify([lines, postcode, city, country ?? 'FR'])
