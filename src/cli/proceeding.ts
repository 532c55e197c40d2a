import type { Command } from 'commander'
import { alarmWords, reportWords, stageWords, taskWords } from '../contracts/judicial-words.js'
import type { FileProceedings, ProceedingList, ProceedingSummary, ProceedingView } from '../contracts/proceeding.js'
import { acknowledgeCommand } from './acknowledge-alarm.js'
import { callApi } from './api-client.js'
import { words as costWords } from './cost.js'
import { path } from './file-command.js'
import { proceedingReportCommand } from './judicial-task.js'
import { command, money, print, withExample } from './output.js'
import { stopCommand } from './proceeding-stop.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** How suing and enforcing stand. */
export function proceedingCommands(program: Command): void {
  const proceeding = program.command('proceeding').description('follow what goes to court, and the enforcement of titles')
  withExample(proceeding, 'relance proceeding show K7M2P9QRS')

  command(proceeding, 'list', 'list proceedings, the newest first', 'relance proceeding list --stage opposition-open')
    .option('--stage <stage>', 'where they stand')
    .option('--limit <count>', 'how many', '50')
    .option('--cursor <cursor>', 'go on where the list before ended')
    .action(async ({ json, ...filters }) => {
      const page = await callApi<ProceedingList>('GET', `/v1/proceedings?${new URLSearchParams(filters)}`)
      const more = page.next ? [`More: --cursor ${page.next}`] : []
      print(json, page, () => [...page.proceedings.map(summaryLine), ...more].join('\n') || 'No such proceeding.')
    })

  command(
    proceeding,
    'show <file> [proceeding]',
    'tell a file’s proceedings, or one of them: each date with what happened and by which article, what runs and what comes next',
    `relance proceeding show K7M2P9QRS ${ID}`,
  ).action(async (file, id, { json }) => {
    const proceedings =
      id === undefined
        ? (await callApi<FileProceedings>('GET', path(file, 'proceedings'))).proceedings
        : [await callApi<ProceedingView>('GET', path(file, 'proceedings', id))]
    print(json, proceedings, () => proceedings.map(proceedingWords).join('\n\n') || 'Nothing has gone to court.')
  })

  proceedingReportCommand(proceeding)
  stopCommand(proceeding)
  acknowledgeCommand(proceeding)
}

function summaryLine({ id, file, name, stage, on, end, currency, askedCents }: ProceedingSummary): string {
  return `${id}  ${file}  ${on}  ${name}  ${stageWords({ stage, end })}  ${money(askedCents, currency)}`
}

/** One line of a proceeding's life. */
interface Line {
  on: string
  /** Among those of one day: what was told first, what follows from it, what is said of it. */
  rank: number
  text: string
}

/** A proceeding as it is told: what it is, its life day by day, what runs, what it costs. */
export function proceedingWords(view: ProceedingView): string {
  const { id, name, court, currency, askedCents, officer, lawyer, title, costs, missing } = view
  const who = [officer && `officer ${officer}`, lawyer && `lawyer ${lawyer}`].filter(Boolean).join(', ')
  const before = court ? `, ${court.name}${court.reference ? ` (${court.reference})` : ''}` : ''
  const life = [...reportLines(view), ...passageLines(view), ...alarmLines(view), ...taskLines(view)]
  life.sort((a, b) => (a.on === b.on ? a.rank - b.rank : a.on < b.on ? -1 : 1))
  return [
    `${name}${before}  ${money(askedCents, currency)}  ${stageWords(view)}`,
    `  ${id}${who === '' ? '' : `  ${who}`}`,
    ...(missing.length > 0 ? [`  missing: ${missing.join(', ')}`] : []),
    ...life.map(({ on, text }) => `  ${on}  ${text}`),
    ...view.deadlines.map(({ kind, lastDay, who: acts, source }) => `  runs: ${deadline(kind, lastDay)}, for the ${acts} (${source})`),
    ...(title ? [`  title: ${title.kind} of ${title.on}, to be enforced from ${title.enforceableOn} (${title.source})`] : []),
    ...(costs.costs.length + costs.open.length > 0
      ? [
          '  costs:',
          ...costWords(costs)
            .split('\n')
            .map((line) => `    ${line}`),
        ]
      : []),
  ].join('\n')
}

const deadline = (kind: string, lastDay: string): string => `${kind.replaceAll('-', ' ')} until ${lastDay}`

function passageLines({ passages }: ProceedingView): Line[] {
  return passages.map((passage) => {
    const wrong = passage.supersededOn === null ? '' : `  [shown to be wrong on ${passage.supersededOn}]`
    return { on: passage.on, rank: 1, text: `${stageWords(passage)}  ${passage.source}${wrong}` }
  })
}

function reportLines({ reports, currency }: ProceedingView): Line[] {
  return reports.map(({ kind, on, toldOn, actor, mode, act, amountCents, day, reason }) => {
    const details = [act, mode, amountCents === null ? null : money(amountCents, currency), day, reason].filter((one) => one !== null)
    const late = toldOn === on ? '' : `, told on ${toldOn}`
    return { on, rank: 0, text: `${actor} reports: ${[reportWords(kind), ...details].join(', ')}${late}` }
  })
}

const alarmLines = ({ alarms }: ProceedingView): Line[] =>
  alarms.map(({ alarm, lastDay, raisedOn }) => ({ on: raisedOn, rank: 3, text: `alarm: ${alarmWords(alarm, lastDay)}` }))

function taskLines({ tasks }: ProceedingView): Line[] {
  return tasks.flatMap(({ kind, to, handedOn, doBy, papers }) => {
    const by = doBy === null ? '' : `, by ${doBy}`
    const made = papers.map(({ role }) => role).join(', ')
    return handedOn === null
      ? []
      : [{ on: handedOn, rank: 2, text: `handed to the ${to}: ${taskWords(kind)}${by}${made && `  (${made})`}` }]
  })
}
