import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { closingWords } from '../contracts/closing.js'
import type { FileView } from '../contracts/file-view.js'
import { judicialWords } from '../contracts/judicial-words.js'
import { fetchBytes } from './api-client.js'
import { CommandError, minorDigits, money, print } from './output.js'

/** What the commands about one file have in common. */

/** Address of a file in the API, or of something of it. */
export const path = (file: string, ...rest: string[]) =>
  ['/v1/files', file, ...rest].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join('/')

/** A sum as people write it, in whole minor units of its currency. */
export function parseAmount(text: string, currency = 'EUR'): number {
  const digits = minorDigits(currency)
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d{1,4}))?$/.exec(text) ?? []
  if (!whole || fraction.length > digits)
    throw new CommandError(`An amount is written as ${digits === 0 ? '1250' : `1250.${'0'.repeat(digits)}`}, and not “${text}”.`)
  return Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || 0)
}

/** Writes a PDF that the API has into a file. */
export const savePdf = (json: boolean | undefined, address: string, out: string): Promise<void> =>
  save(json, address, 'application/pdf', out)

/** Writes what the API has, of one media type, into a file. @throws CommandError where it cannot be written */
export async function save(json: boolean | undefined, address: string, type: string, out: string): Promise<void> {
  const bytes = await fetchBytes(address, type)
  await writeFile(out, bytes).catch(() => {
    throw new CommandError(`${out} cannot be written.`)
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  print(json, { out, sha256 }, () => `${out}: ${bytes.length} bytes, SHA-256 ${sha256}`)
}

/** Prints a file: what is owed and for what, its history, and what comes next. */
export function show(json: boolean | undefined, file: FileView): void {
  print(json, file, () => {
    const sum = (amountCents: number) => money(amountCents, file.currency)
    const lines = [
      `${file.reference}  ${file.closedReason ? `closed: ${closingWords(file.closedReason)}` : file.status}  ${sum(file.balanceCents)} owed  legal time ${file.legalNow.slice(0, 16)}`,
      ...(file.closingOrder ? [`  is being closed: ${file.closingOrder.words}, ordered by ${file.closingOrder.actor}`] : []),
      ...(file.closing ? [`  papers kept through ${file.closing.retainUntil}`] : []),
      ...file.sharedWith.map(({ reference, liability, claims }) => `  shared with ${reference} (${liability}): ${claims.join(', ')}`),
      ...file.claims.flatMap((claim) => claimLines(claim, file.currency)),
    ]
    for (const { legalTime, kind, data } of file.events)
      lines.push(`  ${legalTime.slice(0, 10)}  ${kind.padEnd(18)} ${judicialWords(kind, data) ?? details(data, sum)}`.trimEnd())
    if (file.decision) {
      lines.push(`  next: ${file.decision.do}${file.decision.until ? ` until ${file.decision.until.slice(0, 16)}` : ''}`)
      for (const { rule, source } of file.decision.because) lines.push(`    because ${rule} (${source})`)
    }
    return lines.join('\n')
  })
}

type ClaimSums = Omit<
  FileView['claims'][number],
  'issueDate' | 'category' | 'capacity' | 'currency' | 'notices' | 'limitation' | 'contestedCents'
> & { contestedCents?: number }

/** What is owed on a claim by what it is owed as, with the lines of its interest. Parts that are nothing are left out. */
export function claimLines(claim: ClaimSums, currency: string): string[] {
  const sum = (amountCents: number) => money(amountCents, currency)
  const parts: [string, number][] = [
    ['principal', claim.principalCents],
    ['interest', claim.interestCents],
    ['compensation', claim.indemnityCents],
    ['costs', claim.costsCents],
    ['paid', claim.paidCents],
    ['credited or let go', claim.loweredCents],
    ['contested, asked for by nobody', claim.contestedCents ?? 0],
    ['overpaid', claim.overpaidCents],
    ['time-barred interest, not asked for', claim.barredInterestCents],
    ['provisional at the last known rate, not asked for yet', claim.provisionalCents],
  ]
  const words = parts.filter(([, amount]) => amount !== 0).map(([what, amount]) => `${what} ${sum(amount)}`)
  return [
    `  ${claim.reference}  due ${claim.dueDate}  ${sum(claim.amountCents)}  owed ${sum(claim.owedCents)}`,
    `    ${words.join(', ') || 'nothing is left'}`,
    ...claim.interestLines.map((line) => interestLine(line, sum)),
  ]
}

function interestLine(line: ClaimSums['interestLines'][number], sum: (amountCents: number) => string): string {
  const { from, to, days, ratePercent, baseCents, amountCents, provisional } = line
  const rate = `${ratePercent.toFixed(2)} %`
  return `      interest ${from} to ${to}  ${String(days).padStart(3)} days at ${rate} on ${sum(baseCents)}: ${sum(amountCents)}${provisional ? ' (provisional)' : ''}`
}

const LENGTH_OF_ID = 36

/** Identifiers are for programs; people read the rest. */
function details(data: Record<string, unknown>, sum: (amountCents: number) => string): string {
  return Object.entries(data)
    .map(([name, value]) => {
      if (typeof value === 'number') return name.endsWith('Cents') ? sum(value) : `${value} ${name}`
      return typeof value === 'string' && value.length < LENGTH_OF_ID ? value : ''
    })
    .filter((text) => text !== '')
    .join(' ')
}
