import type { TemplateLanguage } from './format.js'

/** The words of what channels lay out around a template: columns, totals, ways to pay. */
export interface Phrases {
  columns: { reference: string; issued: string; due: string; amount: string; paid: string; owed: string }
  principal: string
  interest: string
  costs: string
  total: string
  /** Until when exactly the total closes the file. */
  closing: (amount: string, payBefore: string) => string
  ways: string
  link: string
  paymentKey: string
  transfer: (iban: string, holder: string, reference: string) => string
  labels: { file: string; paymentKey: string; debtor: string }
  dated: (day: string) => string
}

export const PHRASES: Record<TemplateLanguage, Phrases> = {
  fr: {
    columns: { reference: 'Facture', issued: 'Émise le', due: 'Échéance', amount: 'Montant', paid: 'Payé', owed: 'Reste dû' },
    principal: 'Principal',
    interest: 'Intérêts',
    costs: 'Autres accessoires',
    total: 'Somme à payer',
    closing: (amount, payBefore) =>
      `Payer exactement ${amount} au plus tard le ${payBefore} clôt le dossier. Passé cette date, la somme peut changer.`,
    ways: 'Pour payer',
    link: 'Payer en ligne',
    paymentKey: 'Clé de paiement :',
    transfer: (iban, holder, reference) => `Par virement : IBAN ${iban}, titulaire ${holder}, motif ${reference}`,
    labels: { file: 'Référence du dossier', paymentKey: 'Clé de paiement', debtor: 'Débiteur' },
    dated: (day) => `le ${day}`,
  },
  en: {
    columns: { reference: 'Invoice', issued: 'Issued', due: 'Due', amount: 'Amount', paid: 'Paid', owed: 'Owed' },
    principal: 'Principal',
    interest: 'Interest',
    costs: 'Other accessories',
    total: 'Sum to pay',
    closing: (amount, payBefore) => `Paying exactly ${amount} by ${payBefore} closes the file. After that day the sum may change.`,
    ways: 'How to pay',
    link: 'Pay online',
    paymentKey: 'Payment key:',
    transfer: (iban, holder, reference) => `By bank transfer: IBAN ${iban}, account holder ${holder}, reference ${reference}`,
    labels: { file: 'File reference', paymentKey: 'Payment key', debtor: 'Debtor' },
    dated: (day) => day,
  },
}
