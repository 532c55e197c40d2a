import type { Paper } from '../../../domain/paper.js'
import type { JudicialCase } from '../facts.js'
import { paymentOrderRequest } from './payment-order-request.js'
import { lawyerInstruction, officerReferral, smallClaimsReferral } from './referrals.js'
import { exhibitList, statementOfDebt } from './statements.js'
import { amendment, exhibitRecall, suspension, withdrawal } from './winding-up.js'

interface Made {
  build: (one: JudicialCase) => Paper
  /** Moves with each change of its words: kept with every paper that was made. */
  version: number
  /** What its file is called. */
  file: string
}

/** The papers of a proceeding. */
export const JUDICIAL_PAPERS = {
  'payment-order-request': { build: paymentOrderRequest, version: 1, file: 'requete-en-injonction-de-payer' },
  'statement-of-debt': { build: statementOfDebt, version: 1, file: 'decompte' },
  'exhibit-list': { build: exhibitList, version: 1, file: 'bordereau-de-pieces' },
  'officer-referral': { build: officerReferral, version: 1, file: 'mandat-commissaire' },
  'small-claims-referral': { build: smallClaimsReferral, version: 1, file: 'saisine-petites-creances' },
  'lawyer-instruction': { build: lawyerInstruction, version: 1, file: 'instruction-avocat' },
  withdrawal: { build: withdrawal, version: 1, file: 'desistement' },
  amendment: { build: amendment, version: 1, file: 'demande-reduite' },
  suspension: { build: suspension, version: 1, file: 'suspension' },
  'exhibit-recall': { build: exhibitRecall, version: 1, file: 'restitution-de-pieces' },
} as const satisfies Record<string, Made>
export type JudicialPaperName = keyof typeof JUDICIAL_PAPERS
