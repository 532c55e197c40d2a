import type { Template } from '../format.js'
import { germanBesideV1, germanOwnBesideV1 } from './beside/de.js'
import { englishBesideV1, englishOwnBesideV1 } from './beside/en.js'
import { frenchBesideV1, frenchOwnBesideV1 } from './beside/fr.js'
import { dutchBesideV1, dutchOwnBesideV1 } from './beside/nl.js'
import { germanOwnV1, germanPreventiveV1, germanV1 } from './de.js'
import { englishOwnV1, englishV2 } from './en.js'
import { formalNoticeV1 } from './formal-notice.js'
import { frenchOwnV1, frenchV2 } from './fr.js'
import { lastNoticeV1 } from './last-notice.js'
import { dutchOwnV1, dutchPreventiveV1, dutchV1 } from './nl.js'
import { openingV1 } from './opening.js'
import { englishPreventiveCallV1, englishPreventiveCallV2, preventiveButEnglishCallV1 } from './preventive.js'
import { reminder1V1 } from './reminder-1.js'
import { reminder2V1 } from './reminder-2.js'
import { reminder3V1 } from './reminder-3.js'

/** Words that newer ones have taken the place of, kept for what was sent in them. */
export const FORMER: readonly Template[] = [
  englishPreventiveCallV1,
  openingV1,
  reminder1V1,
  reminder2V1,
  reminder3V1,
  formalNoticeV1,
  lastNoticeV1,
].flat()

/** Every template that comes with the engine and is in use, each in all languages and in the channels of its stage. */
export const SHIPPED: readonly Template[] = [
  [preventiveButEnglishCallV1, englishPreventiveCallV2, germanPreventiveV1, dutchPreventiveV1],
  [frenchV2, englishV2, germanV1, dutchV1],
  [frenchOwnV1, englishOwnV1, germanOwnV1, dutchOwnV1],
  [frenchBesideV1, englishBesideV1, germanBesideV1, dutchBesideV1],
  [frenchOwnBesideV1, englishOwnBesideV1, germanOwnBesideV1, dutchOwnBesideV1],
].flat(2)
