import { DomainError } from '../domain/errors.js'
import type { SignatureProvider, Signer } from '../providers/signature/port.js'

/**
 * Who signs, with the one number or address that the codes go to: the mobile telephone where a code gets there, else the e-mail address.
 * @throws DomainError signer-unreachable
 */
export function reachedSigner(signatures: SignatureProvider, { name, email, phone }: Signer): Signer {
  const byPhone = { name, email: null, phone }
  if (signatures.reaches(byPhone)) return byPhone
  const byEmail = { name, email, phone: null }
  if (signatures.reaches(byEmail)) return byEmail
  throw new DomainError('signer-unreachable', phone === null ? 'email' : 'phone')
}
