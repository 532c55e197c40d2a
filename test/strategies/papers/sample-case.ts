import { cents } from '../../../src/domain/money.js'
import type { JudicialCase, StatedAccount } from '../../../src/strategies/papers/facts.js'

const ECB = 'ECB main refinancing rate in force since'
const D = 'Code de commerce D441-5'

/** An invoice of 2 400 € with two stretches of interest, and a payment of 400 € on the way. */
export const invoice = (more: Partial<StatedAccount> = {}): StatedAccount => ({
  reference: 'F-2026-0117',
  issuedOn: '2026-01-15',
  dueDate: '2026-02-28',
  amountCents: cents(2400_00),
  capacity: 'professional',
  leftOutCents: cents(0),
  noticeOn: '2026-04-14',
  principalCents: cents(2000_00),
  interestCents: cents(92_01),
  indemnityCents: cents(40_00),
  costsCents: cents(0),
  owedCents: cents(2132_01),
  barredInterestCents: cents(0),
  lines: [
    {
      from: '2026-03-01',
      to: '2026-05-20',
      days: 81,
      ratePpm: 121_500,
      baseCents: cents(2400_00),
      amountCents: cents(64_71),
      known: true,
      source: `${ECB} 2025-06-11 + 10 points`,
    },
    {
      from: '2026-05-21',
      to: '2026-06-30',
      days: 41,
      ratePpm: 121_500,
      baseCents: cents(2000_00),
      amountCents: cents(27_30),
      known: true,
      source: `${ECB} 2025-06-11 + 10 points`,
    },
  ],
  movements: [{ on: '2026-05-20', kind: 'credit-note', amountCents: cents(400_00) }],
  interestLaw: { source: 'Code de commerce L441-10 II', confirmed: true },
  indemnityLaw: { source: D, confirmed: true },
  ...more,
})

/** A case before the commercial court, with everything that a paper can say. */
export const judicialCase = (more: Partial<JudicialCase> = {}): JudicialCase => ({
  on: '2026-06-30',
  fileReference: 'K7M2P9QRS',
  currency: 'EUR',
  creditor: { name: 'Mobilier Dumas SAS', address: ['14 rue des Ébénistes', '69003 Lyon'], siren: '732829320' },
  collector: { name: 'Cabinet Recouvrance', address: ['3 place Bellecour', '69002 Lyon'], siren: '552100554' },
  collects: 'agency',
  debtor: { name: 'Le Comptoir des Alpes SARL', kind: 'company', address: ['8 quai Stéphane-Jay', '38000 Grenoble'], siren: '404833048' },
  claims: [
    invoice(),
    invoice({
      reference: 'F-2026-0142',
      issuedOn: '2026-02-02',
      dueDate: '2026-03-31',
      amountCents: cents(860_50),
      principalCents: cents(860_50),
      interestCents: cents(26_07),
      owedCents: cents(926_57),
      lines: [
        {
          from: '2026-04-01',
          to: '2026-06-30',
          days: 91,
          ratePpm: 121_500,
          baseCents: cents(860_50),
          amountCents: cents(26_07),
          known: true,
          source: `${ECB} 2025-06-11 + 10 points`,
        },
      ],
      movements: [],
    }),
  ],
  procedure: 'payment-order',
  course: 'order',
  procedureName: 'injonction de payer',
  court: { name: 'Tribunal de commerce de Grenoble', reference: '2026IP00412' },
  task: { kind: 'file-request', to: 'agency', by: null },
  power: { reference: 'M-2026-04', signedOn: '2026-01-05', special: ['sue', 'enforce'] },
  officer: { name: 'SELARL Vidal et Roche', address: ['22 cours Jean-Jaurès', '38000 Grenoble'], siren: null },
  lawyer: { name: 'Maître Jeanne Aubry', address: ['5 rue de la République', '38000 Grenoble'], siren: null },
  askedFirstCents: cents(3260_50),
  costs: [
    { code: 'court-fee', incurredOn: '2026-06-30', amountCents: cents(35_21), bearer: 'loser', certain: true },
    { code: 'opposition-deposit', incurredOn: '2026-06-30', amountCents: cents(105_00), bearer: 'loser', certain: false },
  ],
  exhibits: [
    { number: 1, kind: 'contract', title: 'Conditions générales signées', datedOn: '2025-11-03', sha256: 'a1'.repeat(32), ground: null },
    { number: 2, kind: 'invoice', title: 'Facture F-2026-0117', datedOn: '2026-01-15', sha256: 'b2'.repeat(32), ground: null },
    { number: 3, kind: 'invoice', title: 'Facture F-2026-0142', datedOn: '2026-02-02', sha256: 'c3'.repeat(32), ground: null },
    { number: 4, kind: 'delivery-note', title: 'Bon de livraison BL-881', datedOn: '2026-02-02', sha256: 'd4'.repeat(32), ground: null },
    { number: 5, kind: 'formal-notice', title: 'Mise en demeure', datedOn: '2026-04-10', sha256: 'e5'.repeat(32), ground: null },
    {
      number: 6,
      kind: 'formal-notice-receipt',
      title: 'Accusé de réception',
      datedOn: '2026-04-14',
      sha256: 'f6'.repeat(32),
      ground: null,
    },
  ],
  title: null,
  granted: null,
  reason: null,
  measures: [],
  deadlines: [],
  ...more,
})
