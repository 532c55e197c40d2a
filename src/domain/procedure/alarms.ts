import type { JudicialLaw } from '../judicial-law.js'
import { addDays, type LegalDay } from '../legal-day.js'
import type { Actor, ProcedureState, ProceedingDeadline, TaskFact } from './proceeding.js'

/** What is said of a last day: so many days before it, or that it was missed; or that nobody answers. */
export interface ProceedingAlarmFact {
  /** `serve:30`, `serve:missed`, `silence:<task id>`. */
  alarm: string
  on: LegalDay
  lastDay: LegalDay
}

/** Whose last days pass without anybody of ours having missed them. */
const NOT_OURS: readonly Actor[] = ['debtor', 'court']

/**
 * All alarms of a proceeding as it stands, in the order of their days: of the last days that still run, and of the one that was missed; of
 * silence. Who was told to stand still is not waited for until it is told to go on, which has its own time.
 * @param days days before a last day on which it is announced, by its kind
 */
export function alarmsOf(
  { deadlines }: Pick<ProcedureState, 'deadlines'>,
  tasks: readonly TaskFact[],
  days: JudicialLaw['alarmDays']['value'],
): ProceedingAlarmFact[] {
  const ofSilence = tasks.flatMap(({ id, kind, state, answerBy }, index) => {
    const isSuspended = kind === 'enforce' && tasks.slice(index).some((later) => later.kind === 'suspend' && later.handedOn !== null)
    if (state !== 'handed-over' || answerBy === null || isSuspended) return []
    return [{ alarm: `silence:${id}`, on: addDays(answerBy, 1), lastDay: answerBy }]
  })
  return [...deadlines.flatMap((deadline) => alarmsOfDeadline(deadline, days)), ...ofSilence].sort(byDay)
}

function alarmsOfDeadline({ kind, lastDay, who, alarmDays }: ProceedingDeadline, days: JudicialLaw['alarmDays']['value']) {
  const announced = (alarmDays ?? days[kind] ?? days.usual).map((before) => ({
    alarm: `${kind}:${before}`,
    on: addDays(lastDay, -before),
    lastDay,
  }))
  return NOT_OURS.includes(who) ? announced : [...announced, { alarm: `${kind}:missed`, on: addDays(lastDay, 1), lastDay }]
}

/** Those whose day has come; of one last day only the latest, so a file that wakes late says each thing once. */
export function dueAlarms(alarms: readonly ProceedingAlarmFact[], today: LegalDay): ProceedingAlarmFact[] {
  const past = alarms.filter(({ on }) => on <= today)
  return past.filter((one, index) => !past.slice(index + 1).some((later) => aboutOf(later) === aboutOf(one)))
}

/** The last day that an alarm is about; each silence is its own. */
const aboutOf = ({ alarm, lastDay }: ProceedingAlarmFact): string =>
  alarm.startsWith('silence:') ? alarm : `${alarm.split(':')[0]}:${lastDay}`

/** The next day on which something is to be said of a proceeding, or a last day of it is over, so that it may have moved on by itself; null without one. */
export function nextTurn(
  { deadlines }: Pick<ProcedureState, 'deadlines'>,
  alarms: readonly ProceedingAlarmFact[],
  today: LegalDay,
): LegalDay | null {
  const days = [...alarms.map(({ on }) => on), ...deadlines.map(({ lastDay }) => addDays(lastDay, 1))]
  return days.filter((day) => day > today).sort()[0] ?? null
}

const byDay = (a: ProceedingAlarmFact, b: ProceedingAlarmFact): number => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)
