import type { ClaimCategory } from '../../domain/capacity.js'
import type { Liability } from '../../domain/liability.js'
import type { TemplateLanguage } from './format.js'

/** The words of what channels lay out around a template: columns, totals, ways to pay. */
export interface Phrases {
  columns: { reference: string; issued: string; due: string; amount: string; paid: string; owed: string }
  principal: string
  interest: string
  interestUntil: (day: string) => string
  /** Flat compensation by its legal name, with the article that gives it. */
  indemnity: (source: string | null) => string
  costs: string
  total: string
  /** Until when exactly the total closes the file, and what follows. */
  closing: (amount: string, payBefore: string) => string
  changes: string
  /** Instead, where interest goes on: from which day it is not in the total. */
  accrues: (through: string | null) => string
  ways: string
  link: string
  paymentKey: string
  transfer: (iban: string, holder: string, reference: string) => string
  /** What stands under the code of a transfer. */
  transferCode: string
  labels: { file: string; paymentKey: string; debtor: string; liability: string }
  /** As what somebody is written to who is not the first to owe. */
  liabilities: Record<Exclude<Liability, 'debtor'>, string>
  /** What was delivered, where an invoice is for more than goods and services. */
  categories: Partial<Record<ClaimCategory, string>>
  dated: (day: string) => string
}

export const PHRASES: Record<TemplateLanguage, Phrases> = {
  fr: {
    columns: { reference: 'Facture', issued: 'Émise le', due: 'Échéance', amount: 'Montant', paid: 'Payé', owed: 'Reste dû' },
    principal: 'Principal',
    interest: 'Intérêts',
    interestUntil: (day) => `Intérêts jusqu’au ${day}`,
    indemnity: (source) => named('Indemnité forfaitaire pour frais de recouvrement', source),
    costs: 'Autres accessoires',
    total: 'Somme à payer',
    closing: (amount, payBefore) => `Payer exactement ${amount} au plus tard le ${payBefore} clôt le dossier.`,
    changes: 'Passé cette date, la somme peut changer.',
    accrues: (through) =>
      `Passé cette date s’y ajoutent les intérêts${through ? ` courus depuis le ${through}` : ''}, jusqu’au complet paiement.`,
    ways: 'Pour payer',
    link: 'Payer en ligne',
    paymentKey: 'Clé de paiement :',
    transfer: (iban, holder, reference) => `Par virement : IBAN ${iban} (${holder}), référence ${reference}`,
    transferCode: 'Virement',
    labels: { file: 'Référence du dossier', paymentKey: 'Clé de paiement', debtor: 'Débiteur', liability: 'Qualité' },
    liabilities: { 'co-debtor': 'débiteur solidaire', guarantor: 'caution' },
    categories: {
      rent: 'loyer',
      telecoms: 'télécoms',
      energy: 'énergie',
      water: 'eau',
      loan: 'prêt',
      'consumer-credit': 'crédit à la consommation',
    },
    dated: (day) => `le ${day}`,
  },
  en: {
    columns: { reference: 'Invoice', issued: 'Issued', due: 'Due', amount: 'Amount', paid: 'Paid', owed: 'Owed' },
    principal: 'Principal',
    interest: 'Interest',
    interestUntil: (day) => `Interest until ${day}`,
    indemnity: (source) => named('Flat compensation for recovery costs', source),
    costs: 'Other accessories',
    total: 'Sum to pay',
    closing: (amount, payBefore) => `Paying exactly ${amount} by ${payBefore} closes the file.`,
    changes: 'After that day the sum may change.',
    accrues: (through) => `After that day the interest${through ? ` accrued since ${through}` : ''} is added, until payment.`,
    ways: 'How to pay',
    link: 'Pay online',
    paymentKey: 'Payment key:',
    transfer: (iban, holder, reference) => `By bank transfer: IBAN ${iban} (${holder}), reference ${reference}`,
    transferCode: 'Bank transfer',
    labels: { file: 'File reference', paymentKey: 'Payment key', debtor: 'Debtor', liability: 'Written to as' },
    liabilities: { 'co-debtor': 'joint debtor', guarantor: 'guarantor' },
    categories: {
      rent: 'rent',
      telecoms: 'telecoms',
      energy: 'energy',
      water: 'water',
      loan: 'loan',
      'consumer-credit': 'consumer credit',
    },
    dated: (day) => day,
  },
  de: {
    columns: { reference: 'Rechnung', issued: 'Vom', due: 'Fällig am', amount: 'Betrag', paid: 'Gezahlt', owed: 'Offen' },
    principal: 'Hauptforderung',
    interest: 'Zinsen',
    interestUntil: (day) => `Zinsen bis zum ${day}`,
    indemnity: (source) => named('Verzugspauschale', source),
    costs: 'Sonstige Nebenforderungen',
    total: 'Zu zahlen',
    closing: (amount, payBefore) => `Zahlen Sie bis zum ${payBefore} genau ${amount}, ist die Sache erledigt.`,
    changes: 'Danach kann sich der Betrag ändern.',
    accrues: (through) => `Danach kommen die${through ? ` seit dem ${through}` : ''} laufenden Zinsen bis zur Zahlung hinzu.`,
    ways: 'So können Sie zahlen',
    link: 'Online zahlen',
    paymentKey: 'Zahlungsschlüssel:',
    transfer: (iban, holder, reference) => `Per Überweisung: IBAN ${iban} (${holder}), Referenz ${reference}`,
    transferCode: 'Überweisung',
    labels: { file: 'Aktenzeichen', paymentKey: 'Zahlungsschlüssel', debtor: 'Schuldner', liability: 'Eigenschaft' },
    liabilities: { 'co-debtor': 'Gesamtschuldner', guarantor: 'Bürge' },
    categories: {
      rent: 'Miete',
      telecoms: 'Telekommunikation',
      energy: 'Energie',
      water: 'Wasser',
      loan: 'Darlehen',
      'consumer-credit': 'Verbraucherkredit',
    },
    dated: (day) => day,
  },
  nl: {
    columns: { reference: 'Factuur', issued: 'Datum', due: 'Vervaldag', amount: 'Bedrag', paid: 'Betaald', owed: 'Openstaand' },
    principal: 'Hoofdsom',
    interest: 'Interest',
    interestUntil: (day) => `Interest tot en met ${day}`,
    indemnity: (source) => named('Forfaitaire vergoeding voor invorderingskosten', source),
    costs: 'Andere bijkomende bedragen',
    total: 'Te betalen',
    closing: (amount, payBefore) => `Betaalt u uiterlijk op ${payBefore} precies ${amount}, dan is het dossier afgesloten.`,
    changes: 'Daarna kan het bedrag wijzigen.',
    accrues: (through) => `Daarna komt daar de interest bij die${through ? ` sinds ${through}` : ''} loopt, tot aan de betaling.`,
    ways: 'Zo kunt u betalen',
    link: 'Online betalen',
    paymentKey: 'Betaalsleutel:',
    transfer: (iban, holder, reference) => `Per overschrijving: IBAN ${iban} (${holder}), referentie ${reference}`,
    transferCode: 'Overschrijving',
    labels: { file: 'Dossiernummer', paymentKey: 'Betaalsleutel', debtor: 'Schuldenaar', liability: 'Hoedanigheid' },
    liabilities: { 'co-debtor': 'hoofdelijk schuldenaar', guarantor: 'borg' },
    categories: {
      rent: 'huur',
      telecoms: 'telecom',
      energy: 'energie',
      water: 'water',
      loan: 'lening',
      'consumer-credit': 'consumentenkrediet',
    },
    dated: (day) => day,
  },
}

/** A legal name with the article it rests on, without what the article's note adds. */
const named = (name: string, source: string | null) => (source === null ? name : `${name} (${source.split(/[;:]/)[0]?.trim()})`)
