import type { Collects } from '../facts.js'
import { spoken, type Words } from './words.js'
import { written } from './written.js'

/** Dutch, as it is written in Belgium. */
export function dutchWords(voice: Collects): Words {
  const isAgency = voice === 'agency'
  const me = isAgency ? '{{senderName}}' : '{{creditorName}}'
  const toCreditor = isAgency ? ' aan {{creditorName}}' : ''
  const court = isAgency
    ? 'kan {{creditorName}} de zaak voor de bevoegde rechtbank brengen'
    : 'kunnen wij de zaak voor de bevoegde rechtbank brengen'
  const recall = '[[, onze brief {{openingReference}} van {{openingDate}}]]'
  return {
    greeting: 'Geachte mevrouw, geachte heer,',
    farewell: 'Met vriendelijke groet,',
    signature: isAgency ? '{{senderName}}' : '{{creditorName}}, {{creditorAddress}}',
    writes: isAgency
      ? '{{senderName}}, {{senderAddress}}, schrijft u namens {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}[[ Toezichthoudende autoriteit: {{supervisor}}.]]'
      : '',
    recalls: '[[Wij verwijzen naar onze brief van {{openingDate}}, referentie {{openingReference}}.]]',
    hello: `Goedendag, u spreekt met ${me}. Spreek ik met {{debtorName}}?`,
    toOthers: '(Aan anderen niets zeggen over de reden van het gesprek: aanbieden om terug te bellen.)',
    about: `Ik bel u ${isAgency ? 'namens {{creditorName}} ' : ''}over uw dossier {{fileReference}}[[, na onze brief met referentie {{openingReference}} van {{openingDate}}]].`,
    note: '(Het antwoord woordelijk noteren. Een betwisting schort de herinneringen op tot ze onderzocht is.)',
    said: {
      opening: {
        subject: isAgency ? 'Minnelijke invordering: uw dossier {{fileReference}}' : 'Uw openstaande facturen: dossier {{fileReference}}',
        asks: [
          `Als wij ons niet vergissen, staan de onderstaande facturen nog open. Wij vragen u {{amount}} te betalen${toCreditor}, uiterlijk op {{payBefore}}.`,
        ],
        helps: [
          'Betwist u het bedrag geheel of gedeeltelijk, hebt u al betaald of kunt u niet in één keer betalen? Schrijf ons met vermelding van {{fileReference}}: wij antwoorden u.',
        ],
        sms: `${me}: wij stuurden u op {{openingDate}} een brief (ref. {{openingReference}}). Dossier {{fileReference}}: {{paymentUrl}} {{marker}}`,
        call: [
          'Hebt u die brief ontvangen? Het gaat om {{amount}}, te betalen uiterlijk op {{payBefore}}. Betaalt u tegen dan precies dat bedrag, dan is het dossier afgesloten.',
          'Hebt u vragen, bent u het niet eens, of is het moeilijk om in één keer te betalen?',
        ],
      },
      'reminder-1': {
        subject: 'Herinnering: uw dossier {{fileReference}}',
        asks: [
          `Wij hebben uw betaling nog niet ontvangen. Misschien is het u ontgaan: er staat nog {{amount}} open. Wij vragen u dat bedrag te betalen${toCreditor}, uiterlijk op {{payBefore}}.`,
        ],
        helps: [
          'Is uw betaling al onderweg, dan danken wij u en mag u deze herinnering als niet verzonden beschouwen. Een vraag, een betwisting, een moeilijkheid? Schrijf ons, referentie {{fileReference}}.',
        ],
        sms: `${me}: herinnering, dossier {{fileReference}}${recall}. Details: {{paymentUrl}} Al betaald? Dank u! {{marker}}`,
        call: [
          'Wij hebben uw betaling van {{amount}} nog niet ontvangen, gevraagd uiterlijk op {{payBefore}}. Is het u ontgaan? Kunnen wij u helpen?',
        ],
      },
      'reminder-2': {
        subject: 'Tweede herinnering: uw dossier {{fileReference}}',
        asks: [
          `Ondanks onze eerste herinnering staat er nog {{amount}} open. Wij vragen u dat bedrag te betalen${toCreditor}, uiterlijk op {{payBefore}}.`,
        ],
        helps: [
          'Kunt u niet in één keer betalen, stel ons dan een afbetaling voor; betwist u het bedrag, zeg ons dan waarom. Schrijf ons, referentie {{fileReference}}: zonder antwoord kunnen wij er geen rekening mee houden.',
        ],
        sms: `${me}: 2e herinnering, dossier {{fileReference}}${recall}. Neem contact op of: {{paymentUrl}} {{marker}}`,
        call: [
          'Er staat nog {{amount}} open, te betalen uiterlijk op {{payBefore}}. Wanneer kunt u betalen? Wilt u een afbetaling voorstellen?',
        ],
      },
      'reminder-3': {
        subject: 'Laatste herinnering: uw dossier {{fileReference}}',
        asks: [
          `Onze herinneringen bleven zonder gevolg: er staat nog {{amount}} open. Wij vragen u met nadruk dat bedrag te betalen${toCreditor}, uiterlijk op {{payBefore}}.`,
        ],
        helps: [
          'Zonder betaling of antwoord op die dag kunt u een ingebrekestelling ontvangen. Om dat te vermijden, betaalt u, stelt u een afbetaling voor of zegt u ons waarom u betwist, referentie {{fileReference}}.',
        ],
        sms: `${me}: laatste herinnering, dossier {{fileReference}}${recall}. Neem snel contact op of: {{paymentUrl}} {{marker}}`,
        call: [
          'Er staat nog {{amount}} open, te betalen uiterlijk op {{payBefore}}. Zonder betaling of antwoord kunt u een ingebrekestelling ontvangen. Wat kunt u tegen dan doen?',
        ],
      },
      'formal-notice': {
        subject: 'Ingebrekestelling: dossier {{fileReference}}',
        asks: [
          `Met dit bericht van {{today}} stellen wij u in gebreke om {{amount}} te betalen${toCreditor}, uiterlijk op {{payBefore}}. De volgende facturen staan nog open:`,
        ],
        helps: [
          `{{noticeLaw}} Betaalt u niet binnen die termijn, dan ${court}.`,
          'Betwist u dit bedrag, zeg ons dan vóór die dag schriftelijk waarom, met uw stukken; kunt u het niet in één keer betalen, stel ons dan een afbetaling voor (referentie {{fileReference}}).',
        ],
        sms: `${me}: wij stuurden u een belangrijke brief, dossier {{fileReference}}${recall}. {{paymentUrl}} {{marker}}`,
        call: [
          'U hebt een ingebrekestelling ontvangen. Daarin vragen wij u {{amount}} te betalen, uiterlijk op {{payBefore}}. Betaalt u tegen dan precies dat bedrag, dan is het dossier afgesloten.',
          'Betwist u dit bedrag? Kunt u in één keer betalen, of wilt u een afbetaling voorstellen?',
          '(Niets anders aankondigen dan wat in de brief staat.)',
        ],
      },
      'last-notice': {
        subject: 'Laatste bericht: uw dossier {{fileReference}}',
        asks: [
          `Ondanks onze brieven staan de volgende facturen nog open. Wij vragen u een laatste keer {{amount}} te betalen${toCreditor}, uiterlijk op {{payBefore}}.`,
        ],
        helps: [
          isAgency
            ? 'Daarna kan het dossier voor de bevoegde rechtbank komen als {{creditorName}} dat beslist. Dit bericht hoort bij de minnelijke invordering: het is geen gerechtelijke akte en geen beslissing.'
            : 'Daarna kunnen wij het dossier voor de bevoegde rechtbank brengen. Dit bericht is geen gerechtelijke akte en geen beslissing.',
          'U kunt nog een afbetaling afspreken of ons zeggen waarom u dit bedrag betwist: schrijf ons vóór die dag, referentie {{fileReference}}.',
        ],
        sms: `${me}: laatste bericht, dossier {{fileReference}}${recall}. Neem contact op of: {{paymentUrl}} {{marker}}`,
        call: [
          `{{amount}} is te betalen uiterlijk op {{payBefore}}; precies dat bedrag, tegen dan betaald, sluit het dossier af. Daarna ${isAgency ? 'kan het dossier voor de rechtbank komen als de schuldeiser dat beslist' : 'kunnen wij het dossier voor de rechtbank brengen'}.`,
          'Wilt u nu betalen, een afbetaling afspreken of betwisten?',
          '(Niets anders aankondigen dan de rechtbank, en niet zeggen dat het beslist is.)',
        ],
      },
    },
  }
}

export const dutchV1 = spoken('nl', 'agency', 1, dutchWords('agency'))
export const dutchOwnV1 = spoken('nl', 'creditor', 1, dutchWords('creditor'))

/** Before the due date, in the creditor's own name. */
export const dutchPreventiveV1 = written('preventive', 1, {
  nl: {
    letter: {
      subject: 'Uw betaling van {{payBefore}}',
      body: [
        'Goedendag,',
        'Een kort bericht zodat u kunt plannen: de onderstaande betaling komt eraan.',
        '{{claims}}',
        'Te betalen is {{amount}}, uiterlijk op {{payBefore}}. Zodra wij het bedrag ontvangen hebben, is alles in orde en hoeft u niets meer te doen.',
        '{{payment}}',
        'Is uw betaling al onderweg, dan danken wij u en hoeft u niets te doen. Lijkt een datum of een bedrag u niet juist, schrijf ons dan met vermelding van {{fileReference}}: wij bekijken het samen.',
        'Dank u voor uw vertrouwen,',
        '{{creditorName}}',
      ],
    },
    email: {
      subject: '{{creditorName}}: uw betaling komt eraan (ref. {{fileReference}})',
      body: [
        'Goedendag,',
        'Uw volgende betaling komt eraan. Te betalen is {{amount}}, uiterlijk op {{payBefore}}:',
        '{{claims}}',
        '{{payment}}',
        'Is uw betaling al onderweg, dan danken wij u en hoeft u niets te doen. Een vraag? Antwoord met vermelding van {{fileReference}}.',
        'Dank u voor uw vertrouwen,',
        '{{creditorName}}',
      ],
    },
    sms: '{{creditorName}}: uw betaling komt eraan (ref. {{fileReference}}). Details: {{paymentUrl}} Al betaald? Dank u! {{marker}}',
    call: [
      'Goedendag, ik bel u voor {{creditorName}}. Spreek ik met {{debtorName}}?',
      '(Aan anderen niets zeggen over de reden van het gesprek: aanbieden om terug te bellen.)',
      'Ik bel om u aan uw betaling te herinneren: {{amount}}, uiterlijk op {{payBefore}}, referentie {{fileReference}}.',
      'Hebt u de factuur ontvangen? Klopt alles? Wilt u de betaallink ontvangen?',
      'Dank u, en nog een fijne dag.',
    ],
  },
})
