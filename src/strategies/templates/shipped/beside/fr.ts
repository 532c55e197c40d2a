import type { Collects } from '../../facts.js'
import { frenchWords } from '../fr.js'
import { type SideWords, spokenBeside } from './side-words.js'

function sideWords(voice: Collects): SideWords {
  const me = voice === 'agency' ? '{{senderName}}' : '{{creditorName}}'
  const recall = '[[, notre lettre {{openingReference}} du {{openingDate}}]]'
  return {
    said: {
      'plan-reminder': {
        subject: 'Votre échéance du {{dueOn}} : dossier {{fileReference}}',
        says: [
          'Votre échéancier prévoit {{instalment}} le {{dueOn}} (échéance {{instalmentNumber}} sur {{instalmentCount}}).',
          '{{payment}}',
          'Si cette date vous met en difficulté, écrivez-nous avant, référence {{fileReference}} : nous chercherons une autre date avec vous.',
        ],
        sms: `${me} : échéance du {{dueOn}}, dossier {{fileReference}}${recall}. Détails : {{paymentUrl}} {{marker}}`,
      },
      'plan-default': {
        subject: 'Échéance non réglée : votre dossier {{fileReference}}',
        says: [
          'L’échéance du {{dueOn}} n’a pas été réglée en entier : {{overdue}} restent à payer selon votre échéancier.',
          'Vous pouvez la régler jusqu’au {{cureBy}} inclus : l’échéancier continue alors comme convenu. À défaut, il prend fin à cette date et tout ce qui reste dû, soit {{amount}} à ce jour, redevient exigible.',
          '{{payment}}',
          'Si vous ne pouvez pas régler cette somme, écrivez-nous avant cette date, référence {{fileReference}} : de nouvelles dates peuvent être convenues.',
        ],
        sms: `${me} : merci de lire avant le {{cureBy}} notre message, dossier {{fileReference}}${recall} : {{paymentUrl}} {{marker}}`,
      },
      'dispute-answer': {
        subject: 'Réponse à votre contestation : dossier {{fileReference}}',
        says: [
          '{{decision}}',
          'Les raisons de cette décision :',
          '{{reasons}}',
          'Ce qui vous est demandé à présent :',
          '{{claims}}',
          '{{breakdown}}',
          '{{payment}}',
          'Une question, une difficulté pour payer ? Écrivez-nous, référence {{fileReference}}.',
          '{{mediator}}',
        ],
        sms: `${me} : nous avons répondu à votre courrier, dossier {{fileReference}}${recall} : {{paymentUrl}} {{marker}}`,
      },
      'judicial-step': {
        subject: 'Où en est votre dossier {{fileReference}}',
        says: [
          '{{step}}',
          '{{payment}}',
          'Une question, ou l’envie de convenir de dates de paiement ? Écrivez-nous, référence {{fileReference}}.',
        ],
        sms: `${me} : une étape de votre dossier {{fileReference}}${recall} est à lire : {{paymentUrl}} {{marker}}`,
      },
    },
    reply: {
      subject: 'Votre dossier {{fileReference}}',
      about: 'Dossier {{fileReference}}[[, à la suite de notre lettre {{openingReference}} du {{openingDate}}]].',
      sms: `${me}, dossier {{fileReference}}${recall} :`,
    },
    addressCheck: {
      subject: 'Un courrier qui vous était adressé nous est revenu',
      email: [
        'Bonjour,',
        'Un courrier que nous vous avions adressé nous est revenu. Pourriez-vous nous indiquer votre adresse postale actuelle, en répondant à ce message ou sur la page {{paymentUrl}} (référence {{fileReference}}) ?',
        'Si ce message ne vous est pas destiné, merci de nous le dire : nous n’utiliserons plus cette adresse.',
        '{{senderName}}, {{senderAddress}}',
      ],
      sms: '{{senderName}} : un courrier pour vous nous est revenu. Quelle est votre adresse actuelle ? Répondez ici ou sur {{paymentUrl}} (réf. {{fileReference}}) {{marker}}',
    },
  }
}

export const frenchBesideV1 = spokenBeside('fr', 'agency', 1, frenchWords('agency'), sideWords('agency'))
export const frenchOwnBesideV1 = spokenBeside('fr', 'creditor', 1, frenchWords('creditor'), sideWords('creditor'))
