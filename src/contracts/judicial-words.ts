import type { DeadlineKind, EndReason, OutsideReport, ProceedingStage, TaskKind } from '../domain/procedure/proceeding.js'

/** What happens in proceedings, for people who read a file's history. */

const STAGES: Record<ProceedingStage, string> = {
  preparing: 'is being prepared',
  'to-begin': 'is ready to begin',
  filed: 'filed',
  'to-serve': 'granted, and to be served',
  'opposition-open': 'served: the debtor may oppose',
  'to-certify': 'the time to oppose is over',
  invited: 'the debtor is invited to agree',
  agreed: 'the debtor agrees',
  opposed: 'the debtor opposes',
  summoned: 'the debtor is summoned',
  hearing: 'is before the court',
  judged: 'judged: an appeal is open',
  appealed: 'the judgment is appealed',
  enforceable: 'there is an enforceable title',
  enforcing: 'is being enforced',
  stayed: 'stands still',
  ended: 'has ended',
}

const ENDS: Record<EndReason, string> = {
  titled: 'it has led to a title',
  refused: 'the court has refused it',
  lapsed: 'it has lapsed',
  declined: 'the debtor has not agreed',
  dismissed: 'the court has dismissed it',
  paid: 'the debt is paid',
  settled: 'the parties have settled',
  insolvent: 'the debtor is insolvent',
  'debt-erased': 'the debt is erased',
  'sent-back': 'it is sent back to the amicable road',
  stopped: 'it was stopped',
  'title-expired': 'the title has expired',
  exhausted: 'nothing more can be seized',
}

const DEADLINES: Record<Exclude<DeadlineKind, 'hearing'>, string> = {
  serve: 'to serve it',
  oppose: 'to oppose',
  enforceable: 'before it may be enforced',
  certificate: 'to ask for the certificate',
  consign: 'to deposit the costs',
  answer: 'to answer the invitation',
  'ask-title': 'to ask for the title',
  appeal: 'to appeal',
  'title-life': 'of the title',
  'higher-interest': 'before interest is raised',
  stay: 'of the stay',
}

const TASKS: Record<TaskKind, string> = {
  'file-request': 'file the request',
  'serve-order': 'serve the order',
  'ask-certificate': 'ask for the certificate of non-opposition',
  'ask-title-order': 'ask for the title',
  consign: 'deposit the costs of the opposition',
  'invite-debtor': 'invite the debtor to agree',
  'issue-title': 'issue the title',
  'instruct-suit': 'sue',
  'serve-judgment': 'serve the judgment',
  enforce: 'enforce the title',
  withdraw: 'withdraw the proceeding',
  amend: 'lower what is asked for',
  suspend: 'suspend enforcement',
  resume: 'resume enforcement',
  'recall-exhibits': 'give the exhibits back',
  'dispute-raised': 'know that the debtor disputes a claim',
  'ask-authorisation': 'ask the court to authorise a measure',
}

const REPORTS: Record<OutsideReport, string> = {
  filed: 'filed',
  'order-granted': 'the order is granted',
  'order-refused': 'the order is refused',
  served: 'served',
  opposition: 'the debtor opposes',
  certificate: 'the certificate of non-opposition is there',
  consigned: 'the costs are deposited',
  'title-order': 'the title is granted',
  invited: 'the debtor was invited to agree',
  'debtor-agreed': 'the debtor agrees',
  'debtor-declined': 'the debtor does not agree',
  'title-issued': 'the title is issued',
  summoned: 'the debtor was summoned',
  'hearing-set': 'a hearing is set',
  'hearing-held': 'the hearing was held',
  judgment: 'judgment was given',
  appeal: 'an appeal was lodged',
  'appeal-decided': 'the appeal is decided',
  'measure-done': 'a measure was taken',
  'measure-vain': 'a measure found nothing',
  'measure-contested': 'the debtor contests a measure',
  'measure-released': 'a measure was lifted',
  'measure-authorised': 'the court has authorised a measure',
}

/** What somebody calls what he does not know is told as it stands. */
const said = (words: Readonly<Record<string, string>>, code: string): string => words[code] ?? code

export const reportWords = (kind: string): string => said(REPORTS, kind)
export const taskWords = (kind: string): string => said(TASKS, kind)

export interface StageSaid {
  stage: string
  end?: string | null
  next?: { kind: string; lastDay: string } | null
}

/** A stage in words, with why it is the last one and which day comes next. */
export function stageWords({ stage, end, next }: StageSaid): string {
  const why = end ? `: ${said(ENDS, end)}` : ''
  return `${said(STAGES, stage)}${why}${next ? ` (${deadlineWords(next.kind, next.lastDay)})` : ''}`
}

/** A last day, or the day of a hearing. */
const deadlineWords = (kind: string, lastDay: string): string =>
  kind === 'hearing' ? `hearing on ${lastDay}` : `last day ${said(DEADLINES, kind)}: ${lastDay}`

/** An alarm in words: `last day to serve it: 2026-12-05, in 7 days`. */
export function alarmWords(alarm: string, lastDay: string): string {
  const [kind = '', when = ''] = alarm.split(':')
  if (kind === 'silence') return `nobody has answered by ${lastDay}`
  const left = when === 'missed' ? 'missed' : `in ${when} ${when === '1' ? 'day' : 'days'}`
  return `${deadlineWords(kind, lastDay)}, ${left}`
}

/** What events record: texts, numbers, and nothing. */
type Data = Readonly<Record<string, string | null>>

const WORDS: Readonly<Record<string, (data: Data) => string>> = {
  'proposal-made': ({ procedure, answerBy }) => `${procedure ?? 'no procedure'} is proposed, to be answered by ${answerBy}`,
  'proposal-reminded': () => 'nobody has answered the proposal yet',
  'proposal-agreed': ({ people }) => (Number(people) === 1 ? 'agreed to' : `one of the ${people} who must agree has agreed`),
  'proposal-answered': ({ state, procedure }) => `the proposal is ${state}${procedure ? `: ${procedure}` : ''}`,
  'proceeding-opened': ({ procedure }) => `${procedure} is opened`,
  'proceeding-advanced': (data) => `${data.procedure}: ${stageWords(data as unknown as StageSaid)}, ${data.source}`,
  'proceeding-corrected': ({ stages }) =>
    `a late report shows to be wrong: ${(stages as unknown as string[]).map((stage) => said(STAGES, stage)).join(', ')}`,
  'proceeding-alarm': ({ alarm, lastDay }) => alarmWords(String(alarm), String(lastDay)),
  'alarm-acknowledged': ({ alarm, lastDay, note }) => `seen: ${alarmWords(String(alarm), String(lastDay))}${note ? ` (${note})` : ''}`,
  'report-taken': ({ report, on }) => `reported: ${reportWords(String(report))}, on ${on}`,
  'report-refused': ({ report, on, refusal, rule, source }) =>
    `a report was refused: ${reportWords(String(report))}, on ${on}: ${refusal} (${rule}, ${source})`,
  'task-called': ({ task, to, by }) => `${to} to ${taskWords(String(task))}${by ? `, by ${by}` : ''}`,
  'task-assigned': ({ role }) => `an ${role === 'lawyer' ? 'avocat' : 'officer'} is named`,
  'task-handed-over': ({ task, to, answerBy }) =>
    `handed to the ${to}: ${taskWords(String(task))}${answerBy ? `, an answer is waited for until ${answerBy}` : ''}`,
  'task-unresolved': () => 'nobody knows whether a package has arrived',
  'paper-made': ({ paper }) => `made out: ${paper}`,
  'piece-added': ({ piece }) => `${piece} is in the case`,
  'piece-withdrawn': () => 'a piece was taken out of the case',
  'pieces-asked': ({ kinds, from }) => `the ${from} is asked for ${(kinds as unknown as string[]).join(', ')}`,
  'title-registered': ({ title, on, enforceableOn }) => `a title is registered: ${title} of ${on}, to be enforced from ${enforceableOn}`,
  'title-ended': ({ reason }) => `the title is no more: ${reason}`,
  'title-judged': ({ source }) => `a judgment takes the place of the title (${source})`,
  'judicial-cost': ({ code, bearer }) =>
    `${code} costs, ${bearer === 'creditor' ? 'which stay with the creditor' : `borne by the ${bearer}`}`,
}

/** What an event of a proceeding says; null for any other. */
export const judicialWords = (kind: string, data: Readonly<Record<string, unknown>>): string | null => WORDS[kind]?.(data as Data) ?? null
