import type { Collects } from '../facts.js'
import { spoken, type Words } from './words.js'

/** English, for whoever reads none of the other languages too. */
export function englishWords(voice: Collects): Words {
  const isAgency = voice === 'agency'
  const me = isAgency ? '{{senderName}}' : '{{creditorName}}'
  const toCreditor = isAgency ? ' to {{creditorName}}' : ''
  const court = isAgency
    ? '{{creditorName}} may bring the matter before the competent court'
    : 'we may bring the matter before the competent court'
  const recall = '[[, our letter {{openingReference}} of {{openingDate}}]]'
  return {
    greeting: 'Dear Sir or Madam,',
    farewell: 'Yours faithfully,',
    signature: isAgency ? '{{senderName}}' : '{{creditorName}}, {{creditorAddress}}',
    writes: isAgency
      ? '{{senderName}}, {{senderAddress}}, writes to you on behalf of {{creditorName}}, {{creditorAddress}}. {{recoveryStatement}}[[ Supervisory authority: {{supervisor}}.]]'
      : '',
    recalls: '[[We refer to our letter of {{openingDate}}, reference {{openingReference}}.]]',
    hello: `Hello, this is ${me}. Am I speaking with {{debtorName}}?`,
    toOthers: '(To anybody else, say nothing of the reason for the call: offer to call back.)',
    about: `I am calling ${isAgency ? 'on behalf of {{creditorName}} ' : ''}about your file {{fileReference}}[[, further to our letter reference {{openingReference}} of {{openingDate}}]].`,
    note: '(Note the answer as it was given. A disagreement suspends the reminders until it has been examined.)',
    said: {
      opening: {
        subject: isAgency ? 'Amicable recovery: your file {{fileReference}}' : 'Your invoices to pay: file {{fileReference}}',
        asks: [`Unless we are mistaken, the invoices below are still owed${toCreditor}. We ask you to pay {{amount}} by {{payBefore}}.`],
        helps: [
          'If you dispute all or part of this sum, have already paid it or cannot pay it at once, write to us with the reference {{fileReference}}: we will answer you.',
        ],
        sms: `${me}: a letter was sent to you on {{openingDate}} (ref. {{openingReference}}). File {{fileReference}}: {{paymentUrl}} {{marker}}`,
        call: [
          'Have you received that letter? It asks you for {{amount}}, to be paid by {{payBefore}}. Paying exactly this sum by that day closes the file.',
          'Do you have questions, do you disagree, is it hard for you to pay at once?',
        ],
      },
      'reminder-1': {
        subject: 'Reminder: your file {{fileReference}}',
        asks: [
          `We have not received your payment yet. It may have slipped your mind: {{amount}} is still to be paid${toCreditor}, by {{payBefore}}.`,
        ],
        helps: [
          'If your payment is already on its way, thank you, and please disregard this reminder. A question, a disagreement, a difficulty? Write to us, reference {{fileReference}}.',
        ],
        sms: `${me}: reminder, file {{fileReference}}${recall}. Details: {{paymentUrl}} Already paid? Thank you! {{marker}}`,
        call: [
          'We have not received your payment of {{amount}} yet, expected by {{payBefore}}. Has it slipped your mind? Can we help you?',
        ],
      },
      'reminder-2': {
        subject: 'Second reminder: your file {{fileReference}}',
        asks: [`Despite our first reminder, {{amount}} is still owed${toCreditor}. We ask you to pay this sum by {{payBefore}}.`],
        helps: [
          'If you cannot pay at once, propose instalments to us; if you dispute it, tell us why. Write to us, reference {{fileReference}}: without an answer we cannot take it into account.',
        ],
        sms: `${me}: 2nd reminder, file {{fileReference}}${recall}. Contact us or: {{paymentUrl}} {{marker}}`,
        call: ['{{amount}} is still owed, to be paid by {{payBefore}}. When can you pay? Would you like to propose instalments?'],
      },
      'reminder-3': {
        subject: 'Last reminder: your file {{fileReference}}',
        asks: [
          `Our reminders have had no effect: {{amount}} is still owed${toCreditor}. We firmly ask you to pay this sum by {{payBefore}}.`,
        ],
        helps: [
          'Without a payment or an answer from you by that day, a formal notice may be sent to you. To avoid it, pay, propose instalments or tell us why you dispute it, reference {{fileReference}}.',
        ],
        sms: `${me}: last reminder, file {{fileReference}}${recall}. Contact us without delay or: {{paymentUrl}} {{marker}}`,
        call: [
          '{{amount}} is still owed, to be paid by {{payBefore}}. Without a payment or an answer a formal notice may be sent to you. What can you do by then?',
        ],
      },
      'formal-notice': {
        subject: 'Formal notice to pay: file {{fileReference}}',
        asks: [
          `By this message, dated {{today}}, we give you formal notice to pay {{amount}}${toCreditor} by {{payBefore}}, for the following invoices, which are still owed:`,
        ],
        helps: [
          `{{noticeLaw}} Failing payment by that day, ${court}.`,
          'If you dispute this sum, tell us why in writing before that day, with your documents; if you cannot pay it at once, propose instalments to us (reference {{fileReference}}).',
        ],
        sms: `${me}: an important letter was sent to you, file {{fileReference}}${recall}. {{paymentUrl}} {{marker}}`,
        call: [
          'A formal notice was sent to you. It asks you to pay {{amount}} by {{payBefore}}. Paying exactly this sum by that day closes the file.',
          'Do you dispute this sum? Can you pay it at once, or would you like to propose instalments?',
          '(Announce nothing but what the letter says.)',
        ],
      },
      'last-notice': {
        subject: isAgency
          ? 'Last notice before the file {{fileReference}} goes back to the creditor'
          : 'Last notice: your file {{fileReference}}',
        asks: [
          `Despite our letters, the following invoices are still owed${toCreditor}. We ask you one last time to pay {{amount}} by {{payBefore}}.`,
        ],
        helps: [
          isAgency
            ? 'After that day the file may be brought before the competent court if {{creditorName}} so decides. This message is part of amicable recovery: it is neither an act of a court nor a decision.'
            : 'After that day we may bring the file before the competent court. This message is neither an act of a court nor a decision.',
          'There is still time to agree on instalments, or to tell us why you dispute this sum: write to us before that day, reference {{fileReference}}.',
        ],
        sms: `${me}: last notice, file {{fileReference}}${recall}. Contact us or: {{paymentUrl}} {{marker}}`,
        call: [
          `The sum of {{amount}} is to be paid by {{payBefore}}; paid exactly and by that day, it closes the file. After that day ${isAgency ? 'the file may be brought before the court if the creditor so decides' : 'we may bring the file before the court'}.`,
          'Would you like to pay now, to agree on instalments, or to dispute it?',
          '(Announce nothing but the court, and do not say that it has been decided.)',
        ],
      },
    },
  }
}

export const englishV2 = spoken('en', 'agency', 2, englishWords('agency'))
export const englishOwnV1 = spoken('en', 'creditor', 1, englishWords('creditor'))
