import { type Cents, cents } from '../../domain/money.js'
import type { Block } from './blocks.js'
import type { ClaimShown, MessageFacts } from './facts.js'
import { asWritten, oneLine, paragraphsOf, type Template } from './format.js'
import { JUDICIAL_PHRASES } from './judicial-phrases.js'
import { costsLaw, dataAuthorityOf, type Notice, privacy, reminderTerms } from './legal-text.js'
import { PHRASES } from './phrases.js'
import { render } from './placeholders.js'
import { askedCents } from './side-facts.js'
import { SIDE_PHRASES } from './side-phrases.js'
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
    return blocksOf(name as BlockVariable, facts, values)
  })
}

/** French sets a space that does not break before its double punctuation and inside its quotation marks. */
export function spaced(text: string, { language }: Pick<MessageFacts, 'language'>): string {
  return language === 'fr' ? text.replace(/ (?=[:;?!»])/g, NBSP).replace(/(?<=«) /g, NBSP) : text
}

/** Nothing for a block that there is nothing to say in: the law of the file has no words for it, or the message is not about it. */
function blocksOf(name: BlockVariable, facts: MessageFacts, values: Values): Block[] {
  const { language, law, collects } = facts
  switch (name) {
    case 'claims':
      return [...changes(facts), ...contested(facts), ...(facts.claims.length > 0 ? [claimsTable(facts)] : [])]
    case 'breakdown':
      return [facts.amountCents > 0 ? breakdown(facts, values) : paragraph(SIDE_PHRASES[language].nothingAsked, facts)]
    case 'payment':
      return waysToPay(facts, values)
    case 'costsLaw':
      return notice(costsLaw[law.country]?.[language], facts, values)
    case 'privacy':
      return notice(collects === 'agency' ? privacy[language] : undefined, facts, {
        ...values,
        dataAuthority: dataAuthorityOf(law.country, language),
      })
    case 'reminderTerms':
      return reminderNotice(facts, values)
    case 'decision':
    case 'reasons':
    case 'mediator':
      return answer(name, facts)
    case 'step':
      return step(facts)
    case 'replyText':
      return facts.side?.kind === 'reply' ? own(facts.side.text) : []
  }
}

const paragraph = (text: string, facts: MessageFacts): Block => ({ kind: 'paragraph', text: spaced(text, facts) })

/** What a person has written is shown as it was written. */
const own = (text: string): Block[] => (text.trim() === '' ? [] : [{ kind: 'paragraph', text: asWritten(text) }])

/** What has changed since the last message stands above what is asked for now. */
function changes(facts: MessageFacts): Block[] {
  const { language, currency } = facts
  return facts.changes.map(({ claim, takenOffCents, on }) =>
    paragraph(SIDE_PHRASES[language].changed(oneLine(claim), amount(takenOffCents, currency, language), date(on, language)), facts),
  )
}

/** What is left out of the sums, because the debtor contests it and nobody has answered yet. */
function contested(facts: MessageFacts): Block[] {
  const { claims, language, currency } = facts
  return claims.flatMap(({ reference, contestedCents = 0 }) => {
    if (contestedCents === 0) return []
    return [paragraph(SIDE_PHRASES[language].leftOut(oneLine(reference), amount(cents(contestedCents), currency, language)), facts)]
  })
}

/** What became of a dispute, why, and who mediates where it was refused. */
function answer(name: 'decision' | 'reasons' | 'mediator', facts: MessageFacts): Block[] {
  const { side, language, currency } = facts
  if (side?.kind !== 'dispute-answer') return []
  const { claim, outcome, contestedCents, upheldCents, words, mediator } = side
  const phrases = SIDE_PHRASES[language]
  const sum = (amountCents: Cents) => amount(amountCents, currency, language)
  switch (name) {
    case 'decision': {
      const contested = phrases.contested(oneLine(claim), contestedCents === null ? null : sum(contestedCents))
      return [paragraph(`${contested} ${phrases.decided[outcome](sum(upheldCents))}`, facts)]
    }
    case 'reasons':
      return own(words)
    case 'mediator': {
      if (mediator === null) return []
      const { title, text } = phrases.mediation
      const where = [mediator.name, ...mediator.contact].map(oneLine).join(', ')
      return [{ kind: 'notice', title: spaced(title, facts), paragraphs: [spaced(text, facts), where] }]
    }
  }
}

/** What happened and what it means; then what the debtor may do, and until when. */
function step(facts: MessageFacts): Block[] {
  const { side, language } = facts
  if (side?.kind !== 'judicial-step') return []
  const { news, on, court, until, principalCents } = side
  const phrases = JUDICIAL_PHRASES[language]
  const shown = {
    on: date(on, language),
    court: court === null ? phrases.theCourt : oneLine(court),
    until: until && date(until, language),
    principal: principalCents === undefined ? null : amount(principalCents, facts.currency, language),
  }
  return phrases.news[news](shown).map((text) => paragraph(text, facts))
}

/** An instalment that is collected asks nothing of the debtor; nor does a file on which nothing is asked for. */
function waysToPay(facts: MessageFacts, values: Values): Block[] {
  const { side, language } = facts
  if (side?.kind === 'plan-reminder' && side.method !== 'by-debtor')
    return [paragraph(SIDE_PHRASES[language].collected[side.method], facts)]
  return facts.amountCents > 0 ? [payment(facts, values)] : []
}

/** What is granted is said as long as nothing is charged; who the creditor is, in any case. */
function reminderNotice(facts: MessageFacts, values: Values): Block[] {
  const { law, regimes, language, amountCents, principalCents } = facts
  const rule = law.firstReminder?.value
  if (!rule || !regimes.some((regime) => rule.regimes.includes(regime))) return []
  const { title, creditor, free } = reminderTerms[language]
  const paragraphs = [creditor, ...(amountCents === principalCents ? [free] : [])]
  return notice({ title, paragraphs }, facts, { ...values, waitingFrom: String(rule.postStartsOnWorkingDay) })
}

/** The law's own text has no double punctuation, so that it stands as it was published. */
function notice(
  words: Notice | undefined,
  facts: MessageFacts,
  values: Values & { dataAuthority?: string; waitingFrom?: string },
): Block[] {
  if (!words) return []
  const paragraphs = words.paragraphs.map((text) => spaced(render(text, values), facts))
  return [{ kind: 'notice', title: spaced(words.title, facts), paragraphs }]
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
function breakdown(facts: MessageFacts, { principal = '', interest = '', amount: total = '', today = '', payBefore }: Values): Block {
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
    note: `${payBefore === undefined ? SIDE_PHRASES[language].stated(today) : phrases.closing(total, payBefore)} ${accrues ? phrases.accrues(through) : phrases.changes}`,
  }
}

function payment(facts: MessageFacts, values: Values): Block {
  const phrases = PHRASES[facts.language]
  const { paymentUrl = '', paymentKey = '', iban = '', senderName = '' } = values
  const byTransfer = iban === '' ? [] : [phrases.transfer(iban, senderName, grouped(facts.creditorReference))]
  const code = transferCode({ ...facts, amountCents: askedCents(facts) })
  return {
    kind: 'payment',
    title: phrases.ways,
    url: paymentUrl,
    code: facts.entryUrl,
    link: phrases.link,
    lines: [`${phrases.paymentKey} ${paymentKey}`, ...byTransfer].map((line) => spaced(line, facts)),
    transfer: code === null ? null : { code, caption: phrases.transferCode },
  }
}
