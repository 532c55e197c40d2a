import type { ContactHours } from '../../domain/contact-hours.js'
import { type Checked, fault, type StrategyFault } from './fault.js'

/** Hours beyond those of the law and caps that are looser than its own: they would change nothing, and say what is not so. */
export function limitsLoosened({ strategy: { hours, caps = [] }, pack: { contactHours, contactCaps } }: Checked): StrategyFault[] {
  const wider = hours && isWider(hours, contactHours.value)
  const law = contactHours.value
  const looser = caps.filter((cap) =>
    contactCaps.value.some(
      ({ most, withinDays }) => cap.most >= most && cap.withinDays <= withinDays && (cap.most > most || cap.withinDays < withinDays),
    ),
  )
  return [
    ...(wider
      ? [
          fault(
            null,
            'contact-hours',
            contactHours,
            `debtors are contacted from ${law.from} to ${law.to} on days ${law.weekdays.join(', ')}`,
          ),
        ]
      : []),
    ...looser.map(({ rule, most, withinDays }) =>
      fault(null, 'contact-caps', contactCaps, `${rule}: ${most} within ${withinDays} days is more than may be`),
    ),
  ]
}

const isWider = (own: ContactHours, law: ContactHours) =>
  own.from < law.from || own.to > law.to || own.weekdays.some((day) => !law.weekdays.includes(day))
