import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareNumber, isSameNumber, isSimilarNumber } from '../../src/domain/invoice-number.js'

const SEEDED = { seed: 20261125, numRuns: 500 }

describe('an invoice number is one', () => {
  it.each([
    ['F-2026-001', 'F-2026-1'],
    ['F-2026-001', 'f 2026/001'],
    ['F-2026-001', 'F2026001'],
    ['F-2026-001', 'F2026-0001'],
    ['FA 00012', 'fa12'],
    ['N° 12', 'N°12'],
    ['2026.0007', '20260007'],
    ['1-10', '1/010'],
  ])('%s is %s', (one, other) => {
    expect([isSameNumber(one, other), isSameNumber(other, one)]).toEqual([true, true])
    expect(bareNumber(one)).toBe(bareNumber(other))
  })

  it.each([
    ['F-2026-001', 'F-2026-010'],
    ['F-2026-001', 'F-2025-001'],
    ['F-2026-001', 'F-2026'],
    ['F-2026-001', 'FA-2026-001'],
    ['F-1', 'F-10'],
    ['F-1', 'F-11'],
    ['1-11', '11-1'],
    ['F-0', 'F'],
    ['F-2026-0', 'F-2026'],
    ['---', '...'],
  ])('%s is not %s', (one, other) => {
    expect([isSameNumber(one, other), isSameNumber(other, one)]).toEqual([false, false])
  })

  it('takes no time over a number made of zeros', () => {
    expect(isSameNumber(Array.from({ length: 50 }, () => '0').join('-'), `${'0'.repeat(99)}1`)).toBe(false)
  })
})

describe('numbers that differ in letters alone are similar', () => {
  it.each([
    ['FA-2026-001', '2026/1', true],
    ['FA-2026-001', 'VTE 2026001', true],
    ['FA-2026-001', 'FA-2026-002', false],
    ['FA', 'FB', false],
  ])('%s and %s: %s', (one, other, similar) => expect(isSimilarNumber(one, other)).toBe(similar))
})

/** A number as its creditor means it: letters, then figures above zero. */
const parts = fc.tuple(
  fc.constantFrom('F', 'FA', 'INV', ''),
  fc.array(fc.integer({ min: 1, max: 99_999 }).map(String), { minLength: 1, maxLength: 4 }),
)
const separator = fc.constantFrom('-', ' ', '/', '.', '_', ' - ', '\u00a0')
const zeros = fc.constantFrom('', '0', '00')

/** A spelling of it; where `apart` is false parts may be written together. */
const spelling = ([letters, figures]: [string, string[]], apart: boolean) =>
  fc
    .tuple(
      fc.array(apart ? separator : fc.oneof(separator, fc.constant('')), { minLength: figures.length, maxLength: figures.length }),
      fc.array(zeros, { minLength: figures.length, maxLength: figures.length }),
      fc.boolean(),
    )
    .map(([between, padding, small]) => {
      const [first = '', ...rest] = figures.map((figure, at) => `${padding[at]}${figure}`)
      const text = `${letters}${between[0]}${[first, ...rest.map((figure, at) => `${between[at + 1]}${figure}`)].join('')}`
      return small ? text.toLowerCase() : text
    })

it('whatever the spelling, a number is found again by one that keeps its parts apart', () => {
  const two = parts.chain((number) => fc.tuple(spelling(number, true), spelling(number, false)))
  fc.assert(
    fc.property(two, ([one, other]) => {
      expect([one, other, isSameNumber(one, other), isSameNumber(other, one)]).toEqual([one, other, true, true])
      expect(bareNumber(one)).toBe(bareNumber(other))
    }),
    SEEDED,
  )
})

it('numbers of other figures are never one, however they are written', () => {
  const two = fc
    .tuple(parts, parts)
    .filter(([one, other]) => JSON.stringify(one) !== JSON.stringify(other))
    .chain(([one, other]) => fc.tuple(spelling(one, true), spelling(other, true)))
  fc.assert(
    fc.property(two, ([one, other]) => {
      expect([one, other, isSameNumber(one, other)]).toEqual([one, other, false])
    }),
    SEEDED,
  )
})
