import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { Connection } from '@temporalio/client'
import { claimLines } from '../src/cli/file-command.js'
import { euros } from '../src/cli/output.js'
import { projectRoot } from '../src/config.js'
import type { TimeContext } from '../src/engine/forward-file.js'
import { openClient } from '../src/engine/temporal-client.js'
import { playDemo } from '../src/simulation/demo.js'
import { dayOf, type Moment, type PlayedFile } from '../src/simulation/look-back.js'
import { openDatabase } from '../src/store/database.js'
import { demoAgency } from './demo-agency.js'
import { demoJudicial } from './demo-judicial.js'
import { createProgress, type Progress } from './progress.mjs'
import { freshStack } from './test-stack.js'

/** Folder of the demonstration's own data, below the project. */
const DATA = '.relance-demo'

const HELP = `npm run demo -- [--agency [--papers <folder>] | --judicial [--out <folder>]] [--json]

Starts a stack of its own, imports the sample invoices (samples/demo-invoices.csv) and plays their files through seven
months of 2026 by skipping time. One pays after the second reminder, one partly and then the rest, one never; one lives into
a semester whose rate becomes known later, one's invoice is credited after the third reminder, one is partly paid across the
end of a semester. Every act is carried out on the real engine; messages go to the local sandbox. Prints each file's timeline
with the reasons, and of the last three the balance on some days, interest line by line.

  --agency          a month in the life of an agency instead: two creditors place three hundred invoices, debtors pay by every road,
                    something goes back on each, and at the end commission is invoiced and what was collected is passed on; it ends with
                    the exit code 1 where the books are not those of the bank
  --papers <folder> keeps the invoices and statements that its creditors are sent
  --judicial        four files that go to court instead: paid after the order was served, opposed and judged, small claims agreed, and an
                    order that lapses because it is served one day late; with dates, articles, costs and every paper
  --out <folder>    where those papers are written: judicial-papers below the demonstration's data by default
  --json            ends with one line of JSON`

/** `npm run demo`. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return console.log(HELP)
  const progress = createProgress()
  const stack = await freshStack(progress, DATA)
  const db = openDatabase(stack.urls.appUrl, 4)
  const connection = await Connection.connect({ address: stack.temporalAddress })
  try {
    const keys = stack.environment.RELANCE_PAYLOAD_KEYS ?? ''
    const client = (namespace: string) => openClient(connection, namespace, keys)
    const clients = { real: client(stack.environment.TEMPORAL_NAMESPACE ?? ''), skipping: client('relance-simulation') }
    const context = { db, clients, now: () => new Date() }
    if (args.includes('--agency')) {
      const { tenantId, environment } = stack
      await demoAgency({ context, tenantId, environment, progress }, { json: args.includes('--json'), papers: folderIn(args, '--papers') })
    } else if (args.includes('--judicial')) {
      const out = resolve(folderIn(args, '--out') ?? join(projectRoot, DATA, 'judicial-papers'))
      await demoJudicial({ context, tenantId: stack.tenantId, progress, out }, args.includes('--json'))
    } else await demoFiles(context, stack.tenantId, progress, args.includes('--json'))
  } finally {
    await connection.close()
    await db.$disconnect()
    await stack.stop()
  }
  process.exit(0)
}

/** The folder that is named behind an option. */
const folderIn = (args: readonly string[], option: string) => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined)

/** The lives of the sample invoices. */
async function demoFiles(context: TimeContext, tenantId: string, progress: Progress, json: boolean): Promise<void> {
  const csv = readFileSync(join(projectRoot, 'samples', 'demo-invoices.csv'))
  const began = performance.now()
  const files = await progress.step('seven months', (say) => playDemo(context, tenantId, csv, say))
  const seconds = Math.round((performance.now() - began) / 100) / 10
  for (const file of files) console.log(timeline(file))
  const after = files.reduce((sum, { contactsAfterPayment }) => sum + contactsAfterPayment, 0)
  console.log(`\nContacts after the money: ${after}. Played in ${seconds} s.`)
  if (json) console.log(JSON.stringify({ files: files.map(asJson), contactsAfterPayment: after, seconds }))
}

function asJson({ reference, outcome, moments, balances }: PlayedFile) {
  const acts = moments.flatMap((moment) =>
    moment.kind === 'act'
      ? [{ at: moment.at, stage: moment.stage, channel: moment.channel, amountCents: moment.amountCents, because: moment.because }]
      : [],
  )
  return { reference, outcome, acts, balances }
}

function timeline({ reference, debtor, outcome, moments, balances }: PlayedFile): string {
  const title = `${styleText('bold', reference)}  ${debtor}  ${outcome === 'paid' ? styleText('green', 'paid') : styleText('red', 'judicial decision awaited')}`
  return ['', title, ...moments.map(line), ...balances.flatMap(balance)].join('\n')
}

/** What is owed at the end of a day, and what it is made of. */
function balance({ on, currency, owedCents, provisionalCents, claims }: PlayedFile['balances'][number]): string[] {
  const provisional = provisionalCents > 0 ? `, and ${euros(provisionalCents)} provisional at the last known rate` : ''
  const lines = claims.flatMap((claim) => claimLines(claim, currency).slice(1))
  return [`  ${styleText('bold', `balance on ${on}`)}  ${euros(owedCents)}${provisional}`, ...lines.map((text) => styleText('dim', text))]
}

const WIDTHS = { what: 15, channel: 10, sum: 12 }

function line(moment: Moment): string {
  const owed = `${euros(moment.balanceCents).padStart(WIDTHS.sum)} owed`
  const day = styleText('dim', dayOf(moment))
  switch (moment.kind) {
    case 'act': {
      const act = `${moment.stage.padEnd(WIDTHS.what)} ${styleText('cyan', moment.channel.padEnd(WIDTHS.channel))}`
      return `  ${day}  ${act} ${owed}  ${styleText('dim', reasons(moment.because))}`
    }
    case 'payment':
    case 'credit':
      return `  ${day}  ${styleText('green', `${moment.kind.padEnd(WIDTHS.what)} ${euros(moment.amountCents).padEnd(WIDTHS.channel)}`)} ${owed}`
    case 'rate': {
      const rate = `${(moment.ppm / 10_000).toFixed(2)} %`
      return `  ${day}  ${styleText('yellow', `${'rate known'.padEnd(WIDTHS.what)} ${rate.padEnd(WIDTHS.channel)}`)} ${owed}  ${styleText('dim', `from ${moment.from}`)}`
    }
    case 'end':
      return `  ${day}  ${styleText('bold', (moment.outcome === 'paid' ? 'closed' : 'to a person').padEnd(WIDTHS.what + WIDTHS.channel + 1))} ${owed}  ${styleText('dim', reasons(moment.because))}`
  }
}

const reasons = (because: { rule: string; source: string }[]) => because.map(({ rule }) => rule).join(', ')
