import type { Block } from './blocks.js'
import type { MessageFacts } from './facts.js'
import { oneLine, paragraphsOf, render, type Template } from './format.js'
import { costsLaw, type Notice, privacy } from './legal-text.js'
import { PHRASES } from './phrases.js'
import { euros, NBSP, shortDate, valuesOf } from './values.js'
import { BLOCKS, type BlockVariable, type Variable } from './variables.js'

/** The body of a template with its values, paragraph by paragraph. */
export function layOut(template: Template, facts: MessageFacts): Block[] {
  const values = valuesOf(facts)
  return paragraphsOf(template.body).map((paragraph): Block => {
    const block = BLOCKS.find((name) => paragraph.trim() === `{{${name}}}`)
    if (block) return blockOf(block as BlockVariable, facts, values)
    return { kind: 'paragraph', text: spaced(render(paragraph, values), facts) }
  })
}

/** French sets a space that does not break before its double punctuation and inside its quotation marks. */
export function spaced(text: string, { language }: Pick<MessageFacts, 'language'>): string {
  return language === 'fr' ? text.replace(/ (?=[:;?!»])/g, NBSP).replace(/(?<=«) /g, NBSP) : text
}

function blockOf(name: BlockVariable, facts: MessageFacts, values: Partial<Record<Variable, string>>): Block {
  switch (name) {
    case 'claims':
      return claimsTable(facts)
    case 'breakdown':
      return breakdown(facts, values)
    case 'payment':
      return payment(facts, values)
    case 'costsLaw':
      return notice(costsLaw[facts.language], facts, values)
    case 'privacy':
      return notice(privacy[facts.language], facts, values)
  }
}

/** The law's own text has no double punctuation, so that it stands as it was published. */
function notice({ title, paragraphs }: Notice, facts: MessageFacts, values: Partial<Record<Variable, string>>): Block {
  return { kind: 'notice', title: spaced(title, facts), paragraphs: paragraphs.map((text) => spaced(render(text, values), facts)) }
}

function claimsTable({ claims, language }: MessageFacts): Block {
  const { reference, issued, due, amount, paid, owed } = PHRASES[language].columns
  return {
    kind: 'table',
    sums: 3,
    head: [reference, issued, due, amount, paid, owed],
    rows: claims.map((claim) => [
      oneLine(claim.reference),
      claim.issueDate ? shortDate(claim.issueDate, language) : '–',
      shortDate(claim.dueDate, language),
      euros(claim.amountCents, language),
      euros(claim.paidCents, language),
      euros(claim.owedCents, language),
    ]),
  }
}

/** Principal, interest and other accessories each by itself, even where it is nothing (CPCE R124-4 3°, checked 2026-11-21). */
function breakdown({ language }: MessageFacts, values: Partial<Record<Variable, string>>): Block {
  const phrases = PHRASES[language]
  const { principal = '', interest = '', costs = '', amount = '', payBefore = '' } = values
  return {
    kind: 'sum',
    items: [
      { label: phrases.principal, amount: principal },
      { label: phrases.interest, amount: interest },
      { label: phrases.costs, amount: costs },
    ],
    total: { label: phrases.total, amount },
    note: phrases.closing(amount, payBefore),
  }
}

function payment(facts: MessageFacts, values: Partial<Record<Variable, string>>): Block {
  const phrases = PHRASES[facts.language]
  const { paymentUrl = '', paymentKey = '', iban = '', senderName = '', fileReference = '' } = values
  const lines = [`${phrases.paymentKey} ${paymentKey}`, ...(iban === '' ? [] : [phrases.transfer(iban, senderName, fileReference)])]
  return { kind: 'payment', title: phrases.ways, url: paymentUrl, link: phrases.link, lines: lines.map((line) => spaced(line, facts)) }
}
