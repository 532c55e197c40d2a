import type { OpenFileInput } from '../contracts/debt-file.js'
import { normalised } from './names.js'

/** Words of people, French and English above all, for what the contract has a code for. The codes themselves are always understood. */

type Claim = OpenFileInput['claims'][number]
type Debtor = OpenFileInput['debtor']

const KINDS: Record<NonNullable<Debtor['kind']>, readonly string[]> = {
  person: ['personne', 'personne physique', 'particulier', 'individual'],
  company: ['société', 'entreprise', 'personne morale', 'business', 'organisation'],
}

const LANGUAGES: Record<NonNullable<Debtor['language']>, readonly string[]> = {
  fr: ['français', 'french', 'frans', 'französisch', 'fr-FR', 'fr-BE', 'fr-CH'],
  en: ['anglais', 'english', 'en-GB', 'en-US'],
  de: ['allemand', 'german', 'deutsch', 'de-DE', 'de-AT', 'de-BE', 'de-CH'],
  nl: ['néerlandais', 'flamand', 'dutch', 'nederlands', 'vlaams', 'nl-BE', 'nl-NL'],
}

const CATEGORIES: Record<NonNullable<Claim['category']>, readonly string[]> = {
  'goods-and-services': ['biens et services', 'fournitures', 'prestations', 'vente'],
  rent: ['loyer', 'loyers'],
  telecoms: ['télécoms', 'télécommunications'],
  energy: ['énergie', 'électricité', 'gaz'],
  water: ['eau'],
  'consumer-credit': ['crédit à la consommation', 'crédit conso', 'consumer credit', 'consumer-credit'],
  loan: ['prêt', 'crédit'],
  other: ['autre'],
}

const CAPACITIES: Record<NonNullable<Claim['capacity']>, readonly string[]> = {
  consumer: ['consommateur'],
  'non-professional': ['non professionnel'],
  trader: ['commerçant'],
  professional: ['professionnel'],
  'sole-trader': ['entrepreneur individuel', 'auto-entrepreneur', 'micro-entrepreneur'],
  'public-body': ['personne publique', 'organisme public'],
  undecided: ['indéterminé', 'inconnu', 'unknown'],
}

const DISPUTES: Record<NonNullable<Claim['disputeReason']>, readonly string[]> = {
  'not-ordered': ['non commandé', 'pas commandé'],
  'not-delivered': ['non livré', 'pas livré', 'non-livraison'],
  defective: ['défectueux', 'malfaçon', 'non conforme', 'non-conformité'],
  price: ['prix', 'montant', 'tarif'],
  paid: ['payé', 'réglé', 'déjà payé'],
  other: ['autre'],
}

const PROOFS: Record<NonNullable<NonNullable<Claim['notices']>[number]['proof']>, readonly string[]> = {
  'registered-receipt': ['AR', 'LRAR', 'accusé de réception', 'recommandé', 'registered letter'],
  'officer-act': ['acte de commissaire de justice', 'commissaire de justice', 'signification', 'huissier', 'bailiff'],
  'electronic-registered': ['LRE', 'recommandé électronique', 'lettre recommandée électronique'],
  'by-hand': ['main propre', 'remise en main propre'],
}

const ACTS: Record<NonNullable<Claim['acts']>[number]['act'], readonly string[]> = {
  acknowledgement: ['reconnaissance de dette', 'reconnaissance', 'acknowledgment'],
  'court-claim': ['assignation', 'demande en justice', 'summons'],
  'order-served': ['injonction signifiée', 'ordonnance signifiée', 'signification de l’ordonnance'],
  'enforcement-act': ['acte d’exécution', 'exécution forcée', 'saisie'],
  'conservatory-measure': ['mesure conservatoire', 'saisie conservatoire'],
  rescheduling: ['rééchelonnement', 'réaménagement'],
  mediation: ['médiation', 'conciliation'],
  'small-claims-agreed': ['procédure simplifiée', 'accord à la procédure simplifiée'],
  impossibility: ['impossibilité d’agir', 'impossibilité'],
}

/** Kinds of documents; any other stands as it is written. */
const DOCUMENTS: Record<'invoice' | 'contract' | 'delivery', readonly string[]> = {
  invoice: ['facture'],
  contract: ['contrat', 'devis signé', 'bon de commande'],
  delivery: ['bon de livraison', 'BL', 'livraison', 'delivery note'],
}

const ANSWERS: Record<'yes' | 'no', readonly string[]> = {
  yes: ['oui', 'o', 'y', 'x', '1', 'vrai', 'true', 'contesté', 'contestée', 'disputed'],
  no: ['non', 'n', '0', 'faux', 'false'],
}

/** Countries that invoices of French creditors name most; any other is given by its two letters. */
const COUNTRIES: Record<string, readonly string[]> = {
  FR: ['france', 'fra'],
  BE: ['belgique', 'belgium'],
  CH: ['suisse', 'switzerland'],
  LU: ['luxembourg'],
  DE: ['allemagne', 'germany'],
  ES: ['espagne', 'spain'],
  IT: ['italie', 'italy'],
  GB: ['royaume-uni', 'united kingdom', 'uk'],
}

/** Looks a word up; undefined where it is none of these. */
type Reader<T> = (word: string) => T | undefined

function readerOf<T extends string>(words: Record<T, readonly string[]>): Reader<T> {
  const codes = Object.keys(words) as T[]
  const known = new Map(codes.flatMap((code) => [code, ...words[code]].map((word) => [normalised(word), code] as const)))
  return (word) => known.get(normalised(word))
}

export const kindOf = readerOf(KINDS)
export const languageOf = readerOf(LANGUAGES)
export const categoryOf = readerOf(CATEGORIES)
export const capacityOf = readerOf(CAPACITIES)
export const disputeOf = readerOf(DISPUTES)
export const proofOf = readerOf(PROOFS)
export const actOf = readerOf(ACTS)
const namedDocument = readerOf(DOCUMENTS)
export const documentOf = (word: string): string => namedDocument(word) ?? word
const answerOf = readerOf(ANSWERS)
export const yesOrNo: Reader<boolean> = (word) => {
  const answer = answerOf(word)
  return answer === undefined ? undefined : answer === 'yes'
}
const namedCountry = readerOf(COUNTRIES)
export const countryOf: Reader<string> = (word) => namedCountry(word) ?? (/^[a-z]{2}$/i.test(word) ? word.toUpperCase() : undefined)
export const currencyOf: Reader<'EUR'> = (word) => (/^(?:€|eur|euros?)$/i.test(word) ? 'EUR' : undefined)
