import type { ClosingReason } from '../domain/closing-reason.js'
import type { Sourced } from '../domain/law-pack.js'
import { law, unconfirmed } from './sourced.js'

/** What a closing rests on, in French as creditors are told it, with its source. */
const FRANCE: Readonly<Record<ClosingReason, Sourced<string>>> = {
  paid: law('La créance est éteinte par le paiement.', 'Code civil art. 1342'),
  'paid-direct': unconfirmed('La créance est éteinte par le paiement fait au créancier lui-même.', 'Code civil art. 1342 et 1342-2'),
  settled: unconfirmed('Le solde a été remis au débiteur.', 'Code civil art. 1350'),
  credited: unconfirmed(
    'La créance a été annulée par les avoirs du créancier, ou retirée du recouvrement.',
    'avoirs et retraits du créancier',
  ),
  'dispute-upheld': unconfirmed('La contestation du débiteur est fondée : l’obligation n’est pas prouvée.', 'Code civil art. 1353'),
  recalled: law('Le créancier a repris son dossier : il révoque son mandat quand bon lui semble.', 'Code civil art. 2004'),
  'mandate-ended': law(
    'Le mandat de recouvrement a pris fin : plus rien ne peut être fait sans lui.',
    'Code civil art. 2003, Code des procédures civiles d’exécution R124-3',
  ),
  'insolvent-declared': law(
    'Le débiteur est en procédure collective et la créance y est déclarée : les poursuites individuelles sont interdites.',
    'Code de commerce L622-21',
  ),
  'insolvent-undeclared': law(
    'Le débiteur est en procédure collective et la créance n’y a pas été déclarée : les poursuites individuelles sont interdites.',
    'Code de commerce L622-21',
  ),
  'debt-erased': law('La dette a été effacée par un rétablissement personnel.', 'Code de la consommation L741-2'),
  'not-found': law('Le débiteur a disparu sans laisser d’adresse.', 'BOI-TVA-DED-40-10-20 n° 40'),
  deceased: unconfirmed('Le débiteur est décédé : ses héritiers acceptants répondent de sa dette.', 'Code civil art. 785'),
  'below-cost': unconfirmed('Ce qui reste dû ne vaut pas les frais de son recouvrement.', 'mandat'),
  'time-barred': law('Tout ce qui reste dû est prescrit.', 'Code civil art. 2224, Code de la consommation L218-2'),
  fraud: unconfirmed('La créance ou l’identité du débiteur repose sur une fraude.', 'plainte du créancier'),
  duplicate: unconfirmed('La créance est suivie dans un autre dossier.', 'registre de l’agence'),
}

/** What a file was closed on. Creditors are written to in French whatever law their debtor lives under. */
export const closingGround = (reason: ClosingReason): Sourced<string> => FRANCE[reason]
