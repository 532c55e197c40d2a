import type { MovePreview, MovePreviewFile, MoveView } from '../contracts/strategy-move.js'
import { euros } from './output.js'

const COLUMN = 48

/** What a move would do, file by file, the acts side by side. */
export function previewInWords({ selected, counts, files, next }: MovePreview): string {
  const { changed, unaffected, staying } = counts
  const head = `${filesOf(selected)} open, on the old version and within the filter.`
  const shown = next === null ? '' : ` Of the ${files.length} newest:`
  const tally = `${shown} ${changed} would go on otherwise, ${unaffected} as before, ${staying} would stay.`
  return [`${head}${tally}`, ...files.flatMap(fileInWords)].join('\n')
}

function fileInWords({ reference, before, after, leftOut, changes, stopped, stays }: MovePreviewFile): string[] {
  const head = `${reference}${stopped ? '  (waits for a person: its acts if it were let go now)' : ''}`
  if (stays !== null) return [head, `  stays: ${WHY[stays]}`]
  const behind = leftOut.length > 0 ? [`  not taken, since the file has them behind it: ${leftOut.join(', ')}`] : []
  if (!changes) return [head, '  goes on as before', ...behind]
  const lines = Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
    `  ${act(before[index]).padEnd(COLUMN)}  ${act(after[index])}`.trimEnd(),
  )
  return [head, `  ${'before'.padEnd(COLUMN)}  after`, ...lines, ...behind]
}

const WHY = {
  'notice-missing': 'the new version has no step for a notice that the file is still owed',
  'other-country': 'the new version is for another country’s law',
} as const satisfies Record<NonNullable<MovePreviewFile['stays']>, string>

const act = (planned: MovePreviewFile['before'][number] | undefined) =>
  planned ? `${planned.on}  ${planned.stage.padEnd(13)}  ${planned.channel.padEnd(6)}  ${euros(planned.amountCents)}` : ''

/** `1 file`, `2 files`. */
export const filesOf = (count: number): string => `${count} file${count === 1 ? '' : 's'}`

/** How far a move is, and why files were left alone. */
export function moveInWords({ id, from, to, state, counts, files }: MoveView): string {
  const tally = Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []))
  const head = `${id}  ${from.name} v${from.version} to ${to.name} v${to.version}  ${state}: ${tally.join(', ')}`
  const left = files.filter(({ reason }) => reason !== null)
  return [head, ...left.map((file) => `  ${file.reference}  ${file.state}: ${file.reason}`)].join('\n')
}
