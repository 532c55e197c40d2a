import express from 'express'
import pg from 'pg'
import { loadConfig } from '../../src/config.js'
import { required } from '../../src/engine/required.js'

/** Connections of Relance's own API. */
const CONNECTIONS = 10

/** Takes a webhook and keeps it, unread. */
export async function main(): Promise<void> {
  const config = loadConfig()
  const pool = new pg.Pool({ connectionString: required(config.database.url, 'DATABASE_URL'), max: CONNECTIONS })
  const app = express()
  app.post('/webhook', express.json(), async (request, response) => {
    await pool.query('INSERT INTO bare_webhook (body) VALUES ($1)', [JSON.stringify(request.body)])
    response.status(204).end()
  })
  app.listen(config.ports.api, '127.0.0.1', () => process.send?.('ready'))
}
