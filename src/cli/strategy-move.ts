import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import type { MovePreview, MoveView } from '../contracts/strategy-move.js'
import { callApi } from './api-client.js'
import { importProgress } from './import-progress.js'
import { CommandError, print, withExample } from './output.js'
import { type MoveOptions, parseMove } from './strategy-move-options.js'
import { filesOf, moveInWords, previewInWords } from './strategy-move-words.js'

const MOVES = '/v1/strategies/moves'
const ASK_EVERY_MS = 500

interface Options extends MoveOptions {
  preview?: boolean
  limit: string
  status?: string
  yes?: boolean
  key?: string
  json?: boolean
}

/** Moves files in flight from one version of a strategy to another, and back. */
export function strategyMoveCommands(strategy: Command): void {
  const migrate = strategy
    .command('migrate')
    .description('move open files from one version of a strategy to another, or show what that would do')
    .option('--name <name>', 'the strategy, where both versions are its own; standard where it is left out')
    .option('--from <version>', 'the version that the files follow: v3, or standard@3')
    .option('--to <version>', 'the version that they are to follow: v4, or another strategy’s fr-b2b@1')
    .option(
      '--filter <conditions>',
      'which of them: creditor=<reference>,stage=<stage>,min-principal=<euros>,reference=<file>; all must hold',
    )
    .option('--preview', 'show the next five acts of each file before and after, and change nothing')
    .option('--limit <count>', 'how many files a preview shows', '20')
    .option('--status <move>', 'show how far a move is, by its id')
    .option('--yes', 'move them without being asked')
    .option('--key <key>', 'idempotency key: the same one moves the same files once')
    .option('--json', 'print JSON')
    .action(moveFiles)
  withExample(migrate, 'relance strategy migrate --name standard --from v1 --to v2 --filter creditor=energie-sud --preview')

  const rollback = strategy
    .command('rollback <move>')
    .description('give the files of a move back the version that they had; what was sent meanwhile is not sent again')
    .option('--yes', 'move them back without being asked')
    .option('--key <key>', 'idempotency key')
    .option('--json', 'print JSON')
    .action(rollBack)
  withExample(rollback, 'relance strategy rollback 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11')
}

async function moveFiles({ preview, limit, status, yes, key, json, ...options }: Options): Promise<void> {
  if (status !== undefined) return show(json, await callApi<MoveView>('GET', `${MOVES}/${encodeURIComponent(status)}`))
  const move = parseMove(options)
  if (preview) {
    const shown = await callApi<MovePreview>('POST', `${MOVES}/preview`, { ...move, limit: parseLimit(limit) })
    return print(json, shown, () => previewInWords(shown))
  }
  const { selected } = await callApi<MovePreview>('POST', `${MOVES}/preview`, { ...move, limit: 1 })
  await confirm(yes, `Move ${filesOf(selected)} from ${versionOf(move.from)} to ${versionOf(move.to)}?`)
  const { id } = await callApi<MoveView>('POST', MOVES, move, key)
  show(json, await untilDone(id))
}

async function rollBack(move: string, { yes, key, json }: Pick<Options, 'yes' | 'key' | 'json'>): Promise<void> {
  const path = `${MOVES}/${encodeURIComponent(move)}`
  const { counts, from, to } = await callApi<MoveView>('GET', path)
  await confirm(yes, `Move ${filesOf(counts.moved)} back from ${versionOf(to)} to ${versionOf(from)}?`)
  await callApi<MoveView>('POST', `${path}/rollback`, {}, key)
  show(json, await untilDone(move))
}

/** Shows how far the job is until it is done. Whoever stops watching does not stop it. */
async function untilDone(id: string): Promise<MoveView> {
  console.error(`Move ${id} is under way; relance strategy migrate --status ${id} shows it, should you stop here.`)
  const path = `${MOVES}/${encodeURIComponent(id)}`
  const first = await callApi<MoveView>('GET', path)
  const isBack = first.rolledBackAt !== null
  const { moved, returning, 'rolled-back': back, kept, waiting, skipped } = first.counts
  const progress = importProgress(isBack ? returning + back + kept : moved + waiting + skipped)
  try {
    for (let move = first; ; move = await callApi<MoveView>('GET', path)) {
      const { counts } = move
      progress.reached(isBack ? counts['rolled-back'] + counts.kept : counts.moved + counts.skipped)
      if (move.state === 'moved' || move.state === 'rolled-back') return move
      await pause(ASK_EVERY_MS)
    }
  } finally {
    progress.stop()
  }
}

/** @throws CommandError when nobody says yes */
async function confirm(yes: boolean | undefined, question: string): Promise<void> {
  if (yes) return
  if (!process.stdin.isTTY) throw new CommandError(`${question} Nobody can be asked here: say --yes.`)
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question(`${question} [y/N] `)
  terminal.close()
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError('Nothing was moved.')
}

function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new CommandError(`How many files to show is a whole number, as 20, and not “${text}”.`)
  return Number(text)
}

const versionOf = ({ name, version }: MoveView['from']) => `${name} v${version}`

function show(json: boolean | undefined, move: MoveView): void {
  print(json, move, () => moveInWords(move))
}
