import { windows1252OfLatin1 } from '../domain/windows-1252.js'
import { ImportError } from './import-error.js'

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

function decodeWindows1252(bytes: Uint8Array): string {
  return windows1252OfLatin1(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'))
}

function broken(): never {
  throw new ImportError('The file begins as UTF-16 and does not go on so: save it as CSV in UTF-8.')
}
