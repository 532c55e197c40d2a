import type { LegalDay } from '../domain/legal-day.js'
import { type Cents, cents } from '../domain/money.js'
import type { PlanFact } from '../domain/payment-plan.js'
import { type Paper, type PaperBlock, type PaperSection, renderPaperPdf } from '../providers/paper-pdf.js'
import type { PlanPaper } from '../store/plan-paper.js'
import { amount, date, grouped } from '../strategies/templates/values.js'

/** The protocol of a payment plan as a paper, in French as its law is. */
export function planPdf(paper: PlanPaper): Promise<Uint8Array<ArrayBuffer>> {
  return renderPaperPdf(planDocument(paper))
}

/** The protocol, section by section. */
export function planDocument(paper: PlanPaper): Paper {
  return {
    language: 'fr',
    date: paper.today,
    author: paper.collector.name,
    title: 'Protocole d’accord – échéancier de paiement',
    reference: titleOf(paper),
    sections: [parties(paper), owed(paper), schedule(paper), payment(paper), missed(paper), acknowledgement(), signature(paper)],
  }
}

/** What the paper is called. */
export const titleOf = ({ fileReference }: PlanPaper) => `Échéancier – dossier ${grouped(fileReference)}`

const dated = (day: LegalDay) => date(day, 'fr')
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text })
const sumIn =
  ({ plan: { currency } }: PlanPaper) =>
  (amountCents: Cents) =>
    amount(amountCents, currency, 'fr')

interface Named {
  name: string
  addressLines: string[]
  postcode: string | null
  city: string | null
}

const partyOf = ({ name, addressLines, postcode, city }: Named) =>
  [name, ...addressLines, [postcode, city].filter(Boolean).join(' ')].filter((part) => part !== '').join(', ')

function parties({ creditor, collector, debtor, fileReference }: PlanPaper): PaperSection {
  const forCreditor: [string, string][] = creditor.own ? [] : [['Représenté par', partyOf(collector)]]
  const place = debtor.address ?? { addressLines: [], postcode: null, city: null }
  return {
    title: 'Parties',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Dossier', grouped(fileReference)],
          ['Le créancier', partyOf(creditor)],
          ...forCreditor,
          ['Le débiteur', partyOf({ ...place, name: debtor.name })],
        ],
      },
    ],
  }
}

function owed(paper: PlanPaper): PaperSection {
  const { claims, plan } = paper
  const sum = sumIn(paper)
  const rows = claims.map(({ reference, dueDate, principalCents, chargesCents }) => [
    reference,
    dated(dueDate),
    sum(principalCents),
    sum(chargesCents),
    sum(cents(principalCents + chargesCents)),
  ])
  const interest =
    plan.interestCents > 0
      ? `Le total de l’échéancier comprend en outre ${sum(plan.interestCents)} d’intérêts de retard, qui courent jusqu’à sa dernière échéance.`
      : 'Aucun intérêt n’est ajouté. Ce qui court pendant l’échéancier est remis au débiteur s’il le respecte.'
  return {
    title: 'Sommes dues',
    blocks: [
      paragraph(`Au ${dated(plan.proposedOn)}, le débiteur doit :`),
      { kind: 'table', head: ['Facture', 'Échéance', 'Principal', 'Intérêts et frais', 'Total'], rows, sums: 3 },
      paragraph(`L’échéancier porte sur ${sum(plan.totalCents)}. ${interest}`),
      paragraph('Aucuns frais ne sont demandés au débiteur pour cet échéancier.'),
    ],
  }
}

function schedule(paper: PlanPaper): PaperSection {
  const rows = paper.instalments.map(({ number, dueOn, amountCents }) => [String(number), dated(dueOn), sumIn(paper)(amountCents)])
  return { title: 'Échéancier', blocks: [{ kind: 'table', head: ['N°', 'Au plus tard le', 'Montant'], rows, sums: 1 }] }
}

const METHODS = {
  'by-debtor': () => 'Le débiteur paie chaque échéance lui-même, en indiquant la référence du dossier.',
  'direct-debit': (mandate: string | null) =>
    `Chaque échéance est prélevée en vertu du mandat de prélèvement SEPA ${mandate ?? ''}, à sa date ou le premier jour ouvré des banques qui suit. Le présent échéancier vaut notification préalable de chaque prélèvement, quel que soit le délai jusqu’à celui-ci.`,
  card: () => 'Chaque échéance est débitée à sa date de la carte que le débiteur a autorisée à cet effet.',
} as const satisfies Record<PlanFact['method'], (mandate: string | null) => string>

function payment({ plan, debitMandate }: PlanPaper): PaperSection {
  return {
    title: 'Paiement',
    blocks: [
      paragraph(METHODS[plan.method](debitMandate)),
      paragraph(
        'Le débiteur peut payer d’avance à tout moment. Tant que l’échéancier est respecté, aucune autre démarche de recouvrement n’est faite pour ces sommes. De nouvelles dates peuvent être convenues pour les échéances à venir, sans nouvel échéancier.',
      ),
    ],
  }
}

function missed({ plan: { graceDays, cureDays } }: PlanPaper): PaperSection {
  return {
    title: 'Échéance manquée',
    blocks: [
      paragraph(
        `Si une échéance n’est pas payée ${graceDays} jours après sa date, un avis écrit est adressé au débiteur. Il dispose de ${cureDays} jours à compter de l’envoi de cet avis pour la payer ; l’échéancier se poursuit alors.`,
      ),
      paragraph(
        'À défaut, l’échéancier prend fin et tout ce qui reste dû redevient exigible, sous déduction de ce qui a été payé (article 1225 du Code civil).',
      ),
    ],
  }
}

function acknowledgement(): PaperSection {
  return {
    title: 'Reconnaissance',
    blocks: [
      paragraph(
        'En signant, le débiteur reconnaît devoir les sommes indiquées ci-dessus. Cette reconnaissance interrompt le délai de prescription (article 2240 du Code civil).',
      ),
    ],
  }
}

function signature({ plan: { answerBy }, creditor }: PlanPaper): PaperSection {
  const by = creditor.own ? 'Pour le créancier (nom, date)' : 'Pour le créancier, son mandataire (nom, date)'
  return {
    title: 'Signatures',
    blocks: [
      paragraph(`L’accord prend effet à la signature du débiteur, au plus tard le ${dated(answerBy)}.`),
      {
        kind: 'terms',
        rows: [
          ['Le débiteur (nom, date)', '\n\n'],
          [by, '\n\n'],
        ],
      },
      paragraph(
        'Signé par voie électronique, le protocole vaut écrit signé (articles 1366 et 1367 du Code civil) ; sa page de preuve lui est jointe.',
      ),
    ],
  }
}
