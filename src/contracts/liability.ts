import type { Liability } from '../domain/liability.js'

export const LIABILITIES = ['debtor', 'co-debtor', 'guarantor'] as const satisfies readonly Liability[]
