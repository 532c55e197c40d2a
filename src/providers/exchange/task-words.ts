import type { OutsideReport, TaskKind } from '../../domain/procedure/proceeding.js'

/** What each task asks for, in French, the language of those whom it goes to. */
export const TASK_WORDS: Readonly<Record<TaskKind, string>> = {
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
}

/** What each report says has happened, in the same words for portal and package. */
export const REPORT_WORDS: Readonly<Record<OutsideReport, string>> = {
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
}
