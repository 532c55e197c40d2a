import type { ProceedingTexts } from './proceeding-texts.js'

/** What the page says of proceedings in French. */
export const proceedings: ProceedingTexts = {
  title: 'La procédure',
  numbered: (number) => `numéro ${number}`,
  court: 'Juridiction',
  theCourt: 'la juridiction que l’acte indique',
  over: 'Cette procédure est terminée.',
  can: 'Ce que vous pouvez faire',
  next: 'La prochaine date',
  noDate: 'Aucune date n’est fixée pour l’instant. Chaque étape nouvelle vous est annoncée.',
  done: 'Ce qui s’est passé',
  words: 'Les mots de la procédure',
  roads: {
    'payment-order': {
      name: 'Injonction de payer',
      what: 'Un juge examine la demande du créancier sans vous entendre d’abord. S’il l’accepte, sa décision vous est signifiée, et vous avez alors un délai pour vous y opposer.',
    },
    'two-step-order': {
      name: 'Injonction de payer allemande (Mahnverfahren)',
      what: 'Un tribunal allemand vous envoie un ordre de payer (Mahnbescheid). Si vous ne vous y opposez pas, il peut en faire un titre à exécuter (Vollstreckungsbescheid).',
    },
    'small-claims': {
      name: 'Procédure simplifiée des petites créances',
      what: 'Un commissaire de justice vous invite à convenir du paiement, sans juge. Sans votre accord, cette procédure s’arrête.',
    },
    summons: { name: 'Procès (assignation)', what: 'Vous êtes appelé devant un tribunal, qui entend chacun avant de juger.' },
    'interim-order': {
      name: 'Référé-provision',
      what: 'Vous êtes appelé devant un juge qui décide vite, lorsque la dette n’est pas sérieusement contestable. Sa décision est provisoire.',
    },
    enforcement: {
      name: 'Exécution',
      what: 'Une décision oblige à payer et peut être exécutée : un commissaire de justice ou son équivalent peut prendre des mesures, comme une saisie.',
    },
  },
  steps: {
    filed: {
      name: 'Demande déposée',
      what: 'Le créancier a demandé à la juridiction de reconnaître la somme due. Rien ne vous est demandé à ce stade.',
    },
    granted: {
      name: 'Décision de payer rendue',
      what: 'La demande est acceptée, en tout ou en partie. Vous ne pouvez vous y opposer qu’une fois la décision signifiée.',
    },
    served: {
      name: 'Décision signifiée',
      what: 'La décision a été portée officiellement à votre connaissance. Le temps pour vous y opposer court de ce jour.',
    },
    invited: { name: 'Invitation envoyée', what: 'Vous êtes invité à convenir du paiement. Vous êtes libre d’accepter ou de refuser.' },
    agreed: { name: 'Accord constaté', what: 'Vous avez donné votre accord. Un titre est établi sur ce qui a été convenu.' },
    opposed: {
      name: 'Opposition reçue',
      what: 'Un tribunal va juger l’affaire et vous convoquer. Vous pourrez présenter vos arguments et vos pièces.',
    },
    summoned: {
      name: 'Assignation',
      what: 'Un acte vous appelle devant le tribunal. Il dit où et quand vous présenter, et s’il vous faut un avocat.',
    },
    hearing: { name: 'Audience', what: 'La juridiction examine l’affaire et entend chacun.' },
    judged: { name: 'Jugement rendu', what: 'La juridiction a décidé. Son jugement doit encore être signifié.' },
    'judgment-served': {
      name: 'Décision signifiée',
      what: 'La décision a été portée officiellement à votre connaissance. L’acte dit quels recours existent.',
    },
    appealed: { name: 'Appel formé', what: 'L’affaire sera jugée à nouveau.' },
    enforceable: {
      name: 'Décision exécutoire',
      what: 'Il y a un titre exécutoire : le paiement peut être obtenu par des mesures d’exécution.',
    },
    'payment-demand': {
      name: 'Commandement de payer',
      what: 'Un acte vous a demandé de payer avant toute mesure. Il dit sous quel délai.',
    },
    measure: {
      name: 'Mesure d’exécution',
      what: 'Une mesure a été prise. L’acte qui vous est remis dit laquelle, et comment la contester.',
    },
    'measure-contested': { name: 'Mesure contestée', what: 'La contestation est soumise au juge.' },
    'measure-released': { name: 'Mesure levée', what: 'Cette mesure a pris fin.' },
    stayed: { name: 'Suspension', what: 'La procédure est suspendue. Les délais déjà ouverts pour agir peuvent continuer de courir.' },
    resumed: { name: 'Reprise', what: 'La procédure reprend où elle en était.' },
    ended: { name: 'Fin de la procédure', what: '' },
  },
  ends: {
    titled: 'Elle a abouti à un titre exécutoire.',
    refused: 'La juridiction n’a pas accepté la demande. Ce qui est dû n’en est pas changé.',
    lapsed: 'Un délai du créancier est passé : la décision est sans effet. Ce qui est dû n’en est pas changé.',
    declined: 'Il n’y a pas eu d’accord. Ce qui est dû n’en est pas changé, et une autre procédure peut suivre.',
    dismissed: 'La juridiction a rejeté la demande.',
    paid: 'La somme est réglée.',
    settled: 'L’accord conclu avec vous est exécuté : chacun renonce à poursuivre.',
    insolvent: 'Une procédure d’insolvabilité est ouverte : c’est par elle que tout passe.',
    'debt-erased': 'La dette est effacée.',
    'sent-back': 'Elle est arrêtée, et votre contestation est examinée. Vous n’avez plus à y répondre.',
    stopped: 'Elle a été arrêtée. Vous n’avez plus à y répondre. Ce qui est dû n’en est pas changé.',
    'title-expired': 'Le titre est trop ancien : il ne peut plus être exécuté.',
    exhausted: 'Plus aucune mesure n’est prise.',
  },
  pay: 'Payer : tout régler met fin à la procédure, ou à l’exécution.',
  payLink: 'Payer maintenant',
  acts: {
    oppose: (court, day) =>
      `Vous opposer, si vous n’êtes pas d’accord, ${day ? `jusqu’au ${day} inclus` : 'dans le délai que l’acte indique'}. Où : ${court}. L’acte signifié dit comment, et lui seul fait foi.`,
    'oppose-late': (court) =>
      `Vous opposer est peut-être encore possible, surtout si la décision ne vous a pas été remise en personne. Demandez-le sans attendre à un avocat ou à la juridiction : ${court}.`,
    answer: (_court, day) =>
      `Répondre à l’invitation, par oui ou par non${day ? `, jusqu’au ${day} inclus` : ''}, auprès du commissaire de justice qui vous l’a envoyée. Sans réponse, la procédure s’arrête.`,
    appear: (court, day) =>
      `Vous présenter à l’audience${day ? ` du ${day}` : ''}, avec vos arguments et vos pièces. Où : ${court}. L’acte dit s’il vous faut un avocat.`,
    appeal: (_court, day) =>
      `Faire appel, si vous n’êtes pas d’accord, ${day ? `jusqu’au ${day} inclus` : 'dans le délai que l’acte indique'}. L’acte qui vous signifie la décision dit devant quelle cour, et s’il vous faut un avocat.`,
    contest: (_court, day) =>
      `Contester la mesure d’exécution devant le juge que l’acte indique, ${day ? `jusqu’au ${day} inclus` : 'dans le délai qu’il indique'}.`,
  },
  days: {
    oppose: (day) => `${day} : dernier jour pour vous opposer.`,
    answer: (day) => `${day} : dernier jour pour répondre à l’invitation.`,
    enforceable: (day) => `${day} : passé ce jour, la décision peut être exécutée si rien ne s’y oppose.`,
    hearing: (day) => `${day} : audience.`,
    appeal: (day) => `${day} : dernier jour pour faire appel.`,
    stay: (day) => `${day} : dernier jour de la suspension.`,
    'higher-interest': (day) => `${day} : passé ce jour, les intérêts augmentent.`,
  },
  glossary: [
    [
      'Signification',
      'la remise d’une décision ou d’un acte par un commissaire de justice, ou par le tribunal en Allemagne. Les délais courent de ce jour.',
    ],
    ['Commissaire de justice', 'l’officier public, autrefois huissier, qui remet les actes et exécute les décisions.'],
    [
      'Opposition',
      'dire à la juridiction que vous n’êtes pas d’accord avec une décision prise sans vous entendre : elle juge alors l’affaire.',
    ],
    ['Appel', 'demander à une autre juridiction de juger à nouveau.'],
    ['Titre exécutoire', 'une décision ou un acte qui permet d’obtenir le paiement par la force publique, par exemple par une saisie.'],
  ],
}
