import { type Key, readKey } from 'openpgp'

/** A public key as it is kept: armored, with its fingerprint in capitals. */
export interface PublicKey {
  publicKey: string
  fingerprint: string
}

/** Reads an armored OpenPGP public key that packages can be encrypted to at an instant; null for anything else, a private key among it. */
export async function readPublicKey(armored: string, at: Date): Promise<PublicKey | null> {
  const key = await readKey({ armoredKey: armored }).catch(() => null)
  if (key === null || key.isPrivate() || !(await mayEncrypt(key, at))) return null
  return { publicKey: key.armor(), fingerprint: key.getFingerprint().toUpperCase() }
}

const mayEncrypt = (key: Key, at: Date): Promise<boolean> =>
  key.getEncryptionKey(undefined, at).then(
    () => true,
    () => false, // revoked, expired, or made for signatures alone
  )
