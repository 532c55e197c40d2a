import { PLAN } from './payment-plan.js'
import { STATED_SUM } from './stated-sum.js'

/** How references of remissions begin that nobody has granted: they follow from what was agreed or stated, once it is paid. */
export const FOLLOWING: readonly string[] = [STATED_SUM, PLAN]

/** Whether somebody has let a sum go, which did not follow by itself. */
export const isGranted = (reference: string): boolean => !FOLLOWING.some((prefix) => reference.startsWith(prefix))
