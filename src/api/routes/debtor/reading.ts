import type { FormState } from '../../../contracts/debtor-page.js'
import type { Texts } from '../../../web/debtor/fr.js'

const MOST_CENTS = 99_999_999_99
const LONGEST_TEXT = 4000
const LONGEST_KEPT = 5000

/** A sum as people write it, in cents: `1 250,00`, `1250.5`, `1,250.00 €`; null where it is none. */
export function centsIn(text: string): number | null {
  const plain = text.replace(/[\s\u00A0\u202F€']/g, '')
  const whole = /^\d{1,3}([.,]\d{3})+$/.test(plain) ? plain.replace(/[.,]/g, '') : plain
  const [, units, decimals = ''] = /^(\d{1,3}(?:[.,]?\d{3})*|\d+)(?:[.,](\d{1,2}))?$/.exec(whole) ?? []
  if (units === undefined) return null
  const cents = Number(units.replace(/[.,]/g, '')) * 100 + Number(decimals.padEnd(2, '0'))
  return cents <= MOST_CENTS ? cents : null
}

/** A day as browsers send it, or as people write it where theirs has no field for one: `2026-03-31`, `31/03/2026`; null where it is none. */
export function dayIn(text: string): string | null {
  const plain = text.trim()
  const [, date, month, year] = /^(\d{1,2})[/. ](\d{1,2})[/. ](\d{4})$/.exec(plain) ?? []
  const day = year ? `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}` : plain
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : null
}

/** Reads the fields of a form one by one; what is wrong is gathered, and said beside each field. */
export class Reading {
  private readonly found: { field: string; message: string }[] = []

  constructor(
    private readonly said: Readonly<Record<string, string>>,
    private readonly t: Texts,
  ) {}

  get state(): FormState {
    const kept = Object.entries(this.said).filter(([name]) => name !== 'csrf' && name !== 'key')
    return { values: Object.fromEntries(kept.map(([name, value]) => [name, value.slice(0, LONGEST_KEPT)])), faults: this.found }
  }

  get isGood(): boolean {
    return this.found.length === 0
  }

  has(name: string): boolean {
    return this.said[name] !== undefined
  }

  /** Says what is wrong with a field; a field's first fault is the one that is shown. */
  fault(field: string, message: string): void {
    if (!this.found.some((fault) => fault.field === field)) this.found.push({ field, message })
  }

  /** A sum that must be there, in cents. */
  amount(name: string): number {
    const cents = this.optionalAmount(name, true)
    if (cents === null) this.fault(name, this.t.faults.missing)
    return cents ?? 0
  }

  /** @param zero whether nothing at all is a sum too */
  optionalAmount(name: string, zero = false): number | null {
    const text = this.said[name]?.trim() ?? ''
    if (text === '') return null
    const cents = centsIn(text)
    if (cents === null || (cents === 0 && !zero)) this.fault(name, this.t.faults.amount)
    return cents ?? 0
  }

  /** A sum above nothing. */
  positive(name: string): number {
    const cents = this.amount(name)
    if (cents === 0) this.fault(name, this.t.faults.amount)
    return cents
  }

  day(name: string): string {
    const day = this.optionalDay(name)
    if (day === null) this.fault(name, this.t.faults.missing)
    return day ?? ''
  }

  optionalDay(name: string): string | null {
    const text = this.said[name]?.trim() ?? ''
    if (text === '') return null
    const day = dayIn(text)
    if (day === null) this.fault(name, this.t.faults.day)
    return day ?? ''
  }

  whole(name: string, least: number, most: number): number {
    const number = Number(this.said[name]?.trim() || Number.NaN)
    if (Number.isInteger(number) && number >= least && number <= most) return number
    this.fault(name, this.t.faults.number)
    return least
  }

  oneOf<T extends string>(name: string, values: readonly [T, ...T[]]): T {
    const found = values.find((value) => value === this.said[name])
    if (found === undefined) this.fault(name, this.t.faults.choose)
    return found ?? values[0]
  }

  text(name: string): string {
    const text = this.optionalText(name)
    if (text === null) this.fault(name, this.t.faults.missing)
    return text ?? ''
  }

  optionalText(name: string): string | null {
    const text = (this.said[name] ?? '').replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
    if (text.length > LONGEST_TEXT) this.fault(name, this.t.faults.long)
    return text === '' ? null : text
  }
}
