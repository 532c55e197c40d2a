import { written } from './written.js'

/**
 * The letter that must come first, with the mentions of CPCE R124-4 (checked 2026-11-21), and the messages that go with
 * it: those recall its reference and date, and never stand in its place.
 */
export const openingV1 = written('opening', 1, {
  fr: {
    letter: {
      subject: 'Recouvrement amiable : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        '{{senderName}}, {{senderAddress}}, vous écrit pour le compte de {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}',
        'Sauf erreur de notre part, les factures suivantes restent dues à {{creditorName}} :',
        '{{claims}}',
        '{{breakdown}}',
        'Nous vous demandons de payer {{amount}} au plus tard le {{payBefore}}, par l’un des moyens suivants.',
        '{{payment}}',
        'Si vous contestez tout ou partie de cette somme, si vous avez déjà payé ou si vous ne pouvez pas payer en une fois, écrivez-nous en rappelant la référence {{fileReference}} : nous vous répondrons.',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}',
        '{{costsLaw}}',
        '{{privacy}}',
      ],
    },
    email: {
      subject: 'Votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        '{{senderName}}, {{senderAddress}}, vous a adressé une lettre, référence {{openingReference}}, datée du {{openingDate}}, pour le compte de {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}',
        'Elle porte sur les sommes suivantes, à payer au plus tard le {{payBefore}} ({{amount}} au total) :',
        '{{breakdown}}',
        '{{payment}}',
        'Si vous contestez cette somme ou ne pouvez pas la payer en une fois, répondez-nous en rappelant la référence {{fileReference}}.',
        '{{senderName}}',
        '{{costsLaw}}',
        '{{privacy}}',
      ],
    },
    sms: '{{senderName}} : une lettre vous a été adressée le {{openingDate}} (réf. {{openingReference}}). Dossier {{fileReference}} : {{paymentUrl}} {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Nous vous avons adressé une lettre, référence {{openingReference}}, datée du {{openingDate}}, pour le compte de {{creditorName}}. {{recoveryStatement}} L’avez-vous reçue ?',
      'Elle concerne le dossier {{fileReference}} : {{amount}}, à payer au plus tard le {{payBefore}}. Payer exactement cette somme à cette date au plus tard clôt le dossier.',
      'Avez-vous des questions, un désaccord, une difficulté pour payer en une fois ?',
      '(Noter la réponse telle quelle. Un désaccord suspend les relances jusqu’à son examen.)',
    ],
  },
  en: {
    letter: {
      subject: 'Amicable recovery: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        '{{senderName}}, {{senderAddress}}, writes to you on behalf of {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}',
        'Unless we are mistaken, the following invoices are still owed to {{creditorName}}:',
        '{{claims}}',
        '{{breakdown}}',
        'We ask you to pay {{amount}} by {{payBefore}}, in one of the ways below.',
        '{{payment}}',
        'If you dispute all or part of this sum, have already paid it or cannot pay it at once, write to us with the reference {{fileReference}}: we will answer you.',
        'Yours faithfully,',
        '{{senderName}}',
        '{{costsLaw}}',
        '{{privacy}}',
      ],
    },
    email: {
      subject: 'Your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        '{{senderName}}, {{senderAddress}}, has sent you a letter, reference {{openingReference}}, dated {{openingDate}}, on behalf of {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}',
        'It concerns the following sums, to be paid by {{payBefore}} ({{amount}} in all):',
        '{{breakdown}}',
        '{{payment}}',
        'If you dispute this sum or cannot pay it at once, reply with the reference {{fileReference}}.',
        '{{senderName}}',
        '{{costsLaw}}',
        '{{privacy}}',
      ],
    },
    sms: '{{senderName}}: a letter was sent to you on {{openingDate}} (ref. {{openingReference}}). File {{fileReference}}: {{paymentUrl}} {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'We have sent you a letter, reference {{openingReference}}, dated {{openingDate}}, on behalf of {{creditorName}}. {{recoveryStatement}} Have you received it?',
      'It concerns the file {{fileReference}}: {{amount}}, to be paid by {{payBefore}}. Paying exactly this sum by that day closes the file.',
      'Do you have questions, do you disagree, is it hard for you to pay at once?',
      '(Note the answer as it was given. A disagreement suspends the reminders until it has been examined.)',
    ],
  },
})
