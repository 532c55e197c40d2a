import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { words as costWords } from '../src/cli/cost.js'
import { money } from '../src/cli/output.js'
import type { TimeContext } from '../src/engine/forward-file.js'
import type { JudicialMoment, PlayedCase } from '../src/simulation/judicial/look-back.js'
import { playJudicial } from '../src/simulation/judicial/play.js'
import type { Progress } from './progress.mjs'

/** Where it is played, and the folder that its papers are written to. */
export interface JudicialStage {
  context: TimeContext
  tenantId: string
  progress: Progress
  out: string
}

/** The judicial road: four files, with every paper that was made out for them. */
export async function demoJudicial({ context, tenantId, progress, out }: JudicialStage, json: boolean): Promise<void> {
  const began = performance.now()
  const cases = await progress.step('the judicial road', (say) => playJudicial(context, tenantId, say))
  const seconds = Math.round((performance.now() - began) / 100) / 10
  for (const one of cases) console.log(told(one, writePapers(out, one)))
  console.log(`\nPlayed in ${seconds} s. The papers are in ${out}.`)
  if (json) console.log(JSON.stringify({ cases: cases.map(asJson), out, seconds }))
}

const asJson = ({ reference, story, status, moments, costs, papers }: PlayedCase) => ({
  reference,
  story,
  status,
  moments,
  costs,
  papers: papers.map(({ name }) => name),
})

/** Writes the papers of a file into a folder of its own, in the order in which they were made. @returns their names */
function writePapers(out: string, { reference, papers }: PlayedCase): string[] {
  const folder = join(out, reference)
  mkdirSync(folder, { recursive: true })
  return papers.map(({ name, bytes }, index) => {
    const numbered = `${String(index + 1).padStart(2, '0')}-${name}`
    writeFileSync(join(folder, numbered), bytes)
    return join(reference, numbered)
  })
}

function told({ reference, debtor, story, status, currency, owedCents, moments, costs }: PlayedCase, papers: string[]): string {
  const title = `${styleText('bold', reference)}  ${debtor}  ${styleText('cyan', story)}  ${status}, ${money(owedCents, currency)} owed`
  const life = moments.map((moment) => `  ${styleText('dim', moment.on)}  ${line(moment, currency)}`)
  const spent = costWords(costs)
    .split('\n')
    .map((text) => `    ${text}`)
  const made = papers.map((name) => styleText('dim', `    ${name}`))
  return ['', title, ...life, `  ${styleText('bold', 'costs')}`, ...spent, `  ${styleText('bold', 'papers')}`, ...made].join('\n')
}

function line({ kind, text, amountCents }: JudicialMoment, currency: string): string {
  const words = amountCents === null ? text : `${text}  ${money(amountCents, currency)}`
  if (kind === 'proceeding-alarm' || kind === 'report-refused') return styleText('yellow', words)
  if (kind === 'payment-recorded' || kind === 'title-registered') return styleText('green', words)
  return kind === 'proceeding-advanced' ? styleText('bold', words) : words
}
