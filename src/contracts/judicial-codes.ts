import type { PieceKind } from '../domain/judicial-law.js'
import type { Course, MeasureKind, OutsideReport, ProceedingStage, ServedAct, ServiceMode } from '../domain/procedure/proceeding.js'

/** Codes of the judicial road that bodies and views name, as the rules have them. */
export const COURSES = ['order', 'two-step-order', 'invitation', 'suit', 'enforcement'] as const satisfies readonly Course[]
export const PROCEEDING_STAGES = [
  'preparing',
  'to-begin',
  'filed',
  'to-serve',
  'opposition-open',
  'to-certify',
  'invited',
  'agreed',
  'opposed',
  'summoned',
  'hearing',
  'judged',
  'appealed',
  'enforceable',
  'enforcing',
  'stayed',
  'ended',
] as const satisfies readonly ProceedingStage[]
export const REPORT_KINDS = [
  'filed',
  'order-granted',
  'order-refused',
  'served',
  'opposition',
  'certificate',
  'consigned',
  'title-order',
  'invited',
  'debtor-agreed',
  'debtor-declined',
  'title-issued',
  'summoned',
  'hearing-set',
  'hearing-held',
  'judgment',
  'appeal',
  'appeal-decided',
  'measure-done',
  'measure-vain',
  'measure-contested',
  'measure-released',
  'measure-authorised',
] as const satisfies readonly OutsideReport[]
export const SERVED_ACTS = ['order', 'summons', 'judgment', 'title', 'payment-demand', 'measure'] as const satisfies readonly ServedAct[]
export const SERVICE_MODES = ['in-person', 'home', 'elected-domicile', 'office', 'pv-659'] as const satisfies readonly ServiceMode[]
export const MEASURES = [
  'account-seizure',
  'wage-attachment',
  'goods-seizure',
  'vehicle',
  'lien',
  'shares-seizure',
] as const satisfies readonly MeasureKind[]
export const PIECES = [
  'contract',
  'order',
  'delivery-note',
  'invoice',
  'formal-notice',
  'formal-notice-receipt',
  'statement-of-account',
  'power-of-attorney',
  'attempt-certificate',
  'attempt-exemption',
  'identity',
  'title',
  'other',
] as const satisfies readonly PieceKind[]
