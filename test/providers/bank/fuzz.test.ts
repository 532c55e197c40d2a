import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStatements } from '../../../src/providers/bank/read-statements.js'
import { StatementError } from '../../../src/providers/bank/statement-error.js'
import { balancesOf, camt, camtFile } from '../../support/camt.js'
import { cfonb, cfonbFile } from '../../support/cfonb.js'
import { manyEntries } from '../../support/many-entries.js'

const SEEDED = { seed: 20261120, numRuns: 600 }
const bytes = (text: string) => new TextEncoder().encode(text)

const { entries } = manyEntries(14, 3)
const movements = [
  {
    amountCents: 12_34,
    bookedOn: '2026-11-20',
    complements: [
      ['LIB', 'X'],
      ['FEE', 'EUR200000000000740'],
      ['MMO', 'USD200000000000740'],
    ] as const,
  },
  { amountCents: -5, bookedOn: '2026-11-20', rejection: '20' },
]
const MT940 = `:20:X\r\n:25:DE89370400440532013000\r\n:28C:1/1\r\n:60F:C261119EUR87,66\r\n:61:2611201120C12,34NTRFA//B\r\n:86:166?00TEXT?20EREF+E?21SVWZ+W?32N
:61:261120D1,NTRFA\r\n:86:/EREF/E/OCMT/USD1,2/CHGS/EUR1,/REMI/STRD/CUR/R/\r\n:62F:C261120EUR99,00\r\n-\r\n`

const FILES: [string, Uint8Array][] = [
  ['CAMT', camtFile([{ entries, balances: balancesOf(entries, 0, '2026-11-01', '2026-11-20'), page: { number: 1, last: true } }])],
  ['CFONB', cfonbFile(cfonb({ openedOn: '2026-11-19', closedOn: '2026-11-20', openingCents: 0, movements }))],
  ['MT940', bytes(MT940)],
]

/** Read, or refused with a sentence; anything else is thrown on. */
function outcome(file: Uint8Array): 'read' | 'refused' {
  try {
    readStatements(file)
    return 'read'
  } catch (error) {
    if (!(error instanceof StatementError)) throw error
    expect(error.message).toMatch(/^.{10,400}\.$/s)
    return 'refused'
  }
}

describe.each(FILES)('a damaged %s file is read or refused, and nothing else', (format, file) => {
  it('whole, it is read', () => {
    expect(outcome(file)).toBe('read')
  })

  it('cut off anywhere', () => {
    const last = new TextDecoder().decode(file).trimEnd().length - 1
    // The end of a plain MT940 message is a dash, and before it decimals that may be left out.
    const needed = format === 'MT940' ? last - '00\r\n-'.length : last
    const step = Math.max(1, Math.floor(file.length / 300))
    for (let length = 0; length < file.length; length += step) {
      const read = outcome(file.subarray(0, length))
      if (length < needed) expect([length, read]).toEqual([length, 'refused'])
    }
  })

  it('with bytes changed, put in or taken out', () => {
    const damage = fc.record({
      at: fc.nat(file.length - 1),
      remove: fc.nat(3),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc.constantFrom('<', '>', '&', '&#0;', ']]>', '<!DOCTYPE', '\n', ':', '9999999').map(bytes),
      ),
    })
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
        let damaged = [...file]
        for (const { at, remove, insert } of damages) damaged = [...damaged.slice(0, at), ...insert, ...damaged.slice(at + remove)]
        outcome(Uint8Array.from(damaged))
      }),
      { ...SEEDED, numRuns: format === 'CAMT' ? 120 : SEEDED.numRuns },
    )
  })
})

describe('a hostile file is refused at once', () => {
  const good = camt([{ entries: [{ amountCents: 1, bookedOn: '2026-11-20' }] }])
  const bomb = Array.from({ length: 12 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join('')

  it.each<[string, string]>([
    [
      'of entities that make each other',
      good.replace('<Document', `<!DOCTYPE d [<!ENTITY a0 "x">${bomb}]><Document`).replace('S1', '&a12;'),
    ],
    ['of elements in elements', `<a>${'<a>'.repeat(1_000_000)}`],
    ['of too many elements', good.replace('</Stmt>', `${'<x/>'.repeat(1_200_000)}</Stmt>`)],
    ['of an amount without end', good.replace('0.01', `0.${'0'.repeat(2_000_000)}1`)],
    ['of an attribute without end', good.replace('Ccy="EUR"', `Ccy="${'E'.repeat(5_000_000)}"`)],
    ['of a line without end', `:20:X\n:86:${'/'.repeat(5_000_000)}x`],
    ['of digits without end', '0130006'.padEnd(5_000_000, '1')],
    ['of spaces without end', `${' '.repeat(5_000_000)}x`],
    ['of line ends without end', `:20:X${'\n'.repeat(1_000_000)}`],
  ])('%s', (_, text) => {
    expect(outcome(bytes(text))).toBe('refused')
  })

  it('and one of very many details is read', () => {
    const details = '<NtryDtls><TxDtls><Refs/></TxDtls></NtryDtls>'.repeat(30_000)
    expect(outcome(bytes(good.replace('</Ntry>', `${details}</Ntry>`)))).toBe('read')
  })
})
