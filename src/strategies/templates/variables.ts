import type { TemplateChannel, TemplateStage } from './format.js'

/**
 * What a template may ask for. `text` stands anywhere in a line; `block` is laid out by the channel (a table in a letter,
 * lines in an e-mail) and stands alone in its paragraph.
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
  senderName: 'text',
  senderAddress: 'text',
  recoveryStatement: 'text',
  iban: 'text',
  openingReference: 'text',
  openingDate: 'text',
  marker: 'text',
  claims: 'block',
  breakdown: 'block',
  payment: 'block',
  costsLaw: 'block',
  privacy: 'block',
} as const satisfies Record<string, 'text' | 'block'>

export type Variable = keyof typeof VARIABLES
export type BlockVariable = { [V in Variable]: (typeof VARIABLES)[V] extends 'block' ? V : never }[Variable]

export const BLOCKS: readonly Variable[] = (Object.keys(VARIABLES) as Variable[]).filter((name) => VARIABLES[name] === 'block')

export const isVariable = (name: string): name is Variable => Object.hasOwn(VARIABLES, name)

/** Recalled in every contact after the opening letter (CPCE R124-4 last paragraph, checked 2026-11-21). */
const OPENING_RECALL = ['openingReference', 'openingDate'] as const

/**
 * The mentions of CPCE R124-4 (checked 2026-11-21), in its order: who collects and that it does so amicably; the creditor;
 * basis and amount, item by item; the demand to pay and how; L111-8. Leaving one out is an offence (R124-7).
 */
const R124_4 = ['senderName', 'senderAddress', 'recoveryStatement', 'creditorName', 'creditorAddress', 'claims', 'breakdown']
  .concat('payment', 'costsLaw')
  .filter(isVariable)

/** The sum and the last day on which exactly that sum closes the file. */
const CLOSING_SUM = ['amount', 'payBefore'] as const

/** Who reads the message over the debtor's shoulder must not learn of a debt: a text message lights up on a locked screen. */
const SUMS = ['amount', 'principal', 'interest', 'costs', 'claims', 'breakdown'] as const

/** What belongs to a collector, and would make a creditor's friendly word of it before the due date look like a threat. */
const COLLECTOR = ['recoveryStatement', 'costsLaw', ...OPENING_RECALL] as const

/** The variables without which a template of this stage and channel is refused. */
export function mandatoryFor(stage: TemplateStage, channel: TemplateChannel): Variable[] {
  const own = stage === 'preventive' ? preventive(channel) : collecting(channel)
  if (channel !== 'letter' || stage === 'preventive' || stage === 'amicable') return own
  // The formal notice and the last one repeat the mentions: either may be the letter that a judge is shown.
  const mentions = [...own, ...R124_4]
  return [...new Set(stage === 'opening' ? [...mentions.filter((name) => !isRecall(name)), 'privacy' as const] : mentions)]
}

/** The variables that a template of this stage and channel must not use. */
export function refusedFor(stage: TemplateStage, channel: TemplateChannel): Variable[] {
  return [
    ...(channel === 'sms' ? [...SUMS, 'debtorName' as const, 'payment' as const, 'costsLaw' as const, 'privacy' as const] : []),
    ...(stage === 'preventive' ? COLLECTOR : []),
    // The letter cannot recall itself: it carries its own reference and date.
    ...(stage === 'opening' && channel === 'letter' ? OPENING_RECALL : []),
  ]
}

const isRecall = (name: Variable) => (OPENING_RECALL as readonly Variable[]).includes(name)

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
      return ['senderName', 'creditorName', 'fileReference', ...CLOSING_SUM, 'breakdown', 'payment', ...OPENING_RECALL]
    case 'email':
      return ['senderName', 'creditorName', 'fileReference', ...CLOSING_SUM, 'payment', ...OPENING_RECALL]
    case 'sms':
      return ['senderName', 'fileReference', 'paymentUrl', 'marker', ...OPENING_RECALL]
    case 'call':
      return ['senderName', 'creditorName', 'fileReference', ...CLOSING_SUM, ...OPENING_RECALL]
  }
}
