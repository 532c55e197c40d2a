import { randomInt } from 'node:crypto'
import { FILE_REFERENCE_LENGTH, newReference } from '../domain/reference.js'

const PAYMENT_KEY_LENGTH = 10

/** What a new file is named and paid by. */
export const newReferences = (): { reference: string; paymentKey: string } => ({
  reference: newReference(FILE_REFERENCE_LENGTH, randomInt),
  paymentKey: newReference(PAYMENT_KEY_LENGTH, randomInt),
})
