import type { Paper } from '../../../domain/paper.js'
import type { AccountFacts, JudicialCase } from '../facts.js'
import {
  claimTable,
  costBlocks,
  exhibitTable,
  interestBlocks,
  lawBlocks,
  long,
  movementTable,
  paperOf,
  paragraph,
  parties,
  section,
  signature,
  totalsTerms,
} from '../parts.js'

/** The statement of the debt (décompte) that a proceeding asks for. */
export function statementOfDebt(one: JudicialCase): Paper {
  return paperOf(
    one,
    'Décompte de créance',
    section('Objet', paragraph(`Sommes dues au ${long(one.on)}, ce jour compris. Procédure : ${one.procedureName}.`)),
    ...parties(one),
    totalsTerms('Récapitulatif', one),
    section('Par facture', claimTable(one)),
    section('Intérêts de retard, ligne par ligne', ...interestBlocks(one)),
    section('Règlements, avoirs et frais', movementTable(one)),
    section('Frais de procédure', ...costBlocks(one)),
    section('Fondements', ...lawBlocks(one)),
    signature(one),
  )
}

/** The list of exhibits (bordereau de pièces). */
export function exhibitList(one: JudicialCase): Paper {
  return paperOf(
    one,
    'Bordereau de pièces',
    ...parties(one),
    section(
      'Pièces',
      exhibitTable(one.exhibits),
      paragraph('L’empreinte est le début du SHA-256 du fichier conservé : la même pièce a toujours la même.'),
    ),
    signature(one),
  )
}

/** What a file owes at the end of a day, whatever becomes of it. */
export function statementOfAccount(account: AccountFacts): Paper {
  return {
    language: 'fr',
    title: `Relevé de compte au ${long(account.on)}`,
    author: account.collector.name,
    date: account.on,
    reference: `Dossier ${account.fileReference}`,
    sections: [
      ...parties(account),
      totalsTerms('Récapitulatif', account),
      section('Par facture', claimTable(account)),
      section('Intérêts de retard, ligne par ligne', ...interestBlocks(account)),
      section('Règlements, avoirs et frais', movementTable(account)),
      section('Fondements', ...lawBlocks(account)),
    ],
  }
}
