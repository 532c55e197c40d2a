import { type Cents, cents, sum } from '../domain/money.js'
import type { Representative } from '../domain/situation.js'
import type { SituationPaper } from '../law/situations.js'
import type { Paper, PaperBlock, PaperSection } from '../providers/paper-pdf.js'
import type { SituationAct, StatedClaim } from '../store/situation-act.js'
import { amount, date, shortDate } from '../strategies/templates/values.js'

const UNKNOWN = 'à compléter'

/** What differs from paper to paper. In French, the language of those whom they go to. */
interface Words {
  title: string
  addressee: string
  opening: (act: SituationAct) => string
  asks: string
}

const WORDS: Readonly<Record<SituationPaper, Words>> = {
  'over-indebtedness-statement': {
    title: 'Déclaration de créance – surendettement',
    addressee: 'Commission de surendettement (Banque de France)',
    opening: ({ since }) =>
      `Dans le cadre de la procédure de surendettement dont la demande a été déclarée recevable le ${date(since, 'fr')}, le créancier ci-dessous déclare les créances suivantes.`,
    asks: 'Le créancier demande que ces créances soient portées à l’état du passif. Il s’abstient de toute demande de paiement auprès du débiteur pendant la procédure.',
  },
  'notary-letter': {
    title: 'Déclaration de créance à la succession',
    addressee: 'Notaire chargé de la succession',
    opening: ({ debtor, since }) =>
      `Nous avons appris le décès, le ${date(since, 'fr')}, de ${debtor.name}, débiteur du créancier ci-dessous. Nous vous prions de porter au passif de la succession les créances suivantes.`,
    asks: 'Nous vous remercions de nous indiquer l’état de la succession, le nom et l’adresse des héritiers et, le cas échéant, leur choix d’accepter la succession, de l’accepter à concurrence de l’actif net ou d’y renoncer. Aucune demande n’est adressée à la famille dans l’attente de votre réponse.',
  },
  'guardian-letter': {
    title: 'Relevé des sommes dues',
    addressee: 'Représentant légal',
    opening: ({ debtor }) =>
      `Vous représentez ou assistez ${debtor.name}, débiteur du créancier ci-dessous. C’est donc à vous que nous adressons le relevé des sommes dues.`,
    asks: 'Nous vous remercions de régler ces sommes, ou de nous faire connaître votre réponse et, le cas échéant, les raisons pour lesquelles elles sont contestées. Aucune demande n’est adressée à la personne que vous représentez.',
  },
}

/** The paper that a situation calls for, prepared for a person to check, sign and send. */
export function situationPaper(act: SituationAct): Paper {
  const { creditor, fileReference, on, representative, reference } = act
  const { title, addressee, opening, asks } = WORDS[act.paper]
  return {
    language: 'fr',
    title,
    author: creditor.name,
    date: on,
    reference: `Dossier ${fileReference}`,
    sections: [
      terms('Destinataire', ['Qualité', addressee], ['Nom', representative?.name ?? UNKNOWN], ['Adresse', placeOf(representative)]),
      { title: 'Objet', blocks: [paragraph(opening(act)), paragraph(`Établi le ${date(on, 'fr')}.`)] },
      parties(act),
      { title: `Créances au ${date(on, 'fr')}`, blocks: [claimTable(act)] },
      {
        title: 'Demande',
        blocks: [
          paragraph(asks),
          paragraph(`Référence à rappeler : ${fileReference}${reference === null ? '' : ` (votre référence : ${reference})`}.`),
          paragraph('Fait à ____________________, le ____________________          Signature :'),
        ],
      },
    ],
  }
}

const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text })
const terms = (title: string, ...rows: [label: string, value: string][]): PaperSection => ({ title, blocks: [{ kind: 'terms', rows }] })

function placeOf(whom: Pick<Representative, 'lines' | 'postcode' | 'city'> | null): string {
  return [...(whom?.lines ?? []), `${whom?.postcode ?? ''} ${whom?.city ?? ''}`.trim()].filter((line) => line !== '').join(', ') || UNKNOWN
}

function parties({ creditor, debtor }: SituationAct): PaperSection {
  const place = ({ addressLines: lines, postcode, city }: { addressLines: string[]; postcode: string | null; city: string | null }) =>
    placeOf({ lines, postcode, city })
  return terms(
    'Parties',
    ['Créancier', creditor.name],
    ['Son adresse', place(creditor)],
    ['Débiteur', debtor.name],
    ['Son adresse', debtor.address ? place(debtor.address) : UNKNOWN],
  )
}

function claimTable({ claims, currency }: SituationAct): PaperBlock {
  const money = (value: Cents) => amount(value, currency, 'fr')
  const columns = ['principalCents', 'interestCents', 'indemnityCents', 'costsCents', 'owedCents'] as const
  const row = (claim: StatedClaim) => [
    claim.reference,
    shortDate(claim.dueDate, 'fr'),
    claim.hasTitle ? 'oui' : 'non connu',
    ...columns.map((column) => money(cents(claim[column]))),
  ]
  const total = columns.map((column) => money(sum(claims.map((claim) => cents(claim[column])))))
  return {
    kind: 'table',
    head: ['Facture', 'Échéance', 'Titre', 'Principal', 'Intérêts', 'Indemnité', 'Frais', 'Total'],
    rows: [...claims.map(row), ['Total', '', '', ...total]],
    sums: columns.length,
  }
}
