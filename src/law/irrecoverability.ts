import type { OrderedReason } from '../domain/closing-reason.js'
import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/**
 * What must be seen in the file, beside the reason itself, before a creditor may be told that its claim cannot be had.
 * `liquidation`: a confirmed notice of the debtor's judicial liquidation. `gone`: a letter has come back and no postal address is left.
 */
export type Evidence = 'liquidation' | 'gone'

/** Why nothing can be had any more, and what for that is good. */
export interface Irrecoverability {
  /** Said to the creditor, in French. */
  ground: Sourced<string>
  wants: Evidence | null
  /** Whether the tax authority takes it as definitely irrecoverable, so that VAT may be had back; else it is for the accounts alone. */
  vat: Sourced<boolean>
}

const TAX = 'Code général des impôts art. 272, 1'
const GUIDANCE = 'BOI-TVA-DED-40-10-20'
const liquidated: Irrecoverability = {
  ground: law('Une décision de justice a prononcé la liquidation judiciaire du débiteur.', TAX),
  wants: 'liquidation',
  vat: law(true, `${TAX}: from the day of the decision that pronounces the judicial liquidation`),
}

/** Closings that bear an attestation in France. */
const FRANCE: Partial<Record<OrderedReason, Irrecoverability>> = {
  'insolvent-declared': liquidated,
  'insolvent-undeclared': liquidated,
  'not-found': {
    ground: law('Le débiteur a disparu sans laisser d’adresse.', `${GUIDANCE} n° 40`),
    wants: 'gone',
    vat: law(true, `${GUIDANCE} n° 40: the creditor shows that its debtor has gone without leaving an address`),
  },
  'debt-erased': {
    ground: law('La dette a été effacée par un rétablissement personnel.', 'Code de la consommation L741-2'),
    wants: null,
    vat: unconfirmed(false, `no text was found that names it under ${TAX}`),
  },
  'time-barred': {
    ground: law(
      'Tout ce qui reste dû est prescrit : aucune action ne peut plus être exercée.',
      'Code civil art. 2224, Code de la consommation L218-2',
    ),
    wants: null,
    vat: unconfirmed(false, `${GUIDANCE}: the proof is that the pursuit has failed, which the mere lapse of time is not`),
  },
}

/** Reasons for which no attestation is made, with why. What is not listed rests on no debt that somebody cannot pay. */
const NEVER: Partial<Record<OrderedReason, Sourced<string>>> = {
  'below-cost': law('That a debt is not paid when it falls due, or is not worth pursuing, does not make it irrecoverable.', GUIDANCE),
  deceased: unconfirmed('Heirs who accept answer for the debts of the estate.', 'Code civil art. 785'),
}

const BY_COUNTRY: Readonly<Record<string, Partial<Record<OrderedReason, Irrecoverability>>>> = { FR: FRANCE }

/** What a closing for a reason says of a claim under the law of a country; null where it makes none irrecoverable. */
export function irrecoverabilityOf(country: string, reason: string): Irrecoverability | null {
  return BY_COUNTRY[country]?.[reason as OrderedReason] ?? null
}

/** Why a closing bears no attestation, where more can be said than that its reason is none. */
export const neverIrrecoverable = (reason: string): Sourced<string> => NEVER[reason as OrderedReason] ?? OTHERWISE

const OTHERWISE = law('The file was not closed because the debt cannot be had.', TAX)

/** What the creditor does to have its VAT back, in French. */
export const VAT_FORMALITY = law(
  'La récupération de la TVA suppose l’envoi au débiteur d’un duplicata de la facture portant la mention : « Facture demeurée impayée pour la somme de … € (prix net) et pour la somme de … € (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI) ».',
  `${TAX}; ${GUIDANCE}`,
)
