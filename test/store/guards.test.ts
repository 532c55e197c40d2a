import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstBrokenEvent } from '../../src/store/file-event.js'
import { Life } from '../support/life.js'
import { joinStack, type TestStack } from '../support/stack.js'

/** What the database guards by itself, whatever the code above it does. */
describe('the database', () => {
  let stack: TestStack
  let owner: pg.Client
  let app: pg.Client
  let life: Life

  beforeAll(async () => {
    stack = await joinStack()
    owner = new pg.Client({ connectionString: stack.urls.ownerUrl })
    app = new pg.Client({ connectionString: stack.urls.appUrl })
    await owner.connect()
    await app.connect()
    life = await Life.open(stack, { legalStart: '2026-01-05T09:00:00Z', dueDate: '2026-01-02' })
    await life.pay(10_00)
    await life.untilDecided('wait')
  })
  afterAll(async () => {
    await Promise.all([owner.end(), app.end(), stack.close()])
  })

  const APPEND_ONLY = [
    'file_event',
    'ledger_entry',
    'ledger_leg',
    'law_rate',
    'claim_act',
    'limitation_alarm',
    'decision',
    'strategy_version',
    'message_template',
    'claim_notice',
    'delivery_event',
  ]

  it.each(APPEND_ONLY)('%s: the application may not change, delete or empty it', async (table) => {
    for (const statement of [
      `UPDATE ${table} SET ${columnOf(table)} = ${columnOf(table)}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' })
    }
  })

  it.each(APPEND_ONLY)('%s: nor may its owner', async (table) => {
    for (const statement of [
      `UPDATE ${table} SET ${columnOf(table)} = ${columnOf(table)}`,
      `DELETE FROM ${table}`,
      `TRUNCATE ${table} CASCADE`,
    ]) {
      await expect(owner.query(statement)).rejects.toThrow(/append-only/)
    }
  })

  it('lets the application delete nothing, but for counts of wrong tries, which tell nobody anything once their window is past', async () => {
    const { rows } = await owner.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    )
    expect(rows.length).toBeGreaterThan(10)
    const kept = rows.filter(({ table_name }) => table_name !== 'access_window')
    for (const { table_name } of kept) await expect(app.query(`DELETE FROM ${table_name}`)).rejects.toMatchObject({ code: '42501' })
  })

  const insertContact = (step: string, state: string) =>
    app.query(
      `INSERT INTO contact (id, file_id, step_id, act_id, stage, channel, state, amount_cents, because, reserved_at) VALUES ($1, $2, $3, $3, 'amicable', 'letter', $4::contact_state, 1, '[]', '2026-01-05')`,
      [randomUUID(), life.id, step, state],
    )

  it.each(['reserved', 'calling', 'unknown', 'sent'])(
    'holds one live contact of a step: a second beside one that is %s is refused',
    async (state) => {
      const step = `step-${state}`
      await insertContact(step, state)
      for (const second of ['reserved', 'calling', 'unknown', 'sent'])
        await expect(insertContact(step, second)).rejects.toMatchObject({ code: '23505' })
    },
  )

  it('lets a step be tried again after it failed', async () => {
    await insertContact('failing', 'failed')
    await insertContact('failing', 'failed')
    await expect(insertContact('failing', 'reserved')).resolves.toBeDefined()
  })

  it('refuses a payment below zero and a claim of nothing', async () => {
    const claim = await app.query('SELECT claim_id FROM file_claim WHERE file_id = $1', [life.id])
    const entry = `INSERT INTO ledger_entry (id, tenant_id, claim_id, kind, amount_cents, value_on, reference) VALUES ($1, $2, $3, 'payment', -1, '2026-01-05', 'x')`
    await expect(app.query(entry, [randomUUID(), stack.tenantId, claim.rows[0].claim_id])).rejects.toMatchObject({ code: '23514' })
    const empty = `INSERT INTO claim (id, tenant_id, creditor_id, reference, amount_cents, currency, due_date) SELECT $1, $2, creditor_id, 'x', 0, 'EUR', '2026-01-05' FROM debt_file WHERE id = $3`
    await expect(app.query(empty, [randomUUID(), stack.tenantId, life.id])).rejects.toMatchObject({ code: '23514' })
  })

  describe('double entry', () => {
    /** Writes an entry of 10.00 euros with these legs, and commits. */
    async function commit(legs: Record<string, number>): Promise<void> {
      const { rows } = await app.query('SELECT claim_id FROM file_claim WHERE file_id = $1', [life.id])
      const id = randomUUID()
      await app.query('BEGIN')
      await app.query(
        `INSERT INTO ledger_entry (id, tenant_id, claim_id, kind, amount_cents, value_on, reference) VALUES ($1, $2, $3, 'payment', 1000, '2026-01-05', $4)`,
        [id, stack.tenantId, rows[0].claim_id, id],
      )
      for (const [account, amount] of Object.entries(legs))
        await app.query('INSERT INTO ledger_leg (entry_id, account, amount_cents) VALUES ($1, $2::ledger_account, $3)', [
          id,
          account,
          amount,
        ])
      await app.query('COMMIT')
    }

    it.each([
      ['without legs', {}],
      ['with one leg', { funds: 1000 }],
      ['with one leg of nothing', { funds: 0 }],
      ['whose legs are a cent apart', { funds: 1000, unallocated: -999 }],
    ])('refuses an entry %s when it commits', async (_, legs) => {
      await expect(commit(legs as Record<string, number>)).rejects.toMatchObject({ code: '23514' })
    })

    it('takes one whose legs sum to zero, and refuses a leg that comes to it later', async () => {
      await commit({ funds: 1000, unallocated: -400, principal: -600 })
      const { rows } = await app.query(
        `SELECT l.entry_id FROM ledger_leg l JOIN ledger_entry e ON e.id = l.entry_id WHERE e.tenant_id = $1 AND l.amount_cents = -600`,
        [stack.tenantId],
      )
      const late = app.query(`INSERT INTO ledger_leg (entry_id, account, amount_cents) VALUES ($1, 'costs', 1)`, [rows[0].entry_id])
      await expect(late).rejects.toMatchObject({ code: '23514' })
    })
  })

  it('chains the events of a file by hash: what is changed, left out or put in shows from there on', async () => {
    await life.pay(1_00, 'VIR-1')
    await life.pay(2_00, 'VIR-2')
    expect(await firstBrokenEvent(stack.db, life.id)).toBeNull()
    const brokenAfter = async (tampering: string) => {
      await owner.query('BEGIN')
      await owner.query('ALTER TABLE file_event DISABLE TRIGGER append_only')
      await owner.query(tampering, [life.id])
      const { rows } = await owner.query<{ broken: number | null }>('SELECT first_broken_event($1) AS broken', [life.id])
      await owner.query('ROLLBACK')
      return rows[0]?.broken
    }
    expect(await brokenAfter(`UPDATE file_event SET data = '{"amountCents": 1}' WHERE file_id = $1 AND sequence = 2`)).toBe(2)
    expect(await brokenAfter('DELETE FROM file_event WHERE file_id = $1 AND sequence = 3')).toBe(4)
    const last = 'DELETE FROM file_event e USING debt_file f WHERE e.file_id = $1 AND f.id = e.file_id AND e.sequence = f.last_event'
    expect(await brokenAfter(last)).not.toBeNull()
  })

  it('numbers the events of a file without a gap', async () => {
    const { events } = await life.view()
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  })
})

/** A column of each such table, for an update that changes nothing. */
const columnOf = (table: string) => COLUMNS[table] ?? 'file_id'
const COLUMNS: Record<string, string> = {
  strategy_version: 'name',
  message_template: 'name',
  ledger_entry: 'reference',
  ledger_leg: 'account',
  law_rate: 'kind',
  claim_act: 'kind',
  limitation_alarm: 'alarm',
  claim_notice: 'kind',
  delivery_event: 'status',
}
