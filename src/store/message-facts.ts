import { owedOn, unpaid } from '../domain/balance.js'
import { legalDayOf } from '../domain/legal-day.js'
import { cents, sum } from '../domain/money.js'
import type { Organisation } from '../generated/prisma/client.js'
import { currentPack } from '../law/pack-of.js'
import { templateFor } from '../strategies/templates/compose.js'
import type { MessageFacts, OpeningLetter } from '../strategies/templates/facts.js'
import type { Template, TemplateLanguage } from '../strategies/templates/format.js'
import { recoveryStatement } from '../strategies/templates/statement.js'
import type { Reserved } from './contact.js'
import type { Database } from './database.js'
import { fromDay } from './day.js'
import { loadFacts, loadStrategy } from './facts.js'
import { ownTemplate } from './template.js'

/** Who sends a message, whom it is for, and where a letter goes. */
export interface Correspondence {
  facts: MessageFacts
  sender: Organisation
  template: Template
}

/** All that the message of a reserved act may say, as the rows have it now. @param publicUrl where debtors pay and answer */
export async function loadMessageFacts(db: Database, fileId: string, reserved: Reserved, publicUrl: string): Promise<Correspondence> {
  const file = await db.debtFile.findUniqueOrThrow({
    where: { id: fileId },
    include: {
      debtor: true,
      creditor: true,
      tenant: { select: { organisations: { where: { own: true } } } },
      claims: { include: { claim: { include: { notices: { where: { kind: 'opening' }, orderBy: { servedOn: 'asc' } } } } } },
      contacts: { where: { stage: 'opening', state: 'sent' }, orderBy: { id: 'asc' }, take: 1 },
    },
  })
  const own = file.tenant.organisations[0] ?? file.creditor
  const { act, at, contactId } = reserved
  const language = file.debtor.language as TemplateLanguage
  // Before the due date it is the creditor who writes, and nobody collects yet.
  const sender = act.stage === 'preventive' ? file.creditor : own
  const openClaims = unpaid((await loadFacts(db, fileId)).claims)
  const claims = openClaims.map((claim) => {
    const { reference, issueDate } = file.claims.find(({ claimId }) => claimId === claim.id)?.claim ?? { reference: '', issueDate: null }
    const { dueDate, amountCents, paidCents } = claim
    return { reference, issueDate: issueDate && fromDay(issueDate), dueDate, amountCents, paidCents, owedCents: owedOn(claim) }
  })
  const facts: MessageFacts = {
    stage: act.stage,
    reminder: await toneOf(db, file.strategyId, act.stepId),
    language,
    today: legalDayOf(at, currentPack().zone),
    payBefore: act.payBefore,
    fileReference: file.reference,
    paymentKey: file.paymentKey,
    paymentUrl: `${publicUrl}/p/${markerOf(contactId)}`,
    amountCents: act.amountCents,
    principalCents: sum(claims.map(({ owedCents }) => owedCents)),
    interestCents: cents(0),
    costsCents: cents(0),
    claims,
    creditor: { name: file.creditor.name, addressLine: addressLine(file.creditor) },
    sender: {
      name: sender.name,
      addressLine: addressLine(sender),
      statement: recoveryStatement(sender.name, language, !file.creditor.own),
      iban: sender.iban ?? '',
    },
    debtor: { name: file.debtor.name },
    openingLetter: openingLetterOf(file),
    actMarker: markerOf(contactId),
  }
  const shipped = templateFor(facts, act.channel)
  return { sender, facts, template: (await ownTemplate(db, file.tenantId, shipped)) ?? shipped }
}

interface WithOpening {
  reference: string
  contacts: { postedOn: Date | null; contactedOn: Date | null }[]
  claims: { claim: { notices: { servedOn: Date; reference: string | null }[] } }[]
}

/** The letter that opened the recovery: this file's own, or the one that had been served before the file came here. */
function openingLetterOf({ reference, contacts, claims }: WithOpening): OpeningLetter | null {
  const sentOn = contacts[0]?.postedOn ?? contacts[0]?.contactedOn
  if (sentOn) return { reference, date: fromDay(sentOn) }
  const [earlier] = claims.flatMap(({ claim }) => claim.notices)
  return earlier ? { reference: earlier.reference ?? reference, date: fromDay(earlier.servedOn) } : null
}

/** Amicable steps grow firmer: the first is tone 1, the third and all after it tone 3. */
async function toneOf(db: Database, strategyId: string, stepId: string): Promise<1 | 2 | 3> {
  const { strategy } = await loadStrategy(db, strategyId)
  const amicable = strategy.steps.filter(({ stage }) => stage === 'amicable')
  return Math.min(3, Math.max(1, amicable.findIndex(({ id }) => id === stepId) + 1)) as 1 | 2 | 3
}

/** Short text that no other act has: the random end of its id. */
export const markerOf = (contactId: string) => contactId.replaceAll('-', '').slice(-12)

function addressLine({ addressLines, postcode, city }: Organisation): string {
  return [...addressLines, `${postcode} ${city}`.trim()].filter((part) => part !== '').join(', ')
}
