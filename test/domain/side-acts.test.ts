import { describe, expect, it } from 'vitest'
import { askableOf } from '../../src/domain/barred-claims.js'
import { planAhead } from '../../src/domain/plan.js'
import type { SideAct } from '../../src/domain/side-act.js'
import { lawOf } from '../../src/law/book.js'
import { asks, contact, dropped, facts, hold, OPENING_NOON, on, owing, rulesOf, STRATEGY, sends, sent, waitsUntil } from './on.js'

const REPLY: SideAct = { kind: 'reply', of: 'r1', channel: 'sms' }
const ANSWER: SideAct = { kind: 'dispute-answer', of: 'd1' }
const said = (act: string, state: 'sent' | 'failed' | 'unknown', day = '2026-01-14') =>
  contact(act, state, day, { stage: 'reply', payBefore: null })

describe('what a person has answered', () => {
  it('goes out before anything of the road, by the channel that it was written for', () => {
    expect(on(OPENING_NOON, { answers: [REPLY] })).toEqual(
      sends('@reply:r1', { stepId: '@reply', stage: 'reply', channel: 'sms', payBefore: null, amountCents: 100_00, claimIds: ['a'] }),
    )
  })

  it('goes out once', () => {
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: [said('@reply:r1', 'sent')] })).toEqual(sends('opening-letter'))
  })

  it('goes out in the hours in which anything does', () => {
    expect(on('2026-01-17T12:00:00+01:00', { answers: [REPLY] })).toEqual(waitsUntil('2026-01-19T08:00:00+01:00'))
  })

  it.each(['operator-pause', 'unread-message', 'address-lost'])('goes out while the file waits: %s', (reason) => {
    expect(on(OPENING_NOON, { answers: [REPLY], holds: [hold(reason, null)] })).toEqual(sends('@reply:r1'))
  })

  it.each(['death', 'insolvency', 'insolvency-to-check', 'over-indebtedness', 'minority', 'protected-adult'])(
    'does not go out to a debtor that the law protects: %s',
    (reason) => {
      const waiting = on(OPENING_NOON, { answers: [REPLY], holds: [hold(reason, null), hold('operator-pause', null)] })
      expect(waiting.do).toBe('wait')
      expect(rulesOf(waiting)).toEqual([`hold:${reason}`, 'hold:operator-pause'])
    },
  )

  it('does not go out while nobody knows what became of another act', () => {
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: [contact('opening-letter', 'unknown', '2026-01-14')] })).toEqual(
      asks('contact-unresolved'),
    )
  })

  it.each([
    ['the one that it was written for', REPLY, undefined, ['letter', 'sms', 'email'], 'sms'],
    ['the debtor’s own choice', { kind: 'reply', of: 'r1' }, 'letter', ['letter', 'sms', 'email'], 'letter'],
    ['what reaches the debtor', REPLY, undefined, ['letter'], 'letter'],
    ['a letter for what was decided', ANSWER, undefined, ['letter', 'sms', 'email'], 'letter'],
    ['an e-mail where the debtor wants that', ANSWER, 'email', ['letter', 'sms', 'email'], 'email'],
    ['never a text message for what was decided', ANSWER, 'sms', ['letter', 'sms'], 'letter'],
  ] as const)('its channel: %s', (_why, answer, preferred, reachable, channel) => {
    const more = { answers: [answer], reachable: [...reachable], ...(preferred && { preferred }) }
    expect(on(OPENING_NOON, more)).toEqual(expect.objectContaining({ do: 'send', channel }))
  })

  it('is a person’s matter where nothing reaches the debtor, or three tries were refused', () => {
    expect(on(OPENING_NOON, { answers: [ANSWER], reachable: ['sms'] })).toEqual(asks('debtor-unreachable'))
    const tries = ['2026-01-12', '2026-01-13', '2026-01-14'].map((day) => said('@reply:r1', 'failed', day))
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: tries })).toEqual(asks('contact-failing'))
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: tries.slice(1) })).toEqual(sends('@reply:r1'))
  })

  it('is tried again the day after a refusal, and at once where nobody was called', () => {
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: [said('@reply:r1', 'failed', '2026-01-15')] })).toEqual(
      waitsUntil('2026-01-16T08:00:00+01:00'),
    )
    expect(on(OPENING_NOON, { answers: [REPLY], contacts: [dropped('@reply:r1')] })).toEqual(sends('@reply:r1'))
  })

  it('moves no step of the road: neither its distance nor a sum that closes the file', () => {
    const answered = [sent('opening-letter', '2026-01-15'), said('@reply:r1', 'sent', '2026-01-29')]
    expect(on('2026-01-30T12:00:00+01:00', { contacts: answered })).toEqual(sends('second-letter'))
  })

  it('stands in the plan once', () => {
    const { acts } = planAhead(facts({ answers: [REPLY] }), STRATEGY, lawOf('FR'), new Date(OPENING_NOON))
    expect(acts.map(({ actId }) => actId)).toEqual(['@reply:r1', 'opening-letter', 'second-letter', 'formal-notice'])
  })

  it('states what may be asked for on the day', () => {
    const present = facts(owing(100_00, 40_00))
    expect(askableOf(present, lawOf('FR'), '2026-01-15').claims).toHaveLength(1)
    expect(on(OPENING_NOON, { ...owing(100_00, 40_00), answers: [REPLY] })).toEqual(sends('@reply:r1', { amountCents: 60_00 }))
  })
})

describe('what the debtor has said', () => {
  const paid = { what: 'payment-asserted' as const, answerBy: '2026-01-25' }
  const means = { what: 'means-stated' as const, answerBy: '2026-01-20' }

  it.each([
    ['one', [paid], '2026-01-26T00:00:00+01:00'],
    ['the first of two', [paid, means], '2026-01-21T00:00:00+01:00'],
  ])('is waited for until its last day is over: %s', (_which, awaiting, until) => {
    expect(on(OPENING_NOON, { awaiting })).toEqual(waitsUntil(until))
  })

  it.each([
    ['its last day', '2026-01-25T12:00:00+01:00', waitsUntil('2026-01-26T00:00:00+01:00')],
    ['the day after', '2026-01-26T12:00:00+01:00', asks('payment-assertion-unanswered')],
    ['months later', '2026-09-01T12:00:00+02:00', asks('payment-assertion-unanswered')],
  ])('becomes a question to a person, never a reminder: %s', (_when, at, expected) => {
    expect(on(at, { awaiting: [paid] })).toEqual(expected)
  })

  it('asks about means likewise', () => {
    expect(on('2026-01-21T12:00:00+01:00', { awaiting: [paid, means] })).toEqual(asks('means-unanswered'))
  })
})

describe('a lost address', () => {
  it.each([
    ['the last day of the search', '2026-01-30T12:00:00+01:00', ['sms'], waitsUntil('2026-01-31T00:00:00+01:00')],
    ['the day after, nothing found', '2026-02-02T12:00:00+01:00', ['sms'], asks('debtor-unreachable')],
    ['another address is there', '2026-01-30T12:00:00+01:00', ['letter'], sends('opening-letter')],
  ] as const)('stops the road until the search is over: %s', (_when, at, reachable, expected) => {
    expect(on(at, { searchUntil: '2026-01-30', reachable: [...reachable] })).toEqual(expected)
  })
})
