import type { Collects } from '../facts.js'
import { spoken, type Words } from './words.js'
import { written } from './written.js'

/** German, in the polite form: Zahlungserinnerung, then Mahnung, then letzte Mahnung. */
export function germanWords(voice: Collects): Words {
  const isAgency = voice === 'agency'
  const me = isAgency ? '{{senderName}}' : '{{creditorName}}'
  const toCreditor = isAgency ? ' an {{creditorName}}' : ''
  const court = isAgency ? 'kann {{creditorName}} das zuständige Gericht anrufen' : 'können wir das zuständige Gericht anrufen'
  const recall = '[[, unser Schreiben {{openingReference}} vom {{openingDate}}]]'
  return {
    greeting: 'Sehr geehrte Damen und Herren,',
    farewell: 'Mit freundlichen Grüßen',
    signature: isAgency ? '{{senderName}}' : '{{creditorName}}, {{creditorAddress}}',
    writes: isAgency
      ? '{{senderName}}, {{senderAddress}}, schreibt Ihnen im Auftrag von {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}[[ Zuständige Aufsichtsbehörde: {{supervisor}}.]]'
      : '',
    // What follows the greeting's comma begins small, but for nouns, names and the polite forms.
    recalls: `[[${isAgency ? 'Wir' : 'wir'} beziehen uns auf unser Schreiben vom {{openingDate}}, Zeichen {{openingReference}}.]]`,
    hello: `Guten Tag, hier ist ${me}. Spreche ich mit {{debtorName}}?`,
    toOthers: '(Anderen Personen nichts über den Grund des Anrufs sagen: Rückruf anbieten.)',
    about: `Ich rufe ${isAgency ? 'im Auftrag von {{creditorName}} ' : ''}wegen Ihres Aktenzeichens {{fileReference}} an[[; wir hatten Ihnen am {{openingDate}} geschrieben, Zeichen {{openingReference}}]].`,
    note: '(Die Antwort wörtlich notieren. Ein Einwand hält weitere Erinnerungen an, bis er geprüft ist.)',
    said: {
      opening: {
        subject: isAgency
          ? 'Offene Rechnungen: Ihr Aktenzeichen {{fileReference}}'
          : 'Ihre offenen Rechnungen: Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung zu den folgenden Rechnungen ist nach unseren Unterlagen noch nicht eingegangen. Bitte zahlen Sie {{amount}}${toCreditor} bis zum {{payBefore}}.`,
        ],
        helps: [
          'Wenn Sie den Betrag ganz oder teilweise nicht anerkennen, schon gezahlt haben oder nicht auf einmal zahlen können, schreiben Sie uns bitte unter dem Aktenzeichen {{fileReference}}. Wir antworten Ihnen.',
        ],
        sms: `${me}: Wir haben Ihnen am {{openingDate}} geschrieben (Zeichen {{openingReference}}). Aktenzeichen {{fileReference}}: {{paymentUrl}} {{marker}}`,
        call: [
          'Haben Sie das Schreiben erhalten? Es geht um {{amount}}, zu zahlen bis zum {{payBefore}}. Zahlen Sie bis dahin genau diesen Betrag, ist die Sache erledigt.',
          'Haben Sie Fragen oder Einwände, oder fällt es Ihnen schwer, auf einmal zu zahlen?',
        ],
      },
      'reminder-1': {
        subject: 'Zahlungserinnerung: Ihr Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung ist noch nicht bei uns eingegangen. Vielleicht haben Sie sie nur übersehen: Offen sind {{amount}}. Bitte zahlen Sie diesen Betrag${toCreditor} bis zum {{payBefore}}.`,
        ],
        helps: [
          'Falls Ihre Zahlung schon unterwegs ist, danken wir Ihnen; dieses Schreiben ist dann gegenstandslos. Haben Sie Fragen, Einwände oder Schwierigkeiten? Schreiben Sie uns unter dem Aktenzeichen {{fileReference}}.',
        ],
        sms: `${me}: Zahlungserinnerung, Aktenzeichen {{fileReference}}${recall}. Details: {{paymentUrl}} Schon bezahlt? Vielen Dank! {{marker}}`,
        call: [
          'Ihre Zahlung von {{amount}}, erbeten bis zum {{payBefore}}, ist noch nicht eingegangen. Haben Sie sie übersehen? Können wir Ihnen helfen?',
        ],
      },
      'reminder-2': {
        subject: 'Zweite Zahlungserinnerung: Ihr Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung steht trotz unserer Erinnerung noch aus: Offen sind {{amount}}. Bitte zahlen Sie diesen Betrag${toCreditor} bis zum {{payBefore}}.`,
        ],
        helps: [
          'Wenn Sie nicht auf einmal zahlen können, schlagen Sie uns bitte Raten vor; wenn Sie Einwände haben, nennen Sie uns den Grund. Schreiben Sie uns unter dem Aktenzeichen {{fileReference}}: Ohne Ihre Antwort können wir nichts berücksichtigen.',
        ],
        sms: `${me}: 2. Erinnerung, Aktenzeichen {{fileReference}}${recall}. Melden Sie sich bitte, oder: {{paymentUrl}} {{marker}}`,
        call: ['{{amount}} sind noch offen, zu zahlen bis zum {{payBefore}}. Wann können Sie zahlen? Möchten Sie Raten vorschlagen?'],
      },
      'reminder-3': {
        subject: 'Letzte Zahlungserinnerung: Ihr Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung steht trotz unserer Erinnerungen noch aus: Offen sind {{amount}}. Wir bitten Sie nachdrücklich, diesen Betrag${toCreditor} bis zum {{payBefore}} zu zahlen.`,
        ],
        helps: [
          'Ohne Zahlung oder Antwort bis zu diesem Tag können Sie eine Mahnung erhalten. Um das zu vermeiden, zahlen Sie, schlagen Sie Raten vor oder nennen Sie uns Ihre Einwände, Aktenzeichen {{fileReference}}.',
        ],
        sms: `${me}: letzte Erinnerung, Aktenzeichen {{fileReference}}${recall}. Bitte melden Sie sich bald, oder: {{paymentUrl}} {{marker}}`,
        call: [
          '{{amount}} sind noch offen, zu zahlen bis zum {{payBefore}}. Ohne Zahlung oder Antwort können Sie eine Mahnung erhalten. Was ist Ihnen bis dahin möglich?',
        ],
      },
      'formal-notice': {
        subject: 'Mahnung: Ihr Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung steht noch aus. Mit diesem Schreiben vom {{today}} mahnen wir Sie, {{amount}}${toCreditor} bis zum {{payBefore}} zu zahlen. Die folgenden Rechnungen sind noch offen:`,
        ],
        helps: [
          `{{noticeLaw}} Zahlen Sie nicht innerhalb dieser Frist, ${court}.`,
          'Wenn Sie Einwände haben, nennen Sie sie uns bitte vor diesem Tag schriftlich und mit Belegen; wenn Sie nicht auf einmal zahlen können, schlagen Sie uns Raten vor (Aktenzeichen {{fileReference}}).',
        ],
        sms: `${me}: Wir haben Ihnen ein wichtiges Schreiben gesandt, Aktenzeichen {{fileReference}}${recall}. {{paymentUrl}} {{marker}}`,
        call: [
          'Sie haben eine Mahnung erhalten. Darin werden Sie gebeten, {{amount}} bis zum {{payBefore}} zu zahlen. Zahlen Sie bis dahin genau diesen Betrag, ist die Sache erledigt.',
          'Haben Sie Einwände? Können Sie auf einmal zahlen, oder möchten Sie Raten vorschlagen?',
          '(Nichts anderes ankündigen, als im Schreiben steht.)',
        ],
      },
      'last-notice': {
        subject: 'Letzte Mahnung: Ihr Aktenzeichen {{fileReference}}',
        asks: [
          `Ihre Zahlung zu den folgenden Rechnungen steht trotz unserer Schreiben noch aus. Wir fordern Sie ein letztes Mal auf, {{amount}}${toCreditor} bis zum {{payBefore}} zu zahlen.`,
        ],
        helps: [
          isAgency
            ? 'Danach kann die Sache vor das zuständige Gericht gebracht werden, wenn {{creditorName}} sich dafür entscheidet. Dieses Schreiben ist außergerichtlich: Es ist weder eine gerichtliche Handlung noch eine Entscheidung.'
            : 'Danach können wir die Sache vor das zuständige Gericht bringen. Dieses Schreiben ist weder eine gerichtliche Handlung noch eine Entscheidung.',
          'Noch ist Zeit, Raten zu vereinbaren oder uns Ihre Einwände zu nennen: Schreiben Sie uns vor diesem Tag, Aktenzeichen {{fileReference}}.',
        ],
        sms: `${me}: letzte Mahnung, Aktenzeichen {{fileReference}}${recall}. Melden Sie sich bitte, oder: {{paymentUrl}} {{marker}}`,
        call: [
          `{{amount}} sind bis zum {{payBefore}} zu zahlen; genau dieser Betrag, bis dahin gezahlt, erledigt die Sache. Danach ${isAgency ? 'kann sie vor Gericht gebracht werden, wenn der Gläubiger sich dafür entscheidet' : 'können wir sie vor Gericht bringen'}.`,
          'Möchten Sie jetzt zahlen, Raten vereinbaren oder Einwände erheben?',
          '(Nichts anderes als das Gericht ankündigen, und nicht sagen, dass es beschlossen ist.)',
        ],
      },
    },
  }
}

export const germanV1 = spoken('de', 'agency', 1, germanWords('agency'))
export const germanOwnV1 = spoken('de', 'creditor', 1, germanWords('creditor'))

/** Before the due date, in the creditor's own name. */
export const germanPreventiveV1 = written('preventive', 1, {
  de: {
    letter: {
      subject: 'Ihre Zahlung zum {{payBefore}}',
      body: [
        'Guten Tag,',
        'eine kurze Nachricht, damit Sie planen können: Die folgende Zahlung wird bald fällig.',
        '{{claims}}',
        'Zu zahlen sind {{amount}}, bis zum {{payBefore}}. Sobald der Betrag eingegangen ist, ist alles in Ordnung und Sie müssen nichts weiter tun.',
        '{{payment}}',
        'Falls Ihre Zahlung schon unterwegs ist, danken wir Ihnen; diese Nachricht ist dann gegenstandslos. Scheint Ihnen ein Datum oder ein Betrag nicht richtig, schreiben Sie uns unter {{fileReference}}: Wir sehen es gemeinsam an.',
        'Vielen Dank für Ihr Vertrauen',
        '{{creditorName}}',
      ],
    },
    email: {
      subject: '{{creditorName}}: Ihre Zahlung wird bald fällig ({{fileReference}})',
      body: [
        'Guten Tag,',
        'Ihre nächste Zahlung wird bald fällig. Zu zahlen sind {{amount}}, bis zum {{payBefore}}:',
        '{{claims}}',
        '{{payment}}',
        'Falls Ihre Zahlung schon unterwegs ist, danken wir Ihnen; diese Nachricht ist dann gegenstandslos. Fragen? Antworten Sie unter {{fileReference}}.',
        'Vielen Dank für Ihr Vertrauen',
        '{{creditorName}}',
      ],
    },
    sms: '{{creditorName}}: Ihre Zahlung wird bald fällig ({{fileReference}}). Details: {{paymentUrl}} Schon bezahlt? Vielen Dank! {{marker}}',
    call: [
      'Guten Tag, ich rufe für {{creditorName}} an. Spreche ich mit {{debtorName}}?',
      '(Anderen Personen nichts über den Grund des Anrufs sagen: Rückruf anbieten.)',
      'Ich möchte Sie an Ihre Zahlung erinnern: {{amount}}, bis zum {{payBefore}}, Zeichen {{fileReference}}.',
      'Haben Sie die Rechnung erhalten? Ist alles richtig? Soll ich Ihnen den Link zur Zahlung senden?',
      'Vielen Dank und einen schönen Tag.',
    ],
  },
})
