import type { Cents } from '../src/domain/money.js'

const EURO = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })

/** Text of a reminder letter. French, as its reader is. */
export function letterText({ fileReference, amountCents, date }: { fileReference: string; amountCents: Cents; date: string }): string {
  return [
    `Le ${date}`,
    `Référence du dossier : ${fileReference}`,
    '',
    'Madame, Monsieur,',
    '',
    `Sauf erreur, la somme de ${EURO.format(amountCents / 100)} reste due au titre de ce dossier.`,
    'Nous vous prions de la régler en rappelant la référence ci-dessus.',
  ].join('\n')
}
