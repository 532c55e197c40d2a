import { describe, expect, it } from 'vitest'
import { isReference, newReference, normaliseReference } from '../../src/domain/reference.js'

const ALPHABET = Array.from('23456789ABCDEFGHJKMNPQRSTVWXYZ')
/** The same numbers each time, in a fixed order that looks like none. */
function fixedRandom(): (below: number) => number {
  let state = 20260115
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}
const random = fixedRandom()
const references = Array.from({ length: 40 }, (_, index) => newReference(6 + (index % 5), random))

const replaced = (text: string, at: number, character: string) => text.slice(0, at) + character + text.slice(at + 1)
const swapped = (text: string, at: number) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)

describe('a reference', () => {
  it('has the length asked for, and only characters that are not mistaken for each other', () => {
    for (const length of [2, 8, 12]) {
      const reference = newReference(length, random)
      expect(reference).toHaveLength(length)
      for (const character of reference) expect(ALPHABET).toContain(character)
    }
    for (const confusable of 'ILOU01') expect(ALPHABET).not.toContain(confusable)
  })

  it('is one of ours', () => {
    for (const reference of references) expect([reference, isReference(reference)]).toEqual([reference, true])
  })

  it('has the check character of the Luhn algorithm modulo 30', () => {
    // 2 stands for 0, so it adds nothing; A stands for 8, doubled 16; Z for 29, doubled 58, which is 1 and 28.
    expect(newReference(4, () => 0)).toBe('2222')
    expect(newReference(2, () => 8)).toBe('AG')
    expect(newReference(2, () => 29)).toBe('Z3')
  })

  it('takes its characters from the source of randomness that it is given', () => {
    const asked: number[] = []
    newReference(5, (below) => asked.push(below) - 1)
    expect(asked).toEqual([30, 30, 30, 30])
  })
})

describe('a reference that was misread', () => {
  it('in any one character is found, whichever character and whatever it was taken for', () => {
    let tried = 0
    for (const reference of references) {
      for (const [at, right] of Array.from(reference).entries()) {
        for (const wrong of ALPHABET) {
          if (wrong === right) continue
          tried++
          expect([wrong, at, reference, isReference(replaced(reference, at, wrong))]).toEqual([wrong, at, reference, false])
        }
      }
    }
    expect(tried).toBe(references.join('').length * 29)
  })

  it('with two neighbours swapped is found, but for the first and the last character of the alphabet', () => {
    for (const a of ALPHABET) {
      for (const b of ALPHABET) {
        if (a === b) continue
        for (const [at, text] of [`${a}${b}`, `7${a}${b}`, `7${a}${b}K`].entries()) {
          const reference = withCheck(text)
          const found = !isReference(swapped(reference, at === 0 ? 0 : 1))
          expect([reference, found]).toEqual([reference, !(a + b === '2Z' || a + b === 'Z2')])
        }
      }
    }
  })

  it('with its check character swapped with the one before is found too', () => {
    for (const reference of references) {
      const last = reference.slice(-2)
      if (last[0] === last[1] || last === '2Z' || last === 'Z2') continue
      expect(isReference(swapped(reference, reference.length - 2))).toBe(false)
    }
  })

  it.each(['', '2', 'a', '22-2', '22 2', 'OO', '2I', '22\n', '２２'])('is none of ours when it is %j', (text) => {
    expect(isReference(text)).toBe(false)
  })

  /** Finds the check character by trying, without the code that reckons it. */
  function withCheck(text: string): string {
    const fitting = ALPHABET.map((check) => text + check).filter(isReference)
    expect(fitting).toHaveLength(1)
    return fitting[0] as string
  }
})

describe('as people write it', () => {
  it.each([
    ['ab2-c3d', 'AB2C3D'],
    [' AB2 C3D ', 'AB2C3D'],
    ['AB2\tC3D\n', 'AB2C3D'],
    ['AB2C3D', 'AB2C3D'],
  ])('%j is %s', (written, reference) => {
    expect(normaliseReference(written)).toBe(reference)
  })
})
