import { isSideStage, SIDE_STAGES, type SideStage } from '../../domain/stage.js'
import type { Collects } from './facts.js'
import type { TemplateChannel, TemplateStage } from './format.js'

/**
 * What a template may ask for. `text` stands anywhere in a line; `block` is laid out by the channel (a table in a letter,
 * lines in an e-mail) and stands alone in its paragraph. A block that the file's law has no words for is left out.
 */
export const VARIABLES = {
  today: 'text',
  debtorName: 'text',
  fileReference: 'text',
  paymentKey: 'text',
  paymentUrl: 'text',
  amount: 'text',
  principal: 'text',
  interest: 'text',
  costs: 'text',
  payBefore: 'text',
  creditorName: 'text',
  creditorAddress: 'text',
  creditorNumber: 'text',
  senderName: 'text',
  senderAddress: 'text',
  recoveryStatement: 'text',
  supervisor: 'text',
  iban: 'text',
  openingReference: 'text',
  openingDate: 'text',
  waitingDays: 'text',
  penaltyAmount: 'text',
  noticeLaw: 'text',
  instalment: 'text',
  instalmentNumber: 'text',
  instalmentCount: 'text',
  dueOn: 'text',
  overdue: 'text',
  cureBy: 'text',
  marker: 'text',
  claims: 'block',
  breakdown: 'block',
  payment: 'block',
  reminderTerms: 'block',
  costsLaw: 'block',
  privacy: 'block',
  decision: 'block',
  reasons: 'block',
  mediator: 'block',
  replyText: 'block',
  step: 'block',
} as const satisfies Record<string, 'text' | 'block'>

export type Variable = keyof typeof VARIABLES
export type BlockVariable = { [V in Variable]: (typeof VARIABLES)[V] extends 'block' ? V : never }[Variable]

export const BLOCKS: readonly Variable[] = (Object.keys(VARIABLES) as Variable[]).filter((name) => VARIABLES[name] === 'block')

export const isVariable = (name: string): name is Variable => Object.hasOwn(VARIABLES, name)

/** Variables that a block says by itself. */
export const SAID_BY: Partial<Record<Variable, readonly Variable[]>> = {
  breakdown: ['amount', 'principal', 'interest', 'costs', 'payBefore'],
  reminderTerms: ['creditorNumber', 'waitingDays', 'penaltyAmount'],
}

const OPENING_RECALL = ['openingReference', 'openingDate'] as const

/** The sum and the last day on which exactly that sum closes the file. */
const CLOSING_SUM = ['amount', 'payBefore'] as const

/** Who reads the message over the debtor's shoulder must not learn of a debt: a text message lights up on a locked screen. */
const SUMS = ['amount', 'principal', 'interest', 'costs', 'penaltyAmount', 'instalment', 'overdue', 'claims', 'breakdown'] as const

/** Blocks that a text message has no room for. */
const LONG = ['payment', 'reminderTerms', 'costsLaw', 'privacy', 'decision', 'reasons', 'mediator', 'step'] as const

/** What belongs to a collector, and would make a creditor's friendly word of it before the due date look like a threat. */
const COLLECTOR = ['recoveryStatement', 'costsLaw', ...OPENING_RECALL] as const

/** What has a value in words beside the road alone, and there in those of one kind. */
const SIDE: Record<SideStage, readonly Variable[]> = {
  'plan-reminder': ['instalment', 'instalmentNumber', 'instalmentCount', 'dueOn'],
  'plan-default': ['overdue', 'dueOn', 'cureBy'],
  'dispute-answer': ['decision', 'reasons', 'mediator'],
  reply: ['replyText'],
  'address-check': [],
  'judicial-step': ['step'],
}

/** What would make a demand to pay, or a formal notice, of words beside the road. */
const DEMANDS = ['payBefore', 'noticeLaw', 'reminderTerms', 'waitingDays', 'penaltyAmount'] as const

/** Who looks for an address says nothing of a debt: somebody else may read it. */
const DEBT = [
  ...SUMS,
  ...LONG,
  ...COLLECTOR,
  'creditorName',
  'creditorAddress',
  'creditorNumber',
  'paymentKey',
  'iban',
  'supervisor',
] as const

/** The variables without which no message of this stage and channel can be understood or answered, whatever the law. */
export function mandatoryFor(stage: TemplateStage, channel: TemplateChannel, collects: Collects): Variable[] {
  if (stage === 'preventive') return preventive(channel)
  if (isSideStage(stage)) return beside(stage, channel, collects)
  const named = collects === 'agency' ? (['senderName', 'creditorName'] as const) : (['creditorName'] as const)
  const own = [...(channel === 'sms' ? named.slice(0, 1) : named), ...collecting(channel)]
  // What goes with the opening letter names it.
  return stage === 'opening' && channel !== 'letter' ? [...own, ...OPENING_RECALL] : own
}

/** The variables that a template of this stage and channel must not use. */
export function refusedFor(stage: TemplateStage, channel: TemplateChannel): Variable[] {
  return [
    ...(channel === 'sms' ? [...SUMS, ...LONG, 'debtorName' as const] : []),
    ...(stage === 'preventive' ? COLLECTOR : []),
    ...(isSideStage(stage) ? DEMANDS : []),
    ...(stage === 'address-check' ? DEBT : []),
    ...SIDE_STAGES.flatMap((side) => SIDE[side]).filter((name) => !isSideStage(stage) || !SIDE[stage].includes(name)),
    // The letter cannot recall itself: it carries its own reference and date.
    ...(stage === 'opening' && channel === 'letter' ? OPENING_RECALL : []),
  ]
}

function beside(stage: SideStage, channel: TemplateChannel, collects: Collects): Variable[] {
  const found = channel === 'sms' ? (['marker'] as const) : []
  if (stage === 'address-check') return ['senderName', 'paymentUrl', ...found]
  const named = collects === 'agency' ? 'senderName' : 'creditorName'
  // Whatever follows an agency's opening letter names it, where there was one.
  const recall = collects === 'agency' ? OPENING_RECALL : []
  return [named, 'fileReference', ...recall, ...saying(stage, channel), ...found]
}

function saying(stage: Exclude<SideStage, 'address-check'>, channel: TemplateChannel): Variable[] {
  if (stage === 'reply') return ['replyText']
  if (channel === 'sms') return ['paymentUrl']
  switch (stage) {
    case 'plan-reminder':
      return ['instalment', 'dueOn', 'payment']
    case 'plan-default':
      return ['overdue', 'cureBy', 'payment']
    case 'dispute-answer':
      return ['decision', 'reasons', 'breakdown', 'mediator']
    case 'judicial-step':
      return ['step']
  }
}

function preventive(channel: TemplateChannel): Variable[] {
  switch (channel) {
    case 'letter':
      return ['creditorName', 'fileReference', ...CLOSING_SUM, 'claims', 'payment']
    case 'email':
      return ['creditorName', 'fileReference', ...CLOSING_SUM, 'payment']
    case 'sms':
      return ['creditorName', 'fileReference', 'paymentUrl', 'marker']
    case 'call':
      return ['creditorName', 'fileReference', ...CLOSING_SUM]
  }
}

function collecting(channel: TemplateChannel): Variable[] {
  switch (channel) {
    case 'letter':
      return ['fileReference', ...CLOSING_SUM, 'breakdown', 'payment']
    case 'email':
      return ['fileReference', ...CLOSING_SUM, 'payment']
    case 'sms':
      return ['fileReference', 'paymentUrl', 'marker']
    case 'call':
      return ['fileReference', ...CLOSING_SUM]
  }
}
