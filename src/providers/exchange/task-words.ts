import type { PaperLanguage } from '../../domain/paper.js'
import type { OutsideReport, TaskKind } from '../../domain/procedure/proceeding.js'

/** What is said to who is given a task, in the language of whom it goes to. */
export interface ExchangeWords {
  /** What each task asks for. */
  tasks: Readonly<Record<TaskKind, string>>
  /** What each report says has happened, in the same words for portal and package. */
  reports: Readonly<Record<OutsideReport, string>>
  /** How the act is reported. @param doBy last day on which it does any good; null where none is set */
  how: (about: { doBy: string | null; file: string; task: string }) => string
  /** The e-mail that brings a package. It names nobody but us. */
  subject: (file: string) => string
  lines: (about: { file: string; task: string; from: string }) => string[]
}

const fr: ExchangeWords = {
  tasks: {
    'file-request': 'Déposer la requête auprès de la juridiction avec les pièces jointes.',
    'serve-order': 'Signifier l’ordonnance au débiteur.',
    'ask-certificate': 'Demander au greffe le certificat de non-opposition.',
    'ask-title-order': 'Demander l’ordonnance exécutoire.',
    consign: 'Consigner les frais de l’opposition auprès du greffe.',
    'invite-debtor': 'Inviter le débiteur à participer à la procédure simplifiée de recouvrement des petites créances.',
    'issue-title': 'Délivrer le titre exécutoire à la suite de l’accord du débiteur.',
    'instruct-suit': 'Introduire l’instance au nom du créancier.',
    'serve-judgment': 'Signifier le jugement au débiteur.',
    enforce: 'Mettre le titre à exécution.',
    withdraw: 'Renoncer à la procédure et s’en désister.',
    amend: 'Réduire la demande au décompte joint.',
    suspend: 'Suspendre toute démarche jusqu’à nouvel ordre.',
    resume: 'Reprendre les démarches d’après le décompte joint.',
    'recall-exhibits': 'Restituer les pièces remises.',
    'dispute-raised': 'Prendre connaissance de la contestation jointe, et en tenir compte.',
    'ask-authorisation': 'Demander au juge l’autorisation de la mesure.',
  },
  reports: {
    filed: 'le dépôt de la requête : sa date et le numéro de la juridiction',
    'order-granted': 'l’ordonnance rendue : sa date, la somme accordée et les frais',
    'order-refused': 'le rejet de la requête : sa date',
    served: 'la signification : sa date et son mode (à personne, à domicile, à domicile élu, à l’étude, procès-verbal de l’article 659)',
    opposition: 'l’opposition du débiteur : sa date',
    certificate: 'le certificat de non-opposition : sa date',
    consigned: 'la consignation : sa date',
    'title-order': 'l’ordonnance exécutoire : sa date et la somme',
    invited: 'l’invitation du débiteur : la date de l’envoi',
    'debtor-agreed': 'l’accord du débiteur : sa date et la somme convenue',
    'debtor-declined': 'le refus du débiteur : sa date',
    'title-issued': 'la délivrance du titre exécutoire : sa date et la somme',
    summoned: 'l’assignation : sa date',
    'hearing-set': 'l’audience fixée : son jour',
    'hearing-held': 'l’audience tenue : sa date',
    judgment: 'le jugement : sa date, son sens, la somme, les frais et l’exécution provisoire',
    appeal: 'l’appel : sa date',
    'appeal-decided': 'la décision d’appel : sa date, son sens et la somme',
    'measure-done': 'la mesure pratiquée : sa date, sa nature, la somme saisie et les frais',
    'measure-vain': 'la mesure infructueuse : sa date et sa nature',
    'measure-contested': 'la contestation de la mesure : sa date',
    'measure-released': 'la mainlevée : sa date',
    'measure-authorised': 'l’autorisation de la mesure par le juge : sa date et la décision',
  },
  how: ({ doBy, file, task }) =>
    `Accomplir l’acte ${doBy === null ? 'dès que possible' : `au plus tard le ${doBy}`}, puis nous en rendre compte aussitôt en rappelant le dossier ${file} et la tâche ${task}, avec la copie de l’acte et, le cas échéant, son coût.`,
  subject: (file) => `Dossier ${file} : une tâche vous est confiée`,
  lines: ({ file, task, from }) => [
    'Bonjour,',
    `Vous trouverez ci-joint une tâche de notre dossier ${file}, avec ses pièces.`,
    'Le fichier est signé par notre clé OpenPGP et chiffré pour la vôtre. Il contient un fichier manifest.json, qui indique ce qui est demandé, pour quand, et ce dont il faut nous rendre compte.',
    `Référence à rappeler : ${file}, tâche ${task}.`,
    from,
  ],
}

const de: ExchangeWords = {
  tasks: {
    'file-request': 'Den Antrag mit den beigefügten Unterlagen beim Gericht einreichen.',
    'serve-order': 'Die Entscheidung dem Schuldner zustellen.',
    'ask-certificate': 'Bei Gericht bescheinigen lassen, dass kein Widerspruch eingegangen ist.',
    'ask-title-order': 'Den Vollstreckungsbescheid beantragen.',
    consign: 'Die Kosten des Widerspruchs beim Gericht hinterlegen.',
    'invite-debtor': 'Den Schuldner zum vereinfachten Verfahren für geringe Forderungen einladen.',
    'issue-title': 'Den Titel über das Vereinbarte erteilen.',
    'instruct-suit': 'Im Namen des Gläubigers Klage erheben oder das streitige Verfahren führen.',
    'serve-judgment': 'Das Urteil dem Schuldner zustellen.',
    enforce: 'Aus dem Titel vollstrecken.',
    withdraw: 'Das Verfahren zurücknehmen.',
    amend: 'Den Antrag auf die beigefügte Aufstellung ermäßigen.',
    suspend: 'Bis auf weiteres nichts unternehmen.',
    resume: 'Nach der beigefügten Aufstellung fortfahren.',
    'recall-exhibits': 'Die überlassenen Unterlagen zurückgeben.',
    'dispute-raised': 'Die beigefügte Einwendung zur Kenntnis nehmen und berücksichtigen.',
    'ask-authorisation': 'Die Maßnahme vom Gericht genehmigen lassen.',
  },
  reports: {
    filed: 'der Eingang des Antrags: sein Tag und das Geschäftszeichen des Gerichts',
    'order-granted': 'der Mahnbescheid oder die Entscheidung: ihr Tag, der zuerkannte Betrag und die Kosten',
    'order-refused': 'die Zurückweisung des Antrags: ihr Tag',
    served: 'die Zustellung: ihr Tag und ihre Art (persönlich, in der Wohnung, durch Niederlegung, öffentlich)',
    opposition: 'der Widerspruch oder Einspruch des Schuldners: sein Tag',
    certificate: 'die Bescheinigung, dass kein Widerspruch eingegangen ist: ihr Tag',
    consigned: 'die Hinterlegung: ihr Tag',
    'title-order': 'der Vollstreckungsbescheid: sein Tag und der Betrag',
    invited: 'die Einladung des Schuldners: der Tag der Absendung',
    'debtor-agreed': 'die Zustimmung des Schuldners: ihr Tag und der vereinbarte Betrag',
    'debtor-declined': 'die Ablehnung des Schuldners: ihr Tag',
    'title-issued': 'die Erteilung des Titels: ihr Tag und der Betrag',
    summoned: 'die Ladung: ihr Tag',
    'hearing-set': 'der bestimmte Termin: sein Tag',
    'hearing-held': 'die Verhandlung: ihr Tag',
    judgment: 'das Urteil: sein Tag, sein Inhalt, der Betrag, die Kosten und die vorläufige Vollstreckbarkeit',
    appeal: 'die Berufung: ihr Tag',
    'appeal-decided': 'die Entscheidung über die Berufung: ihr Tag, ihr Inhalt und der Betrag',
    'measure-done': 'die Vollstreckungsmaßnahme: ihr Tag, ihre Art, der erlangte Betrag und die Kosten',
    'measure-vain': 'die erfolglose Maßnahme: ihr Tag und ihre Art',
    'measure-contested': 'der Rechtsbehelf gegen die Maßnahme: sein Tag',
    'measure-released': 'die Aufhebung der Maßnahme: ihr Tag',
    'measure-authorised': 'die Genehmigung der Maßnahme durch das Gericht: ihr Tag und die Entscheidung',
  },
  how: ({ doBy, file, task }) =>
    `Bitte ${doBy === null ? 'so bald wie möglich' : `spätestens am ${doBy}`} erledigen und uns dann sofort berichten, mit Akte ${file} und Aufgabe ${task}, einer Kopie des Schriftstücks und gegebenenfalls den Kosten.`,
  subject: (file) => `Akte ${file}: eine Aufgabe für Sie`,
  lines: ({ file, task, from }) => [
    'Guten Tag,',
    `anbei finden Sie eine Aufgabe aus unserer Akte ${file} mit ihren Unterlagen.`,
    'Die Datei ist mit unserem OpenPGP-Schlüssel signiert und für Ihren verschlüsselt. Sie enthält eine Datei manifest.json: Darin steht, worum wir Sie bitten, bis wann, und worüber uns zu berichten ist.',
    `Bitte stets angeben: ${file}, Aufgabe ${task}.`,
    from,
  ],
}

const en: ExchangeWords = {
  tasks: {
    'file-request': 'File the request with the court, with the documents enclosed.',
    'serve-order': 'Serve the order on the debtor.',
    'ask-certificate': 'Ask the court to certify that nobody has opposed.',
    'ask-title-order': 'Ask for the enforceable order.',
    consign: 'Deposit the costs of the opposition with the court.',
    'invite-debtor': 'Invite the debtor to the simplified procedure for small claims.',
    'issue-title': 'Issue the title on what the debtor has agreed to.',
    'instruct-suit': 'Sue in the creditor’s name.',
    'serve-judgment': 'Serve the judgment on the debtor.',
    enforce: 'Enforce the title.',
    withdraw: 'Withdraw the proceeding.',
    amend: 'Lower what is asked for to the statement enclosed.',
    suspend: 'Do nothing more until further notice.',
    resume: 'Go on, by the statement enclosed.',
    'recall-exhibits': 'Give back the documents that you were given.',
    'dispute-raised': 'Take note of the dispute enclosed, and take it into account.',
    'ask-authorisation': 'Ask the court to authorise the measure.',
  },
  reports: {
    filed: 'the filing of the request: its day and the court’s number',
    'order-granted': 'the order: its day, the sum that is granted and the costs',
    'order-refused': 'the refusal of the request: its day',
    served: 'the service: its day and its mode (in person, at home, at an elected domicile, left at the office, searched in vain)',
    opposition: 'the debtor’s opposition: its day',
    certificate: 'the certificate that nobody has opposed: its day',
    consigned: 'the deposit: its day',
    'title-order': 'the enforceable order: its day and the sum',
    invited: 'the invitation of the debtor: the day on which it was sent',
    'debtor-agreed': 'the debtor’s agreement: its day and the sum agreed',
    'debtor-declined': 'the debtor’s refusal: its day',
    'title-issued': 'the issue of the title: its day and the sum',
    summoned: 'the summons: its day',
    'hearing-set': 'the hearing that is set: its day',
    'hearing-held': 'the hearing that was held: its day',
    judgment: 'the judgment: its day, its outcome, the sum, the costs and whether it may be enforced at once',
    appeal: 'the appeal: its day',
    'appeal-decided': 'the decision on the appeal: its day, its outcome and the sum',
    'measure-done': 'the measure taken: its day, its kind, the sum caught and the costs',
    'measure-vain': 'the measure that found nothing: its day and its kind',
    'measure-contested': 'that the measure is contested: the day',
    'measure-released': 'that the measure was lifted: the day',
    'measure-authorised': 'that the court has authorised the measure: the day and the decision',
  },
  how: ({ doBy, file, task }) =>
    `Please do this ${doBy === null ? 'as soon as possible' : `until ${doBy} at the latest`}, and report to us at once, with file ${file} and task ${task}, a copy of the act and, where there is one, its cost.`,
  subject: (file) => `File ${file}: a task for you`,
  lines: ({ file, task, from }) => [
    'Hello,',
    `Enclosed is a task of our file ${file}, with its documents.`,
    'The package is signed by our OpenPGP key and encrypted to yours. It holds a manifest.json, which says what is asked, by when, and what is to be reported to us.',
    `Please always name: ${file}, task ${task}.`,
    from,
  ],
}

export const EXCHANGE_WORDS: Readonly<Record<PaperLanguage, ExchangeWords>> = { fr, de, en }
