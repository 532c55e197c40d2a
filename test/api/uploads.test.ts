import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FileDocument, FileDocumentList } from '../../src/contracts/document.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, joinAgency, refusalIn } from './caller.js'

/** Files that are handed in: kept by what their bytes are, and only ever downloaded. */
const PDF = '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n'
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'

let stack: TestStack
let api: Caller
let file: string

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
  file = (await api.open()).id
})
afterAll(() => stack.close())

async function handIn(
  bytes: string | Uint8Array<ArrayBuffer>,
  query: Record<string, string>,
  { key = randomUUID() as string, of = file } = {},
) {
  const response = await fetch(new URL(`/v1/files/${of}/documents?${new URLSearchParams(query)}`, api.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${api.apiKey}`, 'content-type': 'application/octet-stream', 'idempotency-key': key },
    body: bytes,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const kept = async (...args: Parameters<typeof handIn>) => FileDocument.parse(JSON.parse((await handIn(...args)).text))
const documents = async (of = file) => FileDocumentList.parse(await api.get(`/v1/files/${of}/documents`)).documents

describe('a file that is handed in', () => {
  it.each([
    ['a PDF with a script', PDF, 'facture.pdf', 'application/pdf'],
    ['an SVG with a script', SVG, 'plan.svg', 'image/svg+xml'],
  ])('%s is kept as it is, and only ever downloaded', async (_, bytes, name, mediaType) => {
    const document = await kept(bytes, { name })
    expect(document).toMatchObject({ kind: 'upload', name, mediaType, about: `file:${file}` })
    const download = await api.ask('GET', `/v1/files/${file}/documents/${document.id}`)
    expect(download.text).toBe(bytes)
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename=${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  it('is what its bytes say, whatever its name says, and its name follows', async () => {
    expect(await kept(SVG, { name: 'photo.png' })).toMatchObject({ name: 'photo.png.svg', mediaType: 'image/svg+xml' })
    expect(await kept('Bonjour', { name: '../../a\u202egnp.exe' })).toMatchObject({ name: 'agnp.exe.txt', mediaType: 'text/plain' })
  })

  it('is downloaded under its own name in every writing', async () => {
    const { id } = await kept('Bonjour', { name: 'Reçu «été» "1".txt' })
    const { headers } = await api.ask('GET', `/v1/files/${file}/documents/${id}`)
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="Re?u ??t?? 1.txt"; filename*=UTF-8\'\'Re%C3%A7u%20%C2%AB%C3%A9t%C3%A9%C2%BB%201.txt',
    )
  })

  it.each([
    ['a web page', '<!doctype html><script>alert(1)</script>', 'page.pdf', '422 upload-type-refused'],
    ['a program', 'MZ\u0090\u0000\u0003', 'setup.pdf', '422 upload-type-refused'],
    ['nothing', '', 'vide.pdf', '422 upload-empty'],
    ['a file without a name', 'Bonjour', '..', '422 upload-name-invalid'],
  ])('%s is refused, and nothing is kept', async (_, bytes, name, refusal) => {
    const before = (await documents()).length
    expect(refusalIn(await handIn(bytes, { name }))).toBe(refusal)
    expect(await documents()).toHaveLength(before)
  })

  it('is refused where it is larger than ten megabytes', async () => {
    const size = 10 * 1024 * 1024
    expect((await handIn(new Uint8Array(size).fill(97), { name: 'a.txt' })).status).toBe(201)
    expect(refusalIn(await handIn(new Uint8Array(size + 1).fill(97), { name: 'a.txt' }))).toBe('413 body-too-large')
  })

  it('is kept once under its key', async () => {
    const key = randomUUID()
    const first = await kept('une fois', { name: 'a.txt' }, { key })
    expect(await kept('une fois', { name: 'a.txt' }, { key })).toEqual(first)
    expect(refusalIn(await handIn('deux fois', { name: 'a.txt' }, { key }))).toBe('409 key-reused')
    expect((await documents()).filter(({ sha256 }) => sha256 === first.sha256)).toHaveLength(1)
  })

  it('is the file’s own: no other file has it, and none that is not there', async () => {
    const { id } = await kept('à moi', { name: 'a.txt' })
    const other = (await api.open()).id
    expect(await documents(other)).toEqual([])
    expect(refusalIn(await api.ask('GET', `/v1/files/${other}/documents/${id}`))).toBe('404 resource-unknown')
    expect(refusalIn(await api.ask('GET', `/v1/files/${file}/documents/${randomUUID()}`))).toBe('404 resource-unknown')
    expect(refusalIn(await handIn('x', { name: 'a.txt', dispute: randomUUID() }))).toBe('404 dispute-unknown')
  })
})
