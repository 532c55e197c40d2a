import type { TimeContext } from '../../engine/forward-file.js'
import { setTariff } from '../../store/cost-tariff.js'
import { addMandate } from '../../store/mandate.js'
import { addOrganisation, type NewOrganisation } from '../../store/organisation.js'
import { addProfessional } from '../../store/professional.js'
import { setRate } from '../../store/rate.js'

/** Who plays in the demonstration of the judicial road, beside the debtors. */

export const CREDITOR: NewOrganisation = {
  kind: 'creditor',
  reference: 'mobilier-dumas',
  name: 'Mobilier Dumas',
  address: { lines: ['8 rue de la Verrerie'], postcode: '54000', city: 'Nancy', country: 'FR' },
}

const EXAMPLE = 'an example for the demonstration, not a published amount'
const ADDRESS = { lines: ['2 place Stanislas'], postcode: '54000', city: 'Nancy', country: 'FR' }

/** Ids of the officer who serves, of the one who invites, and of the lawyer. */
export interface Cast {
  officerId: string
  invitingId: string
  lawyerId: string
}

/** Makes the creditor, its mandate with the power to sue, officers and a lawyer, and enters the amounts that no source confirms. */
export async function castOf({ db }: TimeContext, tenantId: string, actor: string): Promise<Cast> {
  await addOrganisation(db, tenantId, CREDITOR)
  const mandate = { reference: 'M-2026-01', validFrom: '2025-01-01', validUntil: null, scope: 'judicial', toleranceCents: 100 } as const
  await addMandate(db, tenantId, CREDITOR.reference, { ...mandate, longestPlanMonths: 12, mostRemissionPercent: 0 })
  const exchange = { exchange: 'portal', email: null, publicKey: null, fingerprint: null, districts: [] } as const
  const named = async (role: 'officer' | 'lawyer', reference: string, name: string) => {
    const organisation = { reference, name, address: ADDRESS }
    return (await addProfessional(db, tenantId, { role, organisation, ...exchange })).row.organisationId
  }
  for (const [code, amountCents] of TARIFFS)
    await setTariff(db, { tenantId, actor, country: 'FR', code, from: '2026-01-01', amountCents, source: EXAMPLE })
  await setRate(db, { tenantId, actor, country: 'FR', kind: 'ecb-refi', from: '2026-07-01', ppm: 24_000, source: EXAMPLE })
  return {
    officerId: await named('officer', 'etude-lorraine', 'Étude Lorraine, commissaires de justice'),
    invitingId: await named('officer', 'etude-vosges', 'Étude des Vosges, commissaires de justice'),
    lawyerId: await named('lawyer', 'cabinet-meurthe', 'Cabinet Meurthe, avocats'),
  }
}

const TARIFFS: readonly (readonly [code: string, amountCents: number])[] = [
  ['clerk', 35_21],
  ['consignation', 110_00],
  ['officer-file', 14_92],
  ['officer-title', 30_00],
]
