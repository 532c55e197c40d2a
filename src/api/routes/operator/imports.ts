import { ImportBody, ImportReport } from '../../../contracts/debt-file.js'
import { type ImportOutcome, importFiles } from '../../../store/import-files.js'
import type { ApiContext } from '../../context.js'
import { RequestFault, titleOf } from '../../problem.js'
import { type Route, route } from '../../route.js'

const LARGEST_BATCH = 4 * 1024 * 1024

/** Opening files by the hundred. */
export function importRoutes({ db, now, production }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/imports/files',
      tag: 'Files',
      summary: 'Open a batch of files',
      description:
        'Each file is opened or refused by itself, once for its own key: the batch may be sent again. Claims that another file holds, or that may no longer be sued for, are left out and named. A dry run says the same and opens nothing.',
      body: ImportBody,
      largestBody: LARGEST_BATCH,
      answers: [{ status: 200, description: 'What became of each file, in the order in which they were sent', schema: ImportReport }],
      refusals: ['legal-start-fixed'],
      async handle({ tenantId, actor, body: { dryRun, files } }) {
        const opened = now()
        const batch = files.map(({ key, file: { legalStart, ...file } }, index) => {
          if (legalStart && production) throw legalStartAt(index)
          return { key, file, legalStart: legalStart ? new Date(legalStart) : opened }
        })
        const base = { tenantId, actor, now: opened, clock: 'real' as const }
        return { body: { files: (await importFiles(db, base, batch, dryRun)).map(report) } }
      },
    }),
  ]
}

const legalStartAt = (index: number) =>
  new RequestFault('legal-start-fixed', [{ field: `files.${index}.file.legalStart`, message: titleOf('legal-start-fixed') }])

function report({ key, outcome, reference, duplicates, barred, refusal }: ImportOutcome): ImportReport['files'][number] {
  const faults = barred.map(({ index, lastDay }) => ({
    field: `claims.${index}.dueDate`,
    message: `${titleOf('claim-time-barred')} (last day: ${lastDay})`,
  }))
  if (refusal?.field && faults.length === 0) faults.push({ field: refusal.field, message: titleOf(refusal.code) })
  return { key, outcome, reference, duplicates, code: refusal?.code ?? null, faults }
}
