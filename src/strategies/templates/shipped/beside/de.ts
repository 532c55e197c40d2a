import type { Collects } from '../../facts.js'
import { germanWords } from '../de.js'
import { type SideWords, spokenBeside } from './side-words.js'

function sideWords(voice: Collects): SideWords {
  const me = voice === 'agency' ? '{{senderName}}' : '{{creditorName}}'
  const recall = '[[, unser Schreiben {{openingReference}} vom {{openingDate}}]]'
  return {
    said: {
      'plan-reminder': {
        subject: 'Ihre Rate zum {{dueOn}}: Aktenzeichen {{fileReference}}',
        says: [
          'Ihr Ratenplan sieht zum {{dueOn}} {{instalment}} vor (Rate {{instalmentNumber}} von {{instalmentCount}}).',
          '{{payment}}',
          'Wenn Ihnen dieser Tag Schwierigkeiten macht, schreiben Sie uns bitte vorher, Aktenzeichen {{fileReference}}: Wir suchen mit Ihnen einen anderen.',
        ],
        sms: `${me}: Rate zum {{dueOn}}, Aktenzeichen {{fileReference}}${recall}. Details: {{paymentUrl}} {{marker}}`,
      },
      'plan-default': {
        subject: 'Rate nicht gezahlt: Ihr Aktenzeichen {{fileReference}}',
        says: [
          'Ihre Rate zum {{dueOn}} ist nicht vollständig eingegangen: Nach Ihrem Ratenplan sind noch {{overdue}} zu zahlen.',
          'Sie können sie bis einschließlich {{cureBy}} nachzahlen: Der Ratenplan läuft dann weiter wie vereinbart. Sonst endet er an diesem Tag, und alles, was noch offen ist, heute {{amount}}, wird wieder fällig.',
          '{{payment}}',
          'Wenn Sie diesen Betrag nicht zahlen können, schreiben Sie uns vor diesem Tag, Aktenzeichen {{fileReference}}: Es können neue Termine vereinbart werden.',
        ],
        sms: `${me}: Bitte lesen Sie vor dem {{cureBy}} unsere Nachricht, Aktenzeichen {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'dispute-answer': {
        subject: 'Antwort auf Ihren Einwand: Aktenzeichen {{fileReference}}',
        says: [
          '{{decision}}',
          'Die Gründe dafür:',
          '{{reasons}}',
          'Was jetzt von Ihnen erbeten wird:',
          '{{claims}}',
          '{{breakdown}}',
          '{{payment}}',
          'Haben Sie Fragen, oder fällt Ihnen die Zahlung schwer? Schreiben Sie uns, Aktenzeichen {{fileReference}}.',
          '{{mediator}}',
        ],
        sms: `${me}: Wir haben auf Ihr Schreiben geantwortet, Aktenzeichen {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'judicial-step': {
        subject: 'Stand Ihrer Sache: Aktenzeichen {{fileReference}}',
        says: [
          '{{step}}',
          '{{payment}}',
          'Haben Sie Fragen, oder möchten Sie Zahlungstermine vereinbaren? Schreiben Sie uns, Aktenzeichen {{fileReference}}.',
        ],
        sms: `${me}: Zum Stand Ihrer Sache {{fileReference}}${recall} lesen Sie bitte: {{paymentUrl}} {{marker}}`,
      },
    },
    reply: {
      subject: 'Ihr Aktenzeichen {{fileReference}}',
      about: 'Aktenzeichen {{fileReference}}[[, zu unserem Schreiben {{openingReference}} vom {{openingDate}}]].',
      sms: `${me}, Aktenzeichen {{fileReference}}${recall}:`,
    },
    addressCheck: {
      subject: 'Ein Brief an Sie ist zu uns zurückgekommen',
      email: [
        'Guten Tag,',
        'ein Brief an Sie ist zu uns zurückgekommen. Bitte nennen Sie uns Ihre heutige Anschrift, als Antwort auf diese Nachricht oder auf der Seite {{paymentUrl}} (Zeichen {{fileReference}}).',
        'Wenn diese Nachricht nicht für Sie bestimmt ist, sagen Sie es uns bitte: Wir schreiben dann nicht mehr an diese Adresse.',
        '{{senderName}}, {{senderAddress}}',
      ],
      sms: '{{senderName}}: Ein Brief an Sie kam zu uns zurück. Wie ist Ihre heutige Anschrift? Bitte antworten Sie hier oder auf {{paymentUrl}} (Zeichen {{fileReference}}) {{marker}}',
    },
  }
}

export const germanBesideV1 = spokenBeside('de', 'agency', 1, germanWords('agency'), sideWords('agency'))
export const germanOwnBesideV1 = spokenBeside('de', 'creditor', 1, germanWords('creditor'), sideWords('creditor'))
