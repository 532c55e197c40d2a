import type { Template } from '../format.js'
import { written } from './written.js'

/** Before the due date, in the creditor's own name. */
const preventiveV1 = written('preventive', 1, {
  fr: {
    letter: {
      subject: 'Votre échéance du {{payBefore}}',
      body: [
        'Bonjour,',
        'Une petite note pour vous aider à vous organiser : l’échéance ci-dessous approche.',
        '{{claims}}',
        'Le montant à régler est de {{amount}}, au plus tard le {{payBefore}}. Une fois cette somme reçue, tout est en ordre et vous n’avez plus rien à faire.',
        '{{payment}}',
        'Si votre règlement est déjà parti, merci, et ne tenez pas compte de ce message. Si une date ou un montant vous paraît inexact, écrivez-nous en rappelant la référence {{fileReference}} : nous regarderons ensemble.',
        'Merci de votre confiance,',
        '{{creditorName}}',
      ],
    },
    email: {
      subject: '{{creditorName}} : votre échéance approche (réf. {{fileReference}})',
      body: [
        'Bonjour,',
        'Votre prochaine échéance approche. Le montant à régler est de {{amount}}, au plus tard le {{payBefore}} :',
        '{{claims}}',
        '{{payment}}',
        'Si votre règlement est déjà parti, merci, et ne tenez pas compte de ce message. Une question ? Répondez en rappelant la référence {{fileReference}}.',
        'Merci de votre confiance,',
        '{{creditorName}}',
      ],
    },
    sms: '{{creditorName}} : votre échéance approche (réf. {{fileReference}}). Détails : {{paymentUrl}} Déjà réglé ? Merci ! {{marker}}',
    call: [
      'Bonjour, je vous appelle de la part de {{creditorName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour vous rappeler votre échéance : {{amount}}, à régler au plus tard le {{payBefore}}, référence {{fileReference}}.',
      'Avez-vous bien reçu la facture ? Tout est-il exact ? Souhaitez-vous recevoir le lien de paiement ?',
      'Merci, et bonne journée.',
    ],
  },
  en: {
    letter: {
      subject: 'Your payment due on {{payBefore}}',
      body: [
        'Hello,',
        'A short note to help you plan ahead: the payment below is coming up.',
        '{{claims}}',
        'The amount to pay is {{amount}}, by {{payBefore}}. Once we have received it everything is in order and there is nothing more for you to do.',
        '{{payment}}',
        'If your payment is already on its way, thank you, and please disregard this message. If a date or an amount looks wrong, write to us with the reference {{fileReference}} and we will look into it together.',
        'Thank you for your trust,',
        '{{creditorName}}',
      ],
    },
    email: {
      subject: '{{creditorName}}: your payment is coming up (ref. {{fileReference}})',
      body: [
        'Hello,',
        'Your next payment is coming up. The amount to pay is {{amount}}, by {{payBefore}}:',
        '{{claims}}',
        '{{payment}}',
        'If your payment is already on its way, thank you, and please disregard this message. Any question? Reply with the reference {{fileReference}}.',
        'Thank you for your trust,',
        '{{creditorName}}',
      ],
    },
    sms: '{{creditorName}}: your payment is coming up (ref. {{fileReference}}). Details: {{paymentUrl}} Already paid? Thank you! {{marker}}',
    call: [
      'Hello, I am calling on behalf of {{creditorName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling to remind you of your payment: {{amount}}, by {{payBefore}}, reference {{fileReference}}.',
      'Have you received the invoice? Is everything correct? Shall I send you the payment link?',
      'Thank you, and have a good day.',
    ],
  },
})

const isEnglishCall = ({ language, channel }: Template) => language === 'en' && channel === 'call'

/** The first version of the English call spoke on behalf of the creditor, which may be the caller itself. */
export const englishPreventiveCallV2 = preventiveV1
  .filter(isEnglishCall)
  .map((template): Template => ({ ...template, version: 2, body: template.body.replace('calling on behalf of', 'calling from') }))
export const englishPreventiveCallV1 = preventiveV1.filter(isEnglishCall)
export const preventiveButEnglishCallV1 = preventiveV1.filter((template) => !isEnglishCall(template))
