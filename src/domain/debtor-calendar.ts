import { type ContactCalendar, narrower } from './contact-hours.js'
import type { Facts } from './facts.js'
import type { LawPack } from './law-pack.js'
import type { Strategy } from './strategy.js'

/** The debtor's own days and clock, in the hours that both the law and the strategy leave. */
export function calendarOf(facts: Facts, law: LawPack, { hours }: Strategy): ContactCalendar {
  return {
    hours: narrower(law.contactHours.value, hours),
    zone: zoneOf(facts, law),
    isHoliday: (day) => law.isHoliday(day, facts.region),
  }
}

/** The zone of the clock that the debtor's days are reckoned by. */
export function zoneOf({ region }: Pick<Facts, 'region'>, law: LawPack): string {
  return law.regionZones.value[region ?? ''] ?? law.zone
}
