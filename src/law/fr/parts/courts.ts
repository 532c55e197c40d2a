import type { CourtRule } from '../../../domain/law-pack.js'
import { CHECKED } from '../../sourced.js'

const SOURCE = 'recouvrer.fr, Injonction de payer: the court by the nature of the claim'

/** The court of first instance: that of traders among themselves, of tenants and borrowers, of everybody else. */
export const courts: readonly CourtRule[] = [
  {
    name: 'tribunal de commerce',
    capacities: ['trader'],
    categories: [],
    upToCents: null,
    source: SOURCE,
    checkedOn: CHECKED,
    confirmed: true,
  },
  {
    name: 'juge des contentieux de la protection',
    capacities: [],
    categories: ['rent', 'consumer-credit'],
    upToCents: null,
    source: SOURCE,
    checkedOn: CHECKED,
    confirmed: true,
  },
  {
    name: 'tribunal judiciaire',
    capacities: ['consumer', 'non-professional', 'professional', 'undecided'],
    categories: [],
    upToCents: null,
    source: SOURCE,
    checkedOn: CHECKED,
    confirmed: true,
  },
]
