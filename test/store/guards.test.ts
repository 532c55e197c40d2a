import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import pg from 'pg'
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

  const APPEND_ONLY = ['file_event', 'posting', 'decision', 'strategy_version']

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

  it('lets the application delete nothing at all', async () => {
    const { rows } = await owner.query<{ table_name: string }>(
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { table_name } of rows) await expect(app.query(`DELETE FROM ${table_name}`)).rejects.toMatchObject({ code: '42501' })
  })

  const insertContact = (step: string, state: string) =>
    app.query(
      `INSERT INTO contact (id, file_id, step_id, channel, state, amount_cents, because, reserved_at) VALUES ($1, $2, $3, 'letter', $4::contact_state, 1, '[]', '2026-01-05')`,
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
    const posting = `INSERT INTO posting (id, tenant_id, claim_id, kind, amount_cents, booked_on, reference) VALUES ($1, $2, $3, 'payment', -1, '2026-01-05', 'x')`
    await expect(app.query(posting, [randomUUID(), stack.tenantId, claim.rows[0].claim_id])).rejects.toMatchObject({ code: '23514' })
    const empty = `INSERT INTO claim (id, tenant_id, reference, amount_cents, currency, due_date) VALUES ($1, $2, 'x', 0, 'EUR', '2026-01-05')`
    await expect(app.query(empty, [randomUUID(), stack.tenantId])).rejects.toMatchObject({ code: '23514' })
  })

  it('numbers the events of a file without a gap', async () => {
    const { events } = await life.view()
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
  })
})

/** A column that every such table has, for an update that changes nothing. */
const columnOf = (table: string) => (table === 'strategy_version' ? 'name' : table === 'posting' ? 'reference' : 'file_id')
