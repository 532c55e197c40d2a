import type { JudicialCosts } from '../../contracts/judicial-cost.js'
import { judicialWords } from '../../contracts/judicial-words.js'
import type { ProceedingView } from '../../contracts/proceeding.js'
import { type LegalDay, legalDayOf } from '../../domain/legal-day.js'
import { lawOf } from '../../law/book.js'
import { documentsOfFile, readDocument } from '../../store/document.js'
import { viewFile } from '../../store/file-view.js'
import { judicialCostsOf } from '../../store/judicial-cost-view.js'
import { proceedingsOfFile } from '../../store/proceeding-view.js'
import type { Played } from '../episode.js'

/** What happened in a file, as its history has it: the day on which it was written down, and what. */
export interface JudicialMoment {
  on: LegalDay
  kind: string
  text: string
  /** What was paid, or put on the debtor's account. */
  amountCents: number | null
}

/** A paper that was made out, or handed in. */
export interface CasePaper {
  name: string
  bytes: Uint8Array
}

export interface PlayedCase {
  reference: string
  debtor: string
  /** What it shows. */
  story: string
  status: string
  currency: string
  owedCents: number
  moments: JudicialMoment[]
  /** The newest first. */
  proceedings: ProceedingView[]
  costs: JudicialCosts
  /** The oldest first. */
  papers: CasePaper[]
}

/** Events that are said in words of their own; those of proceedings have theirs. */
const WORDS: Readonly<Record<string, string>> = {
  'payment-recorded': 'payment',
  'cost-added': 'costs on the debtor’s account',
  closed: 'closed',
}

/** The last step of the amicable road and all that comes after it are told; what was sent before it by its name only. */
export async function lookBackOn({ context, tenantId, fileId }: Played, debtor: string, story: string): Promise<PlayedCase> {
  const { db, now } = context
  const view = await viewFile(db, tenantId, fileId, now())
  const { zone } = lawOf('FR')
  const moments = view.events.flatMap(({ kind, legalTime, data }): JudicialMoment[] => {
    const contact = kind === 'contact-sent' ? view.contacts.find(({ id }) => id === data.contactId) : undefined
    const text = contact ? `${contact.stage} by ${contact.channel}` : (judicialWords(kind, data) ?? WORDS[kind])
    if (text === undefined) return []
    const amountCents = typeof data.amountCents === 'number' ? data.amountCents : null
    return [{ on: legalDayOf(new Date(legalTime), zone), kind, text, amountCents }]
  })
  const heads = (await documentsOfFile(db, tenantId, fileId)).toReversed()
  const papers = await Promise.all(heads.map(({ id }) => readDocument(db, tenantId, id)))
  return {
    reference: view.reference,
    debtor,
    story,
    status: view.closedReason ?? view.status,
    currency: view.currency,
    owedCents: view.balanceCents,
    moments,
    proceedings: await proceedingsOfFile(db, fileId, now()),
    costs: await judicialCostsOf(db, fileId),
    papers: papers.map(({ name, bytes }) => ({ name, bytes })),
  }
}
