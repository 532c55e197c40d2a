import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { FileDocument } from '../contracts/document.js'
import type { ReportView, TaskList, TaskView } from '../contracts/judicial-task.js'
import { callApi, sendFile } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { CommandError, command, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** Tasks of proceedings: who has them, and what became of them. */
export function judicialTaskCommands(program: Command): void {
  const task = program.command('task').description('tasks of proceedings: who does them, and what became of their packages')
  withExample(task, 'relance task list')

  command(task, 'list', 'list the tasks that are not over, or those in one state', 'relance task list --state unknown')
    .option('--state <state>', 'due, calling, handed-over, unknown, done or withdrawn')
    .action(async ({ state, json }) => {
      const list = await callApi<TaskList>('GET', state === undefined ? '/v1/tasks' : `/v1/tasks?state=${encodeURIComponent(state)}`)
      print(json, list, () => list.tasks.map(line).join('\n') || 'No task is there.')
    })

  command(
    task,
    'assign <task> <professional>',
    'name the officer or lawyer who does a task; whoever else has it is taken off it',
    `relance task assign ${ID} etude-durand`,
  ).action(async (id, professional, { json }) => show(json, await callApi<TaskView>('POST', address(id, 'assignment'), { professional })))

  command(task, 'settle <task>', 'say whether a package went out whose answer was lost', `relance task settle ${ID} --not-sent`)
    .option('--sent', 'it went out: the task is with who should have it')
    .option('--not-sent', 'it did not: it goes out once more')
    .action(async (id, { sent, notSent, json }) => {
      if ((sent === true) === (notSent === true)) throw new CommandError('Say one of --sent and --not-sent.')
      show(json, await callApi<TaskView>('POST', address(id, 'settlement'), { sent: sent === true }))
    })
}

/** Reports of a proceeding that the agency enters itself. */
export function proceedingReportCommand(proceeding: Command): void {
  command(
    proceeding,
    'report <file> <proceeding> <kind>',
    'report an act that came on paper, as its officer, lawyer or court did it',
    `relance proceeding report K7M2P9QRS ${ID} served --on 2026-10-02 --act order --mode office`,
  )
    .requiredOption('--on <day>', 'day of the act')
    .option('--mode <mode>', 'of a service: in-person, home, elected-domicile, office or pv-659')
    .option('--act <act>', 'what was served: order, summons, judgment, title, payment-demand or measure')
    .option('--amount <sum>', 'the principal that is granted, or what a measure caught')
    .option('--costs <sum>', 'costs that it puts on the debtor')
    .option('--outcome <outcome>', 'granted, partly, dismissed, confirmed or reversed')
    .option('--provisional', 'it may be enforced though an appeal is open')
    .option('--day <day>', 'of a hearing: its day')
    .option('--reason <code>', 'why it is contested')
    .option('--measure <kind>', 'account-seizure, wage-attachment, goods-seizure, vehicle, lien or shares-seizure')
    .option('--of <report>', 'the report that it is about')
    .option('--court-reference <number>', 'number under which the court has it')
    .option('--bill <sum>', 'what was asked for the act; with --bill-reference')
    .option('--bill-reference <number>', 'the biller’s own number')
    .option('--task <task>', 'the task that it answers')
    .option('--document <file>', 'the act itself, which is kept with the file')
    .action(async (file, proceedingId, kind, { json, document, ...said }: ReportOptions) => {
      const documentSha256 = document === undefined ? undefined : await handIn(file, document)
      const body = { kind, ...reportOf(said), documentSha256 }
      const view = await callApi<ReportView>('POST', path(file, 'proceedings', proceedingId, 'reports'), body)
      print(
        json,
        view,
        () => `Taken: ${view.kind} of ${view.on}. The proceeding stands at ${view.end ?? view.stage} since ${view.stageOn}.`,
      )
    })
}

interface ReportOptions {
  json?: boolean
  document?: string
  amount?: string
  costs?: string
  bill?: string
  billReference?: string
  mode?: string
  act?: string
  on: string
  outcome?: string
  provisional?: boolean
  day?: string
  reason?: string
  measure?: string
  of?: string
  courtReference?: string
  task?: string
}

function reportOf({ amount, costs, bill, billReference, ...rest }: Omit<ReportOptions, 'json' | 'document'>) {
  if ((bill === undefined) !== (billReference === undefined)) throw new CommandError('Say --bill and --bill-reference together.')
  return {
    ...rest,
    ...(amount !== undefined && { amountCents: parseAmount(amount) }),
    ...(costs !== undefined && { costsCents: parseAmount(costs) }),
    ...(bill !== undefined && { bill: { reference: billReference, amountCents: parseAmount(bill) } }),
  }
}

/** Keeps the act with the file. @returns its fingerprint */
async function handIn(file: string, document: string): Promise<string> {
  const bytes = await readFile(document).catch(() => {
    throw new CommandError(`${document} cannot be read.`)
  })
  return (await sendFile<FileDocument>(`${path(file, 'documents')}?name=${encodeURIComponent(basename(document))}`, bytes)).sha256
}

const address = (id: string, rest: string) => `/v1/tasks/${encodeURIComponent(id)}/${rest}`

const show = (json: boolean | undefined, view: TaskView) => print(json, view, () => line(view))

function line({ id, file, task, to, professional, state, doBy, answerBy }: TaskView): string {
  const who = professional === null ? `${to}${to === 'officer' || to === 'lawyer' ? ', nobody named' : ''}` : `${to} ${professional}`
  const days = [doBy && `by ${doBy}`, answerBy && `answer by ${answerBy}`].filter(Boolean).join(', ')
  return `${id}  ${file.reference}  ${task.padEnd(16)} ${state.padEnd(11)} ${who}${days ? `  ${days}` : ''}`
}
