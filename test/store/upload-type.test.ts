import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { uploadTypeOf } from '../../src/store/upload-type.js'

/** What is taken, and what is not, by the bytes alone. Each file is made here, as small as it may be. */
const text = (words: string) => new TextEncoder().encode(words)
const bytes = (...parts: (string | number[] | Uint8Array)[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)))))
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const MAIL = 'From: camille@example.org\r\nDate: Mon, 5 Jan 2026 10:00:00 +0100\r\nSubject: Facture\r\n\r\n<html><script>x</script></html>'

/** A ZIP archive of some files, its sums of checking left at zero, which nobody looks at here. */
function zip(files: Record<string, string>): Uint8Array {
  const u16 = (value: number) => [value & 0xff, value >> 8]
  const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)]
  const parts: (string | number[] | Uint8Array)[] = []
  const directory: (string | number[])[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(Buffer.from(content))
    const head = [
      ...u16(20),
      ...u16(0),
      ...u16(8),
      ...u32(0),
      ...u32(0),
      ...u32(packed.length),
      ...u32(content.length),
      ...u16(name.length),
    ]
    parts.push('PK\x03\x04', head, u16(0), name, packed)
    directory.push('PK\x01\x02', u16(20), head, u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), name)
    offset += 30 + name.length + packed.length
  }
  const size = directory.reduce((total, part) => total + part.length, 0)
  const count = Object.keys(files).length
  return bytes(...parts, ...directory, 'PK\x05\x06', u32(0), u16(count), u16(count), u32(size), u32(offset), u16(0))
}
const office = (part: string) =>
  zip({ '[Content_Types].xml': `<Types><Override ContentType="application/vnd.${part}.main+xml"/></Types>`, 'word/document.xml': '<d/>' })

describe('what is taken', () => {
  it.each<[string, Uint8Array, string]>([
    ['a PDF, with a script in it', text('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>'), 'application/pdf'],
    ['a JPEG', bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF\0'), 'image/jpeg'],
    ['a WebP', bytes('RIFF', [4, 0, 0, 0], 'WEBPVP8 '), 'image/webp'],
    ['a TIFF', bytes('II*\0', [8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 'image/tiff'],
    ['a HEIC', bytes([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic'), 'image/heic'],
    ['an SVG, with a script in it', text(SVG), 'image/svg+xml'],
    [
      'an SVG behind its declaration',
      text(`\ufeff<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "-//W3C">\n${SVG}`),
      'image/svg+xml',
    ],
    [
      'a DOCX',
      office('openxmlformats-officedocument.wordprocessingml.document'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['text', text('Les chaises sont arrivées cassées.\n'), 'text/plain'],
    ['text of one byte a letter', bytes('Re\xe7u le 5 janvier, \xe9t\xe9\r\n'), 'text/plain'],
    ['text that begins with the mark of a picture, and of a program', text('BMW Service\nMZ'), 'text/plain'],
    ['mail, whatever is in it', text(MAIL), 'message/rfc822'],
  ])('%s', async (_, sent, type) => {
    expect(await uploadTypeOf(sent)).toBe(type)
  })
})

describe('what is refused', () => {
  it.each<[string, Uint8Array]>([
    ['a program for Windows', bytes('MZ', [0x90, 0, 3, 0, 0, 0, 4, 0])],
    ['a program for Linux', bytes([0x7f], 'ELF', [2, 1, 1, 0, 0, 0, 0, 0])],
    ['a script', text('#!/bin/sh\nrm -rf /\n')],
    ['an archive', zip({ 'a.txt': 'a' })],
    ['a document with macros', office('ms-word.document.macroEnabled')],
    ['an old document, which may have macros', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0])],
    ['a web page', text('<!doctype html><title>x</title>')],
    ['a web page behind a comment', text('<!-- x --><html><script>alert(1)</script>')],
    ['a web page behind words', text('Bonjour <script>alert(1)</script>')],
    ['XML of another kind', text('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>')],
    ['RTF', text('{\\rtf1 x}')],
    ['PostScript', text('%!PS-Adobe-3.0\n')],
    ['PHP', text('<?php system($_GET[0]);')],
    ['a video', bytes([0, 0, 0, 24], 'ftypisom', [0, 0, 2, 0], 'isomiso2')],
    ['bytes of no kind', bytes([0, 1, 2, 3, 4, 5, 6, 7])],
  ])('%s', async (_, sent) => {
    expect(await uploadTypeOf(sent)).toBeNull()
  })
})
