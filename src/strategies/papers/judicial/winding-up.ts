import type { Paper } from '../../../domain/paper.js'
import type { JudicialCase } from '../facts.js'
import {
  addressee,
  claimTable,
  exhibitTable,
  long,
  moneyIn,
  paperOf,
  paragraph,
  parties,
  section,
  signature,
  totalsOf,
  totalsTerms,
} from '../parts.js'

const LOST = 'La décision rendue sur l’opposition du débiteur n’a rien laissé du titre : toute mesure prise est à lever.'

const REASONS: Record<string, string> = {
  paid: 'La dette a été payée.',
  settled: 'Les parties se sont accordées.',
  insolvent: 'Une procédure collective a été ouverte à l’égard du débiteur.',
  insolvency: 'Une procédure collective a été ouverte à l’égard du débiteur.',
  'debt-erased': 'La dette a été effacée.',
  'sent-back': 'Le débiteur a contesté la créance avant la saisine.',
  plan: 'Un échéancier a été convenu avec le débiteur.',
  opposition: 'Le débiteur a formé opposition.',
  judged: 'Le jugement rendu sur l’opposition du débiteur a pris la place de l’ordonnance.',
  judgment: LOST,
  'appeal-decided': LOST,
}

/** Why, in a sentence; nothing where the reason is the creditor's own. */
const because = ({ reason }: JudicialCase) => (reason === null || REASONS[reason] === undefined ? [] : [paragraph(REASONS[reason])])

/** The procedure is taken back (désistement). */
export const withdrawal = (one: JudicialCase): Paper =>
  paperOf(
    one,
    'Désistement',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph(`${one.creditor.name} se désiste de la procédure engagée contre ${one.debtor.name} (${one.procedureName}).`),
      ...because(one),
      paragraph('Aucun acte nouveau n’est à accomplir. Les actes déjà accomplis et leur coût sont à communiquer.'),
    ),
    signature(one),
  )

/** Less is asked for than before. */
export function amendment(one: JudicialCase): Paper {
  const money = moneyIn(one.currency)
  const { principalCents } = totalsOf(one.claims)
  return paperOf(
    one,
    'Demande réduite',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph(
        `La demande en principal, de ${money(one.askedFirstCents)} à l’origine, est ramenée à ${money(principalCents)} au ${long(one.on)}. Le décompte ci-dessous remplace le précédent.`,
      ),
      ...because(one),
    ),
    totalsTerms(`Sommes dues au ${long(one.on)}`, one),
    section('Par facture', claimTable(one)),
    signature(one),
  )
}

/** Everything stands still until further notice. */
export const suspension = (one: JudicialCase): Paper =>
  paperOf(
    one,
    'Suspension',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph(`La procédure engagée contre ${one.debtor.name} (${one.procedureName}) est à suspendre jusqu’à nouvelle instruction.`),
      ...because(one),
      paragraph('Aucun acte n’est à accomplir, sauf celui sans lequel un droit serait perdu ; celui-là est à signaler aussitôt.'),
    ),
    signature(one),
  )

/** The exhibits are asked back. */
export const exhibitRecall = (one: JudicialCase): Paper =>
  paperOf(
    one,
    'Restitution de pièces',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph('La procédure est terminée. Les pièces ci-dessous sont à restituer ; les copies électroniques sont à supprimer.'),
    ),
    section('Pièces à restituer', exhibitTable(one.exhibits)),
    signature(one),
  )
