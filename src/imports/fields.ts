/** Column names, several in one text. */
const names = (...lists: string[]): string[] => lists.flatMap((list) => list.split(', '))

/**
 * What an import understands, and the column names, French and English, that are taken for it without being told. Of several
 * columns that fit one field, the name that stands first here is taken. No name stands for two fields.
 */
export const FIELDS = {
  'debtor.name': names(
    'raison sociale, nom du débiteur, nom débiteur, nom du client, nom client, dénomination, company name',
    'debtor name, customer name, client name, nom, name, société, company, débiteur, debtor, client, customer',
  ),
  'debtor.kind': names('type de débiteur, type débiteur, type de client, type client, debtor kind, debtor type, customer type'),
  'debtor.customerReference': names(
    'référence client, réf client, code client, n° client, no client, nº client, numéro client, numéro de client',
    'compte client, customer reference, customer number, customer no, customer id, customer code, client id',
    'account number',
  ),
  'debtor.siren': names('siren, n° siren, numéro siren'),
  'debtor.vat': names('tva intracommunautaire, n° tva, numéro de tva, tva intracom, vat, vat number, vat id'),
  'debtor.iban': names('iban'),
  'debtor.language': names('langue, language'),
  'debtor.email': names('courriel, email, adresse email, adresse courriel, adresse électronique, mail, email address'),
  'debtor.phone': names('téléphone, tél, mobile, portable, n° de téléphone, numéro de téléphone, phone, phone number', 'telephone number'),
  'address.line1': names('adresse, adresse 1, adresse ligne 1, rue, address, address 1, address line 1, street'),
  'address.line2': names('adresse 2, adresse ligne 2, complément, complément d’adresse, address 2, address line 2'),
  'address.line3': names('adresse 3, adresse ligne 3, address 3, address line 3'),
  'address.line4': names('adresse 4, adresse ligne 4, address 4, address line 4'),
  'address.postcode': names('code postal, cp, postcode, postal code, zip, zip code'),
  'address.city': names('ville, commune, city, town'),
  'address.country': names('pays, code pays, country'),
  'claim.reference': names(
    'n° facture, no facture, nº facture, n° de facture, no de facture, nº de facture, numéro facture',
    'numéro de facture, num facture, référence facture, réf facture, facture, pièce, n° pièce, numéro de pièce',
    'invoice number, invoice no, invoice reference, invoice id, invoice',
  ),
  'claim.issueDate': names(
    'date facture, date de facture, date de la facture, date de facturation, date d’émission, émise le',
    'invoice date, issue date, issued on, date of issue',
  ),
  'claim.dueDate': names('échéance, date d’échéance, date échéance, échue le, due date, due on, due'),
  'claim.amount': names(
    'montant TTC, total TTC, TTC, montant facture, montant, invoice amount, amount including tax, total amount',
    'amount',
  ),
  'claim.currency': names('devise, monnaie, currency, currency code'),
  'claim.category': names('catégorie, nature de la créance, category'),
  'claim.capacity': names('qualité, qualité du débiteur, capacity'),
  'claim.paid': names('montant payé, montant réglé, payé, réglé, acompte, amount paid, paid amount, paid'),
  'claim.paidOn': names('date de paiement, date paiement, date de règlement, date règlement, payé le, réglé le, paid on', 'payment date'),
  'claim.paymentReference': names('référence paiement, référence de paiement, référence règlement, payment reference'),
  'claim.reminderOn': names(
    'relance, relances, date de relance, dates de relance, relancé le, reminder, reminders, reminder date',
    'reminded on',
  ),
  'claim.formalNoticeOn': names('mise en demeure, date de mise en demeure, mis en demeure le, formal notice, formal notice date'),
  'claim.openingLetterOn': names('lettre d’ouverture, date de la lettre d’ouverture, opening letter, opening letter date'),
  'claim.formalNoticeReference': names(
    'référence mise en demeure, référence de la mise en demeure, n° recommandé, numéro de recommandé',
    'formal notice reference, registered letter number',
  ),
  'claim.formalNoticeProof': names('preuve mise en demeure, preuve de la mise en demeure, formal notice proof'),
  'claim.formalNoticeSha256': names('sha256 mise en demeure, empreinte mise en demeure, formal notice sha256'),
  'claim.directPaid': names('payé au créancier, réglé au créancier, paiement direct, paid to creditor, direct payment'),
  'claim.directPaidOn': names('date de paiement direct, date paiement direct, payé au créancier le, direct payment date'),
  'claim.directPaymentReference': names('référence paiement direct, référence du paiement direct, direct payment reference'),
  'claim.act': names('acte interruptif, acte de prescription, limitation act'),
  'claim.actOn': names('date acte interruptif, date de l’acte interruptif, limitation act date'),
  'claim.actUntil': names('fin de suspension, fin de la suspension, suspended until'),
  'claim.actReference': names('référence acte interruptif, référence de l’acte interruptif, limitation act reference'),
  'claim.actSha256': names('sha256 acte interruptif, empreinte acte interruptif, limitation act sha256'),
  'claim.disputed': names('contesté, contestée, créance contestée, disputed'),
  'claim.disputeReason': names('motif de contestation, motif contestation, dispute reason'),
  'claim.notADuplicateOf': names('distincte de, n’est pas un doublon de, not a duplicate of'),
  'claim.documentName': names('noms des pièces, noms des documents, document names, document name'),
  'claim.documentKind': names('types des pièces, types des documents, document kinds, document kind'),
  'claim.documentSha256': names('sha256 des pièces, empreintes des pièces, document sha256'),
  strategy: names('stratégie, strategy'),
} satisfies Record<string, readonly string[]>

export type Field = keyof typeof FIELDS
export const FIELD_NAMES = Object.keys(FIELDS) as Field[]
export const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name)

/** Without these a line is no claim against anybody. */
export const MANDATORY = ['debtor.name', 'claim.reference', 'claim.dueDate', 'claim.amount'] as const satisfies Field[]
export type Mandatory = (typeof MANDATORY)[number]
export const AMOUNT_FIELDS = ['claim.amount', 'claim.paid', 'claim.directPaid'] as const satisfies Field[]
export const DAY_FIELDS = [
  'claim.issueDate',
  'claim.dueDate',
  'claim.paidOn',
  'claim.reminderOn',
  'claim.formalNoticeOn',
  'claim.openingLetterOn',
  'claim.directPaidOn',
  'claim.actOn',
  'claim.actUntil',
] as const satisfies Field[]
export type DayField = (typeof DAY_FIELDS)[number]
