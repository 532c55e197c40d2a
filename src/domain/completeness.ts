import type { Capacity, ClaimCategory } from './capacity.js'
import type { PieceKind, PieceRule } from './judicial-law.js'

/** A piece that a file has. */
export interface PieceFact {
  /** Of the row, or of what the file itself makes it of: `contact:<id>`, `mandate:<id>`, `made:statement-of-account`. */
  id: string
  kind: PieceKind
  /** Null for a piece of the whole file: it stands for each claim. */
  claimId: string | null
}

/** What is still missing, and who has it. */
export interface MissingPiece {
  anyOf: readonly PieceKind[]
  /** Null where it is wanted once. */
  claimId: string | null
  from: PieceRule['from']
  source: string
}

/** A claim as far as the pieces depend on it. */
export interface ClaimToProve {
  id: string
  capacity: Capacity
  category: ClaimCategory
}

/** A case that is to be complete. */
export interface CaseToProve {
  claims: readonly ClaimToProve[]
  pieces: readonly PieceFact[]
  /** Whether the suit needs an amicable attempt first. */
  attemptNeeded: boolean
}

/** What must be there before a procedure begins, and is not, in the order of the rules. */
export function missingPieces(rules: readonly PieceRule[], { claims, pieces, attemptNeeded }: CaseToProve): MissingPiece[] {
  return rules.flatMap((rule) => {
    const { anyOf, from, source, each, when } = rule
    if (when?.attemptNeeded && !attemptNeeded) return []
    const concerned = claims.filter((claim) => isConcerned(rule, claim))
    const fits = (claimId: string | null) => (piece: PieceFact) =>
      anyOf.includes(piece.kind) && (claimId === null || piece.claimId === null || piece.claimId === claimId)
    const wanted = each === 'claim' ? concerned.map(({ id }) => id) : concerned.length > 0 ? [null] : []
    return wanted.filter((claimId) => !pieces.some(fits(claimId))).map((claimId) => ({ anyOf, claimId, from, source }))
  })
}

function isConcerned({ when }: PieceRule, { capacity, category }: ClaimToProve): boolean {
  return (when?.capacities?.includes(capacity) ?? true) && (when?.categories?.includes(category) ?? true)
}
