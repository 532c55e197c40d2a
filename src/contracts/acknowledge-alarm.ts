import { z } from 'zod'
import { text } from './fields.js'

/** An alarm of a proceeding that a person has seen, as it was raised: `serve:7`, `silence:<task id>`. */
export const AcknowledgeAlarmBody = z
  .strictObject({ alarm: text(100), note: text(300).nullable().default(null) })
  .meta({ id: 'AcknowledgeAlarm', example: { alarm: 'serve:7', note: 'the officer serves it tomorrow' } })
