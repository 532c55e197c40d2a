import { randomUUID } from 'node:crypto'
import { OpenFileBody, type OpenFileInput } from '../../src/contracts/debt-file.js'
import { legalOffset } from '../../src/domain/legal-time.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { importFiles } from '../../src/store/import-files.js'
import { type NewFile, openFile, preparation, writeFiles } from '../../src/store/open-file.js'
import { monthly } from '../../test/support/life.js'
import type { BenchStack } from './bench-stack.js'
import { inParallel, until } from './timing.js'

/** Files written in one transaction, as an import does. */
const BATCH = 100
const ACTOR = 'bench'
const AMOUNT_CENTS = 125_00
const DAY_MS = 86_400_000

const DAYS_AHEAD = 5

/** One text message before the due date. */
const textMessage: Strategy = {
  name: 'text-message',
  version: 1,
  steps: [{ id: 'reminder', stage: 'preventive', channels: ['sms'], afterDays: -DAYS_AHEAD, payWithinDays: DAYS_AHEAD, registered: false }],
}

export const year = monthly(12, 'sms')
export const strategies: Strategy[] = [textMessage, year]

/** Legal day of the reminder, a Tuesday, and the instant at which its contact hours begin. */
const DUE_DAY = '2026-03-10'
export const DUE_OPENS = new Date('2026-03-10T07:00:00Z')

const DUE_DATE = new Date(Date.parse(DUE_DAY) + DAYS_AHEAD * DAY_MS).toISOString().slice(0, 10)

/** The opening letter had gone out before: the strategy has none. */
const OPENED = { kind: 'opening', on: '2026-02-02' } as const

let numbers = 0

/** The opening of a file whose first act is a text message that falls due when contact hours begin on the due day. */
export function opening(creditor: string): OpenFileInput {
  const number = String(++numbers).padStart(6, '0')
  return {
    creditor,
    debtor: {
      name: `Camille Martin ${number}`,
      addresses: [{ lines: [`${number} rue de la Mesure`], postcode: '75002', city: 'Paris' }],
      phones: [`0612${number}`],
    },
    claims: [{ reference: randomUUID(), amountCents: AMOUNT_CENTS, currency: 'EUR', dueDate: DUE_DATE, notices: [OPENED] }],
    strategy: textMessage.name,
  }
}

/** Legal time at which a file must begin now for its message to fall due at `dueAt`. */
export function legalStartFor(dueAt: Date, now: Date): Date {
  return new Date(now.getTime() + legalOffset(DUE_OPENS, dueAt))
}

/** Far enough ahead for nothing to fall due while anything is measured. */
export const farAhead = () => new Date(Date.now() + 10 * DAY_MS)

/** How a portfolio is opened. */
export interface Portfolio {
  files: number
  dueAt: Date
  /** Has each file decide at once, as one that has been told of something, instead of sleeping until its first act. */
  awake?: boolean
}

/** Opens files batch by batch, as an import does. @returns their ids, which are committed but need not be told yet */
export async function importPortfolio(stack: BenchStack, { files, dueAt, awake = false }: Portfolio): Promise<string[]> {
  const key = randomUUID()
  const batches = Array.from({ length: Math.ceil(files / BATCH) }, (_, index) => Math.min(BATCH, files - index * BATCH))
  for (const [index, size] of batches.entries()) await importBatch(stack, `${key}/${index}`, size, dueAt, awake)
  const rows = await stack.db.debtFile.findMany({ where: { openingKey: { startsWith: key } }, select: { id: true } })
  if (rows.length < files) throw new Error(`${rows.length} of ${files} files were opened`)
  return rows.map(({ id }) => id)
}

async function importBatch({ db, tenantId, creditor }: BenchStack, key: string, files: number, dueAt: Date, awake: boolean): Promise<void> {
  const now = new Date()
  const base = { tenantId, actor: ACTOR, now, clock: 'real' as const }
  const legalStart = legalStartFor(dueAt, now)
  const batch = Array.from({ length: files }, (_, index) => ({ key: `${key}/${index}`, legalStart, file: opened(creditor) }))
  if (!awake) return void (await importFiles(db, base, batch, false))
  const prepare = preparation(db)
  const prepared = await Promise.all(batch.map(({ file, ...beginning }) => prepare({ ...base, ...beginning }, file)))
  await db.$transaction(async (tx) => {
    await writeFiles(tx, prepared)
    await tx.$executeRaw`UPDATE outbox o SET not_before = NULL FROM debt_file f WHERE f.id = o.file_id AND f.opening_key LIKE ${`${key}/%`}`
  })
}

/** The opening of a file as it is written. */
function opened(creditor: string): NewFile {
  const { legalStart: _, ...file } = OpenFileBody.parse(opening(creditor))
  return file
}

/** Opens one file by itself, as the API does. */
export async function openOne({ db, tenantId, creditor }: BenchStack): Promise<void> {
  const now = new Date()
  const legalStart = legalStartFor(farAhead(), now)
  await openFile(db, { tenantId, actor: ACTOR, key: randomUUID(), legalStart, now, clock: 'real' }, opened(creditor))
}

/** Opens files one by one over HTTP, so many at once. */
export async function openByApi({ apiUrl, apiKey, creditor }: BenchStack, files: number, atOnce: number): Promise<void> {
  const dueAt = farAhead()
  await inParallel(atOnce, Array.from({ length: files }), async () => {
    const response = await fetch(`${apiUrl}/v1/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...opening(creditor), legalStart: legalStartFor(dueAt, new Date()).toISOString() }),
    })
    const answer = await response.text()
    if (!response.ok) throw new Error(`POST /v1/files: ${response.status} ${answer}`)
  })
}

/** Waits until every file has been told what was left for it. */
export function untilTold({ db }: BenchStack): Promise<void> {
  return until('all files are told', async () => (await db.outbox.count({ where: { toldAt: null } })) === 0)
}
