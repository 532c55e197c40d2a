import { addDays } from '../../../domain/legal-day.js'
import type { Paper, PaperBlock } from '../../../domain/paper.js'
import type { JudicialCase } from '../facts.js'
import {
  claimTable,
  courtSection,
  exhibitSection,
  interestBlocks,
  lawBlocks,
  long,
  moneyIn,
  movementTable,
  paperOf,
  paragraph,
  parties,
  section,
  signature,
  totalsOf,
} from '../parts.js'

/** The request for a payment order (requête en injonction de payer), with the statement of the debt in it. */
export function paymentOrderRequest(one: JudicialCase): Paper {
  return paperOf(
    one,
    'Requête en injonction de payer',
    courtSection(one),
    ...parties(one),
    section('Fondement de la créance', ...basis(one)),
    section(`Décompte au ${long(one.on)}`, claimTable(one)),
    section('Intérêts de retard, ligne par ligne', ...interestBlocks(one)),
    section('Règlements et avoirs déduits', movementTable(one)),
    section('Demande', ...asked(one)),
    exhibitSection(one),
    signature(one),
  )
}

function basis(one: JudicialCase): PaperBlock[] {
  const { claims, debtor, creditor } = one
  const notices = [...new Set(claims.map(({ noticeOn }) => noticeOn).filter((day) => day !== null))].sort()
  const leftOut = claims.filter(({ leftOutCents }) => leftOutCents > 0)
  return [
    paragraph('Requête présentée selon les articles 1405 à 1425 du Code de procédure civile.'),
    paragraph(
      `${debtor.name} doit à ${creditor.name} les sommes ci-dessous, au titre des factures énumérées, échues et impayées. Leur montant est déterminé.`,
    ),
    ...(notices.length === 0 ? [] : [paragraph(`Mise en demeure : ${notices.map(long).join(', ')}.`)]),
    ...lawBlocks(one),
    ...leftOut.map(({ reference, leftOutCents }) =>
      paragraph(
        `Facture ${reference} : la requête ne porte pas sur ${moneyIn(one.currency)(leftOutCents)} du principal, qui sont réservés.`,
      ),
    ),
  ]
}

function asked(one: JudicialCase): PaperBlock[] {
  const { claims, currency, debtor, costs } = one
  const money = moneyIn(currency)
  const { principalCents, interestCents, indemnityCents, costsCents, owedCents } = totalsOf(claims)
  const items: [string, number][] = [
    ['en principal', principalCents],
    [`d’intérêts de retard échus au ${long(one.on)}`, interestCents],
    ['d’indemnité pour frais de recouvrement', indemnityCents],
    ['de frais', costsCents],
  ]
  const advanced = costs.filter(({ certain, bearer }) => certain && bearer === 'loser')
  return [
    paragraph(`Il est demandé d’enjoindre à ${debtor.name} de payer la somme de ${money(owedCents)}, soit :`),
    { kind: 'list', items: items.filter(([, value]) => value > 0).map(([label, value]) => `${money(value)} ${label}`) },
    paragraph(
      `et les intérêts à échoir sur le principal, aux taux de chaque facture, à compter du ${long(addDays(one.on, 1))} jusqu’au paiement.`,
    ),
    ...(advanced.length === 0
      ? []
      : [
          paragraph(
            `Frais de la requête avancés par le créancier, à mettre à la charge du débiteur : ${money(advanced.reduce((total, { amountCents }) => total + amountCents, 0))}.`,
          ),
        ]),
  ]
}
