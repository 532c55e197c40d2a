import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { createProgress, type Progress, StartError } from '../../../scripts/progress.mjs'
import { type Config, loadConfig } from '../../config.js'
import { fillWithDemoFiles } from './demo-files.js'
import { discardData } from './discard-data.js'
import { type Stack, type StackOptions, startStack } from './stack.js'

const HELP = `npm start -- [options]

Starts all of Relance on this machine: PostgreSQL, Temporal, worker, outbox poller and API. Ctrl-C stops it.

  --ui      start Temporal's Web UI too
  --fresh   begin anew: asks, then deletes the data folder
  --yes     do not ask
  --help    this text

Settings are read from the environment and from .env; .env.example lists them.`

/** `npm start`. */
export async function main(args: string[]): Promise<void> {
  const { values } = parse(args)
  if (values.help) return console.log(HELP)
  const config = loadConfig()
  if (config.production)
    throw new StartError('npm start is for one machine: in production start worker, poller and api by themselves (docs/operations.md).')
  const progress = createProgress()
  const began = performance.now()
  if (values.fresh) await beginAnew(config, values.yes, progress)
  const stop = stopSignal()
  const stack = await startUnlessStopped({ config, progress, ui: values.ui, stop })
  if (stack) {
    progress.line(summary(stack, (performance.now() - began) / 1000))
    // Ctrl-C ends it in the middle, and the next start goes on with it.
    if (config.demoFiles) fillWithDemoFiles(stack, progress).catch(() => {})
    await aborted(stop)
    await progress.step('stopping', () => stack.stop())
  }
  process.exit(0)
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const
  try {
    return parseArgs({ args, options: { ui: flag, fresh: flag, yes: flag, help: flag } })
  } catch (error) {
    throw new StartError(`${(error as Error).message.split('.')[0]}: npm start -- --help lists the options.`)
  }
}

/** Ctrl-C while starting stops what has been started so far. */
async function startUnlessStopped(options: StackOptions & { stop: AbortSignal }): Promise<Stack | null> {
  try {
    return await startStack(options)
  } catch (error) {
    if (!options.stop.aborted) throw error
    options.progress.line('\nStopped.')
    return null
  }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => controller.abort())
  // Where a closed terminal was, or a pipe whose reader has gone, nobody listens: no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return controller.signal
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve())
  })
}

async function beginAnew({ data }: Config, yes: boolean, progress: Progress): Promise<void> {
  if (!existsSync(data)) return
  if (!yes && !(await agrees(`Delete all data in ${data}? Type yes: `))) throw new StartError('Nothing was deleted.')
  await progress.step('deleting the old data', () => discardData(data))
}

async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = once(terminal, 'close').then(() => '') // without an answer
  try {
    return (await Promise.race([terminal.question(question), ended])).trim().toLowerCase() === 'yes'
  } finally {
    terminal.close()
  }
}

function summary({ apiUrl, uiUrl, outboxUrl, temporalAddress, folder, urls }: Stack, seconds: number): string {
  const database = new URL(urls.appUrl)
  const lines = [
    ['Status and API', apiUrl],
    ...(outboxUrl ? [['Outbox', outboxUrl]] : []),
    ...(uiUrl ? [['Temporal Web UI', uiUrl]] : []),
    ['Temporal', temporalAddress],
    ['PostgreSQL', `${database.host}${database.pathname}`],
    ['Data', folder.path],
    ['Logs', folder.logs],
  ]
  const table = lines.map(([name, where]) => `  ${name?.padEnd(16)} ${where}`).join('\n')
  return `\nRelance is ready (${seconds.toFixed(1)} s).\n\n${table}\n\n  npm run relance -- --help says what you can do now; Ctrl-C stops everything.\n`
}
