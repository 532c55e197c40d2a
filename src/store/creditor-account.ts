import { v7 as uuidv7 } from 'uuid'
import type { CreditorAccountView } from '../contracts/creditor-account.js'
import { DomainError } from '../domain/errors.js'
import { addDays, type LegalDay } from '../domain/legal-day.js'
import type { CreditorAccount } from '../generated/prisma/client.js'
import { newAccountWaitsDays } from '../law/house.js'
import { agree, approvalsOf, requirePerson } from './approval.js'
import type { Database, Transaction } from './database.js'
import { fromDay, toDay } from './day.js'
import { bookDay } from './funds.js'
import { parseBic, parseIban } from './identifiers.js'
import { findCreditor, type Made } from './organisation.js'

/** Who does something with a creditor's accounts. */
export interface AccountCall {
  tenantId: string
  /** The creditor's reference. */
  creditor: string
  actor: string
  now: Date
}

export interface ProposedAccount {
  iban: string
  bic?: string | undefined
  /** Whose account it is; the creditor where it is left out. */
  holder?: string | undefined
}

/**
 * Proposes an account for a creditor's money. It is used once two other people have agreed and the delay is over; until then the one
 * before it stays in use. The same proposal again, while it waits, is the one that is there.
 * @throws DomainError creditor-unknown, number-invalid, account-own
 */
export function proposeAccount(db: Database, call: AccountCall, { iban, bic, holder }: ProposedAccount): Promise<Made<CreditorAccount>> {
  const { tenantId, actor, now } = call
  return db.$transaction(async (tx) => {
    const creditor = await lockCreditor(tx, call)
    const account = { iban: parseIban(iban, 'iban'), bic: bic === undefined ? null : parseBic(bic, 'bic'), holder: holder ?? creditor.name }
    await requireOthers(tx, tenantId, account.iban)
    const there = await tx.creditorAccount.findFirst({ where: { creditorId: creditor.id, ...account, usableFrom: null, rejectedAt: null } })
    if (there) return { row: there, replayed: true }
    const data = { id: uuidv7(), tenantId, creditorId: creditor.id, ...account, proposedAt: now, actor }
    return { row: await tx.creditorAccount.create({ data }), replayed: false }
  })
}

/** One at a time: what two people agree to is counted, and what is in use is looked up, under the creditor's lock. */
async function lockCreditor(tx: Transaction, { tenantId, creditor }: Pick<AccountCall, 'tenantId' | 'creditor'>) {
  const row = await findCreditor(tx, tenantId, creditor)
  await tx.$executeRaw`SELECT FROM organisation WHERE id = ${row.id}::uuid FOR UPDATE`
  return row
}

/** Nobody's account but a creditor's own: the tenant's would pay its own share, or itself, out of the creditor's money. */
async function requireOthers(tx: Transaction, tenantId: string, iban: string): Promise<void> {
  const own = await tx.organisation.count({ where: { tenantId, own: true, iban } })
  const held = await tx.bankAccount.count({ where: { tenantId, identification: iban } })
  if (own + held > 0) throw new DomainError('account-own', 'iban')
}

/**
 * A person agrees to a proposed account. With the second one it waits for some days from that day on.
 * @throws DomainError creditor-unknown, resource-unknown, account-rejected, account-agreed, account-own; as agree
 */
export function approveAccount(db: Database, call: AccountCall, id: string): Promise<void> {
  const { tenantId, actor, now } = call
  return db.$transaction(async (tx) => {
    const account = await lockAccount(tx, call, id)
    if (account.rejectedAt) throw new DomainError('account-rejected', 'account')
    if (account.usableFrom) throw new DomainError('account-agreed', 'account')
    await requireOthers(tx, tenantId, account.iban)
    const isAgreed = await agree(tx, { tenantId, subject: `creditor-account:${id}`, maker: account.actor, actor, now })
    if (!isAgreed) return
    const usableFrom = addDays(bookDay(now), newAccountWaitsDays.value)
    await tx.creditorAccount.update({ where: { id }, data: { usableFrom: toDay(usableFrom) } })
  })
}

/**
 * A person rejects an account before it is used: one is enough. Rejected again it stays so.
 * @throws DomainError creditor-unknown, resource-unknown, person-needed, account-in-use
 */
export function rejectAccount(db: Database, call: AccountCall, id: string): Promise<void> {
  const { tenantId, actor, now } = call
  return db.$transaction(async (tx) => {
    const account = await lockAccount(tx, call, id)
    requirePerson(actor)
    if (account.rejectedAt) return
    if (account.usableFrom && fromDay(account.usableFrom) <= bookDay(now)) throw new DomainError('account-in-use', 'account')
    await tx.creditorAccount.update({ where: { id }, data: { rejectedAt: now } })
    await tx.approval.create({ data: { tenantId, subject: rejection(id), actor, approvedAt: now } })
  })
}

const rejection = (id: string) => `creditor-account-rejection:${id}`

async function lockAccount(tx: Transaction, call: AccountCall, id: string): Promise<CreditorAccount> {
  const creditor = await lockCreditor(tx, call)
  const account = await tx.creditorAccount.findFirst({ where: { id, creditorId: creditor.id } })
  if (!account) throw new DomainError('resource-unknown', 'account')
  return account
}

/** The account that a creditor's money goes to on a day, or null while it has none. */
export function accountInUse(tx: Transaction, creditorId: string, on: LegalDay): Promise<CreditorAccount | null> {
  return tx.creditorAccount.findFirst({
    where: { creditorId, rejectedAt: null, usableFrom: { lte: toDay(on) } },
    orderBy: [{ usableFrom: 'desc' }, { id: 'desc' }],
  })
}

/** All accounts that were ever proposed for a creditor, the newest first, with what became of each. @throws DomainError creditor-unknown */
export async function listAccounts(db: Database, { tenantId, creditor, now }: Omit<AccountCall, 'actor'>): Promise<CreditorAccountView[]> {
  const { id: creditorId } = await findCreditor(db, tenantId, creditor)
  const today = bookDay(now)
  const inUse = await accountInUse(db, creditorId, today)
  const rows = await db.creditorAccount.findMany({ where: { creditorId }, orderBy: [{ proposedAt: 'desc' }, { id: 'desc' }] })
  return Promise.all(
    rows.map(async (row): Promise<CreditorAccountView> => {
      const { id, holder, iban, bic, proposedAt, actor: proposedBy, usableFrom, rejectedAt } = row
      const [rejected] = await approvalsOf(db, tenantId, rejection(id))
      return {
        id,
        state: stateOf(row, inUse?.id, today),
        holder,
        iban,
        bic,
        proposedBy,
        proposedAt: proposedAt.toISOString(),
        approvals: (await approvalsOf(db, tenantId, `creditor-account:${id}`)).map(({ person, at }) => ({ person, at: at.toISOString() })),
        usableFrom: usableFrom && fromDay(usableFrom),
        rejectedBy: rejected?.person ?? null,
        rejectedAt: rejectedAt?.toISOString() ?? null,
      }
    }),
  )
}

function stateOf(
  { id, usableFrom, rejectedAt }: CreditorAccount,
  inUse: string | undefined,
  today: LegalDay,
): CreditorAccountView['state'] {
  if (rejectedAt) return 'rejected'
  if (!usableFrom) return 'proposed'
  if (id === inUse) return 'in-use'
  return fromDay(usableFrom) > today ? 'waiting' : 'replaced'
}
