import { RemittanceBlocked } from '../store/remittance.js'
import { RequestFault } from './problem.js'

/** A refusal to pass money on, with all that stands against it. */
export function sayingWhatBlocks<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof RemittanceBlocked)) throw error
    throw new RequestFault(
      error.code,
      error.reasons.map(({ rule, text }) => ({ field: rule, message: text })),
    )
  })
}
