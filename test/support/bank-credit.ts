import type { ReadEntry, ReadStatement } from '../../src/domain/bank-statement.js'

/** A credit on a statement, as any of its formats says it. */
export const creditEntry = (key: string, bookedOn: string, amountCents: number, more: Partial<ReadEntry> = {}): ReadEntry => ({
  key,
  status: 'booked',
  bookedOn,
  valueOn: bookedOn,
  amountCents,
  currency: 'EUR',
  kind: 'credit',
  counterparty: { name: null, iban: null },
  remittance: '',
  reference: null,
  endToEndId: null,
  mandateId: null,
  returnCode: null,
  chargesCents: 0,
  instructed: null,
  code: null,
  ...more,
})

/** A statement of an account up to a day. */
export const statementOf = (account: string, closedOn: string, entries: ReadEntry[] = []): ReadStatement => ({
  format: 'camt.053.001.08',
  kind: 'statement',
  key: `${account}-${closedOn}`,
  account,
  currency: 'EUR',
  openedOn: closedOn,
  closedOn,
  opening: null,
  closing: null,
  entries,
  sumCents: entries.reduce((total, { amountCents }) => total + amountCents, 0),
  balanced: null,
  faults: [],
})
