import type { ClosingView } from '../contracts/closing.js'
import type { Evidence } from '../law/irrecoverability.js'
import { irrecoverabilityOf, neverIrrecoverable } from '../law/irrecoverability.js'
import type { Transaction } from './database.js'

/** A closing, as far as it says that its claims cannot be had. */
export interface Closed {
  fileId: string
  country: string
  reason: string
  reopenedAt: Date | null
}

type Attestable = ClosingView['irrecoverability']

const UNBORNE: Record<Evidence, string> = {
  liquidation: 'No confirmed notice tells of a judicial liquidation: safeguard and reorganisation leave the debt to be paid.',
  gone: 'No letter has come back, or the debtor still has an address.',
}

/** Whether the claims of a closed file cannot be had any more, as its reason and its facts have it, and why. */
export async function attestable(tx: Transaction, { fileId, country, reason, reopenedAt }: Closed): Promise<Attestable> {
  const found = irrecoverabilityOf(country, reason)
  if (!found) {
    const { value: why, source } = neverIrrecoverable(reason)
    return { attestable: false, vat: false, why, source }
  }
  const { ground, wants, vat } = found
  const refused = (why: string): Attestable => ({ attestable: false, vat: false, why, source: ground.source })
  if (reopenedAt) return refused('The file was opened again.')
  if (wants !== null && !(await isBorneOut(tx, fileId, wants))) return refused(UNBORNE[wants])
  return { attestable: true, vat: vat.value, why: ground.value, source: ground.source }
}

async function isBorneOut(tx: Transaction, fileId: string, evidence: Evidence): Promise<boolean> {
  const party = { files: { some: { id: fileId } } }
  switch (evidence) {
    case 'liquidation':
      return (await tx.insolvencyNotice.count({ where: { party, state: 'confirmed', proceeding: 'liquidation' } })) > 0
    case 'gone': {
      const returned = await tx.contact.count({
        where: { fileId, channel: 'letter', state: 'sent', delivery: { in: ['bounced', 'address-unknown'] } },
      })
      const addresses = await tx.contactPoint.count({ where: { party, kind: 'postal', status: 'usable' } })
      return returned > 0 && addresses === 0
    }
  }
}
