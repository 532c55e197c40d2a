import { describe, expect, it } from 'vitest'
import { checkUploads, LARGEST_UPLOAD_BYTES, LONGEST_UPLOAD_NAME, uploadName } from '../../src/domain/upload.js'

const PDF = 'application/pdf'
const sized = (...sizes: number[]) => sizes.map((length) => ({ bytes: { length } }))

describe('the name of an upload', () => {
  it.each([
    ['facture.pdf', 'facture.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\moi\\Bureau\\Été 2026.PDF', 'Été 2026.PDF'],
    ['.htaccess', 'htaccess.pdf'],
    ['a\u0000b\r\nc.pdf', 'abc.pdf'],
    ['fac\u202efdp.exe', 'facfdp.exe.pdf'],
    ['a\u200b\u2066b\ufeff.pdf', 'ab.pdf'],
    ['a<b>:"c"|?*.pdf', 'abc.pdf'],
    ['  trop   d’espaces .pdf', 'trop d’espaces.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['sans-extension', 'sans-extension.pdf'],
    ['double.pdf.exe', 'double.pdf.exe.pdf'],
  ])('%j is kept as %j', (sent, kept) => {
    expect(uploadName(sent, PDF)).toBe(kept)
  })

  it('has an extension of what the bytes are, so that nothing kept is run by its name', () => {
    expect(uploadName('lettre.bat', 'text/plain')).toBe('lettre.bat.txt')
    expect(uploadName('photo.jpeg', 'image/jpeg')).toBe('photo.jpeg')
    expect(uploadName('page.html', 'image/svg+xml')).toBe('page.html.svg')
  })

  it('is cut to its longest, the extension kept, no character in two', () => {
    const name = uploadName(`${'é'.repeat(300)}.pdf`, PDF)
    expect(name).toBe(`${'é'.repeat(LONGEST_UPLOAD_NAME - 4)}.pdf`)
    expect(Array.from(uploadName(`${'😀'.repeat(300)}.pdf`, PDF))).toHaveLength(LONGEST_UPLOAD_NAME)
  })

  it.each(['', '   ', '..', '/', 'a/', '\u202e\u0000', '???'])('%j is none', (sent) => {
    expect(() => uploadName(sent, PDF)).toThrow('upload-name-invalid')
  })
})

describe('how many and how large', () => {
  it('five of ten megabytes are taken', () => {
    expect(() => checkUploads(sized(...Array.from({ length: 5 }, () => LARGEST_UPLOAD_BYTES)))).not.toThrow()
    expect(LARGEST_UPLOAD_BYTES).toBe(10_485_760)
  })

  it.each([
    ['six', sized(1, 1, 1, 1, 1, 1), 'uploads-too-many'],
    ['one that is larger', sized(1, LARGEST_UPLOAD_BYTES + 1), 'upload-too-large'],
    ['one that is empty', sized(1, 0), 'upload-empty'],
  ])('%s are not', (_, uploads, code) => {
    expect(() => checkUploads(uploads)).toThrow(code)
  })
})
