import { describe, expect, it } from 'vitest'
import { spentCap } from '../../src/domain/contact-caps.js'
import type { ContactFact } from '../../src/domain/facts.js'
import { pack } from '../../src/law/fr/2016-10-01.js'
import { contact, facts, failed, OPENING_NOON, on, rulesOf, sends, sent, waitsUntil } from './on.js'

/** How often a debtor hears from all its files together: once a day, three times in seven days. */

const CAPS = pack.contactCaps.value
const spent = (day: string, otherContacts: string[], contacts: ContactFact[] = []) =>
  spentCap(facts({ otherContacts, contacts }), CAPS, day)

describe('a cap is spent', () => {
  it.each<[string, string[], { rule: string; until: string } | null]>([
    ['by nothing', [], null],
    ['by a contact that day, until the next', ['2026-01-15'], { rule: 'one-contact-a-day', until: '2026-01-16' }],
    ['not by one the day before', ['2026-01-14'], null],
    ['not by one of the day after, which is to come', ['2026-01-16'], null],
    ['not by two within the week', ['2026-01-09', '2026-01-14'], null],
    [
      'by three within the week, until the oldest is a week ago',
      ['2026-01-09', '2026-01-13', '2026-01-14'],
      { rule: 'three-contacts-a-week', until: '2026-01-16' },
    ],
    ['not by three of which one is a week ago', ['2026-01-08', '2026-01-13', '2026-01-14'], null],
    [
      'by five, until the last but two is a week ago',
      ['2026-01-09', '2026-01-10', '2026-01-11', '2026-01-12', '2026-01-13'],
      { rule: 'three-contacts-a-week', until: '2026-01-18' },
    ],
    ['by both: the longer one counts', ['2026-01-13', '2026-01-14', '2026-01-15'], { rule: 'three-contacts-a-week', until: '2026-01-20' }],
    ['by several on one day', ['2026-01-12', '2026-01-12', '2026-01-12'], { rule: 'three-contacts-a-week', until: '2026-01-19' }],
  ])('on 15 January %s', (_how, days, expected) => {
    expect(spent('2026-01-15', days)).toEqual(expected)
    expect(spent('2026-01-15', days.toReversed())).toEqual(expected)
    if (expected) expect(spent(expected.until, days)).toBeNull()
  })

  it.each<[string, ContactFact, boolean]>([
    ['that was sent', sent('opening-letter', '2026-01-15'), true],
    ['whose call is open', contact('opening-letter', 'calling', '2026-01-15'), true],
    ['that may have gone out', contact('opening-letter', 'unknown', '2026-01-15'), true],
    ['that came back: it was a contact all the same', sent('opening-letter', '2026-01-15', { delivery: 'bounced' }), true],
    ['that was refused before it went', failed('opening-letter', '2026-01-15'), false],
    ['that is only reserved: it is the one asked about', contact('opening-letter', 'reserved', null), false],
    ['without a day', contact('opening-letter', 'unknown', null), false],
  ])('by an act of the file itself %s', (_what, act, counts) => {
    expect(spent('2026-01-15', [], [act]) !== null).toBe(counts)
  })

  it('by its own acts and those of other files together', () => {
    const own = [sent('opening-letter', '2026-01-13')]
    expect(spent('2026-01-15', ['2026-01-12', '2026-01-14'], own)).toEqual({ rule: 'three-contacts-a-week', until: '2026-01-19' })
    expect(spent('2026-01-15', ['2026-01-12'], own)).toBeNull()
  })

  it('never where there are none', () => {
    expect(spentCap(facts({ otherContacts: ['2026-01-15'] }), [], '2026-01-15')).toBeNull()
  })
})

describe('an act that a cap forbids', () => {
  it('goes out on the first lawful day that has room, and the decision names the rule', () => {
    const busy = (...otherContacts: string[]) => on(OPENING_NOON, { otherContacts })
    expect(busy()).toEqual(sends('opening-letter'))
    expect(busy('2026-01-15')).toEqual(waitsUntil('2026-01-16T08:00:00+01:00'))
    expect(rulesOf(busy('2026-01-15'))).toEqual(['step:opening-letter', 'contact-hours', 'cap:one-contact-a-day'])
    // Room on Sunday the 18th: Monday.
    expect(busy('2026-01-11', '2026-01-12', '2026-01-13')).toEqual(waitsUntil('2026-01-19T08:00:00+01:00'))
    expect(busy('2026-01-11', '2026-01-12', '2026-01-13').because.at(-1)).toEqual({
      rule: 'cap:three-contacts-a-week',
      source: pack.contactCaps.source,
    })
  })

  it('names each rule that moved it, once', () => {
    const decision = on(OPENING_NOON, { otherContacts: ['2026-01-15', '2026-01-16', '2026-01-19'] })
    expect(decision).toEqual(waitsUntil('2026-01-22T08:00:00+01:00'))
    expect(rulesOf(decision).filter((rule) => rule.startsWith('cap:'))).toEqual(['cap:one-contact-a-day', 'cap:three-contacts-a-week'])
  })

  it('is planned around the caps before its day comes', () => {
    const otherContacts = ['2026-01-13', '2026-01-14', '2026-01-15']
    expect(on('2026-01-15T07:00:00+01:00', { otherContacts })).toEqual(waitsUntil('2026-01-20T08:00:00+01:00'))
    expect(on('2026-01-20T07:59:59.999+01:00', { otherContacts })).toEqual(waitsUntil('2026-01-20T08:00:00+01:00'))
    expect(on('2026-01-20T08:00:00+01:00', { otherContacts })).toEqual(sends('opening-letter'))
  })

  it('a contact whose day nobody wrote down stops no worker for good', () => {
    const contacts = [contact('opening-letter', 'sent', null, { delivery: 'delivered' })]
    expect(on('2026-06-01T12:00:00+02:00', { contacts })).toEqual(sends('second-letter'))
  })
})
