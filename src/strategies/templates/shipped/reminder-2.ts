import { written } from './written.js'

/** A second reminder, which asks for an answer. */
export const reminder2V1 = written('reminder-2', 1, {
  fr: {
    letter: {
      subject: 'Deuxième rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Cette lettre fait suite à la nôtre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}, {{creditorAddress}}.',
        'Malgré notre premier rappel, {{amount}} restent dus à {{creditorName}}. Nous vous demandons de payer cette somme au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Si vous ne pouvez pas payer en une fois, proposez-nous un échéancier ; si vous contestez, dites-nous pourquoi. Écrivez-nous, référence {{fileReference}} : sans réponse, nous ne pouvons pas en tenir compte.',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Deuxième rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Ce message fait suite à notre lettre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}.',
        'Malgré notre premier rappel, {{amount}} restent dus à {{creditorName}}. Nous vous demandons de payer cette somme au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Si vous ne pouvez pas payer en une fois, proposez-nous un échéancier ; si vous contestez, dites-nous pourquoi. Écrivez-nous, référence {{fileReference}} : sans réponse, nous ne pouvons pas en tenir compte.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}} : 2e rappel, dossier {{fileReference}}, notre lettre {{openingReference}} du {{openingDate}}. Contactez-nous ou : {{paymentUrl}} {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour le compte de {{creditorName}}, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}, dossier {{fileReference}}.',
      'La somme de {{amount}} reste due, à payer au plus tard le {{payBefore}}. Quand pouvez-vous payer ? Souhaitez-vous proposer un échéancier ?',
      '(Noter la réponse telle quelle. Un désaccord suspend les relances jusqu’à son examen.)',
    ],
  },
  en: {
    letter: {
      subject: 'Second reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This letter follows ours of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}, {{creditorAddress}}.',
        'Despite our first reminder, {{amount}} is still owed to {{creditorName}}. We ask you to pay this sum by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'If you cannot pay at once, propose instalments to us; if you dispute it, tell us why. Write to us, reference {{fileReference}}: without an answer we cannot take it into account.',
        'Yours faithfully,',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Second reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This message follows our letter of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}.',
        'Despite our first reminder, {{amount}} is still owed to {{creditorName}}. We ask you to pay this sum by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'If you cannot pay at once, propose instalments to us; if you dispute it, tell us why. Write to us, reference {{fileReference}}: without an answer we cannot take it into account.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}}: 2nd reminder, file {{fileReference}}, our letter {{openingReference}} of {{openingDate}}. Contact us or: {{paymentUrl}} {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling on behalf of {{creditorName}}, further to our letter reference {{openingReference}} of {{openingDate}}, file {{fileReference}}.',
      '{{amount}} is still owed, to be paid by {{payBefore}}. When can you pay? Would you like to propose instalments?',
      '(Note the answer as it was given. A disagreement suspends the reminders until it has been examined.)',
    ],
  },
})
