import { MasterKeys } from './master-keys.js'

/** Secrets that senders of payment webhooks sign with: derived from a master key and the secret's id, so none is stored. */
export class WebhookSecrets {
  private readonly masters: MasterKeys

  /** @param keys as MasterKeys takes them */
  constructor(keys: string) {
    this.masters = new MasterKeys(keys)
  }

  /** Version of the master key that a new secret is derived from. */
  get newestVersion(): string {
    return this.masters.newest
  }

  /** `whsec_` and 43 characters, or null where its master key is gone. */
  secretOf({ id, keyVersion }: { id: string; keyVersion: string }): string | null {
    if (!this.masters.has(keyVersion)) return null
    return `whsec_${this.masters.derive(keyVersion, `relance webhook ${id}`).toString('base64url')}`
  }
}
