import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { writeInvoice } from '../src/api/commission-document.js'
import { statementDocument } from '../src/api/remittance-statement.js'
import { euros } from '../src/cli/output.js'
import { loadConfig } from '../src/config.js'
import { registersIn } from '../src/engine/channels.js'
import type { TimeContext } from '../src/engine/forward-file.js'
import { renderLetterPdf } from '../src/providers/post/letter-pdf.js'
import { ClaimFailed, figuresOf, type MonthFigures, requireTrue } from '../src/simulation/agency/figures.js'
import type { RegisterWorld } from '../src/simulation/agency/month.js'
import { EXECUTED, type PlayedMonth, playMonth } from '../src/simulation/agency/play.js'
import { loadStatement } from '../src/store/remittance-view.js'
import { type Progress, StartError } from './progress.mjs'

/** How many invoices are placed. */
const INVOICES = 300

interface World {
  context: TimeContext
  tenantId: string
  environment: Record<string, string>
  progress: Progress
}

/** A month in the life of an agency, with its own claims asserted. @param papers folder for the papers that creditors are sent */
export async function demoAgency(world: World, { json, papers }: { json: boolean; papers: string | undefined }): Promise<void> {
  const { context, tenantId, progress } = world
  const began = performance.now()
  const played = await progress.step('January 2026', (say) =>
    playMonth(
      context,
      tenantId,
      INVOICES,
      { writeInvoice, registers: registersOf(world) },
      { say, day: (on, what) => progress.line(`    ${on}  ${what}`) },
    ),
  )
  const figures = await figuresOf(played)
  const seconds = Math.round((performance.now() - began) / 1000)
  console.log(shown(figures))
  if (papers !== undefined) await writePapers(played, papers)
  try {
    requireTrue(figures, played.files.length)
  } catch (error) {
    throw error instanceof ClaimFailed ? new StartError(error.message) : error
  }
  console.log(
    `\n${styleText('green', 'The books are those of the bank, to the cent.')} Contacts after the money: 0. Lived in ${seconds} s.`,
  )
  if (json) console.log(JSON.stringify({ ...figures, seconds }))
}

/** The stack's own sandbox stands in for the registers. */
function registersOf({ context, environment }: World): RegisterWorld {
  const { db, now } = context
  const desk = { db, now, registers: registersIn(loadConfig(environment)) }
  const publish = async (notice: Record<string, unknown>) => {
    const [headers, body] = [{ 'content-type': 'application/json' }, JSON.stringify(notice)]
    const answer = await fetch(`${environment.RELANCE_SANDBOX_URL}/sandbox/registers/notices`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`the sandbox’s registers answered ${answer.status}`)
  }
  return { desk, publish }
}

function shown(figures: MonthFigures): string {
  const { placed, refused, files, creditors, invoices, funds } = figures
  const opened = files.reduce((all, { count }) => all + count, 0)
  return [
    title(`${placed} invoices were placed, ${opened} files opened`),
    ...files.map(({ state, count }) => counted(count, state)),
    ...refused.map(({ reason, count }) => counted(count, styleText('yellow', `not taken in charge: ${reason}`))),
    ...creditors.flatMap(creditorLines),
    title('Commission'),
    ...invoices.map(
      ({ number, creditor, netCents, totalCents, netted }) =>
        `  ${number}  ${creditor.name.padEnd(22)} ${sum(netCents)}, with VAT ${euros(totalCents)}, ${netted ? 'kept of the remittance' : 'to be paid'}`,
    ),
    ...fundsLines(figures, funds),
  ].join('\n')
}

const WIDTHS = { label: 34, sum: 14, count: 5 }
const title = (text: string) => `\n${styleText('bold', text)}`
const sum = (amountCents: number) => euros(amountCents).padStart(WIDTHS.sum)
const counted = (count: number, what: string) => `  ${String(count).padStart(WIDTHS.count)}  ${what}`
const line = (label: string, amountCents: number) => `  ${label.padEnd(WIDTHS.label)}${sum(amountCents)}`

function creditorLines(one: MonthFigures['creditors'][number]): string[] {
  return [
    title(`${one.name}: ${one.files} files`),
    line('collected, less what went back', one.collectedCents),
    line('paid to the creditor itself', one.directCents),
    line('commission earned, without VAT', one.earnedCents),
    line('commission kept, with VAT', one.keptCents),
    line('passed on', one.remittedCents),
    line('held, not there for good yet', one.heldCents),
  ]
}

function fundsLines({ bankCents }: MonthFigures, { equation, comparison }: MonthFigures['funds']): string[] {
  return [
    title(`Client funds at the end of ${EXECUTED}`),
    line('the bank says', bankCents),
    line('its statement says', comparison?.statementCents ?? 0),
    line('the books say: at the bank', equation.bankCents),
    line('  with the card provider', equation.providerCents),
    line('  on its way to the bank', equation.clearingCents),
    line('  owed by the agency', equation.shortfallCents),
    line('they belong: to creditors', equation.creditorsCents),
    line('  to nobody known yet', equation.unallocatedCents),
    line('  to payers', equation.refundsCents),
    line('  to the agency', equation.agencyCents),
    line('  to whom the bank pays next', equation.transitCents),
  ]
}

/** Invoices and statements of remittances, as the creditors have them. */
async function writePapers({ month, issued }: PlayedMonth, folder: string): Promise<void> {
  const { context, tenantId } = month
  mkdirSync(folder, { recursive: true })
  const invoices = await context.db.storedDocument.findMany({
    where: { tenantId, kind: 'commission-invoice' },
    orderBy: { createdAt: 'asc' },
  })
  for (const [index, { bytes }] of invoices.entries()) writeFileSync(join(folder, `${issued[index] ?? index}.pdf`), bytes)
  const remittances = await context.db.remittance.findMany({ where: { tenantId }, orderBy: { reference: 'asc' } })
  for (const { reference } of remittances) {
    const { pdf } = await renderLetterPdf(statementDocument(await loadStatement(context.db, tenantId, reference), EXECUTED))
    writeFileSync(join(folder, `${reference}.pdf`), pdf)
  }
}
