import { describe, expect, it } from 'vitest'
import type { AnsweredProposal, JudicialFacts } from '../../src/domain/judicial.js'
import { isToPropose } from '../../src/domain/judicial.js'
import { asks, mandate, on, sent } from './on.js'

/** What a file asks once its last letter has not helped, and when a suit is proposed by itself. */

const road = { contacts: [sent('opening-letter', '2026-01-15'), sent('second-letter', '2026-01-30'), sent('formal-notice', '2026-02-19')] }
const answered = (state: AnsweredProposal['state'], end: string | null = null): JudicialFacts => ({
  proceedings: [],
  answered: { state, end },
})
const open = { id: 'p', procedure: 'payment-order', remindOn: '2026-03-05', answerBy: '2026-03-17', reminded: false }
const END = '2026-03-02T09:00:00+01:00'

describe('at the end of the road a file asks', () => {
  it('whether to sue, where its mandate carries a suit or names the power', () => {
    expect(on(END, road)).toEqual(asks('judicial-decision'))
    expect(on(END, { ...road, ...mandate({ scope: 'amicable', maySue: true }) })).toEqual(asks('judicial-decision'))
  })

  it('what else to do, where it does not, or a suit was refused', () => {
    expect(on(END, { ...road, ...mandate({ scope: 'amicable' }) })).toEqual(asks('amicable-road-ended'))
    expect(on(END, { ...road, judicial: answered('refused') })).toEqual(asks('amicable-road-ended'))
  })

  it('whether to sue once more, where a person has it proposed after a refusal, and where nobody answered', () => {
    expect(on(END, { ...road, judicial: { ...answered('refused'), proposal: open } })).toEqual(asks('judicial-decision'))
    expect(on(END, { ...road, judicial: answered('void') })).toEqual(asks('judicial-decision'))
  })
})

describe('a suit is proposed by itself', () => {
  it.each<[string, JudicialFacts | undefined, boolean]>([
    ['the first time', undefined, true],
    ['once, while the proposal is open', { proceedings: [], proposal: open }, false],
    ['again after what was overtaken', { proceedings: [] }, true],
    ['never after a refusal', answered('refused'), false],
    ['never after one that nobody answered', answered('void'), false],
    ['never while it goes on', answered('approved'), false],
    ['never after a person has stopped it', answered('approved', 'stopped'), false],
    ['never after a suit that was lost', answered('approved', 'dismissed'), false],
    ['again after a small claim that was declined', answered('approved', 'declined'), true],
    ['again after an order that was refused', answered('approved', 'refused'), true],
    ['again after one that has lapsed', answered('approved', 'lapsed'), true],
    ['again after a dispute has sent it back', answered('approved', 'sent-back'), true],
  ])('%s', (_when, judicial, isProposed) => {
    expect(isToPropose(judicial)).toBe(isProposed)
  })
})
