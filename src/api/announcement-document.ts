import type { AnnouncementText } from '../contracts/direct-debit.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { LetterDocument } from '../providers/post/letter-document.js'
import type { DebitAnnouncement } from '../store/debit-announcement.js'
import { type TemplateLanguage, writtenIn } from '../strategies/templates/format.js'
import { amount, date } from '../strategies/templates/values.js'
import { letterHead } from './letter-head.js'

interface Words {
  subject: string
  file: string
  debit: string
  /** What is taken, when and from where; the creditor is null where it is the collector itself. */
  taken: (paid: string, day: string, accountEnd: string, collector: string, creditor: string | null) => string
  /** Under which mandate and identifier. */
  mandate: (reference: string, identifier: string) => string
  funds: string
  rights: string
}

const WORDS: Record<TemplateLanguage, Words> = {
  fr: {
    subject: 'Prélèvement SEPA à venir',
    file: 'Dossier',
    debit: 'Prélèvement',
    taken: (paid, day, end, collector, creditor) =>
      `Le ${day}, ${collector}${creditor === null ? '' : `, pour le compte de ${creditor},`} prélèvera la somme de ${paid} sur votre compte dont l’IBAN se termine par ${end}.`,
    mandate: (reference, identifier) =>
      `Ce prélèvement se fonde sur le mandat que vous avez signé : référence unique de mandat (RUM) ${reference}, identifiant créancier SEPA (ICS) ${identifier}.`,
    funds: 'Veillez à ce que votre compte soit approvisionné ce jour-là.',
    rights:
      'Si vous avez déjà payé, ou si cette somme vous paraît inexacte, écrivez-nous avant cette date : nous annulerons le prélèvement. Vos droits envers votre banque sont ceux de votre mandat.',
  },
  en: {
    subject: 'SEPA direct debit to come',
    file: 'File',
    debit: 'Direct debit',
    taken: (paid, day, end, collector, creditor) =>
      `On ${day} ${collector}${creditor === null ? '' : `, on behalf of ${creditor},`} will debit ${paid} from your account whose IBAN ends in ${end}.`,
    mandate: (reference, identifier) =>
      `The debit rests on the mandate that you have signed: unique mandate reference ${reference}, SEPA creditor identifier ${identifier}.`,
    funds: 'Please see to it that the money is there on that day.',
    rights:
      'If you have paid already, or the sum seems wrong to you, write to us before that day and we will cancel the debit. Your rights towards your bank are those of your mandate.',
  },
  de: {
    subject: 'Ankündigung einer SEPA-Lastschrift',
    file: 'Akte',
    debit: 'Lastschrift',
    taken: (paid, day, end, collector, creditor) =>
      `Am ${day} zieht ${collector}${creditor === null ? '' : ` für Rechnung von ${creditor}`} den Betrag von ${paid} von Ihrem Konto ein, dessen IBAN auf ${end} endet.`,
    mandate: (reference, identifier) =>
      `Die Lastschrift beruht auf dem von Ihnen unterschriebenen Mandat: Mandatsreferenz ${reference}, Gläubiger-Identifikationsnummer ${identifier}.`,
    funds: 'Bitte sorgen Sie an diesem Tag für Deckung.',
    rights:
      'Haben Sie bereits gezahlt oder halten Sie den Betrag für falsch, so schreiben Sie uns vor diesem Tag, und wir ziehen nicht ein. Ihre Rechte gegenüber Ihrer Bank sind die Ihres Mandats.',
  },
  nl: {
    subject: 'Aankondiging van een SEPA-incasso',
    file: 'Dossier',
    debit: 'Incasso',
    taken: (paid, day, end, collector, creditor) =>
      `Op ${day} schrijft ${collector}${creditor === null ? '' : ` voor rekening van ${creditor}`} ${paid} af van uw rekening waarvan de IBAN eindigt op ${end}.`,
    mandate: (reference, identifier) =>
      `De incasso berust op de machtiging die u hebt ondertekend: machtigingskenmerk ${reference}, incassant-ID ${identifier}.`,
    funds: 'Zorg dat het bedrag die dag op uw rekening staat.',
    rights:
      'Hebt u al betaald, of klopt het bedrag volgens u niet, schrijf ons dan vóór die dag en wij schrijven niet af. Uw rechten tegenover uw bank zijn die van uw machtiging.',
  },
}

function paragraphsOf(debit: DebitAnnouncement, words: Words, language: TemplateLanguage): string[] {
  const { amountCents, currency, collectOn, collector, creditor, accountEnd, mandate, identifier } = debit
  const sum = amount(amountCents, currency, language)
  return [
    words.taken(sum, date(collectOn, language), accountEnd, collector.name, creditor),
    words.mandate(mandate, identifier),
    words.funds,
    words.rights,
  ]
}

/** The announcement of a debit for an e-mail. */
export function announcementText(debit: DebitAnnouncement): AnnouncementText {
  const language = writtenIn(debit.debtor.language)
  const words = WORDS[language]
  const paragraphs = [...paragraphsOf(debit, words, language), `${words.file} ${debit.fileReference}`]
  return { subject: `${words.subject} – ${words.file} ${debit.fileReference}`, text: paragraphs.join('\n\n') }
}

/** The announcement of a debit as a letter. @param today the day that it is dated */
export function announcementDocument(debit: DebitAnnouncement, today: LegalDay): LetterDocument {
  const { debtor, fileReference, reference } = debit
  const language = writtenIn(debtor.language)
  const words = WORDS[language]
  return {
    ...letterHead(debit, language, today),
    subject: words.subject,
    references: [
      { label: words.file, value: fileReference },
      { label: words.debit, value: reference },
    ],
    body: paragraphsOf(debit, words, language).map((text) => ({ kind: 'paragraph', text })),
    reference: fileReference,
  }
}
