import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { projectRoot } from '../src/config.js'
import { cents } from '../src/domain/money.js'
import { renderPaperPdf } from '../src/providers/paper-pdf.js'
import { stampExhibit } from '../src/providers/papers/stamp-exhibit.js'
import { textPdf } from '../src/providers/sandbox/text-pdf.js'
import type { JudicialCase } from '../src/strategies/papers/facts.js'
import { JUDICIAL_PAPERS, type JudicialPaperName } from '../src/strategies/papers/judicial/papers.js'
import { statementOfAccount } from '../src/strategies/papers/judicial/statements.js'
import { germanCase } from '../test/strategies/papers/german-case.js'
import { judicialCase } from '../test/strategies/papers/sample-case.js'

const FOLDER = join(projectRoot, 'docs', 'images', 'judicial')
const SCALE = 1.15
const QUALITY = 78
const FONTS = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts/')

const GRANTED = { on: '2026-06-24', amountCents: cents(2860_50), costsCents: cents(35_21) }
/** What differs from the sample case, by paper: the task that it is made for. */
const CASES: Partial<Record<JudicialPaperName, Partial<JudicialCase>>> = {
  'officer-referral': {
    task: { kind: 'serve-order', to: 'officer', by: '2026-12-24' },
    granted: GRANTED,
    deadlines: [{ kind: 'serve', lastDay: '2026-12-24', source: 'Code de procédure civile 1411' }],
  },
  'small-claims-referral': {
    task: { kind: 'invite-debtor', to: 'officer', by: null },
    procedure: 'small-claims',
    course: 'invitation',
    procedureName: 'procédure simplifiée de recouvrement des petites créances',
    court: null,
  },
  'lawyer-instruction': {
    task: { kind: 'instruct-suit', to: 'lawyer', by: null },
    procedure: 'summons',
    course: 'suit',
    procedureName: 'assignation',
  },
  'dunning-data-sheet': germanCase(),
  withdrawal: { task: { kind: 'withdraw', to: 'officer', by: null }, reason: 'paid' },
  amendment: { reason: null },
  suspension: { task: { kind: 'suspend', to: 'officer', by: null }, reason: 'insolvency' },
  'exhibit-recall': { task: { kind: 'recall-exhibits', to: 'lawyer', by: null } },
}

/** Draws the papers of a fictional case anew into docs/images/judicial. */
export async function drawJudicialPapers(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, { build }] of Object.entries(JUDICIAL_PAPERS))
    await draw(name, await renderPaperPdf(build(judicialCase(CASES[name as JudicialPaperName]))))
  await draw('statement-of-account', await renderPaperPdf(statementOfAccount(judicialCase())))
  const exhibit = await stampExhibit(
    textPdf(['Bon de livraison BL-881', '', 'Chaises : 12', 'Tables : 2', '', 'Le client :']),
    'application/pdf',
    4,
  )
  if (exhibit) await draw('exhibit', exhibit)
}

/** The first two pages at most, each a picture. */
async function draw(name: string, pdf: Uint8Array): Promise<void> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0, standardFontDataUrl: FONTS }).promise
  for (let number = 1; number <= Math.min(2, document.numPages); number++) {
    const page = await document.getPage(number)
    const viewport = page.getViewport({ scale: SCALE })
    const factory = document.canvasFactory as CanvasFactory
    const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height))
    await page.render({ canvas: null, canvasContext: context, viewport }).promise
    writeFileSync(join(FOLDER, `${name}-${number}.jpg`), canvas.toBuffer('image/jpeg', QUALITY))
  }
  await document.loadingTask.destroy()
}

interface CanvasFactory {
  create: (
    width: number,
    height: number,
  ) => {
    canvas: { toBuffer: (type: 'image/jpeg', quality: number) => Uint8Array }
    context: never
  }
}
