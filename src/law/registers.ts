import { lawOf } from './book.js'

/** Registers that are asked about debtors. */
export const REGISTERS = ['sirene', 'bodacc', 'vies'] as const
export type RegisterName = (typeof REGISTERS)[number]

/** Registers of a country's companies and of their insolvency, by the law that a file lives under. That of VAT numbers is the Union's. */
const OF_COUNTRY: Readonly<Record<string, readonly RegisterName[]>> = { FR: ['sirene', 'bodacc'] }

/** Countries of law with registers of their own. */
export const COUNTRIES_WITH_REGISTERS: readonly string[] = Object.keys(OF_COUNTRY)

export const registersOf = (country: string): readonly RegisterName[] => OF_COUNTRY[lawOf(country).country] ?? []

/** Prefix of the VAT numbers that hold a company's number in the national register, after two check digits. */
const HOLDS_SIREN = /^FR[0-9A-Z]{2}(\d{9})$/

/** The SIREN in a French VAT number; null for any other. */
export const sirenInVat = (vat: string): string | null => HOLDS_SIREN.exec(vat)?.[1] ?? null
