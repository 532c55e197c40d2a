import { cpus, totalmem } from 'node:os'
import { createProgress } from '../progress.mjs'
import { asleep } from './asleep.js'
import { balance } from './balance.js'
import { benchStack } from './bench-stack.js'
import { bytes } from './bytes.js'
import { effort } from './effort.js'
import { type Figure, type Measurement, ratioOf, tableOf } from './figure.js'
import { history } from './history.js'
import { lateness } from './lateness.js'
import { opening } from './opening.js'
import { recovery } from './recovery.js'
import { statementMatching } from './statement-matching.js'
import { webhooks } from './webhooks.js'

const FILES = 1000

/** In this order: what is stored is measured before anything has left free space behind. */
const MEASUREMENTS: Measurement[] = [bytes, history, opening, asleep, effort, lateness, recovery, balance, webhooks, statementMatching]

const HELP = `npm run bench -- [options] [pattern…]

Measures this checkout against bare Temporal on the same server, in the same run, and prints the ratios. It asserts
nothing. With patterns, only what contains one of them: ${MEASUREMENTS.map(({ name }) => name).join(', ')}.

  --files <number>  debt files of each measurement, ${FILES} unless said
  --json            print one line of JSON at the end`

interface Options {
  files: number
  json: boolean
  wanted: Measurement[]
}

/** `npm run bench`. */
export async function main(args: string[]): Promise<void> {
  if (args.includes('--help')) return console.log(HELP)
  const options = optionsOf(args)
  const figures = await measureAll(options)
  console.log(`\n${tableOf(figures)}`)
  if (options.json) console.log(JSON.stringify(reportOf(options, figures)))
  process.exit(0)
}

function optionsOf(args: string[]): Options {
  const files = args.includes('--files') ? Number(args[args.indexOf('--files') + 1]) : FILES
  if (!Number.isSafeInteger(files) || files < 1) throw new Error('--files wants a number')
  const patterns = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--files')
  const isWanted = ({ name }: Measurement) => patterns.length === 0 || patterns.some((pattern) => name.includes(pattern))
  return { files, json: args.includes('--json'), wanted: MEASUREMENTS.filter(isWanted) }
}

async function measureAll({ files, wanted }: Options): Promise<Figure[]> {
  const progress = createProgress()
  const stack = await benchStack(progress)
  const figures: Figure[] = []
  try {
    for (const { name, measure } of wanted) {
      const measured = await progress.step(name, () => measure(stack, files))
      console.log(tableOf(measured))
      figures.push(...measured)
    }
  } finally {
    await stack.stop()
  }
  return figures
}

function reportOf({ files }: Options, figures: Figure[]) {
  const machine = {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    platform: process.platform,
  }
  return { at: new Date().toISOString(), machine, files, figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure) })) }
}
