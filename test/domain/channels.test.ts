import { describe, expect, it } from 'vitest'
import type { Channel, ContactFact, Facts } from '../../src/domain/facts.js'
import { standard } from '../../src/strategies/standard.js'
import { asks, failed, on, rulesOf, sends, sent, waitsUntil } from './on.js'

/** Which way an act goes. The standard strategy's first reminder prefers e-mail, then text message, then letter. */

const onStandard = (at: string, facts: Partial<Facts> = {}) => on(at, facts, standard)
const REMINDER_NOON = '2026-01-26T12:00:00+01:00'
const NEXT_NOON = '2026-01-27T12:00:00+01:00'
const opening = sent('opening-letter', '2026-01-15')
const opened = (...contacts: ContactFact[]) => ({ contacts: [opening, ...contacts] })
const email = (delivery: ContactFact['delivery'], actId = 'first-reminder') =>
  sent(actId, '2026-01-26', { channel: 'email', delivery, postedOn: null })
const sms = (delivery: ContactFact['delivery']) => sent('first-reminder#2', '2026-01-27', { channel: 'sms', delivery, postedOn: null })

describe('the channel of an act', () => {
  it.each<[string, Channel[], Channel]>([
    ['all', ['letter', 'sms', 'email', 'call'], 'email'],
    ['all but e-mail', ['letter', 'sms', 'call'], 'sms'],
    ['letter and telephone', ['letter', 'call'], 'letter'],
  ])('is the first that reaches the debtor: %s', (_which, reachable, channel) => {
    expect(onStandard(REMINDER_NOON, { ...opened(), reachable })).toEqual(sends('first-reminder', { channel }))
  })

  it('is letter when the strategy’s own do not reach the debtor, and nothing when letter does not either', () => {
    const dueSoon = (reachable: Channel[]) => onStandard('2026-01-05T12:00:00+01:00', { reachable })
    expect(dueSoon(['email'])).toEqual(sends('before-due', { channel: 'email' }))
    expect(dueSoon(['letter'])).toEqual(sends('before-due', { channel: 'letter' }))
    expect(dueSoon(['call'])).toEqual(asks('debtor-unreachable'))
    expect(dueSoon([])).toEqual(asks('debtor-unreachable'))
  })

  it('says why it is not the one that the strategy prefers', () => {
    expect(rulesOf(onStandard(REMINDER_NOON, { ...opened(), reachable: ['letter', 'sms'] }))).toContain('channel:sms')
    expect(rulesOf(onStandard(REMINDER_NOON, opened()))).toEqual(['step:first-reminder', 'contact-hours'])
  })

  it('only a letter is registered', () => {
    const registered = { ...standard, steps: standard.steps.map((step) => ({ ...step, registered: step.channels.includes('letter') })) }
    expect(on(REMINDER_NOON, opened(), registered)).toEqual(sends('first-reminder', { channel: 'email', registered: false }))
    expect(on(REMINDER_NOON, { ...opened(), reachable: ['letter'] }, registered)).toEqual(
      sends('first-reminder', { channel: 'letter', registered: true }),
    )
  })
})

describe('an act that does not arrive', () => {
  it.each(['bounced', 'opted-out', 'failed'] as const)('e-mail that is %s: the next channel, as an act of its own', (delivery) => {
    expect(onStandard(NEXT_NOON, opened(email(delivery)))).toEqual(sends('first-reminder#2', { channel: 'sms', stepId: 'first-reminder' }))
    // Not on the same day: the e-mail was a contact.
    expect(onStandard(REMINDER_NOON, opened(email(delivery)))).toEqual(waitsUntil('2026-01-27T08:00:00+01:00'))
  })

  it.each(['accepted', 'delivered', null] as const)('control: e-mail that is %s is the reminder', (delivery) => {
    expect(onStandard(NEXT_NOON, opened(email(delivery)))).toEqual(waitsUntil('2026-02-05T08:00:00+01:00'))
  })

  it('each channel is tried once, then the letter', () => {
    const both = opened(email('bounced'), sms('failed'))
    expect(onStandard('2026-01-28T12:00:00+01:00', both)).toEqual(sends('first-reminder#3', { channel: 'letter' }))
    expect(onStandard('2026-01-28T12:00:00+01:00', { ...both, reachable: ['email', 'sms', 'call'] })).toEqual(asks('debtor-unreachable'))
  })

  it('another step may use the channel, where it reaches the debtor still', () => {
    const contacts = [opening, email('failed'), sent('first-reminder#2', '2026-01-27', { channel: 'sms' })]
    const noSms: Channel[] = ['letter', 'email', 'call']
    expect(onStandard('2026-02-06T12:00:00+01:00', { contacts, reachable: noSms })).toEqual(sends('second-reminder', { channel: 'email' }))
  })

  it('the provider refused the call: the same act and channel, a day later', () => {
    expect(onStandard(REMINDER_NOON, opened(failed('first-reminder', '2026-01-26')))).toEqual(waitsUntil('2026-01-27T08:00:00+01:00'))
    expect(onStandard(NEXT_NOON, opened(failed('first-reminder', '2026-01-26')))).toEqual(sends('first-reminder', { channel: 'email' }))
  })

  it('a reminder whose failure is known late is left out when a later one has gone out', () => {
    const second = sent('second-reminder', '2026-02-05', { channel: 'sms' })
    expect(onStandard('2026-02-06T12:00:00+01:00', opened(email('bounced'), second))).toEqual(waitsUntil('2026-02-16T08:00:00+01:00'))
    expect(onStandard('2026-02-16T12:00:00+01:00', opened(email('bounced'), second))).toEqual(sends('call'))
    // Control: the later one did not arrive either.
    const inVain = { ...second, delivery: 'failed' as const }
    expect(onStandard('2026-02-06T12:00:00+01:00', opened(email('bounced'), inVain))).toEqual(sends('first-reminder#2'))
  })
})
