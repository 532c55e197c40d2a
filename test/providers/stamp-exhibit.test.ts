import { expect, it } from 'vitest'
import { stampExhibit } from '../../src/providers/papers/stamp-exhibit.js'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { pagesOf } from '../support/pdf-text.js'

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

it.each([
  ['a PDF', textPdf(['Contrat']), 'application/pdf'],
  ['an image', PIXEL, 'image/png'],
])('prints the number of an exhibit on its first page: %s', async (_, bytes, mediaType) => {
  const [page, ...more] = await pagesOf((await stampExhibit(new Uint8Array(bytes), mediaType, 12)) ?? new Uint8Array())
  expect(more).toEqual([])
  const stamp = page?.runs.find(({ text }) => text === 'Pièce n° 12')
  expect((stamp?.x ?? 0) + (stamp?.width ?? 0)).toBeLessThan(page?.width ?? 0)
  expect(stamp?.x).toBeGreaterThan((page?.width ?? 0) * 0.7)
})

it.each([
  ['an electronic invoice', '<Invoice/>', 'application/xml'],
  ['a PDF that cannot be read', '%PDF-1.7 nothing', 'application/pdf'],
  ['an image that is none', 'PNG', 'image/png'],
])('leaves what has no pages as it is: %s', async (_, text, mediaType) => {
  expect(await stampExhibit(new TextEncoder().encode(text), mediaType, 1)).toBeNull()
})
