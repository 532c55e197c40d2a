import type { Collects } from '../facts.js'
import { spoken, type Words } from './words.js'

/** French. Formal, and kind while it can be: a court is named in the last two notices alone, and never as decided. */
export function frenchWords(voice: Collects): Words {
  const isAgency = voice === 'agency'
  const me = isAgency ? '{{senderName}}' : '{{creditorName}}'
  const toCreditor = isAgency ? ' à {{creditorName}}' : ''
  const court = isAgency ? '{{creditorName}} pourra saisir le tribunal compétent' : 'nous pourrons saisir le tribunal compétent'
  const recall = '[[, notre lettre {{openingReference}} du {{openingDate}}]]'
  return {
    greeting: 'Madame, Monsieur,',
    farewell: 'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
    signature: isAgency ? '{{senderName}}' : '{{creditorName}}, {{creditorAddress}}',
    writes: isAgency
      ? '{{senderName}}, {{senderAddress}}, vous écrit pour le compte de {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}[[ Autorité de contrôle : {{supervisor}}.]]'
      : '',
    recalls: '[[Nous faisons suite à notre lettre du {{openingDate}}, référence {{openingReference}}.]]',
    hello: `Bonjour, ${me}. Suis-je bien en ligne avec {{debtorName}} ?`,
    toOthers: '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
    about: `Je vous appelle ${isAgency ? 'pour le compte de {{creditorName}}, ' : ''}au sujet de votre dossier {{fileReference}}[[, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}]].`,
    note: '(Noter la réponse telle quelle. Un désaccord suspend les relances jusqu’à son examen.)',
    said: {
      opening: {
        subject: isAgency ? 'Recouvrement amiable : votre dossier {{fileReference}}' : 'Vos factures à régler : dossier {{fileReference}}',
        asks: [
          `Sauf erreur de notre part, les factures ci-dessous restent dues${toCreditor}. Nous vous demandons de payer {{amount}} au plus tard le {{payBefore}}.`,
        ],
        helps: [
          'Si vous contestez tout ou partie de cette somme, si vous avez déjà payé ou si vous ne pouvez pas payer en une fois, écrivez-nous en rappelant la référence {{fileReference}} : nous vous répondrons.',
        ],
        sms: `${me} : une lettre vous a été adressée le {{openingDate}} (réf. {{openingReference}}). Dossier {{fileReference}} : {{paymentUrl}} {{marker}}`,
        call: [
          'Avez-vous reçu cette lettre ? Elle vous demande {{amount}}, à payer au plus tard le {{payBefore}}. Payer exactement cette somme à cette date au plus tard clôt le dossier.',
          'Avez-vous des questions, un désaccord, une difficulté pour payer en une fois ?',
        ],
      },
      'reminder-1': {
        subject: 'Rappel : votre dossier {{fileReference}}',
        asks: [
          `Nous n’avons pas encore reçu votre règlement. Il s’agit peut-être d’un oubli : il reste {{amount}} à payer${toCreditor}, au plus tard le {{payBefore}}.`,
        ],
        helps: [
          'Si votre paiement est déjà parti, merci, et ne tenez pas compte de ce rappel. Une question, un désaccord, une difficulté ? Écrivez-nous, référence {{fileReference}}.',
        ],
        sms: `${me} : rappel, dossier {{fileReference}}${recall}. Détails : {{paymentUrl}} Déjà réglé ? Merci ! {{marker}}`,
        call: [
          'Nous n’avons pas encore reçu votre règlement de {{amount}}, attendu au plus tard le {{payBefore}}. Est-ce un oubli ? Pouvons-nous vous aider ?',
        ],
      },
      'reminder-2': {
        subject: 'Deuxième rappel : votre dossier {{fileReference}}',
        asks: [
          `Malgré notre premier rappel, {{amount}} restent dus${toCreditor}. Nous vous demandons de payer cette somme au plus tard le {{payBefore}}.`,
        ],
        helps: [
          'Si vous ne pouvez pas payer en une fois, proposez-nous un échéancier ; si vous contestez, dites-nous pourquoi. Écrivez-nous, référence {{fileReference}} : sans réponse, nous ne pouvons pas en tenir compte.',
        ],
        sms: `${me} : 2e rappel, dossier {{fileReference}}${recall}. Contactez-nous ou : {{paymentUrl}} {{marker}}`,
        call: [
          'La somme de {{amount}} reste due, à payer au plus tard le {{payBefore}}. Quand pouvez-vous payer ? Souhaitez-vous proposer un échéancier ?',
        ],
      },
      'reminder-3': {
        subject: 'Dernier rappel : votre dossier {{fileReference}}',
        asks: [
          `Nos rappels sont restés sans effet : {{amount}} restent dus${toCreditor}. Nous vous demandons fermement de payer cette somme au plus tard le {{payBefore}}.`,
        ],
        helps: [
          'Sans paiement ni réponse de votre part à cette date, une mise en demeure pourra vous être adressée. Pour l’éviter, payez, proposez un échéancier ou dites-nous pourquoi vous contestez, référence {{fileReference}}.',
        ],
        sms: `${me} : dernier rappel, dossier {{fileReference}}${recall}. Contactez-nous sans attendre ou : {{paymentUrl}} {{marker}}`,
        call: [
          'La somme de {{amount}} reste due, à payer au plus tard le {{payBefore}}. Sans paiement ni réponse, une mise en demeure pourra vous être adressée. Que pouvez-vous faire d’ici là ?',
        ],
      },
      'formal-notice': {
        subject: 'Mise en demeure de payer : dossier {{fileReference}}',
        asks: [
          `Par la présente, datée du {{today}}, nous vous mettons en demeure de payer${toCreditor} la somme de {{amount}} au plus tard le {{payBefore}}, pour les factures suivantes, qui restent dues :`,
        ],
        helps: [
          `{{noticeLaw}} À défaut de paiement dans ce délai, ${court}.`,
          'Si vous contestez cette somme, dites-nous pourquoi par écrit avant cette date, pièces à l’appui ; si vous ne pouvez pas la payer en une fois, proposez-nous un échéancier (référence {{fileReference}}).',
        ],
        sms: `${me} : un courrier important vous a été adressé, dossier {{fileReference}}${recall}. {{paymentUrl}} {{marker}}`,
        call: [
          'Une mise en demeure vous a été adressée. Elle vous demande de payer {{amount}} au plus tard le {{payBefore}}. Payer exactement cette somme à cette date au plus tard clôt le dossier.',
          'Contestez-vous cette somme ? Pouvez-vous la payer en une fois, ou souhaitez-vous proposer un échéancier ?',
          '(Ne rien annoncer d’autre que ce qu’écrit la lettre.)',
        ],
      },
      'last-notice': {
        subject: isAgency
          ? 'Dernier avis avant remise du dossier {{fileReference}} au créancier'
          : 'Dernier avis : votre dossier {{fileReference}}',
        asks: [
          `Malgré nos courriers, les factures suivantes restent dues${toCreditor}. Nous vous demandons une dernière fois de payer {{amount}} au plus tard le {{payBefore}}.`,
        ],
        helps: [
          isAgency
            ? 'Passé cette date, le dossier pourra être porté devant le tribunal compétent si {{creditorName}} le décide. Ce courrier relève du recouvrement amiable : il n’est ni un acte de justice ni une décision.'
            : 'Passé cette date, nous pourrons porter le dossier devant le tribunal compétent. Ce courrier n’est ni un acte de justice ni une décision.',
          'Il est encore temps de convenir d’un échéancier ou de nous dire pourquoi vous contestez cette somme : écrivez-nous avant cette date, référence {{fileReference}}.',
        ],
        sms: `${me} : dernier avis, dossier {{fileReference}}${recall}. Contactez-nous ou : {{paymentUrl}} {{marker}}`,
        call: [
          `La somme de {{amount}} est à payer au plus tard le {{payBefore}} ; payée exactement et à cette date au plus tard, elle clôt le dossier. Passé cette date, ${isAgency ? 'le dossier pourra être porté devant le tribunal si le créancier le décide' : 'nous pourrons porter le dossier devant le tribunal'}.`,
          'Souhaitez-vous payer maintenant, convenir d’un échéancier, ou contester ?',
          '(Ne rien annoncer d’autre que le tribunal, et ne pas dire que la décision est prise.)',
        ],
      },
    },
  }
}

export const frenchV2 = spoken('fr', 'agency', 2, frenchWords('agency'))
export const frenchOwnV1 = spoken('fr', 'creditor', 1, frenchWords('creditor'))
