import type { LawPack } from '../../domain/law-pack.js'
import { cents } from '../../domain/money.js'
import { withProcedure } from '../change.js'
import { law } from '../sourced.js'
import { pack as before } from './2019-04-26.js'
import { amicableAttempt } from './parts/attempt.js'

const smallClaims = withProcedure(before.procedures, 'small-claims', {
  mostCents: law(cents(5_000_00), 'Code des procédures civiles d’exécution R125-1: principal and interest, since 1 January 2020'),
})

/** France, from 1 January 2020: small claims up to 5,000 EUR, and suits up to as much need an amicable attempt first. */
export const pack: LawPack = {
  ...before,
  id: 'fr/2020-01-01',
  from: '2020-01-01',
  procedures: withProcedure(smallClaims, 'summons', {
    attemptUpToCents: amicableAttempt('Code de procédure civile 750-1, as of décret 2019-1333, suits from 1 January 2020'),
  }),
}
