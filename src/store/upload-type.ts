import { fileTypeFromBuffer } from 'file-type'
import { UPLOAD_TYPES } from '../domain/upload.js'

/**
 * What a file is by its bytes, whatever its name or its sender says; null for what is not taken: programs, archives, web pages, documents
 * with macros, and anything unknown.
 */
export async function uploadTypeOf(bytes: Uint8Array): Promise<string | null> {
  const known = await fileTypeFromBuffer(bytes)
  if (known && known.mime in UPLOAD_TYPES) return known.mime
  // Text may begin with letters that are the mark of something else (`BM`, `MZ`), so that it is asked for besides.
  const text = textIn(bytes)
  return text === null ? null : textTypeOf(text)
}

/** Bytes that are text: no control characters but spaces and line ends. UTF-8, or what one byte a letter can say. */
function textIn(bytes: Uint8Array): string | null {
  const isControl = (byte: number) => (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d) || byte === 0x7f
  if (bytes.some(isControl)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** How text begins that some program takes for more than text: scripts, PostScript, RTF. */
const MADE_TO_RUN = /^(?:#!|%!|\{\\rtf|<\?(?!xml\b)|<%)/
const PAGE = /<(?:!doctype\s+html|html|head|body|script|iframe|object|embed|meta|base|form)\b/i

function textTypeOf(text: string): string | null {
  const start = text.trimStart()
  if (isMail(start)) return 'message/rfc822'
  if (MADE_TO_RUN.test(start)) return null
  if (start.startsWith('<')) return rootOf(start) === 'svg' ? 'image/svg+xml' : null
  return PAGE.test(text) ? null : 'text/plain'
}

/** Headers of mail (RFC 5322), of which one says who has written it. */
function isMail(text: string): boolean {
  const [head = ''] = text.split(/\r?\n\r?\n/, 1)
  const lines = head.split(/\r?\n/).filter((line) => !/^[ \t]/.test(line))
  if (!lines.every((line) => /^[!-9;-~]+:/.test(line))) return false
  const has = (names: readonly string[]) => lines.some((line) => names.includes(line.split(':', 1)[0]?.toLowerCase() ?? ''))
  return has(['from']) && has(['date', 'received', 'message-id'])
}

/** Name of the first element of some XML, behind its declaration, comments and type; empty where there is none. */
function rootOf(xml: string): string {
  let rest = xml
  for (;;) {
    const skipped = rest.trimStart().replace(/^(?:<\?xml\b[^>]*>|<!--.*?-->|<!DOCTYPE\s+svg\b[^[>]*(?:\[[^\]]*\]\s*)?>)/s, '')
    if (skipped === rest) return /^<(?:svg:)?([a-z]+)[\s/>]/i.exec(rest)?.[1]?.toLowerCase() ?? ''
    rest = skipped
  }
}
