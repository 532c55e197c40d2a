import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { segments, toGsm7 } from '../../src/domain/gsm7.js'

describe('toGsm7', () => {
  it.each([
    ['1\u202f294,68\u00a0€', '1 294,68 €'],
    ['l’échéance', "l'échéance"],
    ['« urgent »', '" urgent "'],
    ['cœur, être, ça, naïf', 'coeur, etre, ca, naif'],
    ['ÊTRE À L’HEURE', "ETRE A L'HEURE"],
    ['à bientôt…', 'à bientot...'],
    ['Ça', 'Ça'], // Ç is in the alphabet, ç is not
    ['e\u0302tre', 'etre'], // an accent written by itself
    ['日本 😀', '日本 😀'], // nothing stands for these
  ])('writes %s as %s', (text, written) => expect(toGsm7(text)).toBe(written))

  it('changes nothing that it has written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(toGsm7(toGsm7(text))).toBe(toGsm7(text))
      }),
    )
  })
})

describe('segments', () => {
  it.each([
    ['', 'GSM-7', 0, 1],
    ['a'.repeat(160), 'GSM-7', 160, 1],
    ['a'.repeat(161), 'GSM-7', 161, 2],
    ['a'.repeat(306), 'GSM-7', 306, 2],
    ['a'.repeat(307), 'GSM-7', 307, 3],
    ['€[]{}^~|\\', 'GSM-7', 18, 1],
    ['€'.repeat(80), 'GSM-7', 160, 1],
    // a part of 153 units holds 76 of these: the last unit stays empty
    ['€'.repeat(152), 'GSM-7', 304, 2],
    ['€'.repeat(153), 'GSM-7', 306, 3],
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 'GSM-7', 305, 2],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 306, 3],
    ['ê'.repeat(70), 'UCS-2', 70, 1],
    ['ê'.repeat(71), 'UCS-2', 71, 2],
    ['ê'.repeat(134), 'UCS-2', 134, 2],
    ['ê'.repeat(135), 'UCS-2', 135, 3],
    ['😀'.repeat(35), 'UCS-2', 70, 1],
    // a part of 67 units holds 33 pairs
    ['😀'.repeat(66), 'UCS-2', 132, 2],
    ['😀'.repeat(67), 'UCS-2', 134, 3],
  ] as const)('counts %j as %s, %d units, %d segments', (text, encoding, units, count) =>
    expect(segments(text)).toEqual({ encoding, units, segments: count }),
  )

  it('never needs fewer when there is more to say', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'é', '€', ' '), maxLength: 700 })
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        expect(segments(one + other).segments).toBeGreaterThanOrEqual(segments(one).segments)
      }),
    )
  })
})
