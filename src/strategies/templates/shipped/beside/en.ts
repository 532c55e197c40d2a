import type { Collects } from '../../facts.js'
import { englishWords } from '../en.js'
import { type SideWords, spokenBeside } from './side-words.js'

function sideWords(voice: Collects): SideWords {
  const me = voice === 'agency' ? '{{senderName}}' : '{{creditorName}}'
  const recall = '[[, our letter {{openingReference}} of {{openingDate}}]]'
  return {
    said: {
      'plan-reminder': {
        subject: 'Your instalment of {{dueOn}}: file {{fileReference}}',
        says: [
          'Your payment plan provides for {{instalment}} on {{dueOn}} (instalment {{instalmentNumber}} of {{instalmentCount}}).',
          '{{payment}}',
          'If that day is difficult for you, write to us before it, reference {{fileReference}}: we will look for another one with you.',
        ],
        sms: `${me}: instalment of {{dueOn}}, file {{fileReference}}${recall}. Details: {{paymentUrl}} {{marker}}`,
      },
      'plan-default': {
        subject: 'Instalment not paid: your file {{fileReference}}',
        says: [
          'The instalment of {{dueOn}} has not been paid in full: {{overdue}} is still to be paid under your payment plan.',
          'You can still pay it until {{cureBy}}, that day included: the plan then goes on as agreed. Otherwise it ends on that day, and all that is still owed, {{amount}} as of today, falls due again.',
          '{{payment}}',
          'If you cannot pay this sum, write to us before that day, reference {{fileReference}}: new dates can be agreed.',
        ],
        sms: `${me}: please read our message before {{cureBy}}, file {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'dispute-answer': {
        subject: 'Answer to your dispute: file {{fileReference}}',
        says: [
          '{{decision}}',
          'The reasons for this decision:',
          '{{reasons}}',
          'What is asked of you now:',
          '{{claims}}',
          '{{breakdown}}',
          '{{payment}}',
          'A question, a difficulty in paying? Write to us, reference {{fileReference}}.',
          '{{mediator}}',
        ],
        sms: `${me}: we have answered what you wrote to us, file {{fileReference}}${recall}: {{paymentUrl}} {{marker}}`,
      },
      'judicial-step': {
        subject: 'How your file {{fileReference}} stands',
        says: ['{{step}}', '{{payment}}', 'A question, or dates of payment to agree on? Write to us, reference {{fileReference}}.'],
        sms: `${me}: a step of your file {{fileReference}}${recall} is there to read: {{paymentUrl}} {{marker}}`,
      },
    },
    reply: {
      subject: 'Your file {{fileReference}}',
      about: 'File {{fileReference}}[[, further to our letter {{openingReference}} of {{openingDate}}]].',
      sms: `${me}, file {{fileReference}}${recall}:`,
    },
    addressCheck: {
      subject: 'A letter to you has come back to us',
      email: [
        'Hello,',
        'A letter that we sent you has come back to us. Could you tell us your present postal address, by answering this message or on the page {{paymentUrl}} (reference {{fileReference}})?',
        'If this message is not meant for you, please tell us: we will not use this address again.',
        '{{senderName}}, {{senderAddress}}',
      ],
      sms: '{{senderName}}: a letter to you has come back to us. What is your present address? Please answer here or on {{paymentUrl}} (ref. {{fileReference}}) {{marker}}',
    },
  }
}

export const englishBesideV1 = spokenBeside('en', 'agency', 1, englishWords('agency'), sideWords('agency'))
export const englishOwnBesideV1 = spokenBeside('en', 'creditor', 1, englishWords('creditor'), sideWords('creditor'))
