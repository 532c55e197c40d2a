import type { Paper } from '../../../domain/paper.js'
import type { JudicialCase } from '../facts.js'
import { disputeNotice } from './dispute-notice.js'
import {
  dunningDataSheet,
  germanAmendment,
  germanDisputeNotice,
  germanExhibitList,
  germanExhibitRecall,
  germanLawyerInstruction,
  germanOfficerReferral,
  germanStatement,
  germanSuspension,
  germanWithdrawal,
} from './german.js'
import { paymentOrderRequest } from './payment-order-request.js'
import { lawyerInstruction, officerReferral, smallClaimsReferral } from './referrals.js'
import { exhibitList, statementOfDebt } from './statements.js'
import { amendment, exhibitRecall, suspension, withdrawal } from './winding-up.js'

type Builder = (one: JudicialCase) => Paper

/** In the language of the case, where the paper was written in it; in French otherwise. */
const inLanguage =
  (builders: { fr: Builder; de: Builder }): Builder =>
  (one) =>
    (one.language === 'de' ? builders.de : builders.fr)(one)

interface Made {
  build: Builder
  /** Moves with each change of its words: kept with every paper that was made. */
  version: number
  /** What its file is called. */
  file: string
}

/** The papers of a proceeding. */
export const JUDICIAL_PAPERS = {
  'payment-order-request': { build: paymentOrderRequest, version: 1, file: 'requete-en-injonction-de-payer' },
  'statement-of-debt': { build: inLanguage({ fr: statementOfDebt, de: germanStatement }), version: 2, file: 'decompte' },
  'exhibit-list': { build: inLanguage({ fr: exhibitList, de: germanExhibitList }), version: 2, file: 'bordereau-de-pieces' },
  'dunning-data-sheet': { build: dunningDataSheet, version: 1, file: 'mahnantrag-datenblatt' },
  'officer-referral': { build: inLanguage({ fr: officerReferral, de: germanOfficerReferral }), version: 2, file: 'mandat-commissaire' },
  'small-claims-referral': { build: smallClaimsReferral, version: 1, file: 'saisine-petites-creances' },
  'lawyer-instruction': {
    build: inLanguage({ fr: lawyerInstruction, de: germanLawyerInstruction }),
    version: 2,
    file: 'instruction-avocat',
  },
  withdrawal: { build: inLanguage({ fr: withdrawal, de: germanWithdrawal }), version: 2, file: 'desistement' },
  amendment: { build: inLanguage({ fr: amendment, de: germanAmendment }), version: 2, file: 'demande-reduite' },
  suspension: { build: inLanguage({ fr: suspension, de: germanSuspension }), version: 2, file: 'suspension' },
  'exhibit-recall': { build: inLanguage({ fr: exhibitRecall, de: germanExhibitRecall }), version: 2, file: 'restitution-de-pieces' },
  'dispute-notice': { build: inLanguage({ fr: disputeNotice, de: germanDisputeNotice }), version: 1, file: 'contestation' },
} as const satisfies Record<string, Made>
export type JudicialPaperName = keyof typeof JUDICIAL_PAPERS
