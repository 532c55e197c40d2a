import { Readable } from 'node:stream'
import type { Request, Response } from 'express'
import multer from 'multer'

/** A form with files: fields as the bytes that they are, for each may be in a character set of its own. */
export interface ParsedForm {
  fields: Map<string, Buffer>
  files: { field: string; name: string; bytes: Uint8Array<ArrayBuffer> }[]
}

/**
 * Takes a form with files (multipart/form-data) apart whose bytes are there already: a signature had to be checked over them.
 * @throws Error for what is no such form
 */
export function parseForm(contentType: string, body: Buffer): Promise<ParsedForm> {
  const options = {
    storage: multer.memoryStorage(),
    limits: { fieldSize: Number.POSITIVE_INFINITY },
    defParamCharset: 'utf8',
    // One letter a byte: what the bytes mean is for the caller to know.
    defCharset: 'latin1',
  }
  const headers = { 'content-type': contentType, 'content-length': String(body.length) }
  const request = Object.assign(Readable.from([body]), { headers }) as unknown as Request & { files?: Express.Multer.File[] }
  return new Promise((resolve, reject) => {
    void multer(options).any()(request, {} as Response, (error?: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('a form that cannot be read'))
      else resolve({ fields: fieldsOf(request.body as Record<string, unknown> | undefined), files: (request.files ?? []).map(fileOf) })
    })
  })
}

function fieldsOf(body: Record<string, unknown> = {}): Map<string, Buffer> {
  return new Map(
    Object.entries(body).map(([name, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value
      return [name, Buffer.from(typeof last === 'string' ? last : '', 'latin1')]
    }),
  )
}

const fileOf = ({ fieldname: field, originalname: name, buffer }: Express.Multer.File) => ({ field, name, bytes: new Uint8Array(buffer) })
