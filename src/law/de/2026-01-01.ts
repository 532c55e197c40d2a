import type { LawPack } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { withProcedure } from '../change.js'
import { pack as before } from './2016-07-01.js'
import { courts } from './procedures.js'

/** Germany, from 1 January 2026: the Amtsgericht hears suits of up to 10,000 EUR. */
export const pack: LawPack = {
  ...before,
  id: 'de/2026-01-01',
  from: '2026-01-01',
  procedures: withProcedure(before.procedures, 'summons', {
    courts: courts(cents(10_000_00), 'GVG § 23 Nr. 1, suits pending from 1 January 2026 (EGGVG § 44)'),
  }),
}
