import { describe, expect, it } from 'vitest'
import type { ContactFact, Facts } from '../../src/domain/facts.js'
import { pack } from '../../src/law/fr/2016-10-01.js'
import { standard } from '../../src/strategies/standard.js'
import {
  asks,
  claim,
  contact,
  DUE,
  failed,
  hold,
  inHouse,
  OPENING_NOON,
  on,
  owing,
  rulesOf,
  SECOND_NOON,
  sends,
  sent,
  waitsForGood,
  waitsUntil,
} from './on.js'

/** Notices that the law wants: who owes them, for which claim, and what counts as served. The strategy is the standard one. */

const onStandard = (at: string, facts: Partial<Facts> = {}) => on(at, facts, standard)
const noon = (day: string) => `${day}T12:00:00+01:00`
const reminded = [
  sent('opening-letter', '2026-01-15'),
  sent('first-reminder', '2026-01-26', { channel: 'email' }),
  sent('second-reminder', '2026-02-05', { channel: 'sms' }),
  sent('call', '2026-02-13', { channel: 'call' }),
]
const notice = (more: Partial<ContactFact> = {}) => sent('formal-notice', '2026-02-20', { registered: true, ...more })

describe('a word before the due date', () => {
  const early = (day: string, facts: Partial<Facts> = {}) => onStandard(noon(day), facts)

  it('goes out five days before, not earlier', () => {
    expect(early('2025-12-30')).toEqual(waitsUntil('2025-12-31T08:00:00+01:00'))
    expect(early('2025-12-31')).toEqual(sends('before-due', { stage: 'preventive', channel: 'email' }))
  })

  it('may still go out on the due date; after it, it is dropped and no step of its own is missed', () => {
    expect(early(DUE)).toEqual(sends('before-due'))
    expect(early('2026-01-06')).toEqual(waitsUntil('2026-01-15T08:00:00+01:00'))
    expect(early('2026-01-15')).toEqual(sends('opening-letter'))
  })

  it('is dropped too where only one of the claims is overdue: a reminder in its place would come before the opening letter', () => {
    const claims = [claim('a', '2025-12-01', 100_00), claim('b', '2026-02-02', 50_00)]
    expect(early('2026-01-06', { claims })).toEqual(sends('opening-letter'))
    expect(early('2026-01-06', { claims: [claim('b', '2026-01-11', 50_00)] })).toEqual(sends('before-due'))
  })

  it('is not caught up with when the due date is moved after the opening letter', () => {
    const claims = [claim('a', '2026-03-02', 100_00)]
    expect(early('2026-02-25', { claims })).toEqual(sends('before-due'))
    expect(early('2026-02-25', { claims, contacts: [sent('opening-letter', '2026-01-15')] })).toEqual(
      waitsUntil('2026-03-23T08:00:00+01:00'),
    )
  })
})

describe('the opening letter', () => {
  it('comes before anything else from an agency, by letter only', () => {
    expect(onStandard(noon('2026-06-01'))).toEqual(sends('opening-letter', { channel: 'letter' }))
    expect(onStandard(noon('2026-06-01'), { reachable: ['email', 'sms', 'call'] })).toEqual(asks('debtor-unreachable'))
  })

  it.each([
    ['nothing is known of it', { delivery: null, postedOn: null }, waitsForGood],
    ['the mail room has taken it', { delivery: 'accepted', postedOn: null }, waitsForGood],
    ['it is printed', { delivery: 'printed', postedOn: null }, waitsForGood],
    ['it is posted', { delivery: 'posted', postedOn: '2026-01-16' }, sends('first-reminder')],
    ['it has arrived, whoever posted it', { delivery: 'delivered', postedOn: null }, sends('first-reminder')],
  ] as const)('nothing else goes out before it is posted: %s', (_what, more, expected) => {
    expect(onStandard(SECOND_NOON, { contacts: [sent('opening-letter', '2026-01-15', more)] })).toEqual(expected)
  })

  it('says which letter is waited for, and the law that wants it', () => {
    const decision = onStandard(SECOND_NOON, { contacts: [sent('opening-letter', '2026-01-15', { delivery: 'printed', postedOn: null })] })
    expect(decision.because).toEqual([{ rule: 'posting-awaited:opening-letter', source: pack.mandatoryNotices.agency.source }])
  })

  it('a reminder by letter is not waited for: only a notice counts from its posting', () => {
    const contacts = [sent('opening-letter', '2026-01-15'), sent('first-reminder', '2026-01-26', { delivery: 'printed', postedOn: null })]
    expect(onStandard(noon('2026-02-05'), { contacts })).toEqual(sends('second-reminder'))
  })

  it('is no duty of a creditor that collects its own claims', () => {
    const unposted = [sent('opening-letter', '2026-01-15', { delivery: 'printed', postedOn: null })]
    expect(onStandard(SECOND_NOON, { ...inHouse, contacts: unposted })).toEqual(sends('first-reminder'))
    expect(onStandard(SECOND_NOON, { contacts: unposted })).toEqual(waitsForGood)
    const skipped = { overrides: [{ actId: 'opening-letter', kind: 'skip' as const }] }
    expect(onStandard(SECOND_NOON, { ...inHouse, ...skipped })).toEqual(sends('first-reminder'))
    expect(onStandard(SECOND_NOON, skipped)).toEqual(sends('opening-letter'))
  })

  it('its posting is waited for after the money and the holds, but a letter in the mail room outlasts the question', () => {
    const contacts = [sent('opening-letter', '2026-01-15', { delivery: 'printed', postedOn: null })]
    expect(onStandard(SECOND_NOON, { ...owing(100_00, 100_00), contacts })).toEqual(expect.objectContaining({ do: 'close' }))
    expect(rulesOf(onStandard(SECOND_NOON, { contacts, holds: [hold('dispute', null)] }))).toEqual(['hold:dispute'])
  })
})

describe('an opening letter that was served before the file came here', () => {
  const served = (id: string) => ({ ...claim(id, DUE, 100_00), notices: [{ kind: 'opening' as const, on: '2025-12-20' }] })

  it.each([
    ['an agency', {}],
    ['a creditor in-house', inHouse],
  ])('is not sent again by %s', (_, who) => {
    expect(onStandard(noon('2026-01-26'), { ...who, claims: [served('a')] })).toEqual(sends('first-reminder'))
  })

  it('control: a claim that has not had it gets it', () => {
    const claims = [served('a'), claim('b', DUE, 50_00)]
    for (const who of [{}, inHouse]) expect(onStandard(noon('2026-01-26'), { ...who, claims })).toEqual(sends('opening-letter'))
  })
})

describe('the formal notice', () => {
  it('is registered, and due although reminders were skipped; it cannot be skipped itself', () => {
    const overrides = ['first-reminder', 'second-reminder', 'call', 'formal-notice'].map((actId) => ({ actId, kind: 'skip' as const }))
    const contacts = [sent('opening-letter', '2026-01-15')]
    expect(onStandard(noon('2026-02-18'), { contacts, overrides })).toEqual(waitsUntil('2026-02-19T08:00:00+01:00'))
    expect(onStandard(noon('2026-02-20'), { contacts, overrides })).toEqual(
      sends('formal-notice', { registered: true, channel: 'letter', payBefore: '2026-03-07' }),
    )
  })

  it('its posting is confirmed before anything follows, in-house too', () => {
    const contacts = [...reminded, notice({ delivery: 'printed', postedOn: null })]
    expect(onStandard(noon('2026-06-01'), { contacts })).toEqual(waitsForGood)
    expect(onStandard(noon('2026-06-01'), { ...inHouse, contacts })).toEqual(waitsForGood)
  })

  it('its outcome is waited for thirty days after its posting, not longer', () => {
    const contacts = [...reminded, notice({ delivery: 'posted', postedOn: '2026-02-21', payBefore: '2026-03-07' })]
    expect(onStandard(noon('2026-03-09'), { contacts })).toEqual(waitsUntil('2026-03-23T00:00:00+01:00'))
    expect(rulesOf(onStandard(noon('2026-03-09'), { contacts }))).toEqual(['registered-outcome-awaited'])
    expect(onStandard('2026-03-22T23:59:59.999+01:00', { contacts })).toEqual(waitsUntil('2026-03-23T00:00:00+01:00'))
    expect(onStandard(noon('2026-03-23'), { contacts })).toEqual(sends('last-notice'))
  })

  it.each(['delivered', 'refused', 'unclaimed'] as const)('is served when it is %s', (delivery) => {
    expect(onStandard(noon('2026-03-16'), { contacts: [...reminded, notice({ delivery })] })).toEqual(sends('last-notice'))
  })

  it.each(['address-unknown', 'failed'] as const)('is not served when the post says %s: once more, to another address', (delivery) => {
    const contacts = [...reminded, notice({ delivery })]
    expect(onStandard(noon('2026-03-16'), { contacts })).toEqual(sends('formal-notice#2', { registered: true, stage: 'formal-notice' }))
    expect(onStandard(noon('2026-03-16'), { contacts, reachable: ['email', 'sms', 'call'] })).toEqual(asks('debtor-unreachable'))
    const again = [...contacts, notice({ ...contact('formal-notice#2', 'sent', '2026-03-16'), delivery: 'delivered', registered: true })]
    expect(onStandard(noon('2026-04-07'), { contacts: again })).toEqual(sends('last-notice'))
  })

  it('that its provider loses three times over is a person’s to look at', () => {
    const lost = (times: number) =>
      Array.from({ length: times }, (_, time) => sent(`opening-letter#${time + 1}`, `2026-01-${15 + time}`, { delivery: 'failed' }))
    expect(onStandard(noon('2026-01-20'), { contacts: lost(2) })).toEqual(sends('opening-letter#3'))
    expect(onStandard(noon('2026-01-20'), { contacts: lost(3) })).toEqual(asks('contact-failing'))
    expect(onStandard(noon('2026-01-20'), { contacts: [...lost(2), failed('opening-letter#3', '2026-01-19')] })).toEqual(
      asks('contact-failing'),
    )
    // Control: the letters of another claim do not count; the cap of three contacts a week does.
    const claims = [claim('b', DUE, 50_00)]
    expect(onStandard(noon('2026-01-22'), { contacts: lost(3), claims })).toEqual(sends('opening-letter#4'))
  })
})

describe('each claim has its own notices', () => {
  const claims = [claim('a', DUE, 100_00), claim('b', '2026-02-10', 50_00)]
  const served = [...reminded, notice()]
  const opening2 = sent('opening-letter#2', '2026-03-09', { claimIds: ['b'] })

  it('one added after the formal notice gets its opening letter and its formal notice; reminders are not repeated', () => {
    expect(onStandard(noon('2026-03-09'), { claims, contacts: served })).toEqual(
      sends('opening-letter#2', { claimIds: ['b'], amountCents: 150_00 }),
    )
    const opened = { claims, contacts: [...served, opening2] }
    expect(onStandard(noon('2026-03-09'), opened)).toEqual(waitsUntil('2026-03-27T08:00:00+01:00'))
    expect(onStandard(noon('2026-03-27'), opened)).toEqual(sends('formal-notice#2', { claimIds: ['b'], registered: true }))
    const both = [...served, opening2, sent('formal-notice#2', '2026-03-27', { claimIds: ['b'], registered: true })]
    // The last notice keeps its twenty days to the formal notice: 16 April.
    expect(onStandard(noon('2026-03-27'), { claims, contacts: both })).toEqual(waitsUntil('2026-04-16T08:00:00+02:00'))
    expect(onStandard(noon('2026-04-16'), { claims, contacts: both })).toEqual(sends('last-notice', { claimIds: ['a', 'b'] }))
  })

  it('control: without it the last notice is next', () => {
    expect(onStandard(noon('2026-03-12'), { contacts: served })).toEqual(sends('last-notice', { claimIds: ['a'] }))
  })

  it('one that is paid is owed none', () => {
    const paid = [claim('a', DUE, 100_00), claim('b', '2026-02-10', 50_00, 50_00)]
    expect(onStandard(noon('2026-03-12'), { claims: paid, contacts: served })).toEqual(sends('last-notice', { claimIds: ['a'] }))
  })

  it('one whose payment was returned after the formal notice about the others gets its own', () => {
    const contacts = [...reminded.map((one) => ({ ...one, claimIds: ['a', 'b'] })), notice({ claimIds: ['a'] })]
    expect(onStandard(noon('2026-03-27'), { claims, contacts })).toEqual(sends('formal-notice#2', { claimIds: ['b'] }))
  })

  it('an opening letter in the mail room for the new claim holds the old one’s next step up', () => {
    const contacts = [...served, { ...opening2, delivery: 'printed' as const, postedOn: null }]
    expect(onStandard(noon('2026-06-01'), { claims, contacts })).toEqual(waitsForGood)
    expect(rulesOf(onStandard(noon('2026-06-01'), { claims, contacts }))).toEqual(['posting-awaited:opening-letter#2'])
  })
})

describe('what the creditor has sent before', () => {
  const priorNotice = (kind: 'reminder' | 'formal-notice' | 'opening', day: string) => ({
    claims: [claim('a', DUE, 100_00, 0, [{ kind, on: day }])],
  })

  it.each([
    ['2026-01-08', sends('opening-letter')],
    ['2026-01-09', waitsUntil('2026-01-16T08:00:00+01:00')],
    ['2026-01-14', waitsUntil('2026-01-21T08:00:00+01:00')],
  ])('a reminder of %s leaves the debtor a week', (day, expected) => {
    expect(onStandard(OPENING_NOON, priorNotice('reminder', day))).toEqual(expected)
  })

  it('a formal notice counts for the claim that it was about', () => {
    const ours = priorNotice('formal-notice', '2026-01-07')
    expect(onStandard(OPENING_NOON, ours)).toEqual(sends('opening-letter'))
    expect(onStandard(noon('2026-03-12'), { ...ours, contacts: reminded })).toEqual(sends('last-notice'))
    const two = { claims: [...ours.claims, claim('b', DUE, 50_00)] }
    const contacts = reminded.map((one) => ({ ...one, claimIds: ['a', 'b'] }))
    expect(onStandard(noon('2026-03-12'), { ...two, contacts })).toEqual(sends('formal-notice', { claimIds: ['b'] }))
  })

  it('a reminder of the creditor’s replaces no notice and no reminder of ours', () => {
    const contacts = [sent('opening-letter', '2026-01-15')]
    expect(onStandard(SECOND_NOON, { ...priorNotice('reminder', '2026-01-07'), contacts })).toEqual(sends('first-reminder'))
  })
})
