import type { PaymentTermCode, PaymentTermRule } from './law-pack.js'
import { addDays, type LegalDay } from './legal-day.js'

type Computation = PaymentTermRule['computation']['value']

/** What a term runs from. The one that holds where nothing is agreed runs from receipt of the goods or performance. */
export const startOfTerm = (code: PaymentTermCode): 'receipt' | 'issue' => (code === 'default' ? 'receipt' : 'issue')

/** Last day on which an invoice may be paid in time. @param start day of issue, or of receipt */
export function dueDateOf({ days, method }: Computation, start: LegalDay): LegalDay {
  switch (method) {
    case 'net':
      return addDays(start, days)
    case 'days-then-month-end':
      return monthEnd(addDays(start, days))
    case 'month-end-then-days':
      return addDays(monthEnd(start), days)
  }
}

/** Day 0 of the next month is the last one of this. */
const monthEnd = (day: LegalDay): LegalDay =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).toISOString().slice(0, 10)
