import { DomainError } from './errors.js'

/** Most files that may come at once. */
export const MOST_UPLOADS = 5
/** Largest file that is taken, in bytes. */
export const LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
/** Longest name that is kept, in characters, its extension included. */
export const LONGEST_UPLOAD_NAME = 120

/** Kinds of files that are taken, by their media type, with the extensions that their names may have; the first is the usual one. */
export const UPLOAD_TYPES: Readonly<Record<string, readonly [usual: string, ...others: string[]]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic', 'heif'],
  'image/tiff': ['tif', 'tiff'],
  'image/svg+xml': ['svg'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'text/plain': ['txt', 'md', 'log'],
  'message/rfc822': ['eml'],
}

/** What of a file its size and company decide, before anybody looks into it. @throws DomainError uploads-too-many, upload-too-large, upload-empty */
export function checkUploads(uploads: readonly { bytes: { readonly length: number } }[]): void {
  if (uploads.length > MOST_UPLOADS) throw new DomainError('uploads-too-many', 'documents')
  for (const { bytes } of uploads) {
    if (bytes.length > LARGEST_UPLOAD_BYTES) throw new DomainError('upload-too-large', 'documents')
    if (bytes.length === 0) throw new DomainError('upload-empty', 'documents')
  }
}

/** Control characters, those that change the direction of text or cannot be seen, halves of pairs, and what no file system takes. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"|?*]/gu

/**
 * The name that an upload is kept under: without a path, and with an extension of its own kind. What its bytes are is known by then, so
 * that nothing is kept under a name that makes a system run it.
 * @throws DomainError upload-name-invalid where nothing is left of it
 */
export function uploadName(sent: string, mediaType: string): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  // A name that begins with a dot is hidden, and one that ends with it loses the dot on some systems.
  const name = last
    .replace(UNFIT, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
  if (name === '') throw new DomainError('upload-name-invalid', 'documents')
  const extensions = UPLOAD_TYPES[mediaType] ?? ['bin']
  const [, stem = name, extension = ''] = /^(.+)\.([^.]+)$/u.exec(name) ?? []
  const isOwn = extensions.includes(extension.toLowerCase())
  const suffix = `.${isOwn ? extension : extensions[0]}`
  const kept = Array.from(isOwn ? stem : name)
    .slice(0, LONGEST_UPLOAD_NAME - suffix.length)
    .join('')
  return `${kept.trimEnd()}${suffix}`
}
