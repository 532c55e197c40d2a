import { windows1252OfLatin1 } from '../../domain/windows-1252.js'
import { quoted, StatementError } from './statement-error.js'

/** ISO-8859-15 where it differs from Latin-1. */
const LATIN_9: Record<string, string> = { '¤': '€', '¦': 'Š', '¨': 'š', '´': 'Ž', '¸': 'ž', '¼': 'Œ', '½': 'œ', '¾': 'Ÿ' }

/** The text of an XML file by its own declaration; UTF-8 without one. @throws StatementError for another encoding, or broken UTF-8 */
export function decodeXml(bytes: Uint8Array): string {
  const head = latin1(bytes.subarray(0, 200))
  const declared = /^(?:ï»¿)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1] ?? 'UTF-8'
  return byName(bytes, declared)
}

/** Marks of transmission that frame a text: start of heading, end of text, and the end of file of CP/M. */
const FRAMES = ['\u0001', '\u0003', '\u001a']

/** The text of a file of lines: UTF-8, or else Windows-1252, which holds Latin-1. */
export function decodeLines(bytes: Uint8Array): string {
  const text = strictUtf8(bytes) ?? windows1252(bytes)
  return FRAMES.reduce((without, frame) => without.replaceAll(frame, ''), text)
}

function byName(bytes: Uint8Array, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'utf-8':
    case 'utf8':
    case 'us-ascii': {
      const text = strictUtf8(bytes)
      if (text === undefined) throw new StatementError(`The file says it is ${encoding} and holds bytes that are not.`)
      return text
    }
    case 'iso-8859-1':
      return latin1(bytes)
    case 'iso-8859-15':
      return latin1(bytes).replace(/[¤¦¨´¸¼½¾]/g, (character) => LATIN_9[character] ?? character)
    case 'windows-1252':
    case 'cp1252':
      return windows1252(bytes)
    default:
      throw new StatementError(`The file's encoding ${quoted(encoding)} is not read: UTF-8, ISO-8859-1, ISO-8859-15 and windows-1252 are.`)
  }
}

/** Without its byte order mark. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

const windows1252 = (bytes: Uint8Array) => windows1252OfLatin1(latin1(bytes))
