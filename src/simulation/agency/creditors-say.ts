import { DeclarationBody } from '../../contracts/declaration.js'
import { euros } from '../../domain/money.js'
import { checkParty } from '../../engine/check-registers.js'
import { readDeclarations } from '../../imports/read-declarations.js'
import { readTable } from '../../imports/read-table.js'
import { takeDeclaration } from '../../store/declaration.js'
import { recallFiles } from '../../store/recall.js'
import { ACTOR, bring, type Month, type Placed, payingBy, sumOf } from './month.js'
import { CREDITORS } from './placing.js'

/** What comes from outside and is no money of the agency’s: creditors’ declarations, and what the registers publish. */

/** The day before on which creditors had what they declare. */
const RECEIVED = '19/01/2026'

/** Each creditor hands in its daily list of what debtors have paid to it. */
export async function declared(month: Month): Promise<void> {
  for (const { organisation } of CREDITORS) {
    const payers = payingBy(month, 'direct', month.today).filter(({ creditor }) => creditor === organisation.reference)
    await bring(month, payers)
    if (payers.length > 0) await takeList(month, organisation.reference, await listOf(month, payers))
  }
}

async function listOf(month: Month, payers: readonly Placed[]): Promise<Uint8Array> {
  const lines = ['Type;Référence;N° facture;Montant;Date']
  for (const [index, file] of payers.entries())
    lines.push(`paiement direct;REG-${index + 1};${file.invoice};${euros(await sumOf(month, file)).replace('.', ',')};${RECEIVED}`)
  return new TextEncoder().encode(lines.join('\n'))
}

/** @throws Error where a line is not taken */
async function takeList({ context, tenantId }: Month, creditor: string, bytes: Uint8Array): Promise<void> {
  for (const { declaration, faults } of readDeclarations(await readTable(bytes))) {
    if (!declaration) throw new Error(`a declaration of ${creditor} cannot be read: ${faults.join(', ')}`)
    const body = DeclarationBody.parse(declaration)
    const taken = await takeDeclaration(context.db, { tenantId, creditor, actor: ACTOR }, body, context.now())
    const { outcome, refusal } = taken.declaration
    if (outcome !== 'applied') throw new Error(`a declaration of ${creditor} is refused: ${refusal}`)
  }
}

/** A creditor takes back the first file on which nobody pays. */
export async function recalled(month: Month): Promise<void> {
  const file = month.files.find(({ way }) => way === null)
  if (!file) return
  const { context, tenantId } = month
  await bring(month, [file])
  const recall = { tenantId, creditor: file.creditor, actor: ACTOR, key: 'demo-recall' }
  await recallFiles(context.db, recall, { files: [file.reference], reason: 'recalled' }, context.now())
  await month.crowd.settle([file.id])
}

const OPENING = "Jugement d'ouverture d'une procédure de redressement judiciaire"
const DETAILS =
  'Jugement prononçant l’ouverture, désignant mandataire judiciaire Maître Roy, 5 rue des Arts 75002 Paris. Les créances sont à adresser, dans les deux mois.'

/** The gazette publishes proceedings against the first company that does not pay; the registers are asked that day. */
export async function insolvencyPublished(month: Month): Promise<void> {
  const { context, registers, today } = month
  const file = month.files.find(({ way, creditor }) => way === null && creditor === CREDITORS[1].organisation.reference)
  const debtor =
    file &&
    (await context.db.debtFile.findUniqueOrThrow({ where: { id: file.id }, include: { debtor: { include: { identifiers: true } } } }))
      .debtor
  const siren = debtor?.identifiers.find(({ kind }) => kind === 'siren')?.value
  if (!file || !debtor || !siren) return
  await bring(month, [file])
  const judgment = { nature: OPENING, date: today, complementJugement: DETAILS }
  await registers.publish({ id: 'A2026001800421', dateparution: today, siren, commercant: debtor.name, jugement: judgment })
  await checkParty(registers.desk, debtor.id, 'by-hand')
  await month.crowd.settle([file.id])
}
