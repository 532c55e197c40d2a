import type { Collects } from '../../facts.js'
import { dutchWords } from '../nl.js'
import { type SideWords, spokenBeside } from './side-words.js'

function sideWords(voice: Collects): SideWords {
  const me = voice === 'agency' ? '{{senderName}}' : '{{creditorName}}'
  const recall = '[[, onze brief {{openingReference}} van {{openingDate}}]]'
  return {
    said: {
      'plan-reminder': {
        subject: 'Uw afbetaling van {{dueOn}}: dossier {{fileReference}}',
        says: [
          'Volgens uw afbetalingsplan betaalt u {{instalment}} op {{dueOn}} (afbetaling {{instalmentNumber}} van {{instalmentCount}}).',
          '{{payment}}',
          'Is die dag moeilijk voor u? Schrijf ons vooraf, met vermelding van {{fileReference}}: wij zoeken samen met u een andere dag.',
        ],
        sms: `${me}: afbetaling van {{dueOn}}, dossier {{fileReference}}${recall}. Details: {{paymentUrl}} {{marker}}`,
      },
      'plan-default': {
        subject: 'Afbetaling niet ontvangen: uw dossier {{fileReference}}',
        says: [
          'De afbetaling van {{dueOn}} is niet volledig betaald: volgens uw afbetalingsplan staat nog {{overdue}} open.',
          'U kunt dat nog betalen tot en met {{cureBy}}: het plan loopt dan verder zoals afgesproken. Anders eindigt het op die dag en wordt alles wat nog openstaat, vandaag {{amount}}, weer opeisbaar.',
          '{{payment}}',
          'Kunt u dit bedrag niet betalen? Schrijf ons vóór die dag, met vermelding van {{fileReference}}: er kunnen nieuwe data worden afgesproken.',
        ],
        sms: `${me}: lees vóór {{cureBy}} ons bericht, dossier {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'dispute-answer': {
        subject: 'Antwoord op uw betwisting: dossier {{fileReference}}',
        says: [
          '{{decision}}',
          'De redenen van deze beslissing:',
          '{{reasons}}',
          'Wat nu van u wordt gevraagd:',
          '{{claims}}',
          '{{breakdown}}',
          '{{payment}}',
          'Hebt u een vraag, of is betalen moeilijk? Schrijf ons, met vermelding van {{fileReference}}.',
          '{{mediator}}',
        ],
        sms: `${me}: wij hebben geantwoord op uw brief, dossier {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'judicial-step': {
        subject: 'Stand van uw dossier {{fileReference}}',
        says: [
          '{{step}}',
          '{{payment}}',
          'Hebt u een vraag, of wilt u betaaldata afspreken? Schrijf ons, met vermelding van {{fileReference}}.',
        ],
        sms: `${me}: lees hoe het staat met uw dossier {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
    },
    reply: {
      subject: 'Uw dossier {{fileReference}}',
      about: 'Dossier {{fileReference}}[[, na onze brief {{openingReference}} van {{openingDate}}]].',
      sms: `${me}, dossier {{fileReference}}${recall}:`,
    },
    addressCheck: {
      subject: 'Een brief aan u is bij ons teruggekomen',
      email: [
        'Goedendag,',
        'Een brief aan u is bij ons teruggekomen. Kunt u ons uw huidige postadres meedelen, als antwoord op dit bericht of op de pagina {{paymentUrl}} (referentie {{fileReference}})?',
        'Is dit bericht niet voor u bestemd? Laat het ons weten: wij gebruiken dit adres dan niet meer.',
        '{{senderName}}, {{senderAddress}}',
      ],
      sms: '{{senderName}}: een brief aan u is bij ons teruggekomen. Wat is uw huidige adres? Antwoord hier of op {{paymentUrl}} (ref. {{fileReference}}) {{marker}}',
    },
  }
}

export const dutchBesideV1 = spokenBeside('nl', 'agency', 1, dutchWords('agency'), sideWords('agency'))
export const dutchOwnBesideV1 = spokenBeside('nl', 'creditor', 1, dutchWords('creditor'), sideWords('creditor'))
