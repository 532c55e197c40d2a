import type { Sourced } from '../../domain/law-pack.js'
import type { TemplateLanguage } from './format.js'

/** A text that a letter prints as it is, frozen like the templates around it. */
export interface Notice {
  title: string
  paragraphs: readonly string[]
}

/**
 * CPCE L111-8, second and third paragraphs, in the version in force since 19 March 2014: R124-4 5° has them reproduced,
 * so they are printed in French in every language.
 */
export const l1118: Sourced<readonly [second: string, third: string]> = {
  value: [
    "Les frais de recouvrement entrepris sans titre exécutoire restent à la charge du créancier, sauf s'ils concernent un acte dont l'accomplissement est prescrit par la loi au créancier. Toute stipulation contraire est réputée non écrite, sauf disposition législative contraire.",
    "Cependant, le créancier qui justifie du caractère nécessaire des démarches entreprises pour recouvrer sa créance peut demander au juge de l'exécution de laisser tout ou partie des frais ainsi exposés à la charge du débiteur de mauvaise foi.",
  ],
  source: 'Code des procédures civiles d’exécution, L111-8 al. 2 and 3; reproduction asked for by R124-4 5°',
  checkedOn: '2026-11-21',
  confirmed: true,
}

export const costsLaw: Record<TemplateLanguage, Notice> = {
  fr: { title: 'Article L. 111-8 du code des procédures civiles d’exécution, alinéas 2 et 3', paragraphs: l1118.value },
  en: {
    title: 'Article L. 111-8 of the French Code of Civil Enforcement Procedures, second and third paragraphs (text of the law)',
    paragraphs: l1118.value,
  },
}

/**
 * What a debtor must be told of data that the creditor has passed on, at the latest with the first message (GDPR article
 * 14; the time limit is unconfirmed, checked 2026-11-21). The collector is a processor of the creditor, who answers for
 * the data. How long data are kept is said in words, since the periods differ with the claim.
 */
export const privacy: Record<TemplateLanguage, Notice> = {
  fr: {
    title: 'Vos données personnelles (article 14 du RGPD)',
    paragraphs: [
      '{{creditorName}}, responsable du traitement, nous a transmis vos nom, coordonnées et références de factures et de paiements. {{senderName}} les traite pour son compte, comme sous-traitant, à la seule fin de recouvrer à l’amiable les sommes dues, et de défendre ses droits en cas de litige. Le traitement repose sur l’intérêt légitime du créancier à être payé et sur l’exécution de votre contrat.',
      'Ces données sont accessibles aux seules personnes chargées du dossier, à leurs prestataires d’impression, d’envoi et de paiement et, le cas échéant, aux auxiliaires de justice. Elles sont conservées le temps du recouvrement, puis archivées pendant les délais légaux de prescription et de conservation comptable.',
      'Vous pouvez demander l’accès à vos données, leur rectification, leur effacement ou la limitation de leur traitement, et vous opposer à celui-ci pour des raisons tenant à votre situation, dans les limites qu’impose l’exercice de droits en justice. Écrivez à {{creditorName}}, {{creditorAddress}}, ou à {{senderName}}, {{senderAddress}}. Vous pouvez aussi saisir la CNIL (www.cnil.fr).',
    ],
  },
  en: {
    title: 'Your personal data (article 14 GDPR)',
    paragraphs: [
      '{{creditorName}}, the controller, has given us your name, your contact details and the references of invoices and payments. {{senderName}} processes them on its behalf, as a processor, for the sole purpose of recovering amicably what is owed and of defending its rights in a dispute. The processing is based on the creditor’s legitimate interest in being paid and on the performance of your contract.',
      'The data are seen only by those in charge of the file, by their providers of printing, delivery and payment and, where it comes to that, by officers of justice. They are kept while the debt is being recovered, then archived for the statutory periods of limitation and of accounting.',
      'You may ask for access to your data, for their rectification or erasure, or for restriction of the processing, and may object to it on grounds relating to your situation, within the limits set by legal claims. Write to {{creditorName}}, {{creditorAddress}}, or to {{senderName}}, {{senderAddress}}. You may also lodge a complaint with the CNIL (www.cnil.fr).',
    ],
  },
}
