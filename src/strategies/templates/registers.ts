import type { TemplateLanguage } from './format.js'

/** What registers of companies are called, by the country of the company. */
const REGISTERS: Record<string, Record<TemplateLanguage, string>> = {
  FR: { fr: 'SIREN', en: 'SIREN', de: 'SIREN', nl: 'SIREN' },
  BE: { fr: 'BCE', en: 'CBE', de: 'ZDU', nl: 'KBO' },
}
const VAT: Record<TemplateLanguage, string> = { fr: 'TVA', en: 'VAT', de: 'USt-IdNr.', nl: 'btw' }

/** A company as its register knows it. */
export interface Registered {
  country: string
  siren: string | null
  vat: string | null
}

/**
 * A company's number with the name of its register: `SIREN 552 100 554`, `BCE 0403.170.701` (the Belgian VAT number is the
 * company number), or else its VAT number; null where it has none.
 */
export function registeredNumber({ country, siren, vat }: Registered, language: TemplateLanguage): string | null {
  if (siren !== null) return `${REGISTERS.FR?.[language]} ${siren.replace(/(\d{3})(?=\d)/g, '$1 ')}`
  if (vat === null) return null
  const [, digits] = /^BE(\d{10})$/.exec(vat) ?? []
  if (country === 'BE' && digits) return `${REGISTERS.BE?.[language]} ${digits.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3')}`
  return `${VAT[language]} ${vat}`
}
