import { describe, expect, it } from 'vitest'
import { limitationLines } from '../../src/cli/limitation-lines.js'
import { relance } from './relance.js'

const FILE = 'K7M2P9QRS'

describe('relance claim', () => {
  it.each([
    [
      'an answer that is none',
      ['acknowledgement', FILE, '--claim', 'F-1', '--reference', 'VIR-1', '--answer', 'perhaps'],
      'accept or decline',
    ],
    [
      'a proof that is not there',
      [
        'act',
        FILE,
        '--claim',
        'F-1',
        '--act',
        'court-claim',
        '--on',
        '2026-02-09',
        '--reference',
        'RG 1',
        '--proof',
        'no-such-document.pdf',
      ],
      'no-such-document.pdf cannot be read',
    ],
  ])('%s is refused in one sentence', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await relance(['claim', ...args])
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 })
    expect(stderr).toContain(sentence)
  })
})

describe('a limitation in words', () => {
  const limitation = {
    claim: 'F-1',
    rule: 'telecom',
    source: 'CPCE L34-2',
    years: 1,
    foreclosure: false,
    from: '2026-02-09',
    lastDay: '2027-02-09',
    barred: false,
    procedures: [{ procedure: 'payment-order', lastDay: '2026-10-12', source: 'house policy' }],
    alarms: [{ alarm: '6-months', on: '2026-08-09', raised: true }],
    acts: [{ act: 'mediation', on: '2026-02-09', until: null, reference: 'MED-7', proofSha256: null }],
    acknowledgements: [{ reference: 'VIR-1', on: '2026-02-09', accepted: null }],
  }

  it('says until when, by which rule, and what moved it', () => {
    expect(limitationLines(limitation).split('\n')).toEqual([
      'F-1  until 2027-02-09, that day included',
      '  limitation telecom: 1 year from 2026-02-09 (CPCE L34-2)',
      '  begin payment-order by 2026-10-12 (house policy)',
      '  alarm 6-months on 2026-08-09, raised',
      '  act mediation on 2026-02-09, MED-7',
      '  part payment VIR-1 of 2026-02-09 as an acknowledgement: to be answered',
    ])
  })

  it.each([
    [{ lastDay: null }, 'F-1  stands still'],
    [{ barred: true }, 'F-1  barred: it could be sued for until 2027-02-09'],
  ])('that is %j begins with “%s”', (more, first) => {
    expect(limitationLines({ ...limitation, ...more }).split('\n')[0]).toBe(first)
  })
})
