import { ImportError } from './import-error.js'

/** Windows-1252 where it differs from Latin-1: the bytes 0x80 to 0x9F; five of them are unassigned and stay as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * The text of a file: UTF-16 where its byte order mark says so, else UTF-8, else Windows-1252, as Excel writes CSV on Windows.
 * @throws ImportError for what is no text
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes)
  if (text.includes('\0')) throw new ImportError('The file holds NUL bytes, so it is no text that can be read: save it as CSV in UTF-8.')
  return text
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decodeStrictly(bytes, 'utf-16le') ?? broken()
  if (first === 0xfe && second === 0xff) return decodeStrictly(bytes, 'utf-16be') ?? broken()
  return decodeStrictly(bytes, 'utf-8') ?? decodeWindows1252(bytes)
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** By a table of our own: some versions of Node take Windows-1252 for Latin-1. */
function decodeWindows1252(bytes: Uint8Array): string {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin1.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character)
}

function broken(): never {
  throw new ImportError('The file begins as UTF-16 and does not go on so: save it as CSV in UTF-8.')
}
