import type { ReadStatement } from '../../domain/bank-statement.js'
import { readCamt } from './camt/read-camt.js'
import { readCfonb } from './cfonb/read-cfonb.js'
import { decodeLines, decodeXml } from './decode.js'
import { readMt940 } from './mt940/read-mt940.js'
import { StatementError } from './statement-error.js'

const MAX_BYTES = 20 * 1024 * 1024

/**
 * The statements of a bank's file: CAMT.052, CAMT.053, CAMT.054, CFONB 120 or MT940, told apart by what the file holds. A file
 * is read right or refused whole.
 * @throws StatementError with one sentence for whoever imports it
 */
export function readStatements(bytes: Uint8Array): ReadStatement[] {
  if (bytes.length > MAX_BYTES) throw new StatementError('The file is larger than 20 MB.')
  const head = decodeLines(bytes.subarray(0, 400)).trimStart()
  if (head === '') throw new StatementError('The file is empty.')
  if (head.startsWith('<')) return readCamt(decodeXml(bytes).trimStart())
  if (/^0[1457]\d{5}/.test(head)) return readCfonb(decodeLines(bytes))
  if (/^(\{1:|(?:(?::940:|[A-Z0-9 .]{1,40})\s*\n){0,4}:20:)/.test(head)) return readMt940(decodeLines(bytes))
  throw new StatementError('The file is no bank statement that can be read: CAMT.052, CAMT.053, CAMT.054, CFONB 120 and MT940 are.')
}
