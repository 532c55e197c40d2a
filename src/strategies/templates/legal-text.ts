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

/** What a law says of the costs of recovery and wants printed, by country. */
export const costsLaw: Record<string, Record<TemplateLanguage, Notice>> = {
  FR: {
    fr: { title: 'Article L. 111-8 du code des procédures civiles d’exécution, alinéas 2 et 3', paragraphs: l1118.value },
    en: {
      title: 'Article L. 111-8 of the French Code of Civil Enforcement Procedures, second and third paragraphs (text of the law)',
      paragraphs: l1118.value,
    },
    de: {
      title: 'Artikel L. 111-8 des französischen Gesetzbuchs der zivilrechtlichen Vollstreckungsverfahren, Absätze 2 und 3 (Gesetzestext)',
      paragraphs: l1118.value,
    },
    nl: {
      title: 'Artikel L. 111-8 van het Franse wetboek van burgerlijke tenuitvoerlegging, tweede en derde lid (wettekst)',
      paragraphs: l1118.value,
    },
  },
}

const POLICY = { source: 'house wording: no text prescribes it', checkedOn: '2026-11-21', confirmed: false } as const

/** What makes a letter a formal notice, and what follows from it, where the law of the country has words of its own. */
const noticeLaw: Record<string, Sourced<Record<TemplateLanguage, string>>> = {
  FR: {
    value: {
      fr: 'La présente vaut mise en demeure (article 1344 du code civil) et fait courir les intérêts moratoires (article 1344-1), s’ils ne courent pas déjà.',
      en: 'This is a mise en demeure (article 1344 of the French Civil Code), from which moratory interest runs (article 1344-1), unless it is running already.',
      de: 'Dieses Schreiben ist eine Mahnung (mise en demeure, Artikel 1344 des französischen Zivilgesetzbuchs), ab der Verzugszinsen laufen (Artikel 1344-1), soweit sie nicht schon laufen.',
      nl: 'Dit bericht is een ingebrekestelling (mise en demeure, artikel 1344 van het Franse burgerlijk wetboek), waardoor moratoire interest loopt (artikel 1344-1), als die nog niet loopt.',
    },
    source: 'Code civil 1344, 1344-1',
    checkedOn: '2026-11-21',
    confirmed: true,
  },
  DE: {
    value: {
      fr: 'La présente vaut mise en demeure (Mahnung) au sens du § 286 du code civil allemand (BGB).',
      en: 'This is a formal notice (Mahnung) within the meaning of § 286 of the German Civil Code (BGB).',
      de: 'Dieses Schreiben ist eine Mahnung im Sinne von § 286 BGB.',
      nl: 'Dit bericht is een ingebrekestelling (Mahnung) in de zin van § 286 van het Duitse burgerlijk wetboek (BGB).',
    },
    source: 'BGB § 286',
    checkedOn: '2026-11-21',
    confirmed: false,
  },
}

const plainNotice: Sourced<Record<TemplateLanguage, string>> = {
  value: {
    fr: 'La présente vaut mise en demeure de payer.',
    en: 'This is a formal notice to pay.',
    de: 'Dieses Schreiben ist eine Mahnung.',
    nl: 'Dit bericht geldt als ingebrekestelling.',
  },
  ...POLICY,
}

/** What makes a letter a formal notice under the law of a country. */
export const noticeLawOf = (country: string, language: TemplateLanguage): string => (noticeLaw[country] ?? plainNotice).value[language]

/** Who asks, and what is granted before anything may be charged: printed where the law regulates reminders. */
export interface ReminderTerms {
  title: string
  creditor: string
  /** True only while nothing is charged. `waitingFrom` is the working day after posting on which the days begin. */
  free: string
}

/** Belgium: Code de droit économique XIX.2 (checked 2026-11-21). */
export const reminderTerms: Record<TemplateLanguage, ReminderTerms> = {
  fr: {
    title: 'Créancier et délai de paiement',
    creditor: 'Créancier : {{creditorName}}[[, {{creditorNumber}}]].',
    free: 'Vous disposez de {{waitingDays}} jours calendrier pour payer sans frais. Ce délai commence le {{waitingFrom}}e jour ouvrable après l’envoi par la poste, ou le lendemain de l’envoi par voie électronique ; d’ici là, ni intérêt de retard ni indemnité ne vous est demandé.[[ Sans paiement dans ce délai, une indemnité de {{penaltyAmount}} au plus pourra vous être demandée, si votre contrat la prévoit.]]',
  },
  en: {
    title: 'Creditor and time to pay',
    creditor: 'Creditor: {{creditorName}}[[, {{creditorNumber}}]].',
    free: 'You have {{waitingDays}} calendar days to pay free of charge. They begin on working day {{waitingFrom}} after posting, or on the day after sending by electronic means; until they are over you are asked for no late interest and no compensation.[[ Without payment within that time, compensation of {{penaltyAmount}} at most may be asked of you, if your contract provides for it.]]',
  },
  de: {
    title: 'Gläubiger und Zahlungsfrist',
    creditor: 'Gläubiger: {{creditorName}}[[, {{creditorNumber}}]].',
    free: 'Sie haben {{waitingDays}} Kalendertage Zeit, um kostenfrei zu zahlen. Die Frist beginnt am {{waitingFrom}}. Werktag nach Aufgabe zur Post oder am Tag nach dem elektronischen Versand; bis zu ihrem Ablauf werden weder Verzugszinsen noch eine Entschädigung verlangt.[[ Ohne Zahlung innerhalb dieser Frist kann eine Entschädigung von höchstens {{penaltyAmount}} verlangt werden, wenn Ihr Vertrag sie vorsieht.]]',
  },
  nl: {
    title: 'Schuldeiser en betalingstermijn',
    creditor: 'Schuldeiser: {{creditorName}}[[, {{creditorNumber}}]].',
    free: 'U hebt {{waitingDays}} kalenderdagen om zonder kosten te betalen. Die termijn begint op de {{waitingFrom}}e werkdag na verzending met de post, of op de dag na elektronische verzending; tot dan vragen wij u geen verwijlinterest en geen schadevergoeding.[[ Betaalt u niet binnen die termijn, dan kan een schadevergoeding van hoogstens {{penaltyAmount}} worden gevraagd, als uw overeenkomst daarin voorziet.]]',
  },
}

/** Who hears complaints about the use of data, by the debtor's country. */
const DATA_AUTHORITIES: Record<string, Record<TemplateLanguage, string>> = {
  FR: { fr: 'la CNIL (www.cnil.fr)', en: 'the CNIL (www.cnil.fr)', de: 'der CNIL (www.cnil.fr)', nl: 'de CNIL (www.cnil.fr)' },
  BE: {
    fr: 'l’Autorité de protection des données (www.autoriteprotectiondonnees.be)',
    en: 'the Belgian Data Protection Authority (www.dataprotectionauthority.be)',
    de: 'der belgischen Datenschutzbehörde (www.datenschutzbehorde.be)',
    nl: 'de Gegevensbeschermingsautoriteit (www.gegevensbeschermingsautoriteit.be)',
  },
}
const ANY_AUTHORITY: Record<TemplateLanguage, string> = {
  fr: 'l’autorité de protection des données de votre pays',
  en: 'the data protection authority of your country',
  de: 'der für Sie zuständigen Datenschutzbehörde',
  nl: 'de gegevensbeschermingsautoriteit van uw land',
}

export const dataAuthorityOf = (country: string, language: TemplateLanguage): string =>
  (DATA_AUTHORITIES[country] ?? ANY_AUTHORITY)[language]

/**
 * What a debtor must be told of data that the creditor has passed on, at the latest with the first message (GDPR article
 * 14; the time limit is unconfirmed, checked 2026-11-21). The collector is a processor of the creditor, who answers for
 * the data. How long data are kept is said in words, since the periods differ with the claim; `dataAuthority` is the authority
 * that hears complaints.
 */
export const privacy: Record<TemplateLanguage, Notice> = {
  fr: {
    title: 'Vos données personnelles (article 14 du RGPD)',
    paragraphs: [
      '{{creditorName}}, responsable du traitement, nous a transmis vos nom, coordonnées et références de factures et de paiements. {{senderName}} les traite pour son compte, comme sous-traitant, à la seule fin de recouvrer à l’amiable les sommes dues, et de défendre ses droits en cas de litige. Le traitement repose sur l’intérêt légitime du créancier à être payé et sur l’exécution de votre contrat.',
      'Ces données sont accessibles aux seules personnes chargées du dossier, à leurs prestataires d’impression, d’envoi et de paiement et, le cas échéant, aux auxiliaires de justice. Elles sont conservées le temps du recouvrement, puis archivées pendant les délais légaux de prescription et de conservation comptable.',
      'Vous pouvez demander l’accès à vos données, leur rectification, leur effacement ou la limitation de leur traitement, et vous opposer à celui-ci pour des raisons tenant à votre situation, dans les limites qu’impose l’exercice de droits en justice. Écrivez à {{creditorName}}, {{creditorAddress}}, ou à {{senderName}}, {{senderAddress}}. Vous pouvez aussi saisir {{dataAuthority}}.',
    ],
  },
  en: {
    title: 'Your personal data (article 14 GDPR)',
    paragraphs: [
      '{{creditorName}}, the controller, has given us your name, your contact details and the references of invoices and payments. {{senderName}} processes them on its behalf, as a processor, for the sole purpose of recovering amicably what is owed and of defending its rights in a dispute. The processing is based on the creditor’s legitimate interest in being paid and on the performance of your contract.',
      'The data are seen only by those in charge of the file, by their providers of printing, delivery and payment and, where it comes to that, by officers of justice. They are kept while the debt is being recovered, then archived for the statutory periods of limitation and of accounting.',
      'You may ask for access to your data, for their rectification or erasure, or for restriction of the processing, and may object to it on grounds relating to your situation, within the limits set by legal claims. Write to {{creditorName}}, {{creditorAddress}}, or to {{senderName}}, {{senderAddress}}. You may also lodge a complaint with {{dataAuthority}}.',
    ],
  },
  de: {
    title: 'Ihre personenbezogenen Daten (Artikel 14 DSGVO)',
    paragraphs: [
      '{{creditorName}}, verantwortlich für die Verarbeitung, hat uns Ihren Namen, Ihre Kontaktdaten sowie Angaben zu Rechnungen und Zahlungen übermittelt. {{senderName}} verarbeitet sie in dessen Auftrag als Auftragsverarbeiter, allein um die offenen Beträge außergerichtlich einzuziehen und Rechte im Streitfall zu wahren. Grundlage sind das berechtigte Interesse des Gläubigers an der Zahlung und die Erfüllung Ihres Vertrags.',
      'Zugang haben nur die mit der Sache befassten Personen, ihre Dienstleister für Druck, Versand und Zahlung und gegebenenfalls Organe der Rechtspflege. Die Daten werden für die Dauer der Einziehung gespeichert und danach für die gesetzlichen Verjährungs- und Aufbewahrungsfristen archiviert.',
      'Sie können Auskunft, Berichtigung, Löschung oder Einschränkung der Verarbeitung verlangen und ihr aus Gründen Ihrer besonderen Situation widersprechen, soweit Rechtsansprüche nicht entgegenstehen. Schreiben Sie an {{creditorName}}, {{creditorAddress}}, oder an {{senderName}}, {{senderAddress}}. Sie können sich auch bei {{dataAuthority}} beschweren.',
    ],
  },
  nl: {
    title: 'Uw persoonsgegevens (artikel 14 AVG)',
    paragraphs: [
      '{{creditorName}}, verantwoordelijk voor de verwerking, heeft ons uw naam, uw contactgegevens en de gegevens van facturen en betalingen bezorgd. {{senderName}} verwerkt ze voor diens rekening, als verwerker, alleen om de verschuldigde bedragen minnelijk te innen en rechten bij een geschil te verdedigen. De verwerking steunt op het gerechtvaardigde belang van de schuldeiser om betaald te worden en op de uitvoering van uw overeenkomst.',
      'Alleen wie het dossier behandelt, hun dienstverleners voor druk, verzending en betaling en, zo nodig, gerechtelijke functionarissen hebben toegang. De gegevens worden bewaard zolang de inning duurt en daarna gearchiveerd tijdens de wettelijke verjarings- en bewaartermijnen.',
      'U kunt vragen om inzage, verbetering, wissing of beperking van de verwerking en u kunt zich verzetten om redenen die met uw situatie te maken hebben, binnen de grenzen van rechtsvorderingen. Schrijf naar {{creditorName}}, {{creditorAddress}}, of naar {{senderName}}, {{senderAddress}}. U kunt ook een klacht indienen bij {{dataAuthority}}.',
    ],
  },
}
