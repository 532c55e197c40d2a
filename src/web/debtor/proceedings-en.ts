import type { ProceedingTexts } from './proceeding-texts.js'

/** What the page says of proceedings in English. */
export const proceedings: ProceedingTexts = {
  title: 'The proceeding',
  numbered: (number) => `number ${number}`,
  court: 'Court',
  theCourt: 'the court that the act names',
  over: 'This proceeding is over.',
  can: 'What you can do',
  next: 'The next date',
  noDate: 'No date is set for now. You are told of each new step.',
  done: 'What has happened',
  words: 'What the words mean',
  roads: {
    'payment-order': {
      name: 'Order for payment (injonction de payer)',
      what: 'A judge looks at the creditor’s request without hearing you first. If it is granted, the decision is served on you, and you then have some time to oppose it.',
    },
    'two-step-order': {
      name: 'German order for payment (Mahnverfahren)',
      what: 'A German court sends you an order to pay (Mahnbescheid). If you do not object, it can turn that into a title to enforce (Vollstreckungsbescheid).',
    },
    'small-claims': {
      name: 'Simplified procedure for small claims',
      what: 'An officer (commissaire de justice) invites you to agree on payment, without a judge. Unless you agree, this procedure ends.',
    },
    summons: { name: 'Court case (summons)', what: 'You are called before a court, which hears both sides before it decides.' },
    'interim-order': {
      name: 'Interim order (référé-provision)',
      what: 'You are called before a judge who decides quickly, where the debt cannot be seriously disputed. The decision is provisional.',
    },
    enforcement: {
      name: 'Enforcement',
      what: 'A decision orders payment and may be enforced: an enforcement officer may take measures, such as a seizure.',
    },
  },
  steps: {
    filed: {
      name: 'Request filed',
      what: 'The creditor has asked the court to recognise the sum that is owed. Nothing is asked of you at this stage.',
    },
    granted: {
      name: 'Order to pay made',
      what: 'The request is granted, in full or in part. You can oppose the decision only once it is served on you.',
    },
    served: {
      name: 'Order served',
      what: 'The decision was officially brought to your knowledge. Your time to oppose it runs from this day.',
    },
    invited: { name: 'Invitation sent', what: 'You are invited to agree on payment. You are free to accept or to decline.' },
    agreed: { name: 'Agreement recorded', what: 'You have agreed. A title is made of what was agreed.' },
    opposed: {
      name: 'Objection received',
      what: 'A court will judge the case and call you. You may bring your arguments and your evidence.',
    },
    summoned: {
      name: 'Summons',
      what: 'An act calls you before the court. It says where and when to appear, and whether you need a lawyer.',
    },
    hearing: { name: 'Hearing', what: 'The court looks at the case and hears both sides.' },
    judged: { name: 'Judgment given', what: 'The court has decided. Its judgment has yet to be served.' },
    'judgment-served': {
      name: 'Decision served',
      what: 'The decision was officially brought to your knowledge. The act says how it may be challenged.',
    },
    appealed: { name: 'Appeal lodged', what: 'The case will be judged anew.' },
    enforceable: {
      name: 'Decision enforceable',
      what: 'There is an enforceable title: payment may be obtained by measures of enforcement.',
    },
    'payment-demand': { name: 'Formal demand to pay', what: 'An act has asked you to pay before any measure. It says within what time.' },
    measure: {
      name: 'Measure of enforcement',
      what: 'A measure was taken. The act that is handed to you says which one, and how to contest it.',
    },
    'measure-contested': { name: 'Measure contested', what: 'The judge is asked to decide on it.' },
    'measure-released': { name: 'Measure lifted', what: 'This measure has ended.' },
    stayed: { name: 'Suspended', what: 'The proceeding stands still. Times to act that had begun may go on running.' },
    resumed: { name: 'Resumed', what: 'The proceeding goes on from where it stood.' },
    ended: { name: 'End of the proceeding', what: '' },
  },
  ends: {
    titled: 'It has led to an enforceable title.',
    refused: 'The court has not granted the request. What is owed has not changed by that.',
    lapsed: 'The creditor’s time has passed: the decision has no effect. What is owed has not changed by that.',
    declined: 'There was no agreement. What is owed has not changed by that, and another procedure may follow.',
    dismissed: 'The court has dismissed the request.',
    paid: 'The sum is paid.',
    settled: 'What was agreed with you has been carried out: neither side will pursue it any further.',
    insolvent: 'Insolvency proceedings are open: everything goes through them.',
    'debt-erased': 'The debt is erased.',
    'sent-back': 'It is stopped, and your dispute is being looked at. You no longer have to answer it.',
    stopped: 'It was stopped. You no longer have to answer it. What is owed has not changed by that.',
    'title-expired': 'The title is too old: it can no longer be enforced.',
    exhausted: 'No more measures are taken.',
  },
  pay: 'Pay: paying everything ends the proceeding, or its enforcement.',
  payLink: 'Pay now',
  acts: {
    oppose: (court, day) =>
      `Oppose it, if you do not agree, ${day ? `until ${day}, that day included` : 'within the time that the act names'}. Where: ${court}. The act that was served says how, and it alone counts.`,
    'oppose-late': (court) =>
      `It may still be possible to oppose it, above all if the decision was not handed to you in person. Ask a lawyer or the court without delay: ${court}.`,
    answer: (_court, day) =>
      `Answer the invitation, by yes or by no${day ? `, until ${day}, that day included` : ''}: write to the officer who sent it to you. Without an answer the procedure ends.`,
    appear: (court, day) =>
      `Come to the hearing${day ? ` on ${day}` : ''}, with your arguments and your evidence. Where: ${court}. The act says whether you need a lawyer.`,
    appeal: (_court, day) =>
      `Appeal, if you do not agree, ${day ? `until ${day}, that day included` : 'within the time that the act names'}. The act by which the decision is served says before which court, and whether you need a lawyer.`,
    contest: (_court, day) =>
      `Contest the measure of enforcement before the judge that the act names, ${day ? `until ${day}, that day included` : 'within the time that it names'}.`,
  },
  days: {
    oppose: (day) => `${day}: last day to oppose.`,
    answer: (day) => `${day}: last day to answer the invitation.`,
    enforceable: (day) => `${day}: after this day the decision may be enforced, unless something stands against it.`,
    hearing: (day) => `${day}: hearing.`,
    appeal: (day) => `${day}: last day to appeal.`,
    stay: (day) => `${day}: last day of the suspension.`,
    'higher-interest': (day) => `${day}: after this day interest is higher.`,
  },
  glossary: [
    [
      'To serve (signifier)',
      'to hand over a decision or an act officially, by an officer, or in Germany by the court. Times to act run from that day.',
    ],
    ['Commissaire de justice', 'the public officer in France who serves acts and enforces decisions.'],
    [
      'To oppose (former opposition)',
      'to tell the court that you do not agree with a decision that was made without hearing you: it then judges the case.',
    ],
    ['To appeal', 'to ask another court to judge anew.'],
    [
      'Enforceable title (titre exécutoire)',
      'a decision or an act by which payment may be obtained by force of law, for example by a seizure.',
    ],
  ],
}
