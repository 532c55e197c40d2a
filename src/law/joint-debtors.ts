import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/** Whether a formal notice to one of several joint debtors makes interest run against all of them, by country. */
const NOTICE_BINDS_ALL: Readonly<Record<string, Sourced<boolean>>> = {
  FR: law(true, 'Code civil art. 1314, since 1 October 2016; art. 1207 said the same before'),
  DE: law(false, 'BGB § 425 II: default works only against the joint debtor in whose person it occurs'),
}

const ELSEWHERE = unconfirmed(false, 'house policy: where no text was found, a notice is held against nobody but who had it')

/** Whether a formal notice to one joint debtor is held against the others under the law of a country. */
export const noticeBindsAll = (country: string): Sourced<boolean> => NOTICE_BINDS_ALL[country] ?? ELSEWHERE
