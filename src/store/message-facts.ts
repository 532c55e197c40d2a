import { type ClaimStatement, statementsOf } from '../domain/account.js'
import { standingMoneyOf } from '../domain/balance.js'
import { askableOf } from '../domain/barred-claims.js'
import type { Regime } from '../domain/capacity.js'
import { isDone } from '../domain/contact-outcome.js'
import { zoneOf } from '../domain/debtor-calendar.js'
import type { ClaimFact, Facts } from '../domain/facts.js'
import { largestIndemnity } from '../domain/indemnity-cap.js'
import { type LawPack, packOn, regimeOf } from '../domain/law-pack.js'
import { type LegalDay, legalDayOf } from '../domain/legal-day.js'
import type { Liability } from '../domain/liability.js'
import { type Cents, cents, sum } from '../domain/money.js'
import { sideActOf } from '../domain/side-act.js'
import type { Organisation } from '../generated/prisma/client.js'
import { templateFor } from '../strategies/templates/compose.js'
import type { ClaimShown, MessageFacts, OpeningLetter } from '../strategies/templates/facts.js'
import { nameOf, type Template, writtenIn } from '../strategies/templates/format.js'
import { registeredNumber } from '../strategies/templates/registers.js'
import { sumsOf } from '../strategies/templates/sums.js'
import { toneOf } from '../strategies/tone.js'
import type { Reserved } from './contact.js'
import { creditorReference } from './creditor-reference.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { makeLink } from './debtor-access.js'
import { loadCase, loadStrategy } from './facts.js'
import { changesOf, sideFactsOf } from './side-facts.js'
import { ownTemplate } from './template.js'

/** Who sends a message, whom it is for, where a letter goes, and which words it is made of. */
export interface Correspondence {
  facts: MessageFacts
  sender: Organisation
  template: Template
  /** The name that the words are kept by: the shipped ones are told from the tenant's own. */
  templateName: string
}

/** All that the message of a reserved act may say, as the rows have it now. @param publicUrl where debtors pay and answer @param now by the real clock */
export async function loadMessageFacts(
  db: Database,
  fileId: string,
  reserved: Reserved,
  publicUrl: string,
  now: Date,
): Promise<Correspondence> {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      debtor: true,
      creditor: true,
      tenant: {
        select: { organisations: { where: { own: true } }, accounts: { where: { kind: 'client-funds' }, orderBy: { createdAt: 'asc' } } },
      },
      claims: { include: { claim: { include: { notices: { where: { kind: 'opening' }, orderBy: { servedOn: 'asc' } } } } } },
    },
  })
  const own = file.tenant.organisations[0] ?? file.creditor
  const { act, at, contactId } = reserved
  const language = writtenIn(file.debtor.language)
  // Before the due date it is the creditor who writes, and nobody collects yet.
  const sender = act.stage === 'preventive' ? file.creditor : own
  const { facts: present, law: book } = await loadCase(db, fileId)
  const today = legalDayOf(at, zoneOf(present, packOn(book, legalDayOf(at, book.zone))))
  const law = packOn(book, today)
  const statements = statementsOf(askableOf(present, book, today), book, today).filter(({ owedCents }) => owedCents > 0)
  const regimes = regimesOf(statements, present, law)
  const claims = statements.map((statement) => claimShown(statement, present, file.claims))
  const sums = sumsOf(statements)
  const words = await besideOf(db, act.actId, { fileId, facts: present, today })
  const facts: MessageFacts = {
    country: file.country,
    law,
    collects: file.creditor.own ? 'creditor' : 'agency',
    regimes,
    stage: act.stage,
    reminder: toneOf((await loadStrategy(db, file.strategyId)).strategy, act.stepId),
    language,
    today,
    payBefore: act.payBefore,
    ...words,
    fileReference: file.reference,
    creditorReference: creditorReference(file.reference),
    liability: file.liability as Liability,
    paymentKey: file.paymentKey,
    ...(await waysIn(db, file, reserved, publicUrl, now)),
    currency: file.claims[0]?.claim.currency ?? 'EUR',
    amountCents: act.amountCents,
    ...sums,
    indemnitySource: articlesOf(regimes.map((regime) => law.lateCharges[regime].indemnityCents?.source)),
    penaltyCents: penaltyOf(law, regimes, sums.principalCents),
    claims,
    creditor: { name: file.creditor.name, addressLine: addressLine(file.creditor), number: registeredNumber(file.creditor, language) },
    sender: { name: sender.name, addressLine: addressLine(sender), iban: ibanFor(file, sender), supervisor: sender.supervisor },
    debtor: { name: file.debtor.name },
    openingLetter: openingLetterOf(file, present, law),
    actMarker: markerOf(contactId),
  }
  const shipped = templateFor(facts, act.channel)
  const { country, collects } = facts
  const found = await ownTemplate(db, file.tenantId, { id: shipped.id, channel: act.channel, language, country, collects })
  return { sender, facts, template: found?.template ?? shipped, templateName: found?.name ?? `shipped/${nameOf(shipped)}` }
}

/** What words beside the road are about; on the road, what has become less since the last step. */
async function besideOf(db: Database, actId: string, file: { fileId: string; facts: Facts; today: LegalDay }) {
  const act = sideActOf(actId)
  return act ? { side: await sideFactsOf(db, act, file), changes: [] } : { side: null, changes: await changesOf(db, file) }
}

/** Where the debtor enters: by a link of this message's own, used once, where nothing else proves it; with a letter in hand by reference and key. */
async function waysIn(
  db: Database,
  { id: fileId, tenantId, reference, paymentKey }: { id: string; tenantId: string; reference: string; paymentKey: string },
  { contactId, act }: Reserved,
  publicUrl: string,
  now: Date,
): Promise<Pick<MessageFacts, 'paymentUrl' | 'entryUrl'>> {
  const entryUrl = `${publicUrl}/d?${new URLSearchParams({ r: reference, k: paymentKey })}`
  // Whoever reads a check of an address may be somebody else.
  const isLinked = (act.channel === 'sms' || act.channel === 'email') && act.stage !== 'address-check'
  const path = isLinked ? `/d/l/${await makeLink(db, { tenantId, fileId, contactId }, now)}` : '/d'
  return { paymentUrl: publicUrl + path, entryUrl }
}

/** The bodies of rules that what is still owed is owed under. */
function regimesOf(statements: readonly ClaimStatement[], { claims }: Facts, law: LawPack): Regime[] {
  const owing = claims.filter(({ id }) => statements.some(({ claimId }) => claimId === id))
  return [...new Set(owing.map(({ capacity }) => regimeOf(law, capacity)))]
}

/** The most that a clause may add where the law bounds it, which a first reminder names. */
function penaltyOf(law: LawPack, regimes: readonly Regime[], balance: Cents): Cents | null {
  const clause = regimes.map((regime) => law.lateCharges[regime].indemnityClause).find((rule) => rule !== undefined)
  return clause ? largestIndemnity(clause.value, balance) : null
}

const articlesOf = (sources: readonly (string | undefined)[]): string | null =>
  [...new Set(sources.filter((source) => source !== undefined))].join('; ') || null

interface ClaimRow {
  claimId: string
  claim: { reference: string; issueDate: Date | null }
}

function claimShown({ claimId, on, principalCents: owedCents }: ClaimStatement, { claims }: Facts, rows: readonly ClaimRow[]): ClaimShown {
  const { reference, issueDate } = rows.find((row) => row.claimId === claimId)?.claim ?? { reference: '', issueDate: null }
  const claim = claims.find(({ id }) => id === claimId) as ClaimFact
  const { dueDate, category, disputed } = claim
  const credited = sum(standingMoneyOf(claim, 'credit-note', on).map((note) => note.amountCents))
  const amountCents = cents(Math.max(owedCents, claim.amountCents - credited))
  const contestedCents = cents(Math.min(disputed?.contestedCents ?? 0, amountCents - owedCents))
  return {
    reference,
    category,
    issueDate: issueDate && fromDay(issueDate),
    dueDate,
    amountCents,
    paidCents: cents(amountCents - contestedCents - owedCents),
    ...(contestedCents > 0 && { contestedCents }),
    owedCents,
  }
}

interface WithOpening {
  reference: string
  liability: string
  claims: { claim: { notices: { servedOn: Date; reference: string | null }[] } }[]
}

/**
 * The letter that opened the recovery: this file's own, or the one that its debtor had been served before the file came here. What
 * somebody else was served, no letter recalls, nor one that came back.
 */
function openingLetterOf({ reference, liability, claims }: WithOpening, { contacts }: Facts, law: LawPack): OpeningLetter | null {
  const own = contacts.find((contact) => contact.stage === 'opening' && isDone(contact, law))
  const sentOn = own?.postedOn ?? own?.contactedOn
  if (sentOn) return { reference, date: sentOn }
  if (liability !== 'debtor') return null
  const [earlier] = claims.flatMap(({ claim }) => claim.notices)
  return earlier ? { reference: earlier.reference ?? reference, date: fromDay(earlier.servedOn) } : null
}

/**
 * Where the debtor pays to: of what is collected for others the account that holds nothing else, once the tenant has named it
 * (Code des procédures civiles d'exécution R124-2).
 */
export function ibanFor(file: PaidTo, sender: Organisation): string {
  const currency = file.claims[0]?.claim.currency
  const account =
    file.creditor.own || sender.id === file.creditor.id ? undefined : file.tenant.accounts.find((one) => one.currency === currency)
  return account?.identification ?? sender.iban ?? ''
}

interface PaidTo {
  creditor: Pick<Organisation, 'id' | 'own'>
  claims: { claim: { currency: string } }[]
  tenant: { accounts: { currency: string; identification: string }[] }
}

/** Short text that no other act has: the random end of its id. */
export const markerOf = (contactId: string) => contactId.replaceAll('-', '').slice(-12)

/** An organisation's address on one line. */
export function addressLine({ addressLines, postcode, city }: Organisation): string {
  return [...addressLines, `${postcode} ${city}`.trim()].filter((part) => part !== '').join(', ')
}
