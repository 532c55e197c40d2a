import type { Step, Strategy } from '../domain/strategy.js'

/** One way in which a strategy differs from another. */
export interface Difference {
  /** Id of the step; null for the strategy as a whole. */
  step: string | null
  kind: 'changed' | 'added' | 'removed' | 'moved'
  /** Field that was changed: `afterDays`, `for.mostCents`; null where it is the step itself. */
  field: string | null
  /** Null where there was or is nothing. */
  before: unknown
  after: unknown
}

/** Every way in which `after` differs from `before`, the strategy as a whole first, then step by step in the new order. */
export function diffStrategies(before: Strategy, after: Strategy): Difference[] {
  const { steps: stepsBefore, ...restBefore } = before
  const { steps: stepsAfter, ...restAfter } = after
  const ids = (steps: readonly Step[]) => steps.map(({ id }) => id)
  const removed = stepsBefore.filter(({ id }) => !ids(stepsAfter).includes(id))
  return [
    ...fieldsBetween(null, restBefore, restAfter),
    ...stepsAfter.flatMap((step) =>
      stepBetween(
        stepsBefore.find(({ id }) => id === step.id),
        step,
      ),
    ),
    ...removed.map((step) => ({ step: step.id, kind: 'removed' as const, field: null, before: step, after: null })),
    ...movedBetween(ids(stepsBefore), ids(stepsAfter)),
  ]
}

function stepBetween(before: Step | undefined, after: Step): Difference[] {
  if (!before) return [{ step: after.id, kind: 'added', field: null, before: null, after }]
  return fieldsBetween(after.id, before, after)
}

/** Steps that stand elsewhere among those that both have. Places count from 1. */
function movedBetween(before: string[], after: string[]): Difference[] {
  const kept = before.filter((id) => after.includes(id))
  const now = after.filter((id) => before.includes(id))
  return now.flatMap((id, place) =>
    kept.indexOf(id) === place ? [] : [{ step: id, kind: 'moved' as const, field: null, before: kept.indexOf(id) + 1, after: place + 1 }],
  )
}

function fieldsBetween(step: string | null, before: object, after: object): Difference[] {
  const [old, fresh] = [flat(before), flat(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .filter((field) => JSON.stringify(old.get(field)) !== JSON.stringify(fresh.get(field)))
    .map((field) => ({ step, kind: 'changed', field, before: old.get(field) ?? null, after: fresh.get(field) ?? null }))
}

/** Fields by their path; a list is one value. */
function flat(value: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? [...flat(part, `${path}${key}.`)]
        : [[`${path}${key}`, part] as const],
    ),
  )
}
