import { cents } from '../../../src/domain/money.js'
import type { JudicialCase } from '../../../src/strategies/papers/facts.js'
import { invoice, judicialCase } from './sample-case.js'

/** An invoice of 2 000 € of a company in Hamburg: 122 days at the base rate of 1.27 % and 9 points, which is 68,65 €. */
export const germanCase = (more: Partial<JudicialCase> = {}): JudicialCase =>
  judicialCase({
    language: 'de',
    procedure: 'payment-order',
    course: 'two-step-order',
    procedureName: 'gerichtliches Mahnverfahren',
    creditor: { name: 'Nordlicht Möbel GmbH', address: ['Am Markt 3', '28195 Bremen'], siren: null },
    debtor: { name: 'Gasthaus zum Anker GmbH', kind: 'company', address: ['Deichstraße 4', '20459 Hamburg'], siren: null },
    court: { name: 'Amtsgericht Hamburg', reference: null },
    lawyer: { name: 'Rechtsanwältin Eva Brandt', address: ['Neuer Wall 10', '20354 Hamburg'], siren: null },
    askedFirstCents: cents(2400_00),
    claims: [
      invoice({
        reference: 'R-2026-117',
        amountCents: cents(2000_00),
        interestCents: cents(68_65),
        owedCents: cents(2108_65),
        lines: [
          {
            from: '2026-03-01',
            to: '2026-06-30',
            days: 122,
            ratePpm: 102_700,
            baseCents: cents(2000_00),
            amountCents: cents(68_65),
            known: true,
            source: 'BGB § 247, base rate since 2026-01-01 (bundesbank.de) + 9 points',
          },
        ],
        movements: [],
        interestLaw: { source: 'BGB § 288 II; § 286 III: default at the latest 30 days after due date', confirmed: true },
        indemnityLaw: { source: 'BGB § 288 V', confirmed: true },
      }),
    ],
    costs: [{ code: 'court', incurredOn: '2026-06-30', amountCents: cents(38_00), bearer: 'loser', certain: true }],
    exhibits: [{ number: 1, kind: 'invoice', title: 'Rechnung R-2026-117', datedOn: '2026-01-15', sha256: 'a1'.repeat(32), ground: null }],
    ...more,
  })
