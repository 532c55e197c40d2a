import type { ProcedureState, ProceedingFact } from './proceeding.js'

const POLICY = 'relance policy'

/** A proceeding before anything was done in it: its pieces are gathered. */
export function preparing({ openedOn }: Pick<ProceedingFact, 'openedOn'>): ProcedureState {
  return {
    passages: [{ stage: 'preparing', on: openedOn, source: POLICY }],
    stage: 'preparing',
    end: null,
    deadlines: [],
    asks: [],
    expects: [],
    title: null,
  }
}
