import type { Block } from './blocks.js'
import type { ClaimShown, MessageFacts } from './facts.js'
import { oneLine, paragraphsOf, type Template } from './format.js'
import { costsLaw, dataAuthorityOf, type Notice, privacy, reminderTerms } from './legal-text.js'
import { PHRASES } from './phrases.js'
import { render } from './placeholders.js'
import { transferCode } from './transfer-code.js'
import { amount, date, grouped, NBSP, shortDate, valuesOf } from './values.js'
import { BLOCKS, type BlockVariable, type Variable } from './variables.js'

type Values = Partial<Record<Variable, string>>

/** The body of a template with its values, paragraph by paragraph. */
export function layOut(template: Template, facts: MessageFacts): Block[] {
  const values = valuesOf(facts)
  return paragraphsOf(template.body).flatMap((paragraph): Block[] => {
    const name = BLOCKS.find((block) => paragraph.trim() === `{{${block}}}`)
    if (!name) {
      const text = render(paragraph, values).trim()
      return text === '' ? [] : [{ kind: 'paragraph', text: spaced(text, facts) }]
    }
    const block = blockOf(name as BlockVariable, facts, values)
    return block ? [block] : []
  })
}

/** French sets a space that does not break before its double punctuation and inside its quotation marks. */
export function spaced(text: string, { language }: Pick<MessageFacts, 'language'>): string {
  return language === 'fr' ? text.replace(/ (?=[:;?!»])/g, NBSP).replace(/(?<=«) /g, NBSP) : text
}

/** Null for a block that the law of the file has no words for. */
function blockOf(name: BlockVariable, facts: MessageFacts, values: Values): Block | null {
  const { language, law, collects } = facts
  switch (name) {
    case 'claims':
      return claimsTable(facts)
    case 'breakdown':
      return breakdown(facts, values)
    case 'payment':
      return payment(facts, values)
    case 'costsLaw':
      return notice(costsLaw[law.country]?.[language], facts, values)
    case 'privacy':
      return notice(collects === 'agency' ? privacy[language] : undefined, facts, {
        ...values,
        dataAuthority: dataAuthorityOf(law.country, language),
      })
    case 'reminderTerms':
      return reminderNotice(facts, values)
  }
}

/** What is granted is said as long as nothing is charged; who the creditor is, in any case. */
function reminderNotice(facts: MessageFacts, values: Values): Block | null {
  const { law, regimes, language, amountCents, principalCents } = facts
  const rule = law.firstReminder?.value
  if (!rule || !regimes.some((regime) => rule.regimes.includes(regime))) return null
  const { title, creditor, free } = reminderTerms[language]
  const paragraphs = [creditor, ...(amountCents === principalCents ? [free] : [])]
  return notice({ title, paragraphs }, facts, { ...values, waitingFrom: String(rule.postStartsOnWorkingDay) })
}

/** The law's own text has no double punctuation, so that it stands as it was published. */
function notice(
  words: Notice | undefined,
  facts: MessageFacts,
  values: Values & { dataAuthority?: string; waitingFrom?: string },
): Block | null {
  if (!words) return null
  const paragraphs = words.paragraphs.map((text) => spaced(render(text, values), facts))
  return { kind: 'notice', title: spaced(words.title, facts), paragraphs }
}

function claimsTable({ claims, language, currency }: MessageFacts): Block {
  const { columns, categories } = PHRASES[language]
  const { reference, issued, due, amount: claimed, paid, owed } = columns
  const named = (claim: ClaimShown) => oneLine(claim.reference) + (categories[claim.category] ? ` (${categories[claim.category]})` : '')
  return {
    kind: 'table',
    sums: 3,
    head: [reference, issued, due, claimed, paid, owed],
    rows: claims.map((claim) => [
      named(claim),
      claim.issueDate ? shortDate(claim.issueDate, language) : '–',
      shortDate(claim.dueDate, language),
      amount(claim.amountCents, currency, language),
      amount(claim.paidCents, currency, language),
      amount(claim.owedCents, currency, language),
    ]),
  }
}

/**
 * Principal, interest and other accessories each by itself, even where it is nothing (CPCE R124-4 3°, checked
 * 2026-11-21), and the flat compensation by its legal name where it is owed.
 */
function breakdown(facts: MessageFacts, { principal = '', interest = '', amount: total = '', payBefore = '' }: Values): Block {
  const { language, currency, indemnityCents, indemnitySource, interestThrough, accrues, costsCents } = facts
  const phrases = PHRASES[language]
  const through = interestThrough && date(interestThrough, language)
  const indemnity = { label: phrases.indemnity(indemnitySource), amount: amount(indemnityCents, currency, language) }
  return {
    kind: 'sum',
    items: [
      { label: phrases.principal, amount: principal },
      { label: through ? phrases.interestUntil(through) : phrases.interest, amount: interest },
      ...(indemnityCents > 0 ? [indemnity] : []),
      { label: phrases.costs, amount: amount(costsCents, currency, language) },
    ],
    total: { label: phrases.total, amount: total },
    note: `${phrases.closing(total, payBefore)} ${accrues ? phrases.accrues(through) : phrases.changes}`,
  }
}

function payment(facts: MessageFacts, values: Values): Block {
  const phrases = PHRASES[facts.language]
  const { paymentUrl = '', paymentKey = '', iban = '', senderName = '' } = values
  const byTransfer = iban === '' ? [] : [phrases.transfer(iban, senderName, grouped(facts.creditorReference))]
  const code = transferCode(facts)
  return {
    kind: 'payment',
    title: phrases.ways,
    url: paymentUrl,
    link: phrases.link,
    lines: [`${phrases.paymentKey} ${paymentKey}`, ...byTransfer].map((line) => spaced(line, facts)),
    transfer: code === null ? null : { code, caption: phrases.transferCode },
  }
}
