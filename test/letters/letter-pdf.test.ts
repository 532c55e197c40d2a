import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { renderLetterPdf } from '../../src/providers/post/letter-pdf.js'
import { windowLines } from '../../src/providers/post/window-address.js'
import { claims, letter } from './sample.js'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const pagesIn = (pdf: Uint8Array) =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length

describe('a letter as PDF', () => {
  it('is one page for three claims', async () => {
    for (const stage of ['amicable', 'formal-notice', 'last-notice', 'preventive'] as const) {
      const { pdf, pages } = await renderLetterPdf(letter({ stage }))
      expect({ stage, pages, inFile: pagesIn(pdf) }).toEqual({ stage, pages: 1, inFile: 1 })
    }
  })

  it('runs over for sixty, and counts its pages', async () => {
    const sixty = letter({ claims: claims(60), principalCents: cents(74_193_00), amountCents: cents(74_313_86) })
    const { pdf, pages } = await renderLetterPdf(sixty)
    expect(pages).toBe(3)
    expect(pagesIn(pdf)).toBe(3)
  })

  it('is the same bytes for the same document, whatever was printed between', async () => {
    const { pdf } = await renderLetterPdf(letter())
    const { pdf: other } = await renderLetterPdf(letter({ today: '2026-05-12' }))
    const [again, beside] = await Promise.all([renderLetterPdf(letter()), renderLetterPdf(letter({ language: 'en' }))])
    expect(sha256(again.pdf)).toBe(sha256(pdf))
    expect(sha256(other)).not.toBe(sha256(pdf))
    expect(sha256(beside.pdf)).not.toBe(sha256(pdf))
  })

  it('shows the day of the letter, not of the machine', async () => {
    const { pdf } = await renderLetterPdf(letter())
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\(D:\d+Z\)/g),
    ).toEqual(['(D:20260511000000Z)', '(D:20260511000000Z)'])
  })

  it('is printed for a name that looks like an instruction', async () => {
    const hostile = { ...letter(), subject: '../../etc/passwd', to: { ...letter().to, name: 'file:///etc/passwd' } }
    expect((await renderLetterPdf(hostile)).pages).toBe(1)
  })
})

describe('the window of the envelope', () => {
  const address = { lines: ['118 avenue des Frères-Lumière'], postcode: '42000', city: 'Saint-Étienne', country: 'FR' }

  it('ends with postcode and town in capitals, without accents', () => {
    expect(windowLines('Ana Œuvré', address)).toEqual(['Ana Œuvré', '118 avenue des Frères-Lumière', '42000 SAINT ETIENNE'])
  })

  it('names another country in French capitals, and no overseas department', () => {
    expect(windowLines('Ana', { ...address, postcode: '1000', city: 'Bruxelles', country: 'BE' }).slice(-2)).toEqual([
      '1000 BRUXELLES',
      'BELGIQUE',
    ])
    expect(windowLines('Ana', { ...address, postcode: '97400', city: 'Saint-Denis', country: 'RE' }).at(-1)).toBe('97400 SAINT DENIS')
  })

  it.each([1, 38, 39, 76, 77, 200])('never has more than 6 lines of 38 characters: a name of %j', (length) => {
    const lines = windowLines('Société '.repeat(40).slice(0, length), { ...address, lines: ['a', 'b', 'c'] })
    expect(lines.length).toBeLessThanOrEqual(6)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(38)
  })

  it.each([
    ['no street', { ...address, lines: [' '] }, 'address-missing'],
    ['no town', { ...address, city: '' }, 'address-missing'],
    ['a line of 39', { ...address, lines: ['a'.repeat(39)] }, 'address-too-long'],
    ['four lines and a country', { ...address, lines: ['a', 'b', 'c', 'd'], country: 'BE' }, 'address-too-long'],
  ])('refuses %s: it would go astray', (_what, refused, code) => {
    expect(() => windowLines('Ana', refused)).toThrow(expect.objectContaining({ name: 'ActRefused', code, fault: 'destination' }))
  })

  it('takes a line of 38', () => {
    expect(windowLines('Ana', { ...address, lines: ['a'.repeat(38)] })[1]).toHaveLength(38)
  })
})
