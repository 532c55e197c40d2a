import { DomainError, type ErrorCode } from '../domain/errors.js'
import { type PaymentProvider, PaymentRefused } from '../providers/payments/port.js'
import type { ApiContext } from './context.js'

/** Who takes card payments. @throws DomainError route-unknown where nobody does */
export function takerOf({ payments }: ApiContext): PaymentProvider {
  if (!payments) throw new DomainError('route-unknown')
  return payments.provider
}

/**
 * What a provider was asked for, its refusals as a client reads them. Whatever else went wrong is worth asking again.
 * @param reused what it means that another request had the key
 */
export async function asked<T>(answer: Promise<T>, reused: ErrorCode = 'provider-refused'): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (!(error instanceof PaymentRefused)) throw error
    throw new DomainError(({ declined: 'card-declined', 'key-reused': reused, other: 'provider-refused' } as const)[error.why])
  }
}
