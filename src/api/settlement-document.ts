import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { lastDayOf } from '../domain/promise.js'
import { type Paper, type PaperSection, renderPaperPdf } from '../providers/paper-pdf.js'
import { fromDay } from '../store/day.js'
import type { SettlementPaper } from '../store/settlement-paper.js'
import { amount, date } from '../strategies/templates/values.js'

/** The protocol of a settlement as a paper, in French as its law is. */
export function settlementPdf(paper: SettlementPaper): Promise<Uint8Array<ArrayBuffer>> {
  return renderPaperPdf(settlementDocument(paper))
}

/** The protocol, section by section. */
export function settlementDocument(paper: SettlementPaper): Paper {
  const { collector, file, today } = paper
  return {
    language: 'fr',
    date: today,
    author: collector.name,
    title: 'Protocole de règlement avec remise partielle',
    reference: `Dossier ${file}`,
    sections: [parties(paper), claims(paper), agreement(paper), ...withdrawals(paper), failing(paper), signatures(paper)],
  }
}

const dated = (day: LegalDay) => date(day, 'fr')

function sumsIn({ settlement: { currency } }: SettlementPaper) {
  return (amountCents: number | bigint) => amount(cents(amountCents), currency, 'fr')
}

function parties({ creditor, collector, debtor }: SettlementPaper): PaperSection {
  const address = ({ name, addressLines, postcode, city }: SettlementPaper['creditor']) =>
    [name, ...addressLines, `${postcode} ${city}`].join(', ')
  const agency: [string, string][] = collector.id === creditor.id ? [] : [['Représenté par', address(collector)]]
  return {
    title: 'Parties',
    blocks: [
      { kind: 'terms', rows: [['Le créancier', address(creditor)], ...agency, ['Le débiteur', [debtor.name, ...debtor.lines].join(', ')]] },
    ],
  }
}

function claims(paper: SettlementPaper): PaperSection {
  const sum = sumsIn(paper)
  const rows = paper.claims.map(({ reference, dueDate, owedCents }) => [reference, dated(dueDate), sum(owedCents)])
  return {
    title: 'Créances réglées',
    blocks: [
      { kind: 'table', head: ['Créance', 'Échéance', 'Reste dû à ce jour'], rows, sums: 1 },
      {
        kind: 'paragraph',
        text: `Le ${dated(fromDay(paper.settlement.proposedOn))}, jour de la proposition, il restait dû ${sum(paper.settlement.owedCents)} au total.`,
      },
    ],
  }
}

function agreement(paper: SettlementPaper): PaperSection {
  const { amountCents, payBy, graceDays } = paper.settlement
  const sum = sumsIn(paper)
  const day = fromDay(payBy)
  return {
    title: 'Accord',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Le débiteur paie', sum(amountCents)],
          ['Au plus tard le', dated(day)],
          ['Fonds reçus au plus tard le', dated(lastDayOf({ payBy: day, graceDays }))],
        ],
      },
      {
        kind: 'paragraph',
        text: 'Dès que cette somme est reçue dans ce délai, en une ou plusieurs fois, le créancier remet au débiteur tout le surplus des créances ci-dessus, en principal, intérêts, indemnités et frais (article 1350 du Code civil). Plus rien n’est alors dû à ce titre.',
      },
      {
        kind: 'paragraph',
        text: 'D’ici là, aucune relance n’est adressée au débiteur. Cet accord ne lui coûte aucuns frais.',
      },
    ],
  }
}

/** What both sides give up once the sum is paid, and who bears what that has cost. */
function withdrawals(paper: SettlementPaper): PaperSection[] {
  const { creditor, debtor, proceedings } = paper
  const sum = sumsIn(paper)
  return proceedings.map((one) => ({
    title: one.isEnforcement ? 'Fin de l’exécution' : 'Désistement réciproque',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Procédure', one.name],
          ...(one.isEnforcement ? [] : [['Juridiction', courtOf(one)] as [string, string]]),
          ['Frais avancés par le créancier', `${sum(one.creditorCents)}, qui restent à sa charge`],
          ...(one.debtorCents > 0
            ? [['Frais portés au compte du débiteur', `${sum(one.debtorCents)}, compris dans les créances réglées`] as [string, string]]
            : []),
        ],
      },
      { kind: 'paragraph', text: one.isEnforcement ? enforcementEnds(creditor.name) : bothWithdraw(creditor.name, debtor.name) },
    ],
  }))
}

const courtOf = ({ court, courtReference }: SettlementPaper['proceedings'][number]): string =>
  court === null ? 'aucune' : `${court}${courtReference === null ? '' : `, n° ${courtReference}`}`

const bothWithdraw = (creditor: string, debtor: string): string =>
  `Dès que la somme convenue est reçue dans le délai, ${creditor} se désiste de cette procédure et ${debtor} accepte ce désistement ; ${debtor} renonce de même à l’opposition ou au recours qu’il y a formé, ou pourrait y former. Aucun ne demande à l’autre les frais qu’il a lui-même avancés. D’ici là, seuls sont accomplis les actes sans lesquels un droit serait perdu.`

const enforcementEnds = (creditor: string): string =>
  `Dès que la somme convenue est reçue dans le délai, ${creditor} renonce à exécuter son titre pour les créances ci-dessus et fait lever les mesures en cours. Aucun ne demande à l’autre les frais qu’il a lui-même avancés. D’ici là, seuls sont accomplis les actes sans lesquels un droit serait perdu.`

function failing({ proceedings }: SettlementPaper): PaperSection {
  const goesOn = proceedings.length === 0 ? '' : ' La procédure en cours reprend, et nul ne s’en est désisté.'
  return {
    title: 'À défaut de paiement',
    blocks: [
      {
        kind: 'paragraph',
        text: `Si la somme n’est pas reçue dans ce délai, ou si son paiement est annulé ensuite, l’accord est caduc de plein droit : les créances restent dues pour leur totalité, sous déduction de ce qui a été payé. L’accord n’emporte pas novation.${goesOn}`,
      },
    ],
  }
}

function signatures({ creditor, collector }: SettlementPaper): PaperSection {
  const forCreditor = collector.id === creditor.id ? creditor.name : `${creditor.name}, par ${collector.name}`
  return {
    title: 'Signatures',
    blocks: [
      {
        kind: 'terms',
        rows: [
          [`Pour ${forCreditor}`, '\n\n'],
          ['Le débiteur', '\n\n'],
        ],
      },
      {
        kind: 'paragraph',
        text: 'Signé par voie électronique, ce protocole vaut écrit signé (articles 1366 et 1367 du Code civil) ; sa page de preuve lui est jointe.',
      },
    ],
  }
}
