import { randomUUID } from 'node:crypto'
import { addDays, type LegalDay } from '../../src/domain/legal-day.js'
import { cents } from '../../src/domain/money.js'
import type { MoneyNews } from '../../src/domain/money-event.js'
import { addTargetDays } from '../../src/domain/target-day.js'
import { writeDebitFile } from '../../src/providers/bank/pain-008.js'
import { allocatePayment } from '../../src/store/allocate-payment.js'
import { registerCheque } from '../../src/store/cheque.js'
import { depositCheques } from '../../src/store/cheque-slip.js'
import { viewFunds } from '../../src/store/client-funds-view.js'
import { orderClosing } from '../../src/store/closing-order.js'
import { batchDebits } from '../../src/store/debit-batch.js'
import { signDebitMandate } from '../../src/store/debit-mandate.js'
import { announceDebit, planDebit } from '../../src/store/direct-debit.js'
import { recordDirectPayment, reverseDirectPayment } from '../../src/store/direct-payment.js'
import { lockFile, lockFilesSharing, type SharedFile } from '../../src/store/file-row.js'
import { tell } from '../../src/store/outbox.js'
import { takePaymentEvent } from '../../src/store/payment-event.js'
import { AgencyDesk, orRefused, pick, total } from './agency-desk.js'
import { ACTOR, openAgency } from './agency-world.js'

/** IBANs of payers, of which a real one is needed where money goes back. */
const PAYER = 'NL91ABNA0417164300'

interface Card {
  reference: string
  file: string | null
  amountCents: number
  eventId: string
}

/**
 * An agency whose money comes and goes by every road, beside a bank and a card provider that count for themselves. What cannot be done
 * now is refused by the code under test and changes nothing; anything else that it throws is a failure.
 */
export class AgencyBooks extends AgencyDesk {
  readonly cards: Card[] = []
  readonly direct: { fileId: string; reference: string }[] = []
  /** What the provider holds for the agency, by its own count. */
  providerCents = 0
  private readonly cheques: { id: string; number: string; amountCents: number; state: 'received' | 'deposited' | 'credited' | 'unpaid' }[] =
    []
  private readonly slips: { reference: string; cheques: string[]; isCredited: boolean }[] = []
  private readonly blocks: { reference: string; on: LegalDay; debits: string[]; isCredited: boolean }[] = []
  private readonly collected: { endToEndId: string; amountCents: number; isReturned: boolean }[] = []

  static async open(files: number): Promise<AgencyBooks> {
    return new AgencyBooks(await openAgency(files))
  }

  // Cards.

  async payByCard(file: number, amountCents: number, feeCents: number, isNamed: boolean): Promise<void> {
    const card = { reference: this.unique('pi'), file: isNamed ? this.file(file).reference : null, amountCents, eventId: randomUUID() }
    const about: MoneyNews = {
      kind: 'paid',
      money: { cents: cents(amountCents), currency: 'EUR' },
      method: 'card',
      on: this.today,
      feeCents,
      payer: null,
    }
    await this.told(card, about, card.eventId)
    this.providerCents += amountCents - feeCents
    this.cards.push(card)
  }

  /** The provider says once more what it has said. @returns what became of it */
  async tellAgain(which: number): Promise<string> {
    const card = pick(this.cards, which)
    if (!card) return 'duplicate'
    const money = { cents: cents(card.amountCents), currency: 'EUR' }
    return this.told(card, { kind: 'paid', money, method: 'card', on: this.today, feeCents: 0, payer: null }, card.eventId)
  }

  /** A chargeback or a refund, of part of what is left of a card payment by the provider's count. */
  async takeCardBack(which: number, percent: number, reason: 'refund' | 'chargeback', feeCents: number): Promise<void> {
    const card = pick(this.cards, which)
    const amount = card ? Math.floor((card.amountCents * percent) / 100) : 0
    if (!card || amount === 0) return
    // A payout that nobody has announced is known by what the provider holds: of more than that a person must find out what it is.
    if (this.payoutsCents > 0) await this.statement()
    await this.told(card, { kind: 'taken-back', money: { cents: cents(amount), currency: 'EUR' }, reason, feeCents })
    card.amountCents -= amount
    this.providerCents -= amount + feeCents
  }

  private told({ reference, file }: Card, about: MoneyNews, eventId: string = randomUUID()) {
    const event = { eventId, occurredAt: this.now, tenantId: this.stack.tenantId, reference, file, about }
    return takePaymentEvent(this.stack.db, 'stripe', event, () => this.now)
  }

  payOut(percent: number): void {
    const amountCents = Math.floor((this.providerCents * percent) / 100)
    if (amountCents <= 0) return
    this.bank.book({ amountCents, name: 'Stripe Technology Europe Ltd', text: 'STRIPE PAYOUT' })
    this.providerCents -= amountCents
    this.payoutsCents += amountCents
  }

  // The bank.

  transfer(file: number, amountCents: number, isNamed: boolean): void {
    const text = isNamed ? `Dossier ${this.file(file).reference}` : 'merci'
    this.bank.book({ amountCents, name: `Payeur ${randomUUID()}`, iban: PAYER, text })
  }

  /** What the agency owes the account comes from an account of its own. */
  async topUp(): Promise<void> {
    const { funds } = await viewFunds(this.stack.db, this.stack.tenantId, { on: this.today, currency: 'EUR' }, this.now)
    const amountCents = funds[0]?.topUpDueCents ?? 0
    if (amountCents > 0) this.bank.book({ amountCents, name: 'Agence', iban: this.world.ownIban, text: 'apport' })
  }

  async allocate(file: number): Promise<void> {
    const { db, tenantId } = this.stack
    const [waiting] = await db.$queryRaw<{ id: string }[]>`
      SELECT e.payment_id::text AS id FROM funds_entry e JOIN funds_leg l ON l.entry_id = e.id
       WHERE e.tenant_id = ${tenantId}::uuid AND l.account = 'unallocated' GROUP BY 1 HAVING sum(l.amount_cents) < 0 ORDER BY 1 LIMIT 1`
    if (!waiting) return
    const on = { tenantId, paymentId: waiting.id, actor: ACTOR }
    await orRefused(db.$transaction((tx) => allocatePayment(tx, on, [{ fileId: this.file(file).id }], this.now)))
  }

  // Cheques.

  async chequeArrives(file: number, amountCents: number): Promise<void> {
    const { db, tenantId } = this.stack
    const number = String(7_000_000 + this.next())
    const money = { cents: cents(amountCents), currency: 'EUR' }
    const cheque = { tenantId, fileId: this.file(file).id, number, bank: 'BNP', drawer: 'Camille', money, actor: ACTOR }
    const { id } = await registerCheque(db, cheque, this.now)
    this.cheques.push({ id, number, amountCents, state: 'received' })
  }

  async deposit(): Promise<void> {
    const waiting = this.cheques.filter(({ state }) => state === 'received')
    if (waiting.length === 0) return
    const reference = this.unique('BORDEREAU')
    const chequeIds = waiting.map(({ id }) => id)
    await depositCheques(this.stack.db, { tenantId: this.stack.tenantId, reference, chequeIds, actor: ACTOR }, this.now)
    for (const cheque of waiting) cheque.state = 'deposited'
    this.slips.push({ reference, cheques: chequeIds, isCredited: false })
  }

  creditSlips(): void {
    for (const slip of this.slips.filter(({ isCredited }) => !isCredited)) {
      slip.isCredited = true
      const cheques = this.cheques.filter(({ id }) => slip.cheques.includes(id))
      for (const cheque of cheques) cheque.state = 'credited'
      this.bank.book({ amountCents: total(cheques), text: `REMISE CHEQUES ${slip.reference}`, code: 'PMNT/RCHQ/CCHQ' })
    }
  }

  chequeBounces(which: number): void {
    const cheque = pick(
      this.cheques.filter(({ state }) => state === 'credited'),
      which,
    )
    if (!cheque) return
    cheque.state = 'unpaid'
    this.bank.book({ amountCents: -cheque.amountCents, text: `CHEQUE IMPAYE ${cheque.number}`, code: 'PMNT/RCHQ/UPCQ' })
  }

  // Direct debits.

  async planDebit(file: number, amountCents: number): Promise<void> {
    const { db, tenantId } = this.stack
    const { id: fileId, reference } = this.file(file)
    const mandate = `MDT-${reference}`
    const signed = {
      reference: mandate,
      scheme: 'core',
      holder: 'Camille Test',
      iban: PAYER,
      signedOn: '2029-01-05',
      recurrent: true,
    } as const
    await signDebitMandate(db, { ...signed, tenantId, fileId, proofSha256: '0'.repeat(64), actor: ACTOR }, this.now)
    const collectOn = addTargetDays(addDays(this.today, 15), 1)
    const money = { cents: cents(amountCents), currency: 'EUR' }
    const planned = await orRefused(planDebit(db, { tenantId, fileId, mandate, money, collectOn, actor: ACTOR }, this.now))
    if (planned) await orRefused(announceDebit(db, { tenantId, debitId: planned.id, on: undefined, actor: ACTOR }, this.now))
  }

  /** A fortnight and a few days: what was announced goes to the bank, and is credited on its day. */
  async debitsFallDue(): Promise<void> {
    for (const days of [8, 6, 4]) {
      await this.submitDebits()
      this.pass(days)
    }
    this.creditDebits()
  }

  private async submitDebits(): Promise<void> {
    const batch = { tenantId: this.stack.tenantId, reference: this.unique('LOT'), through: addDays(this.today, 20), actor: ACTOR }
    const made = await orRefused(batchDebits(this.stack.db, batch, writeDebitFile, this.now))
    for (const block of made?.blocks ?? []) {
      const debits = made?.debits.filter(({ collectOn }) => collectOn === block.collectOn) ?? []
      this.blocks.push({
        reference: block.reference,
        on: block.collectOn,
        debits: debits.map(({ reference }) => reference),
        isCredited: false,
      })
      this.collected.push(...debits.map(({ reference: endToEndId, amountCents }) => ({ endToEndId, amountCents, isReturned: false })))
    }
  }

  private creditDebits(): void {
    for (const block of this.blocks.filter(({ isCredited, on }) => !isCredited && on <= this.today)) {
      block.isCredited = true
      const debits = this.collected.filter(({ endToEndId }) => block.debits.includes(endToEndId))
      this.bank.book({ amountCents: total(debits), text: `PRELEVEMENTS ${block.reference}`, code: 'PMNT/IDDT/ESDD' })
    }
  }

  debitReturns(which: number): void {
    const credited = this.blocks.filter(({ isCredited }) => isCredited).flatMap(({ debits }) => debits)
    const debit = pick(
      this.collected.filter(({ endToEndId, isReturned }) => !isReturned && credited.includes(endToEndId)),
      which,
    )
    if (!debit) return
    debit.isReturned = true
    const { endToEndId, amountCents } = debit
    this.bank.book({ amountCents: -amountCents, endToEndId, returnCode: 'AM04', code: 'PMNT/IDDT/UPDD' })
  }

  // To the creditor itself.

  async payDirect(file: number, amountCents: number): Promise<void> {
    const { id: fileId } = this.file(file)
    const payment = { reference: this.unique('DIR'), amountCents: cents(amountCents), on: this.today, actor: ACTOR }
    await this.onFile(fileId, (tx, shared) => recordDirectPayment(tx, shared, payment, this.now))
    this.direct.push({ fileId, reference: payment.reference })
  }

  async takeDirectBack(which: number): Promise<void> {
    const payment = pick(this.direct, which)
    if (!payment) return
    const { fileId, reference } = payment
    await orRefused(this.onFile(fileId, (tx, shared) => reverseDirectPayment(tx, shared, { reference, actor: ACTOR }, this.now)))
  }

  async recall(file: number): Promise<void> {
    const { id } = this.file(file)
    await orRefused(
      this.stack.db.$transaction(async (tx) => {
        await orderClosing(tx, await lockFile(tx, id), { reason: 'recalled', actor: ACTOR }, this.now)
        await tell(tx, id, 'closing-ordered')
      }),
    )
  }

  private onFile<T>(fileId: string, work: (tx: Parameters<typeof lockFile>[0], shared: SharedFile) => Promise<T>): Promise<T> {
    const { db, tenantId } = this.stack
    return db.$transaction(async (tx) => work(tx, (await lockFilesSharing(tx, tenantId, [fileId]))[0] as SharedFile))
  }
}
