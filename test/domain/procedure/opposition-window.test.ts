import { describe, expect, it } from 'vitest'
import { isOppositionOpen, type LaterAct, lastDayToOppose, type OrderService } from '../../../src/domain/procedure/opposition-window.js'
import { rulesFor } from '../../../src/domain/procedure/rules.js'
import { lawOf } from '../../../src/law/book.js'
import { paymentOrder } from './proceedings.js'

const rules = rulesFor(paymentOrder(), lawOf('FR'))
const overseas = rulesFor(paymentOrder({ region: 'FR-972', distance: 'overseas' }), lawOf('FR'))
const service = (mode: OrderService['mode']): OrderService => ({ orderOn: '2026-09-01', on: '2026-10-15', mode })
const inPerson = (on: string): LaterAct => ({ on, inPerson: true, seizes: false })
const seizing = (on: string): LaterAct => ({ on, inPerson: false, seizes: true })
const letter = (on: string): LaterAct => ({ on, inPerson: false, seizes: false })

describe('the time to oppose an order', () => {
  it.each([
    ['served in person', service('in-person'), [], '2026-11-16'],
    ['served in person, whatever comes later', service('in-person'), [seizing('2027-03-01')], '2026-11-16'],
    ['served at home, and nothing since', service('home'), [], null],
    ['served at home, and acts since that reach nobody and seize nothing', service('home'), [letter('2027-02-01')], null],
    ['served at home, then an act in person', service('home'), [inPerson('2027-02-01')], '2027-03-01'],
    ['left at the office, then a seizure', service('office'), [seizing('2027-01-30')], '2027-03-01'],
    [
      'searched in vain, then a seizure and an act in person',
      service('pv-659'),
      [seizing('2027-03-31'), inPerson('2027-06-01')],
      '2027-04-30',
    ],
    [
      'searched in vain, then the same recorded the other way round',
      service('pv-659'),
      [inPerson('2027-06-01'), seizing('2027-03-31')],
      '2027-04-30',
    ],
    ['served at home, then a seizure that is told of as from before', service('home'), [seizing('2026-09-15')], null],
  ])('%s', (_how, order, acts, lastDay) => {
    expect(lastDayToOppose(order, acts, rules)).toBe(lastDay)
  })

  it('is longer for a debtor overseas', () => {
    expect(lastDayToOppose(service('home'), [seizing('2027-02-01')], overseas)).toBe('2027-04-01')
  })

  it('is open to the end of its last day, and from the service on', () => {
    const acts = [seizing('2027-02-01')]
    expect(
      ['2026-10-14', '2026-10-15', '2027-03-01', '2027-03-02'].map((day) => isOppositionOpen(service('home'), acts, rules, day)),
    ).toEqual([false, true, true, false])
  })

  it('runs from the service however it was made where no law begins it later', () => {
    const german = rulesFor(paymentOrder({ course: 'two-step-order' }), lawOf('DE'))
    expect(lastDayToOppose(service('home'), [seizing('2027-02-01'), inPerson('2027-03-01')], german)).toBe('2026-10-29')
  })
})
