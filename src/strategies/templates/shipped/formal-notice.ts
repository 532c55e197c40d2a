import { written } from './written.js'

/**
 * Mise en demeure: a demand plain enough to be one (Code civil 1344), from which moratory interest runs (1344-1, 1231-6;
 * checked 2026-11-21). Its contents follow usage (unconfirmed); sent for a third party, it repeats CPCE R124-4.
 */
export const formalNoticeV1 = written('formal-notice', 1, {
  fr: {
    letter: {
      subject: 'Mise en demeure de payer : dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        '{{senderName}}, {{senderAddress}}, vous écrit pour le compte de {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}} Cette lettre fait suite à la nôtre du {{openingDate}}, référence {{openingReference}}, restée sans règlement complet.',
        'Les factures suivantes restent dues à {{creditorName}} :',
        '{{claims}}',
        '{{breakdown}}',
        'Par la présente, datée du {{today}}, nous vous mettons en demeure de payer la somme de {{amount}} au plus tard le {{payBefore}}. Cette lettre vaut mise en demeure au sens de l’article 1344 du code civil.',
        'Elle fait courir les intérêts moratoires dans les conditions de l’article 1344-1 du code civil, s’ils ne courent pas déjà. À défaut de paiement dans ce délai, {{creditorName}} pourra saisir le tribunal compétent.',
        '{{payment}}',
        'Si vous contestez cette somme, dites-nous pourquoi par écrit avant cette date, pièces à l’appui ; si vous ne pouvez pas la payer en une fois, proposez-nous un échéancier (référence {{fileReference}}).',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}',
        '{{costsLaw}}',
      ],
    },
    email: {
      subject: 'Mise en demeure : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Pour le compte de {{creditorName}}, et à la suite de notre lettre du {{openingDate}}, référence {{openingReference}}, nous vous mettons en demeure de payer la somme de {{amount}} au plus tard le {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'À défaut de paiement dans ce délai, {{creditorName}} pourra saisir le tribunal compétent. Si vous contestez cette somme ou ne pouvez pas la payer en une fois, répondez-nous avant cette date en rappelant la référence {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}} : un courrier important vous a été adressé (dossier {{fileReference}}, suite à notre lettre {{openingReference}} du {{openingDate}}). {{paymentUrl}} {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour le compte de {{creditorName}}, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}. Une mise en demeure vous a été adressée pour le dossier {{fileReference}}.',
      'Elle vous demande de payer {{amount}} au plus tard le {{payBefore}}. Payer exactement cette somme à cette date au plus tard clôt le dossier.',
      'Contestez-vous cette somme ? Pouvez-vous la payer en une fois, ou souhaitez-vous proposer un échéancier ?',
      '(Ne rien annoncer d’autre que ce qu’écrit la lettre. Noter la réponse telle quelle.)',
    ],
  },
  en: {
    letter: {
      subject: 'Formal notice to pay (mise en demeure): file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        '{{senderName}}, {{senderAddress}}, writes to you on behalf of {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}} This letter follows ours of {{openingDate}}, reference {{openingReference}}, which has not been paid in full.',
        'The following invoices are still owed to {{creditorName}}:',
        '{{claims}}',
        '{{breakdown}}',
        'By this letter, dated {{today}}, we give you formal notice to pay {{amount}} by {{payBefore}}. This letter is a mise en demeure within the meaning of article 1344 of the French Civil Code.',
        'From it moratory interest runs as article 1344-1 of the French Civil Code provides, unless it is running already. Failing payment by that day, {{creditorName}} may bring the matter before the competent court.',
        '{{payment}}',
        'If you dispute this sum, tell us why in writing before that day, with your documents; if you cannot pay it at once, propose instalments to us (reference {{fileReference}}).',
        'Yours faithfully,',
        '{{senderName}}',
        '{{costsLaw}}',
      ],
    },
    email: {
      subject: 'Formal notice: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'On behalf of {{creditorName}}, and further to our letter of {{openingDate}}, reference {{openingReference}}, we give you formal notice (mise en demeure) to pay {{amount}} by {{payBefore}}.',
        '{{claims}}',
        '{{breakdown}}',
        '{{payment}}',
        'Failing payment by that day, {{creditorName}} may bring the matter before the competent court. If you dispute this sum or cannot pay it at once, reply before that day with the reference {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}}: an important letter was sent to you (file {{fileReference}}, further to our letter {{openingReference}} of {{openingDate}}). {{paymentUrl}} {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling on behalf of {{creditorName}}, further to our letter reference {{openingReference}} of {{openingDate}}. A formal notice was sent to you for the file {{fileReference}}.',
      'It asks you to pay {{amount}} by {{payBefore}}. Paying exactly this sum by that day closes the file.',
      'Do you dispute this sum? Can you pay it at once, or would you like to propose instalments?',
      '(Announce nothing but what the letter says. Note the answer as it was given.)',
    ],
  },
})
