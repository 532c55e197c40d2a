import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/** What an invoice to a business says of its payment. */
interface InvoiceTerms {
  /** Days from its issue until it is due. */
  days: Sourced<number>
  /** Sentences that must stand on it, in the language of its country. */
  mentions: readonly Sourced<string>[]
}

/** By the seller's country. */
const TERMS: Record<string, InvoiceTerms> = {
  FR: {
    days: law(30, 'Code de commerce L441-10 I: thirty days where nothing else was agreed'),
    mentions: [
      law(
        'Pénalités de retard : taux de refinancement de la Banque centrale européenne majoré de 10 points, exigibles sans rappel (Code de commerce L441-10 II).',
        'Code de commerce L441-10 II',
      ),
      law('Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40 € (Code de commerce D441-5).', 'Code de commerce D441-5'),
      unconfirmed('Pas d’escompte pour paiement anticipé.', 'Code de commerce L441-9 I'),
    ],
  },
}

/** What the law of a seller's country wants on an invoice to a business; null where it is not known here. */
export const invoiceTermsIn = (country: string): InvoiceTerms | null => TERMS[country] ?? null
