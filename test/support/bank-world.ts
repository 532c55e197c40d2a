import { randomUUID } from 'node:crypto'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import type { BankAccount } from '../../src/generated/prisma/client.js'
import { readStatements } from '../../src/providers/bank/read-statements.js'
import { addBankAccount } from '../../src/store/bank-account.js'
import { importFiles } from '../../src/store/import-files.js'
import { importStatements, type StatementOutcome } from '../../src/store/import-statement.js'
import { OWN_REFERENCE } from '../../src/store/tenant.js'
import { balancesOf, type CamtEntry, type CamtStatement, camtFile, IBAN } from './camt.js'
import { type TestStack, threeLetters } from './stack.js'

/** The day on which everything in these tests happens, by the clock that they give. */
export const NOW = new Date('2026-11-20T09:00:00Z')
/** Nothing is due for months, so that no file acts by itself, and no interest runs. */
const DUE = '2027-06-01'

export interface OpenedFile {
  id: string
  reference: string
  number: string
}

/** Opens files, each of one claim, in one batch. */
export async function openFiles(
  stack: TestStack,
  wanted: readonly { name: string; iban?: string; amountCents: number; creditor?: string; number?: string; currency?: string }[],
): Promise<OpenedFile[]> {
  const key = randomUUID()
  const base = { tenantId: stack.tenantId, actor: 'test', now: NOW, clock: 'real' as const }
  const numbers = wanted.map(({ number = `INV-${randomUUID().slice(0, 8)}` }) => number)
  const openings = wanted.map(({ name, iban, amountCents, creditor = OWN_REFERENCE, currency = 'EUR' }, index) => {
    const { legalStart: _, ...file } = OpenFileBody.parse({
      creditor,
      debtor: { name, ...(iban && { iban }), addresses: [{ lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }] },
      claims: [{ reference: numbers[index] ?? '', amountCents, currency, dueDate: DUE }],
      strategy: threeLetters.name,
    })
    return { key: `${key}/${index}`, legalStart: NOW, file }
  })
  await importFiles(stack.db, base, openings, false)
  const rows = await stack.db.debtFile.findMany({ where: { openingKey: { startsWith: key } } })
  return wanted.map((_, index) => {
    const row = rows.find(({ openingKey }) => openingKey === `${key}/${index}`)
    if (!row) throw new Error(`file ${index} was not opened`)
    return { id: row.id, reference: row.reference, number: numbers[index] ?? '' }
  })
}

export async function openAccount(
  stack: TestStack,
  kind: 'client-funds' | 'own' = 'client-funds',
  identification = IBAN,
): Promise<BankAccount> {
  const { row } = await addBankAccount(stack.db, stack.tenantId, { kind, name: kind, identification, bic: null, currency: 'EUR' })
  return row
}

/** A statement of these entries that adds up. */
export function statementOf(entries: readonly CamtEntry[], more: Partial<CamtStatement> = {}): CamtStatement {
  return { id: randomUUID(), balances: balancesOf(entries, 1_000_00, '2026-11-01', '2026-11-20'), entries, ...more }
}

/** Imports statements as a CAMT.053 file. */
export function importCamt(
  stack: TestStack,
  statements: readonly CamtStatement[],
  { dryRun = false, message = '053', db = stack.db }: { dryRun?: boolean; message?: '052' | '053' | '054'; db?: TestStack['db'] } = {},
): Promise<StatementOutcome[]> {
  const read = readStatements(camtFile(statements, { message }))
  const file = { sha256: '0'.repeat(64), statements: read }
  return importStatements(db, { tenantId: stack.tenantId, actor: 'test' }, file, { dryRun }, () => NOW)
}

/** What each entry became: `posted reference`. */
export const became = (outcome: StatementOutcome | undefined) =>
  (outcome?.entries ?? []).map(({ decision, match }) => (match === null ? decision : `${decision} ${match}`))

/** What the books of client funds hold, by account; what is empty is left out. */
export async function books(stack: TestStack): Promise<Record<string, number>> {
  const rows = await stack.db.$queryRaw<{ account: string; cents: bigint }[]>`
    SELECT l.account::text, sum(l.amount_cents)::bigint AS cents FROM funds_leg l JOIN funds_entry e ON e.id = l.entry_id
     WHERE e.tenant_id = ${stack.tenantId}::uuid GROUP BY 1`
  return Object.fromEntries(rows.filter(({ cents }) => cents !== 0n).map(({ account, cents }) => [account, Number(cents)]))
}

/** What was paid on a file, by the claims' ledger. */
export async function paidOn(stack: TestStack, fileId: string): Promise<number> {
  const where = { claim: { files: { some: { fileId } } } }
  const rows = await stack.db.ledgerEntry.findMany({ where: { ...where, kind: { in: ['payment', 'reversal'] } } })
  return rows.reduce((total, { kind, amountCents }) => total + (kind === 'payment' ? Number(amountCents) : -Number(amountCents)), 0)
}
