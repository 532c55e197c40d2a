import type { PaymentTermRule } from '../../domain/law-pack.js'
import { packOn } from '../../domain/law-pack.js'
import { dueDateOf, startOfTerm } from '../../domain/payment-terms.js'
import { CommandError } from '../output.js'
import { type Answer, sourceOf, table } from './answer.js'
import { choice, lawBook, legalDay } from './options.js'

export interface DueDateOptions {
  country: string
  terms: string
  issued?: string
  received?: string
}

/** Last day on which an invoice may be paid in time. */
export function dueDate({ country, terms, issued, received }: DueDateOptions): Answer {
  const book = lawBook(country)
  const start = startDay(terms, issued, received)
  const { paymentTerms } = packOn(book, start)
  if (paymentTerms.length === 0) throw new CommandError(`No payment terms are written down for ${country.toUpperCase()}.`)
  const code = choice(
    '--terms',
    terms,
    paymentTerms.map((term) => term.code),
  )
  const { computation } = paymentTerms.find((term) => term.code === code) as PaymentTermRule
  const fields = {
    dueDate: dueDateOf(computation.value, start),
    rule: ruleOf(code, computation.value),
    source: computation.source,
    confirmed: computation.confirmed,
  }
  return { fields, words: table([[fields.dueDate, fields.rule, sourceOf(computation)]]) }
}

function startDay(terms: string, issued: string | undefined, received: string | undefined) {
  if (terms === 'default') {
    if (received === undefined)
      throw new CommandError('The term that holds where none was agreed runs from receipt of the goods or services: give --received.')
    return legalDay('--received', received)
  }
  if (issued === undefined) throw new CommandError(`The term ${terms} runs from the invoice: give --issued.`)
  return legalDay('--issued', issued)
}

function ruleOf(code: PaymentTermRule['code'], { days, method }: PaymentTermRule['computation']['value']): string {
  const from = startOfTerm(code) === 'receipt' ? 'receipt of the goods or services' : 'the day of the invoice'
  switch (method) {
    case 'net':
      return `${days} days from ${from}`
    case 'days-then-month-end':
      return `${days} days from ${from}, then the end of that month`
    case 'month-end-then-days':
      return `end of the month of the invoice, then ${days} days`
  }
}
