import type { ProcedureCode, ProcedureRule } from '../domain/law-pack.js'

/** The procedures with some rules of one of them replaced. */
export function withProcedure(
  procedures: readonly ProcedureRule[],
  code: ProcedureCode,
  changes: Partial<ProcedureRule>,
): readonly ProcedureRule[] {
  return procedures.map((procedure) => (procedure.code === code ? { ...procedure, ...changes } : procedure))
}
