import type { LegalDay } from '../domain/legal-day.js'

/** Days stand in `date` columns, which the driver reads and writes as midnight UTC. */
export const toDay = (day: LegalDay): Date => new Date(`${day}T00:00:00Z`)
export const fromDay = (value: Date): LegalDay => value.toISOString().slice(0, 10)
