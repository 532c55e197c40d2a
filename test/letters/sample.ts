import { packOn } from '../../src/domain/law-pack.js'
import { addDays } from '../../src/domain/legal-day.js'
import { cents } from '../../src/domain/money.js'
import { lawOf } from '../../src/law/book.js'
import type { LetterDocument } from '../../src/providers/post/letter-document.js'
import { composeMessage } from '../../src/strategies/templates/compose.js'
import type { ClaimShown, MessageFacts } from '../../src/strategies/templates/facts.js'

/** Claims of 1,240.55 euros each, the first partly paid; one a week. */
export const claims = (count: number): ClaimShown[] =>
  Array.from({ length: count }, (_, index) => ({
    reference: `FA-2026-${String(index + 1).padStart(4, '0')}`,
    category: 'goods-and-services',
    issueDate: index === 1 ? null : addDays('2026-01-05', index * 7),
    dueDate: addDays('2026-02-04', index * 7),
    amountCents: cents(1_240_55),
    paidCents: cents(index === 0 ? 240_55 : 0),
    owedCents: cents(index === 0 ? 1_000_00 : 1_240_55),
  }))

/** A file with three claims, five weeks after its opening letter. */
export const facts = (changed: Partial<MessageFacts> = {}): MessageFacts => ({
  country: 'FR',
  law: packOn(lawOf(changed.country ?? 'FR'), changed.today ?? '2026-05-11'),
  collects: 'agency',
  regimes: ['business'],
  currency: 'EUR',
  stage: 'amicable',
  reminder: 1,
  language: 'fr',
  today: '2026-05-11',
  payBefore: '2026-06-01',
  side: null,
  changes: [],
  fileReference: 'D-2026-00042',
  creditorReference: 'RF86D202600042',
  liability: 'debtor',
  paymentKey: '7KQ2M9XT4RPB',
  paymentUrl: 'https://payer.exemple.fr/d/7KQ2M9XT4RPB',
  entryUrl: 'https://payer.exemple.fr/d?r=K7M2P9QRS&k=7KQ2M9XT4R',
  amountCents: cents(3_601_96),
  principalCents: cents(3_481_10),
  interestCents: cents(80_86),
  interestThrough: '2026-05-11',
  accrues: true,
  indemnityCents: cents(40_00),
  indemnitySource: 'Code de commerce D441-5',
  penaltyCents: null,
  costsCents: cents(0),
  claims: claims(3),
  creditor: { name: 'Menuiserie Lebœuf & Fils', addressLine: '14 rue de la Forêt, 69007 Lyon', number: 'SIREN 552 100 554' },
  sender: {
    name: 'Relance Conseil',
    addressLine: '2 place Bellecour, 69002 Lyon',
    iban: 'FR7630006000011234567890189',
    supervisor: null,
  },
  debtor: { name: 'Société Générale d’Étanchéité' },
  openingLetter: { reference: 'D-2026-00042-1', date: '2026-04-07' },
  actMarker: 'K7Q2M9',
  ...changed,
})

/** The same, asked for by the creditor itself. */
export const ownFacts = (changed: Partial<MessageFacts> = {}): MessageFacts => {
  const creditor = { ...facts().creditor, ...changed.creditor }
  const sender = { name: creditor.name, addressLine: creditor.addressLine, iban: 'FR7630006000011234567890189', supervisor: null }
  return facts({ collects: 'creditor', openingLetter: null, creditor, sender, ...changed })
}

/** The letter of these facts as it is printed. */
export function letter(changed: Partial<MessageFacts> = {}): LetterDocument {
  const { language, today, fileReference } = facts(changed)
  const { subject, body, references, dated } = composeMessage(facts(changed), 'letter')
  return {
    language,
    date: today,
    dated,
    place: 'Lyon',
    from: {
      name: 'Relance Conseil',
      address: { lines: ['2 place Bellecour'], postcode: '69002', city: 'Lyon', country: 'FR' },
      details: ['contact@relance-conseil.exemple'],
    },
    to: {
      name: 'Société Générale d’Étanchéité',
      address: {
        lines: ['Service comptabilité', 'Bâtiment B', '118 avenue des Frères-Lumière'],
        postcode: '42000',
        city: 'Saint-Étienne',
        country: 'FR',
      },
    },
    subject: subject ?? '',
    references,
    body,
    reference: fileReference,
  }
}
