import type { Template } from '../format.js'
import { formalNoticeV1 } from './formal-notice.js'
import { lastNoticeV1 } from './last-notice.js'
import { openingV1 } from './opening.js'
import { preventiveV1 } from './preventive.js'
import { reminder1V1 } from './reminder-1.js'
import { reminder2V1 } from './reminder-2.js'
import { reminder3V1 } from './reminder-3.js'

/** Every template that comes with the engine, each in all channels and languages. */
export const SHIPPED: readonly Template[] = [
  preventiveV1,
  openingV1,
  reminder1V1,
  reminder2V1,
  reminder3V1,
  formalNoticeV1,
  lastNoticeV1,
].flat()
