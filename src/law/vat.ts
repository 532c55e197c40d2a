import type { Sourced } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { Ppm } from '../domain/rate.js'
import { OVERSEAS } from './fr/region.js'
import { regionOf } from './region.js'
import { unconfirmed } from './sourced.js'

/** How a service to a business is taxed. `standard`: at the seller's rate. `reverse-charge`: the customer owes the tax. `outside-scope`: it is taxed elsewhere. */
export const VAT_RULES = ['standard', 'reverse-charge', 'outside-scope'] as const
export type VatRule = (typeof VAT_RULES)[number]

/** What an invoice of a service to a business says of value added tax. */
export interface VatTreatment {
  rule: VatRule
  ppm: Ppm
  /** What must be written on the invoice where no tax is. */
  mention: string | null
  source: string
}

interface Treatment {
  ppm: Ppm
  mention: string | null
}

/** What one country says of services that its sellers render to businesses, from a day on. */
interface VatLaw {
  from: LegalDay
  /** Codes of countries that are its own territory for this tax. */
  territory: readonly string[]
  /** Parts of its territory where other rates hold, by the customer's address. None of them is known here. */
  isElsewhere: (country: string, postcode: string) => boolean
  rules: Record<VatRule, Sourced<Treatment>>
}

/** Codes by which members of the Union are known in addresses; Northern Ireland is in it for goods alone. */
const UNION: readonly string[] = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/** By the seller's country. None of this was confirmed by a source that could be read: an agency has its accountant look at its first invoice. */
const LAWS: Record<string, readonly VatLaw[]> = {
  FR: [
    {
      from: '2014-01-01',
      territory: ['FR', 'MC'],
      isElsewhere: (country, postcode) => Object.values(OVERSEAS).includes(regionOf(country, postcode) ?? ''),
      rules: {
        standard: unconfirmed({ ppm: 200_000, mention: null }, 'Code général des impôts art. 278 and 259-1°'),
        'reverse-charge': unconfirmed(
          { ppm: 0, mention: 'Autoliquidation' },
          'Code général des impôts art. 259-1° and 283-2; annexe II art. 242 nonies A I 13°; directive 2006/112/CE art. 44 and 196',
        ),
        'outside-scope': unconfirmed(
          { ppm: 0, mention: 'TVA non applicable – art. 259-1 du CGI' },
          'Code général des impôts art. 259-1°: a service to a business is taxed where that is established',
        ),
      },
    },
  ],
}

/** Who buys: where it is, and whether it has shown to be a business by its VAT number. */
export interface VatCustomer {
  country: string
  postcode: string
  vat: string | null
}

/**
 * How an agency's service to a creditor is taxed on a day: at the place of the customer where that is a business elsewhere. One in the Union that
 * has no VAT number is taxed as if it were here.
 * @returns null where the law that holds is not known here
 */
export function vatOn(seller: { country: string }, customer: VatCustomer, on: LegalDay): VatTreatment | null {
  const law = (LAWS[seller.country] ?? []).findLast(({ from }) => from <= on)
  if (!law || law.isElsewhere(customer.country, customer.postcode)) return null
  const rule = ruleOf(law, customer)
  const { value, source } = law.rules[rule]
  return { rule, ...value, source }
}

function ruleOf({ territory }: VatLaw, { country, vat }: VatCustomer): VatRule {
  if (territory.includes(country)) return 'standard'
  if (!UNION.includes(country)) return 'outside-scope'
  return vat === null ? 'standard' : 'reverse-charge'
}
