import type { ReadEntry } from '../../../domain/bank-statement.js'
import { type Account, ibanOf } from './account.js'
import type { XmlElement } from './xml-element.js'

type Counterparty = ReadEntry['counterparty']

/**
 * Who is on the other side: of money that came the debtor, of money that went the creditor. What comes back names the parties of
 * the payment that it undoes, so there it is the other way round. A side that is the account's own is never it.
 * @param amountCents signed
 * @param isBack for a return or reversal
 */
export function counterpartyOf(parties: XmlElement | null, account: Account, amountCents: number, isBack: boolean): Counterparty {
  if (!parties) return NOBODY
  const debtor = sideOf(parties, 'Dbtr')
  const creditor = sideOf(parties, 'Cdtr')
  const usual = amountCents < 0 ? creditor : debtor
  if (!isBack) return isOwn(usual, account) ? NOBODY : usual
  const likely = amountCents < 0 ? [debtor, creditor] : [creditor, debtor]
  return likely.find((side) => isTold(side) && !isOwn(side, account)) ?? NOBODY
}

const NOBODY: Counterparty = { name: null, iban: null }

function sideOf(parties: XmlElement, role: 'Dbtr' | 'Cdtr'): Counterparty {
  return {
    name: nameOf(parties.find(role)) ?? nameOf(parties.find(`Ultmt${role}`)),
    iban: ibanOf(parties.find(`${role}Acct`)),
  }
}

/** Up to version 7 a party stands directly in its role, from 8 on in a choice of party and bank. */
function nameOf(party: XmlElement | null): string | null {
  if (!party) return null
  return party.textAt('Nm') ?? party.textAt('Pty', 'Nm') ?? party.textAt('Agt', 'FinInstnId', 'Nm')
}

const isTold = ({ name, iban }: Counterparty) => name !== null || iban !== null

function isOwn({ name, iban }: Counterparty, account: Account): boolean {
  if (iban !== null) return iban === account.number
  return name !== null && name.toUpperCase() === account.owner
}
