import { addDays } from '../../domain/legal-day.js'
import { cents } from '../../domain/money.js'
import { writeDebitFile } from '../../providers/bank/pain-008.js'
import { registerCheque } from '../../store/cheque.js'
import { depositCheques } from '../../store/cheque-slip.js'
import { batchDebits } from '../../store/debit-batch.js'
import { signDebitMandate } from '../../store/debit-mandate.js'
import { announceDebit, planDebit } from '../../store/direct-debit.js'
import { ACTOR, bring, type Month, type Placed, payingBy, stated, sumOf } from './month.js'

/** The roads by which money comes in, and goes again, in the month of the demonstration. */

/** The account of whoever pays by direct debit, or more than is owed. */
const PAYER_IBAN = 'NL91ABNA0417164300'
const NO_PROOF = '0'.repeat(64)

/** Debtors pay by the page that their letter names. */
export async function payByCard(month: Month): Promise<void> {
  const payers = payingBy(month, 'card', month.today)
  await bring(month, payers)
  for (const file of payers) await month.cards.pay(month.tenantId, file, await sumOf(month, file))
}

/** Transfers that name the file; the first of the month is too much, and another names nobody. */
export async function payByTransfer(month: Month): Promise<void> {
  const [first] = payingBy(month, 'transfer')
  const payers = payingBy(month, 'transfer', month.today)
  await bring(month, payers)
  for (const file of payers) {
    const extra = file === first ? 50_00 : 0
    const iban = extra > 0 ? { iban: PAYER_IBAN } : {}
    month.bank.book({ amountCents: (await sumOf(month, file)) + extra, name: file.debtor, text: `Dossier ${file.reference}`, ...iban })
  }
  if (first && payers.includes(first)) month.bank.book({ amountCents: 77_70, name: 'M. Sans-Nom', text: 'merci' })
  await stated(month)
}

/** Cheques come by post, and go to the bank the next day with their slip. */
export async function chequesArrive(month: Month): Promise<void> {
  const { context, tenantId, today } = month
  const payers = payingBy(month, 'cheque', today)
  await bring(month, payers)
  const chequeIds: string[] = []
  for (const [index, file] of payers.entries()) {
    const money = { cents: cents(await sumOf(month, file)), currency: 'EUR' }
    const cheque = { tenantId, fileId: file.id, number: String(4_210_001 + index), bank: 'BNPAFRPP', drawer: file.debtor, money }
    chequeIds.push((await registerCheque(context.db, { ...cheque, receivedOn: today, actor: ACTOR }, context.now())).id)
  }
  const slip = { tenantId, reference: slipReference(month), chequeIds, depositedOn: addDays(today, 1), actor: ACTOR }
  await depositCheques(context.db, slip, context.now())
}

const slipReference = ({ today }: Month) => `BORDEREAU-${addDays(today, 1)}`

/** The bank credits a slip in one sum. */
export async function slipCredited(month: Month, depositedOn: string): Promise<void> {
  const { context, tenantId } = month
  const cheques = await context.db.cheque.findMany({ where: { tenantId, slip: { depositedOn: new Date(`${depositedOn}T00:00:00Z`) } } })
  const amountCents = cheques.reduce((total, cheque) => total + Number(cheque.amountCents), 0)
  if (amountCents > 0) month.bank.book({ amountCents, text: `REMISE CHEQUES BORDEREAU-${depositedOn}`, code: 'PMNT/RCHQ/CCHQ' })
  await stated(month)
}

/** The first cheque is not honoured. */
export async function chequeUnpaid(month: Month): Promise<void> {
  const { context, tenantId } = month
  const cheque = await context.db.cheque.findFirst({ where: { tenantId }, orderBy: { number: 'asc' }, include: { file: true } })
  if (!cheque) return
  await bring(
    month,
    month.files.filter(({ id }) => id === cheque.fileId),
  )
  month.bank.book({ amountCents: -Number(cheque.amountCents), text: `CHEQUE IMPAYE ${cheque.number}`, code: 'PMNT/RCHQ/UPCQ' })
}

/** Debtors sign a mandate, and are told of the debit. */
export async function debitsAnnounced(month: Month): Promise<void> {
  const { context, tenantId, today } = month
  const { db } = context
  const payers = payingBy(month, 'debit')
  await bring(month, payers)
  for (const file of payers) {
    const mandate = `RUM-${file.reference}`
    const signed = {
      tenantId,
      fileId: file.id,
      reference: mandate,
      scheme: 'core',
      holder: file.debtor,
      signedOn: today,
      actor: ACTOR,
    } as const
    await signDebitMandate(db, { ...signed, iban: PAYER_IBAN, recurrent: false, proofSha256: NO_PROOF }, context.now())
    const money = { cents: cents(await sumOf(month, file)), currency: 'EUR' }
    const collectOn = file.way?.on ?? today
    const planned = await planDebit(db, { tenantId, fileId: file.id, mandate, money, collectOn, actor: ACTOR }, context.now())
    await announceDebit(db, { tenantId, debitId: planned.id, on: today, actor: ACTOR }, context.now())
  }
}

const BATCH = 'LOT-2026-01'

export async function debitsSubmitted(month: Month): Promise<void> {
  const { context, tenantId, today } = month
  const payers = payingBy(month, 'debit')
  await bring(month, payers)
  const batch = { tenantId, reference: BATCH, through: addDays(today, 7), actor: ACTOR }
  if (payers.length > 0) await batchDebits(context.db, batch, writeDebitFile, context.now())
}

/** The bank credits the batch in one sum. */
export async function debitsCredited(month: Month): Promise<void> {
  await bring(month, payingBy(month, 'debit'))
  const debits = await submitted(month)
  const amountCents = debits.reduce((total, debit) => total + Number(debit.amountCents), 0)
  if (amountCents > 0) month.bank.book({ amountCents, text: `PRELEVEMENTS ${BATCH}-1`, code: 'PMNT/IDDT/ESDD' })
  await stated(month)
}

/** The first debit comes back: there was not enough on its account. */
export async function debitReturned(month: Month): Promise<void> {
  const [debit] = await submitted(month)
  if (!debit) return
  await bring(
    month,
    month.files.filter(({ id }) => id === debit.fileId),
  )
  const { endToEndId } = debit
  month.bank.book({ amountCents: -Number(debit.amountCents), endToEndId, returnCode: 'AM04', code: 'PMNT/IDDT/UPDD' })
  await stated(month)
}

const submitted = ({ context, tenantId }: Month) =>
  context.db.directDebit.findMany({ where: { batch: { tenantId } }, orderBy: [{ amountCents: 'asc' }, { id: 'asc' }] })

/** What the provider holds goes to the bank. */
export async function paidOut(month: Month): Promise<void> {
  for (const { amountCents, reference } of await month.cards.payOut())
    month.bank.book({ amountCents, name: 'Stripe Technology Europe Ltd', text: `STRIPE PAYOUT ${reference}` })
}

/** The holder of the card that paid least says that it was not him. @returns the file that was paid by it */
export async function chargedBack(month: Month): Promise<Placed | undefined> {
  const { context, tenantId } = month
  const payment = await context.db.payment.findFirst({
    where: { tenantId, source: 'stripe' },
    orderBy: [{ amountCents: 'asc' }, { id: 'asc' }],
    include: { funds: true },
  })
  const fileId = payment?.funds.find((entry) => entry.fileId !== null)?.fileId
  const file = month.files.find(({ id }) => id === fileId)
  if (!payment || !file) return undefined
  await bring(month, [file])
  await month.cards.dispute(payment.sourceReference)
  return file
}
