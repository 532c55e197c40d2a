import type { Client } from '@temporalio/client'
import type { Request } from 'express'
import type { Logger } from 'pino'
import { DomainError } from '../domain/errors.js'
import type { Database } from '../store/database.js'
import { tenantOfKey } from '../store/tenant.js'

/** What the routes work with. */
export interface ApiContext {
  db: Database
  clients: { real: Client; skipping: Client }
  production: boolean
  now: () => Date
  log: Logger
}

/** Who asks: the tenant that the request's key opens. @throws DomainError key-missing */
export async function tenantOf(request: Request, { db }: ApiContext): Promise<string> {
  const [, key] = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '') ?? []
  const tenantId = key && (await tenantOfKey(db, key))
  if (!tenantId) throw new DomainError('key-missing')
  return tenantId
}

const LONGEST_KEY = 200

/** The client's idempotency key, which every POST carries. @throws DomainError request-invalid */
export function idempotencyKey(request: Request): string {
  const key = request.get('idempotency-key')
  if (!key || key.length > LONGEST_KEY) throw new DomainError('request-invalid', 'Idempotency-Key')
  return key
}
