import type { DelayRules } from '../../../domain/law-pack.js'
import { law } from '../../sourced.js'

export const delays: DelayRules = {
  counting: law('event-day-excluded', 'Code de procédure civile 641'),
  rollsForward: law(true, 'Code de procédure civile 642'),
  distanceMonths: law({ overseas: 1, abroad: 2 }, 'Code de procédure civile 643, 644: to appear, to oppose, to appeal'),
}
