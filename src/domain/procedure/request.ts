import { beginning } from './beginning.js'
import { articleOf, type Leg } from './leg.js'
import { firstOf, type Matter } from './matter.js'
import type { ReportFact } from './proceeding.js'

/** A request for an order: filed, then refused or granted. @param granted what follows from an order, as its course has it */
export function requesting(matter: Matter, granted: (order: ReportFact) => Leg[]): Leg[] {
  const { rules, reports } = matter
  const filed = firstOf(reports, 'filed')
  const begun = beginning(matter, 'file-request', filed !== undefined, ['filed'])
  if (!filed) return [begun]
  const asked: Leg = {
    passages: [{ stage: 'filed', on: filed.on, source: articleOf(rules, 'filed', filed.on), report: filed.id }],
    expects: ['order-granted', 'order-refused'],
  }
  const order = firstOf(reports, 'order-granted', filed.on)
  const refused = firstOf(reports, 'order-refused', filed.on)
  if (refused && (!order || refused.on < order.on)) return [begun, asked, refusal(matter, refused)]
  return [begun, asked, ...(order ? granted(order) : [])]
}

export const refusal = ({ rules }: Matter, { id, on }: ReportFact): Leg => ({
  passages: [{ stage: 'ended', on, source: articleOf(rules, 'refused', on), report: id, end: 'refused' }],
})
