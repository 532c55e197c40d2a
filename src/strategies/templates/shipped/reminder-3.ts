import { written } from './written.js'

/** The last reminder before the formal notice, firm and without a threat. */
export const reminder3V1 = written('reminder-3', 1, {
  fr: {
    letter: {
      subject: 'Dernier rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Cette lettre fait suite à la nôtre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}, {{creditorAddress}}.',
        'Nos rappels sont restés sans effet : {{amount}} restent dus à {{creditorName}}. Nous vous demandons fermement de payer cette somme au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Sans paiement ni réponse de votre part à cette date, une mise en demeure pourra vous être adressée. Pour l’éviter, payez, proposez un échéancier ou dites-nous pourquoi vous contestez, référence {{fileReference}}.',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Dernier rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Ce message fait suite à notre lettre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}.',
        'Nos rappels sont restés sans effet : {{amount}} restent dus à {{creditorName}}. Nous vous demandons fermement de payer cette somme au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Sans paiement ni réponse de votre part à cette date, une mise en demeure pourra vous être adressée. Pour l’éviter, payez, proposez un échéancier ou dites-nous pourquoi vous contestez, référence {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}} : dernier rappel, dossier {{fileReference}}, notre lettre {{openingReference}} du {{openingDate}}. Contactez-nous sans attendre ou : {{paymentUrl}} {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour le compte de {{creditorName}}, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}, dossier {{fileReference}}.',
      'La somme de {{amount}} reste due, à payer au plus tard le {{payBefore}}. Sans paiement ni réponse, une mise en demeure pourra vous être adressée. Que pouvez-vous faire d’ici là ?',
      '(Noter la réponse telle quelle. Un désaccord suspend les relances jusqu’à son examen.)',
    ],
  },
  en: {
    letter: {
      subject: 'Last reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This letter follows ours of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}, {{creditorAddress}}.',
        'Our reminders have had no effect: {{amount}} is still owed to {{creditorName}}. We firmly ask you to pay this sum by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Without a payment or an answer from you by that day, a formal notice may be sent to you. To avoid it, pay, propose instalments or tell us why you dispute it, reference {{fileReference}}.',
        'Yours faithfully,',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Last reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This message follows our letter of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}.',
        'Our reminders have had no effect: {{amount}} is still owed to {{creditorName}}. We firmly ask you to pay this sum by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Without a payment or an answer from you by that day, a formal notice may be sent to you. To avoid it, pay, propose instalments or tell us why you dispute it, reference {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}}: last reminder, file {{fileReference}}, our letter {{openingReference}} of {{openingDate}}. Contact us without delay or: {{paymentUrl}} {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling on behalf of {{creditorName}}, further to our letter reference {{openingReference}} of {{openingDate}}, file {{fileReference}}.',
      '{{amount}} is still owed, to be paid by {{payBefore}}. Without a payment or an answer a formal notice may be sent to you. What can you do by then?',
      '(Note the answer as it was given. A disagreement suspends the reminders until it has been examined.)',
    ],
  },
})
