import type { ErrorCode } from './errors.js'
import type { LimitationAct } from './facts.js'
import type { LawBook } from './law-pack.js'
import type { LegalDay } from './legal-day.js'
import type { Limited } from './limitation.js'
import { actRefusal } from './limitation-act.js'

/** An act that moved a claim's limitation before it was placed. */
export interface PriorAct extends LimitationAct {
  /** Number of the deed, letter or order; once for a claim and kind. */
  reference: string
  /** Whether that document was fingerprinted. */
  isProven: boolean
}

/** What had happened to a claim before it was placed, as far as its days are checked. */
export interface PriorHistory {
  issueDate: LegalDay | null
  acts: PriorAct[]
  /** Days on which notices were served that have a proof. */
  provenNotices: readonly { at: string; on: LegalDay }[]
  /** Payments that the creditor itself had. */
  directPayments: readonly { reference: string; on: LegalDay }[]
}

type Kind = Omit<Limited, 'acts'>

/** What of the past cannot be, with where it stands in the claim. */
export interface HistoryFault {
  code: ErrorCode
  at: string
  missing: string
}

/** Acts, proven notices and direct payments that cannot have been as they are told. */
export function historyFaults(claim: Kind & PriorHistory, law: LawBook, today: LegalDay): HistoryFault[] {
  return [...actFaults(claim, law, today), ...noticeFaults(claim, today), ...paymentFaults(claim, today)]
}

const WORDS: Partial<Record<ErrorCode, string>> = {
  'act-day-impossible': 'its day lies in the future, before the claim was there, or after its own end',
  'act-moves-nothing': 'it does not move the limitation of such a claim',
  'foreclosure-unmoved': 'only a suit or a rescheduling moves the foreclosure of such a claim',
  'act-proof-missing': 'what interrupts needs its proof: send the SHA-256 of the document',
  'act-duplicate': 'an act of this kind with this reference stands there twice',
}

/** Each act as though it were recorded on its day, on a claim that knows of the acts before it. That it came too late is told with the claim. */
function actFaults(claim: Kind & PriorHistory, law: LawBook, today: LegalDay): HistoryFault[] {
  const { dueDate, limitationFrom, issueDate, acts } = claim
  const arose = [dueDate, limitationFrom ?? dueDate, issueDate ?? dueDate].sort()[0] as LegalDay
  const inOrder = acts.map((act, place) => ({ act, place })).sort((a, b) => (a.act.on < b.act.on ? -1 : a.act.on > b.act.on ? 1 : 0))
  return inOrder.flatMap(({ act, place }, index) => {
    const before = inOrder.slice(0, index).map((one) => one.act)
    const twice = before.some(({ kind, reference }) => kind === act.kind && reference === act.reference)
    const code = twice ? 'act-duplicate' : actRefusal({ ...claim, acts: before }, act, arose, law, today)
    const words = code && WORDS[code]
    return words ? [{ code, at: `acts.${place}`, missing: `${act.kind} of ${act.on}: ${words}` }] : []
  })
}

const noticeFaults = ({ provenNotices }: PriorHistory, today: LegalDay): HistoryFault[] =>
  provenNotices
    .filter(({ on }) => on > today)
    .map(({ at, on }) => ({ code: 'day-impossible', at, missing: `a notice that was served on ${on} lies in the future` }))

function paymentFaults({ directPayments }: PriorHistory, today: LegalDay): HistoryFault[] {
  return directPayments.flatMap(({ reference, on }, place): HistoryFault[] => {
    const at = `directPayments.${place}`
    if (on > today) return [{ code: 'payment-day-future', at, missing: `the direct payment of ${on} lies in the future` }]
    const twice = directPayments.slice(0, place).some((one) => one.reference === reference)
    return twice ? [{ code: 'payment-duplicate', at, missing: `a direct payment with the reference ${reference} stands there twice` }] : []
  })
}
