import { decryptKey, generateKey, type PrivateKey, readKey, readPrivateKey } from 'openpgp'
import { findAgencyKey, keepAgencyKey } from '../store/agency-key.js'
import type { Database } from '../store/database.js'
import { MasterKeys } from './master-keys.js'

/**
 * The key pairs that tenants sign their packages with. One is made for a tenant when it is needed first, and kept. Its private key is
 * encrypted under a passphrase that is derived from a master key and the tenant's id, so that the rows alone sign nothing.
 */
export class PackageKeys {
  private readonly masters: MasterKeys

  /** @param keys as MasterKeys takes them */
  constructor(
    private readonly db: Database,
    keys: string,
  ) {
    this.masters = new MasterKeys(keys)
  }

  async publicKeyOf(tenantId: string): Promise<{ publicKey: string; fingerprint: string }> {
    const { publicKey, fingerprint } = await this.keyOf(tenantId)
    return { publicKey, fingerprint }
  }

  /** The private key, opened: it is used and kept nowhere. @throws Error where its master key is gone */
  async signingKeyOf(tenantId: string): Promise<PrivateKey> {
    const { privateKey, keyVersion } = await this.keyOf(tenantId)
    const sealed = await readPrivateKey({ armoredKey: privateKey })
    return decryptKey({ privateKey: sealed, passphrase: this.passphrase(keyVersion, tenantId) })
  }

  private async keyOf(tenantId: string) {
    return (await findAgencyKey(this.db, tenantId)) ?? keepAgencyKey(this.db, await this.make(tenantId))
  }

  /** The user id names the tenant by its id alone: keys travel. */
  private async make(tenantId: string) {
    const keyVersion = this.masters.newest
    const passphrase = this.passphrase(keyVersion, tenantId)
    const { publicKey, privateKey } = await generateKey({ type: 'ecc', userIDs: [{ name: `Relance ${tenantId}` }], passphrase })
    const fingerprint = (await readKey({ armoredKey: publicKey })).getFingerprint().toUpperCase()
    return { tenantId, publicKey, privateKey, fingerprint, keyVersion }
  }

  private passphrase(keyVersion: string, tenantId: string): string {
    return this.masters.derive(keyVersion, `relance package key ${tenantId}`).toString('base64url')
  }
}
