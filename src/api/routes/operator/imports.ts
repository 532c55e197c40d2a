import type { z } from 'zod'
import { ImportBody, ImportReport, OpenFileBody } from '../../../contracts/debt-file.js'
import { ListImportQuery, ListImportReport } from '../../../contracts/list-import.js'
import { ImportError } from '../../../imports/import-error.js'
import { type ImportOptions, type Plan, planImport } from '../../../imports/plan.js'
import { readTable } from '../../../imports/read-table.js'
import { reportLines, summarise } from '../../../imports/report.js'
import { type ImportOutcome, importFiles } from '../../../store/import-files.js'
import { mappingVersions } from '../../../store/import-mapping.js'
import { findCreditor } from '../../../store/organisation.js'
import type { ApiContext } from '../../context.js'
import { faultOf, notUnderstood, RequestFault, titleOf } from '../../problem.js'
import { type Route, route } from '../../route.js'
import { named } from './organisations.js'

const LARGEST_BATCH = 4 * 1024 * 1024

/** Opening files by the hundred. */
export function importRoutes(context: ApiContext): Route[] {
  return [batchRoute(context), listRoute(context)]
}

function batchRoute(context: ApiContext): Route {
  const { production } = context
  return route({
    method: 'post',
    path: '/v1/imports/files',
    tag: 'Files',
    summary: 'Open a batch of files',
    description:
      'Each file is opened or refused by itself, once for its own key: the batch may be sent again. Claims that another file holds, or that are not taken in charge, are left out and named with all that stands against them; the latter go back to their creditor (`GET /v1/creditors/{creditor}/admissions`). A dry run says the same and opens nothing.',
    body: ImportBody,
    largestBody: LARGEST_BATCH,
    answers: [{ status: 200, description: 'What became of each file, in the order in which they were sent', schema: ImportReport }],
    refusals: ['legal-start-fixed'],
    async handle({ tenantId, actor, body: { dryRun, files } }) {
      const place = files.findIndex(({ file }) => file.legalStart)
      if (production && place >= 0) throw legalStartAt(`files.${place}.file.legalStart`)
      return { body: { files: await opening(context, { tenantId, actor }, files, dryRun) } }
    },
  })
}

const MOST_FILES = 500

function listRoute(context: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/creditors/:creditor/imports',
    tag: 'Files',
    summary: 'Open the files of a list of invoices',
    description:
      'A CSV or .xlsx file with a line for each invoice, read as `relance import` reads it, if need be by a mapping that was saved. The same list may be sent again: what is open is known, and what was added or corrected is opened. Of at most 500 debtors; larger ones are for `relance import`.',
    takesFile: true,
    largestBody: LARGEST_BATCH,
    query: ListImportQuery,
    answers: [{ status: 200, description: 'What became of each line', schema: ListImportReport }],
    refusals: ['resource-unknown', 'legal-start-fixed'],
    async handle({ tenantId, actor, param, bytes, query: { mapping: name, dryRun: dry, asOf } }) {
      if (asOf && context.production) throw legalStartAt('asOf')
      const creditor = param('creditor')
      await named(findCreditor(context.db, tenantId, creditor))
      const [mapping] = name === undefined ? [null] : await mappingVersions(context.db, tenantId, creditor, name)
      const plan = await planOf(bytes, { creditor, map: mapping?.columns, dateFormat: mapping?.dateFormat, asOf })
      const files = plan.files.map(({ key, file }) => ({ key, file: OpenFileBody.parse(file) }))
      if (files.length > MOST_FILES) throw notUnderstood('body', `the list has ${files.length} debtors: ${MOST_FILES} are taken at a time`)
      const dryRun = dry === 'true'
      const answers = await opening(context, { tenantId, actor }, files, dryRun)
      const lines = reportLines(plan, answers)
      const used = mapping && { name: mapping.name, version: mapping.version }
      return { body: { mapping: used, dryRun, summary: summarise(lines, answers), lines } }
    },
  })
}

/** @throws RequestFault for a list that cannot be read as a whole */
async function planOf(bytes: Uint8Array, options: ImportOptions): Promise<Plan> {
  try {
    return planImport(await readTable(bytes), options)
  } catch (error) {
    throw error instanceof ImportError ? notUnderstood('body', error.message) : error
  }
}

/** Opens a batch, and says what became of it. */
async function opening(
  { db, now }: ApiContext,
  who: { tenantId: string; actor: string },
  files: z.output<typeof ImportBody>['files'],
  dryRun: boolean,
): Promise<ImportReport['files']> {
  const opened = now()
  const batch = files.map(({ key, file: { legalStart, ...file } }) => {
    return { key, file, legalStart: legalStart ? new Date(legalStart) : opened }
  })
  return (await importFiles(db, { ...who, now: opened, clock: 'real' }, batch, dryRun)).map(report)
}

const legalStartAt = (field: string) => new RequestFault('legal-start-fixed', [{ field, message: titleOf('legal-start-fixed') }])

function report({ key, outcome, reference, duplicates, refusals, remarks, refusal }: ImportOutcome): ImportReport['files'][number] {
  const faults = refusals.map(faultOf)
  if (refusal?.field && faults.length === 0) faults.push({ field: refusal.field, message: titleOf(refusal.code) })
  return { key, outcome, reference, duplicates, code: refusal?.code ?? null, faults, remarks }
}
