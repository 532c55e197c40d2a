import { written } from './written.js'

/**
 * The last word before a person decides what follows. It announces only what the creditor may do, a court, and says that
 * it is no act of justice itself: confusing the two is what inspections of collectors find most (DGCCRF 2022, checked 2026-11-21).
 */
export const lastNoticeV1 = written('last-notice', 1, {
  fr: {
    letter: {
      subject: 'Dernier avis avant remise du dossier {{fileReference}} au créancier',
      body: [
        'Madame, Monsieur,',
        '{{senderName}}, {{senderAddress}}, vous écrit pour le compte de {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}} Cette lettre fait suite à la nôtre du {{openingDate}}, référence {{openingReference}}.',
        'Malgré nos courriers, les factures suivantes restent dues à {{creditorName}} :',
        '{{claims}}',
        '{{breakdown}}',
        'Nous vous demandons une dernière fois de payer {{amount}} au plus tard le {{payBefore}}.',
        '{{payment}}',
        'Passé cette date, le dossier pourra être porté devant le tribunal compétent si {{creditorName}} le décide. La présente lettre relève du recouvrement amiable : elle n’est ni un acte de justice ni une décision.',
        'Il est encore temps de convenir d’un échéancier ou de nous dire pourquoi vous contestez cette somme : écrivez-nous avant cette date, référence {{fileReference}}.',
        'Veuillez agréer, Madame, Monsieur, nos salutations distinguées.',
        '{{senderName}}',
        '{{costsLaw}}',
      ],
    },
    email: {
      subject: 'Dernier avis : votre dossier {{fileReference}}',
      body: [
        'Madame, Monsieur,',
        'Pour le compte de {{creditorName}}, et à la suite de notre lettre du {{openingDate}}, référence {{openingReference}}, nous vous demandons une dernière fois de payer {{amount}} au plus tard le {{payBefore}}.',
        '{{breakdown}}',
        '{{payment}}',
        'Passé cette date, le dossier pourra être porté devant le tribunal compétent si {{creditorName}} le décide. Ce message relève du recouvrement amiable. Pour convenir d’un échéancier ou contester cette somme, répondez-nous avant cette date, référence {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}} : dernier avis, dossier {{fileReference}} (suite à notre lettre {{openingReference}} du {{openingDate}}). Contactez-nous ou : {{paymentUrl}} {{marker}}',
    call: [
      'Bonjour, {{senderName}}. Suis-je bien en ligne avec {{debtorName}} ?',
      '(À une autre personne, ne rien dire du motif de l’appel : proposer de rappeler.)',
      'Je vous appelle pour le compte de {{creditorName}}, à la suite de notre lettre référence {{openingReference}} du {{openingDate}}, dossier {{fileReference}}.',
      'La somme de {{amount}} est à payer au plus tard le {{payBefore}} ; payée exactement et à cette date au plus tard, elle clôt le dossier. Passé cette date, le dossier pourra être porté devant le tribunal si le créancier le décide.',
      'Souhaitez-vous payer maintenant, convenir d’un échéancier, ou contester ?',
      '(Ne rien annoncer d’autre que le tribunal, et ne pas dire que la décision est prise. Noter la réponse telle quelle.)',
    ],
  },
  en: {
    letter: {
      subject: 'Last notice before the file {{fileReference}} goes back to the creditor',
      body: [
        'Dear Sir or Madam,',
        '{{senderName}}, {{senderAddress}}, writes to you on behalf of {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}} This letter follows ours of {{openingDate}}, reference {{openingReference}}.',
        'Despite our letters, the following invoices are still owed to {{creditorName}}:',
        '{{claims}}',
        '{{breakdown}}',
        'We ask you one last time to pay {{amount}} by {{payBefore}}.',
        '{{payment}}',
        'After that day the file may be brought before the competent court if {{creditorName}} so decides. This letter is part of amicable recovery: it is neither an act of a court nor a decision.',
        'There is still time to agree on instalments, or to tell us why you dispute this sum: write to us before that day, reference {{fileReference}}.',
        'Yours faithfully,',
        '{{senderName}}',
        '{{costsLaw}}',
      ],
    },
    email: {
      subject: 'Last notice: your file {{fileReference}}',
      body: [
        'Dear Sir or Madam,',
        'On behalf of {{creditorName}}, and further to our letter of {{openingDate}}, reference {{openingReference}}, we ask you one last time to pay {{amount}} by {{payBefore}}.',
        '{{breakdown}}',
        '{{payment}}',
        'After that day the file may be brought before the competent court if {{creditorName}} so decides. This message is part of amicable recovery. To agree on instalments or to dispute this sum, reply before that day, reference {{fileReference}}.',
        '{{senderName}}, {{senderAddress}}. {{recoveryStatement}}',
      ],
    },
    sms: '{{senderName}}: last notice, file {{fileReference}} (further to our letter {{openingReference}} of {{openingDate}}). Contact us or: {{paymentUrl}} {{marker}}',
    call: [
      'Hello, this is {{senderName}}. Am I speaking with {{debtorName}}?',
      '(To anybody else, say nothing of the reason for the call: offer to call back.)',
      'I am calling on behalf of {{creditorName}}, further to our letter reference {{openingReference}} of {{openingDate}}, file {{fileReference}}.',
      'The sum of {{amount}} is to be paid by {{payBefore}}; paid exactly and by that day, it closes the file. After that day the file may be brought before the court if the creditor so decides.',
      'Would you like to pay now, to agree on instalments, or to dispute it?',
      '(Announce nothing but the court, and do not say that it has been decided. Note the answer as it was given.)',
    ],
  },
})
