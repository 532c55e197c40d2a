import { v5 as uuidv5 } from 'uuid'
import { DomainError } from '../domain/errors.js'
import type { WebhookSecret } from '../generated/prisma/client.js'
import type { Database } from './database.js'

/** Makes a secret's row, once per key: asked again it is the same secret. @throws DomainError key-reused */
export async function addWebhookSecret(
  db: Database,
  { tenantId, key, label, keyVersion }: { tenantId: string; key: string; label: string; keyVersion: string },
): Promise<WebhookSecret> {
  const id = uuidv5(key, tenantId)
  await db.webhookSecret.createMany({ data: [{ id, tenantId, label, keyVersion }], skipDuplicates: true })
  const row = await db.webhookSecret.findUniqueOrThrow({ where: { id } })
  if (row.label !== label) throw new DomainError('key-reused', 'Idempotency-Key')
  return row
}

/** A tenant's secrets, the newest first. */
export function listWebhookSecrets(db: Database, tenantId: string): Promise<WebhookSecret[]> {
  return db.webhookSecret.findMany({ where: { tenantId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
}

/** Those that are good for a signature. */
export function liveWebhookSecrets(db: Database, tenantId: string): Promise<WebhookSecret[]> {
  return db.webhookSecret.findMany({ where: { tenantId, revokedAt: null }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
}

/** What it signs is refused from now on. @throws DomainError resource-unknown */
export async function revokeWebhookSecret(db: Database, tenantId: string, id: string, now: Date): Promise<WebhookSecret> {
  await db.webhookSecret.updateMany({ where: { id, tenantId, revokedAt: null }, data: { revokedAt: now } })
  const row = await db.webhookSecret.findFirst({ where: { id, tenantId } })
  if (!row) throw new DomainError('resource-unknown')
  return row
}
