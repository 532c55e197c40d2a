import { JUDGED } from '../../domain/procedure/judged-title.js'
import type { DeadlineKind, EndReason, Passage, ProceedingStage } from '../../domain/procedure/proceeding.js'
import { date } from './values.js'

/**
 * What a creditor is told of a stage: what it means, in plain words. `resumed`: what stood still goes on; `title-judged`: a judgment has taken the
 * place of the order that is enforced.
 */
type StepReason = Exclude<ProceedingStage, 'preparing' | 'to-begin' | 'ended'> | Exclude<EndReason, 'titled'> | 'resumed' | 'title-judged'

/** Languages that a creditor may read it in. */
export const CREDITOR_LANGUAGES = ['fr', 'en'] as const
type Language = (typeof CREDITOR_LANGUAGES)[number]

interface StepPhrases {
  steps: Record<StepReason, string>
  /** What comes next, and its day. */
  next: Record<DeadlineKind, (day: string) => string>
  said: (day: string, step: string) => string
}

const PHRASES: Record<Language, StepPhrases> = {
  fr: {
    said: (day, step) => `${day} : ${step}`,
    steps: {
      filed: 'la demande est déposée devant la juridiction.',
      'to-serve': 'la décision est rendue en votre faveur, en tout ou en partie ; elle doit être signifiée au débiteur.',
      'opposition-open': 'la décision est signifiée au débiteur, qui peut s’y opposer.',
      'to-certify': 'le temps du débiteur pour s’opposer est passé ; l’étape suivante est demandée à la juridiction.',
      invited: 'le débiteur est invité à convenir du paiement.',
      agreed: 'le débiteur est d’accord ; un titre est établi sur ce qui a été convenu.',
      opposed: 'le débiteur s’est opposé ; l’affaire va être jugée.',
      summoned: 'le débiteur est assigné devant le tribunal.',
      hearing: 'l’affaire est devant la juridiction.',
      judged: 'le jugement est rendu.',
      appealed: 'un appel est formé ; l’affaire sera jugée à nouveau.',
      enforceable: 'il y a un titre exécutoire : le paiement peut être obtenu par des mesures d’exécution.',
      enforcing: 'l’exécution a commencé.',
      stayed: 'la procédure est suspendue.',
      'title-judged': 'le jugement sur l’opposition tardive remplace l’ordonnance : seul ce qu’il accorde est encore exécuté.',
      resumed: 'la procédure, qui était suspendue, reprend où elle en était.',
      refused: 'la procédure est terminée : la juridiction n’a pas accepté la demande.',
      lapsed: 'la procédure est terminée : un délai est passé et la décision est sans effet.',
      declined: 'la procédure est terminée : le débiteur n’a pas donné son accord.',
      dismissed: 'la procédure est terminée : la juridiction a rejeté la demande.',
      paid: 'la procédure est terminée : la somme est réglée.',
      settled: 'la procédure est terminée : l’accord avec le débiteur est exécuté, chacun y renonce.',
      insolvent: 'la procédure est terminée : le débiteur est en procédure collective, la créance s’y déclare.',
      'debt-erased': 'la procédure est terminée : la dette est effacée.',
      'sent-back': 'la procédure est arrêtée : le débiteur conteste, et sa contestation est examinée d’abord.',
      stopped: 'la procédure est arrêtée ; ce qui était engagé est retiré.',
      'title-expired': 'le titre est trop ancien : il ne peut plus être exécuté.',
      exhausted: 'l’exécution est terminée : plus rien ne peut être saisi.',
    },
    next: {
      serve: (day) => `À signifier au plus tard le ${day}.`,
      oppose: (day) => `Le débiteur peut s’opposer jusqu’au ${day} inclus.`,
      enforceable: (day) => `Exécutoire après le ${day}, sauf opposition.`,
      certificate: (day) => `Certificat à demander au plus tard le ${day}.`,
      consign: (day) => `Les frais de l’opposition sont à consigner par vous au plus tard le ${day}.`,
      answer: (day) => `Le débiteur peut répondre jusqu’au ${day} inclus.`,
      'ask-title': (day) => `Le titre est à demander au plus tard le ${day}.`,
      hearing: (day) => `Audience le ${day}.`,
      appeal: (day) => `Un appel est possible jusqu’au ${day} inclus.`,
      'title-life': (day) => `Dernier jour utile du titre : ${day}.`,
      'higher-interest': (day) => `Les intérêts augmentent après le ${day}.`,
      stay: (day) => `La suspension dure jusqu’au ${day} inclus.`,
    },
  },
  en: {
    said: (day, step) => `${day}: ${step}`,
    steps: {
      filed: 'the request is filed with the court.',
      'to-serve': 'the decision is in your favour, in full or in part; it has to be served on the debtor.',
      'opposition-open': 'the decision is served on the debtor, who may oppose it.',
      'to-certify': 'the debtor’s time to oppose is over; the court is asked for the next step.',
      invited: 'the debtor is invited to agree on payment.',
      agreed: 'the debtor agrees; a title is made of what was agreed.',
      opposed: 'the debtor has opposed; the case will be judged.',
      summoned: 'the debtor is summoned before the court.',
      hearing: 'the case is before the court.',
      judged: 'judgment is given.',
      appealed: 'an appeal is lodged; the case will be judged anew.',
      enforceable: 'there is an enforceable title: payment may be obtained by measures of enforcement.',
      enforcing: 'enforcement has begun.',
      stayed: 'the proceeding stands still.',
      'title-judged': 'the judgment on the late opposition takes the place of the order: only what it grants is enforced.',
      resumed: 'the proceeding, which stood still, goes on from where it stood.',
      refused: 'the proceeding is over: the court has not granted the request.',
      lapsed: 'the proceeding is over: a last day has passed and the decision has no effect.',
      declined: 'the proceeding is over: the debtor has not agreed.',
      dismissed: 'the proceeding is over: the court has dismissed the request.',
      paid: 'the proceeding is over: the sum is paid.',
      settled: 'the proceeding is over: what was agreed with the debtor has been carried out, and neither side pursues it.',
      insolvent: 'the proceeding is over: the debtor is insolvent, and the claim is declared there.',
      'debt-erased': 'the proceeding is over: the debt is erased.',
      'sent-back': 'the proceeding is stopped: the debtor disputes the claim, which is looked at first.',
      stopped: 'the proceeding is stopped; what had begun is withdrawn.',
      'title-expired': 'the title is too old: it can no longer be enforced.',
      exhausted: 'enforcement is over: nothing more can be seized.',
    },
    next: {
      serve: (day) => `To be served until ${day} at the latest.`,
      oppose: (day) => `The debtor may oppose it until ${day}, that day included.`,
      enforceable: (day) => `Enforceable after ${day}, unless it is opposed.`,
      certificate: (day) => `The certificate is to be asked for until ${day}.`,
      consign: (day) => `You deposit the costs of the opposition until ${day} at the latest.`,
      answer: (day) => `The debtor may answer until ${day}, that day included.`,
      'ask-title': (day) => `The title is to be asked for until ${day}.`,
      hearing: (day) => `Hearing on ${day}.`,
      appeal: (day) => `It may be appealed until ${day}, that day included.`,
      'title-life': (day) => `Last useful day of the title: ${day}.`,
      'higher-interest': (day) => `Interest rises after ${day}.`,
      stay: (day) => `It stands still until ${day}, that day included.`,
    },
  },
}

/**
 * As what a creditor is told of a stage; null where nothing: it approved that the case is prepared and begun, and was asked for its pieces; that a
 * proceeding ends with its title was told when the title was there.
 */
export function creditorReason({ stage, end, reason }: Pick<Passage, 'stage' | 'end' | 'reason'>): StepReason | null {
  if (reason === 'resumed') return 'resumed'
  if (reason === JUDGED) return 'title-judged'
  if (end === 'titled' || stage === 'preparing' || stage === 'to-begin') return null
  return (end ?? stage) as StepReason
}

export interface StepTold {
  reason: string | null
  on: string
  next: { kind: string; lastDay: string } | null
}

/** A judicial step in plain words, with its day and the next one, in each language. @throws RangeError for no step that is told */
export function creditorStep({ reason, on, next }: StepTold): Record<Language, string> {
  const inLanguage = (language: Language): string => {
    const { steps, next: days, said } = PHRASES[language]
    const step = steps[reason as StepReason]
    if (step === undefined) throw new RangeError(`no step: ${reason}`)
    const then = next === null ? '' : ` ${days[next.kind as DeadlineKind](date(next.lastDay, language))}`
    return `${said(date(on, language), step)}${then}`
  }
  return { fr: inLanguage('fr'), en: inLanguage('en') }
}
