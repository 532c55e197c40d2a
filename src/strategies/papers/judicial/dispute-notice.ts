import type { DisputeReason } from '../../../domain/admission.js'
import type { Paper } from '../../../domain/paper.js'
import type { JudicialCase } from '../facts.js'
import { addressee, list, long, moneyIn, paperOf, paragraph, parties, section, signature, terms } from '../parts.js'

const REASONS: Record<DisputeReason, string> = {
  'not-ordered': 'prestation ou marchandise non commandée',
  'not-delivered': 'prestation ou marchandise non reçue',
  defective: 'prestation ou marchandise non conforme',
  price: 'prix contesté',
  paid: 'paiement allégué',
  other: 'autre motif',
}

/** Tells who acts that the debtor has contested a claim since, with its own words. @throws RangeError without a dispute */
export function disputeNotice(one: JudicialCase): Paper {
  const { dispute, currency } = one
  if (!dispute) throw new RangeError('no dispute')
  const { claim, receivedOn, reason, contestedCents, words, documents } = dispute
  return paperOf(
    one,
    'Contestation du débiteur',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph(
        `${one.debtor.name} a contesté la facture ${claim} le ${long(receivedOn)}, après l’engagement de la procédure (${one.procedureName}).`,
      ),
      paragraph('La procédure n’en est pas suspendue. La contestation est à prendre en compte dans les actes et conclusions à venir.'),
    ),
    terms(
      'Contestation',
      ['Facture', claim],
      ['Motif', REASONS[reason]],
      ['Montant contesté en principal', contestedCents === null ? 'la totalité' : moneyIn(currency)(contestedCents)],
    ),
    ...(words ? [section('Dans les termes du débiteur', paragraph(words))] : []),
    ...(documents.length > 0 ? [section('Pièces jointes par le débiteur', list(...documents))] : []),
    signature(one),
  )
}
