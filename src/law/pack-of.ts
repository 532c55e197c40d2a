import type { LawPack } from '../domain/law-pack.js'
import { pack as france } from './fr/2016-10-01.js'

/** The law pack that files fall under: there is one so far. */
export function currentPack(): LawPack {
  return france
}
