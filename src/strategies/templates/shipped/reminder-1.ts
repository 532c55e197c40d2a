import { written } from './written.js'

/** A plain reminder: it may have slipped somebody's mind. */
export const reminder1V1 = written('reminder-1', 1, {
  fr: {
    letter: {
      subject: 'Rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Cette lettre fait suite à la nôtre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}, {{creditorAddress}}.',
        'Nous n’avons pas encore reçu votre règlement. Il s’agit peut-être d’un oubli : il reste {{amount}} à payer à {{creditorName}}, au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Si votre paiement est déjà parti, merci, et ne tenez pas compte de ce rappel. Une question, un désaccord ? Écrivez-nous, référence {{fileReference}}.',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Rappel : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Ce message fait suite à notre lettre du {{openingDate}}, référence {{openingReference}}, envoyée pour le compte de {{creditorName}}.',
        'Nous n’avons pas encore reçu votre règlement. Il s’agit peut-être d’un oubli : il reste {{amount}} à payer à {{creditorName}}, au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Si votre paiement est déjà parti, merci, et ne tenez pas compte de ce rappel. Une question, un désaccord ? Écrivez-nous, référence {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}} : rappel, dossier {{fileReference}}, notre lettre {{openingReference}} du {{openingDate}}. Détails : {{paymentUrl}} Déjà réglé ? Merci ! {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour le compte de {{creditorName}}, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}, dossier {{fileReference}}.',
      'Nous n’avons pas encore reçu votre règlement de {{amount}}, attendu au plus tard le {{payBefore}}. Est-ce un oubli ? Pouvons-nous vous aider ?',
      '(Noter la réponse telle quelle. Un désaccord suspend les relances jusqu’à son examen.)',
    ],
  },
  en: {
    letter: {
      subject: 'Reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This letter follows ours of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}, {{creditorAddress}}.',
        'We have not received your payment yet. It may have slipped your mind: {{amount}} is still to be paid to {{creditorName}}, by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'If your payment is already on its way, thank you, and please disregard this reminder. A question, a disagreement? Write to us, reference {{fileReference}}.',
        'Yours faithfully,',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    email: {
      subject: 'Reminder: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'This message follows our letter of {{openingDate}}, reference {{openingReference}}, sent on behalf of {{creditorName}}.',
        'We have not received your payment yet. It may have slipped your mind: {{amount}} is still to be paid to {{creditorName}}, by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'If your payment is already on its way, thank you, and please disregard this reminder. A question, a disagreement? Write to us, reference {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}}: reminder, file {{fileReference}}, our letter {{openingReference}} of {{openingDate}}. Details: {{paymentUrl}} Already paid? Thank you! {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling on behalf of {{creditorName}}, further to our letter reference {{openingReference}} of {{openingDate}}, file {{fileReference}}.',
      'We have not received your payment of {{amount}} yet, expected by {{payBefore}}. Has it slipped your mind? Can we help you?',
      '(Note the answer as it was given. A disagreement suspends the reminders until it has been examined.)',
    ],
  },
})
