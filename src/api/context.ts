import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Database } from '../store/database.js'

/** What the routes work with. */
export interface ApiContext {
  db: Database
  clients: { real: Client; skipping: Client }
  production: boolean
  now: () => Date
  log: Logger
}
