import type { LegalDay } from '../domain/legal-day.js'
import { countryOfLaw } from './region.js'
import { CHECKED } from './sourced.js'

/** Who helps people in debt, free of charge, with where that is published. */
export interface HelpPlace {
  name: string
  /** What it helps with, by language. */
  what: { fr: string; en: string }
  address: string | null
  phone: string | null
  url: string | null
  source: string
  checkedOn: LegalDay
  /** False where no source was found: nobody is sent there. */
  confirmed: boolean
  /** That it is where somebody turns to who has nothing left to pay with. */
  lastResort?: true
}

const FRANCE: readonly HelpPlace[] = [
  {
    name: 'Banque de France – commission de surendettement',
    what: {
      fr: 'Si vous ne pouvez plus payer vos dettes : dépôt gratuit d’un dossier de surendettement, en ligne, par courrier ou au guichet.',
      en: 'If you can no longer pay your debts: an over-indebtedness application, free of charge, online, by post or at a counter.',
    },
    address: null,
    phone: '34 14',
    url: 'https://www.service-public.fr/particuliers/vosdroits/F134',
    source:
      'service-public.fr F134 (checked there on 7 January 2025); 34 14, at the price of a local call: Banque de France, since October 2022',
    checkedOn: CHECKED,
    confirmed: true,
    lastResort: true,
  },
  {
    name: 'Points conseil budget',
    what: {
      fr: 'Conseils gratuits et confidentiels sur votre budget, aide pour négocier avec vos créanciers, près de chez vous.',
      en: 'Free and confidential advice on your budget, and help in talking to those you owe, near you.',
    },
    address: null,
    phone: null,
    url: 'https://solidarites.gouv.fr/point-conseil-budget-pcb',
    source: 'solidarites.gouv.fr: five hundred places with a label of the State, open to everybody',
    checkedOn: CHECKED,
    confirmed: true,
  },
  {
    name: 'Point-justice',
    what: {
      fr: 'Information et conseils juridiques gratuits : vos droits, cette demande, vos recours.',
      en: 'Free legal information and advice: your rights, this claim, what you can do.',
    },
    address: null,
    phone: '30 39',
    url: 'https://www.justice.fr',
    source: 'justice.gouv.fr, Septième journée nationale de l’accès au droit (29 May 2024): 30 39, free of charge',
    checkedOn: CHECKED,
    confirmed: true,
  },
  {
    name: 'France services',
    what: {
      fr: 'Aide gratuite pour vos démarches (allocations, impôts, énergie, dossier de surendettement).',
      en: 'Free help with forms and public services (benefits, taxes, energy, an over-indebtedness application).',
    },
    address: null,
    phone: null,
    url: 'https://www.service-public.fr/particuliers/actualites/A14586',
    source: 'service-public.fr A14586',
    checkedOn: CHECKED,
    confirmed: true,
  },
  {
    name: 'Crésus',
    what: {
      fr: 'Associations de bénévoles qui accompagnent les personnes surendettées.',
      en: 'Associations of volunteers who stand by people in debt.',
    },
    address: null,
    phone: null,
    url: null,
    source: 'no page of the federation itself with its number was found',
    checkedOn: CHECKED,
    confirmed: false,
  },
]

const BY_COUNTRY: Readonly<Record<string, readonly HelpPlace[]>> = { FR: FRANCE }

/** Who is known to help in a country; nobody where nothing was looked up. */
export function helpIn(country: string): readonly HelpPlace[] {
  const code = countryOfLaw(country)
  return (Object.hasOwn(BY_COUNTRY, code) ? (BY_COUNTRY[code] ?? []) : []).filter(({ confirmed }) => confirmed)
}
