import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf, readForm, type SentForm } from '../../src/api/form-files.js'
import { problemHandler } from '../../src/api/problem.js'
import { listen } from '../../src/api/server.js'

/** The reader of forms, behind an address of its own: what it lets in, and what it refuses before anything is kept. */
const LARGEST = 10 * 1024 * 1024

let server: Awaited<ReturnType<typeof listen>>
let url: string
let read: SentForm | null = null

beforeAll(async () => {
  const app = express()
  app.post('/', readForm(), (request, response) => {
    read = formOf(request)
    response.json({})
  })
  app.use(problemHandler(pino({ level: 'silent' })))
  server = await listen(app, 0, '127.0.0.1')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function form(files: [name: string, size: number][], fields: [name: string, value: string][] = []): FormData {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  for (const [name, size] of files) data.append('documents', new Blob([new Uint8Array(size).fill(97)], { type: 'text/html' }), name)
  return data
}

async function send(body: BodyInit, headers: Record<string, string> = {}): Promise<string> {
  read = null
  const response = await fetch(url, { method: 'POST', body, headers })
  const { code } = (await response.json()) as { code?: string }
  return code ? `${response.status} ${code}` : String(response.status)
}

describe('a form with files', () => {
  it('is read with its fields and files, names in UTF-8, whatever kind the client says', async () => {
    expect(await send(form([['reçu.txt', 3]], [['words', 'été']]))).toBe('200')
    expect(read?.fields).toEqual({ words: 'été' })
    expect(read?.files.map(({ name, bytes }) => [name, bytes.length])).toEqual([['reçu.txt', 3]])
  })

  it('of a field that comes twice has the last, and no other kind of value', async () => {
    const fields: [string, string][] = [
      ['a', '1'],
      ['a', '2'],
      ['__proto__', 'x'],
    ]
    expect(await send(form([], fields))).toBe('200')
    expect(read?.fields.a).toBe('2')
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('a field without a file that was chosen is no file', async () => {
    const body =
      '--b\r\ncontent-disposition: form-data; name="documents"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--b--\r\n'
    expect(await send(body, { 'content-type': 'multipart/form-data; boundary=b' })).toBe('200')
    expect(read).toEqual({ fields: {}, files: [] })
  })

  it('takes five files of ten megabytes', async () => {
    expect(await send(form(Array.from({ length: 5 }, (_, index): [string, number] => [`${index}.txt`, LARGEST])))).toBe('200')
    expect(read?.files.map(({ bytes }) => bytes.length)).toEqual([LARGEST, LARGEST, LARGEST, LARGEST, LARGEST])
  })

  it.each([
    ['six files', form(Array.from({ length: 6 }, (_, index): [string, number] => [`${index}.txt`, 1])), '422 uploads-too-many'],
    ['a file of a byte too much', form([['a.txt', LARGEST + 1]]), '413 upload-too-large'],
    [
      'more fields than any form has',
      form(
        [],
        Array.from({ length: 31 }, (_, index): [string, string] => [`f${index}`, '']),
      ),
      '413 body-too-large',
    ],
    ['a field that is too long', form([], [['words', 'x'.repeat(16 * 1024 + 1)]]), '413 body-too-large'],
    ['fields within fields', form([], [['a[b]', 'x']]), '400 request-invalid'],
  ])('%s: refused', async (_, body, refusal) => {
    expect(await send(body)).toBe(refusal)
    expect(read).toBeNull()
  })

  it('is refused by the size that it says it has, before it is read', async () => {
    expect(await send(new Uint8Array(52 * 1024 * 1024 + 1024 * 1024), { 'content-type': 'multipart/form-data; boundary=b' })).toBe(
      '413 body-too-large',
    )
  })

  it('that breaks off, or has no boundary, is none', async () => {
    const torn = '--b\r\ncontent-disposition: form-data; name="documents"; filename="a.txt"\r\n\r\nabc'
    expect(await send(torn, { 'content-type': 'multipart/form-data; boundary=b' })).toBe('400 request-invalid')
    expect(await send('x', { 'content-type': 'multipart/form-data' })).toBe('400 request-invalid')
  })
})
