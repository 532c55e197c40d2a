import { finished } from 'node:stream'
import type { Request, RequestHandler } from 'express'
import multer from 'multer'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { LARGEST_UPLOAD_BYTES, MOST_UPLOADS } from '../domain/upload.js'
import type { Upload } from '../store/file-act.js'
import { notUnderstood } from './problem.js'

/** How much a form with files may hold: it is kept in memory while it is read. */
export interface FormLimits {
  files: number
  /** Of one file. */
  fileBytes: number
  fields: number
  /** Of one field. */
  fieldBytes: number
}

/** Of a form that a debtor fills in. */
export const UPLOAD_FORM: FormLimits = { files: MOST_UPLOADS, fileBytes: LARGEST_UPLOAD_BYTES, fields: 30, fieldBytes: 16 * 1024 }

/** What a form with files holds. Of a field that comes twice the last one counts. */
export interface SentForm {
  fields: Record<string, string>
  files: Upload[]
}

/** What stands around each part of a form: its boundary and headers. */
const PART_OVERHEAD = 1024

const CODES: Partial<Record<string, ErrorCode>> = {
  LIMIT_FILE_COUNT: 'uploads-too-many',
  LIMIT_FILE_SIZE: 'upload-too-large',
  LIMIT_PART_COUNT: 'body-too-large',
  LIMIT_FIELD_COUNT: 'body-too-large',
  LIMIT_FIELD_VALUE: 'body-too-large',
  LIMIT_FIELD_KEY: 'body-too-large',
}

/**
 * Reads a form with files (multipart/form-data), which `formOf` gives then; any other body is left alone.
 * @throws DomainError uploads-too-many, upload-too-large, body-too-large @throws RequestFault for what is no such form
 */
export function readForm({ files, fileBytes, fields, fieldBytes }: FormLimits = UPLOAD_FORM): RequestHandler {
  const parts = files + fields
  const most = files * fileBytes + fields * fieldBytes + (parts + 1) * PART_OVERHEAD
  const limits = { files, fileSize: fileBytes, fields, fieldSize: fieldBytes, fieldNameSize: 100, fieldNestingDepth: 0, headerPairs: 20 }
  // Names of files are written in UTF-8 by every browser, though the standard of old says Latin-1.
  const read = multer({ storage: multer.memoryStorage(), limits, defParamCharset: 'utf8' }).any()
  return (request, response, next) => {
    const length = request.get('content-length')
    if (Number(length ?? 0) > most) throw new DomainError('body-too-large')
    read(request, response, (error?: unknown) => {
      if (error === undefined || error === null) return next()
      // Answered while it still sends, a client may see a broken connection instead of the refusal; what has no end is not waited for.
      if (length === undefined) return next(understood(error))
      request.resume()
      finished(request, () => next(understood(error)))
    })
  }
}

function understood(error: unknown): Error {
  const code = error instanceof multer.MulterError ? CODES[error.code] : undefined
  if (code === undefined) return notUnderstood('body', 'a form with files is sent as multipart/form-data')
  return new DomainError(code, code.startsWith('upload') ? 'documents' : undefined)
}

/** The form that `readForm` has read. */
export function formOf(request: Request): SentForm {
  const sent = Object.entries((request.body ?? {}) as Record<string, unknown>)
  const files = Array.isArray(request.files) ? request.files : []
  return {
    fields: Object.fromEntries(sent.flatMap(([name, value]) => lastOf(name, value))),
    files: files.map(({ originalname, buffer }) => ({ name: originalname, bytes: new Uint8Array(buffer) })),
  }
}

function lastOf(name: string, value: unknown): [string, string][] {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value
  return typeof last === 'string' ? [[name, last]] : []
}
