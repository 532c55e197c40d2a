import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OpenFileBody, type OpenFileInput } from '../../src/contracts/debt-file.js'
import { noticeDay, statementOf } from '../../src/domain/account.js'
import type { CommandBody } from '../../src/domain/command.js'
import { cents } from '../../src/domain/money.js'
import { viewLedger } from '../../src/store/balance-view.js'
import { carryOutCommand } from '../../src/store/command.js'
import { loadCase } from '../../src/store/facts.js'
import { openFile } from '../../src/store/open-file.js'
import { type PaymentChoice, recordPayment, reversePayment } from '../../src/store/payment.js'
import { setRate } from '../../src/store/rate.js'
import { OWN_REFERENCE } from '../../src/store/tenant.js'
import { addCreditor, joinStack, type TestStack, threeLetters } from '../support/stack.js'

type Claim = Partial<OpenFileInput['claims'][number]>

/**
 * The ledger as the database has it. Oracle for interest: 1,000.00 euros owed by a trader, due on 2 January 2026, bear
 * 12.15 percent (2.15 + 10, Code de commerce L441-10) from 3 January: to 12 February 41 days, 13.65 euros.
 */
let stack: TestStack

beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

async function open(
  claims: Claim[] = [{}],
  { creditor = OWN_REFERENCE, on = '2026-02-12T09:00:00Z', postcode = '75002' } = {},
): Promise<string> {
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: { kind: 'company', name: 'Garage Martin', addresses: [{ lines: ['1 rue de la Paix'], postcode, city: 'Paris' }] },
    strategy: threeLetters.name,
    claims: claims.map((claim) => ({
      reference: `F-${randomUUID()}`,
      amountCents: 1000_00,
      currency: 'EUR',
      dueDate: '2026-01-02',
      capacity: 'trader',
      ...claim,
    })),
  })
  const now = new Date()
  const opening = { tenantId: stack.tenantId, actor: 'test', key: randomUUID(), legalStart: new Date(on), now, clock: 'real' as const }
  return (await openFile(stack.db, opening, input)).id
}

const fact = (fileId: string, reference: string) => ({ tenantId: stack.tenantId, fileId, actor: 'test', reference, now: new Date() })
const pay = (fileId: string, reference: string, amount: number, choice: PaymentChoice = {}) =>
  recordPayment(stack.db, fact(fileId, reference), { cents: cents(amount), currency: 'EUR' }, choice)

/** Gives a command on a day, as the file's workflow would. @returns the code of its refusal, or null */
const obey = (fileId: string, command: CommandBody, at = '2026-02-12T10:00:00Z') =>
  carryOutCommand(stack.db, fileId, { key: randomUUID(), actor: 'test', ...command }, new Date(at), new Date())

/** A letter went out on 5 February that states a sum, valid until 13 February. */
async function wrote(fileId: string, amountCents: number): Promise<void> {
  const [id, day] = [randomUUID(), new Date('2026-02-05T00:00:00Z')]
  const act = { stepId: 'second-letter', actId: 'second-letter', stage: 'amicable', channel: 'letter', state: 'sent' } as const
  const payBefore = new Date('2026-02-13T00:00:00Z')
  await stack.db.contact.create({
    data: { id, fileId, ...act, amountCents, because: [], reservedAt: day, releasedAt: day, contactedOn: day, postedOn: day, payBefore },
  })
  const claims = await stack.db.fileClaim.findMany({ where: { fileId } })
  await stack.db.contactClaim.createMany({ data: claims.map(({ claimId }) => ({ contactId: id, claimId })) })
}

/** What each account of a file's claims holds, all entries summed by the database; accounts that hold nothing are left out. */
async function accounts(fileId: string): Promise<Record<string, number>> {
  const rows = await stack.db.$queryRaw<{ account: string; cents: number }[]>`
    SELECT l.account::text, sum(l.amount_cents)::float8 AS cents
      FROM file_claim fc JOIN ledger_entry e ON e.claim_id = fc.claim_id JOIN ledger_leg l ON l.entry_id = e.id
     WHERE fc.file_id = ${fileId}::uuid GROUP BY 1 HAVING sum(l.amount_cents) <> 0`
  return Object.fromEntries(rows.map(({ account, cents: amount }) => [account, amount]))
}

/** Every claim with money: its accounts against the replay of its facts as of the last of them. */
async function expectReplayed(fileId: string): Promise<void> {
  const { facts, law } = await loadCase(stack.db, fileId)
  for (const claim of facts.claims) {
    const last = claim.money
      .map(({ on }) => on)
      .sort()
      .at(-1)
    if (last === undefined) continue
    const { principalCents, interestCents, indemnityCents, costsCents, overpaidCents } = statementOf(
      claim,
      noticeDay(claim, facts.contacts, law, last),
      law,
      last,
    )
    const legs = await stack.db.ledgerLeg.findMany({ where: { entry: { claimId: claim.id } } })
    const held = (account: string) => legs.reduce((sum, leg) => sum + (leg.account === account ? Number(leg.amountCents) : 0), 0)
    expect([held('principal'), held('interest'), held('indemnity'), held('costs'), 0 - held('unallocated')]).toEqual([
      principalCents,
      interestCents,
      indemnityCents,
      costsCents,
      overpaidCents,
    ])
  }
}

describe('a payment', () => {
  it('comes in unallocated and is imputed: compensation, interest, principal', async () => {
    const id = await open()
    await pay(id, 'VIR-1', 200_00)
    expect(await accounts(id)).toEqual({ principal: 853_65, funds: 200_00, creditor: -1053_65 })
    const { entries } = await viewLedger(stack.db, id)
    expect(
      entries.map(({ kind, legs }) => [kind, ...legs.map(({ account, amountCents }) => `${account} ${amountCents}`)].join(' ')),
    ).toEqual([
      'claim principal 100000 creditor -100000',
      'payment unallocated -20000 funds 20000',
      'interest interest 1365 creditor -1365',
      'indemnity indemnity 4000 creditor -4000',
      'imputation principal -14635 interest -1365 indemnity -4000 unallocated 20000',
    ])
    await expectReplayed(id)
  })

  it('goes to the principal first where that was agreed', async () => {
    const id = await open()
    await pay(id, 'VIR-1', 200_00, { imputation: 'principal-first' })
    expect(await accounts(id)).toEqual({ principal: 800_00, interest: 13_65, indemnity: 40_00, funds: 200_00, creditor: -1053_65 })
    await expectReplayed(id)
  })

  it('goes to the invoice that the debtor names, though another is older', async () => {
    const id = await open([{ reference: 'OLD' }, { reference: 'NEW', dueDate: '2026-01-12' }])
    await pay(id, 'VIR-1', 100_00, { claims: ['NEW'] })
    const { entries } = await viewLedger(stack.db, id)
    expect(entries.filter(({ kind }) => kind === 'payment').map(({ claim }) => claim)).toEqual(['NEW'])
    await expect(pay(id, 'VIR-2', 10_00, { claims: ['OTHER'] })).rejects.toThrow('claim-unknown')
  })

  it('that was made before the file was opened is imputed with its opening', async () => {
    const id = await open([{ payments: [{ reference: 'VIR-0', on: '2026-01-12', amountCents: 500_00 }] }])
    // 3 to 12 January: 10 days on 1,000.00 are 3.33; with the compensation 456.67 are left for the principal.
    expect(await accounts(id)).toEqual({ principal: 543_33, funds: 500_00, creditor: -1043_33 })
    await expectReplayed(id)
  })

  it('that counts from an earlier day takes back the interest that was posted since', async () => {
    const id = await open()
    await pay(id, 'VIR-2', 100_00)
    await pay(id, 'VIR-1', 500_00, { on: '2026-01-12' })
    // 12 January: 3.33 and 40.00 are paid, 543.33 of the principal left; 31 days on it until 12 February are 5.61.
    expect(await accounts(id)).toEqual({ principal: 448_94, funds: 600_00, creditor: -1048_94 })
    await expectReplayed(id)
  })

  it('of a day to come is refused, and so is one that with later money would be too much', async () => {
    const id = await open()
    await expect(pay(id, 'VIR-1', 10_00, { on: '2026-02-13' })).rejects.toThrow('payment-day-future')
    await pay(id, 'VIR-2', 1000_00)
    await expect(pay(id, 'VIR-3', 100_00, { on: '2026-01-12' })).rejects.toThrow('payment-exceeds-balance')
    await expectReplayed(id)
  })

  it('counts at once, also where the debtor’s clock still shows the day before', async () => {
    // Half past midnight in Paris is half past seven in the evening in Guadeloupe, when messages may still be sent.
    const id = await open([{ waives: ['interest', 'indemnity'] }], { on: '2026-02-12T23:30:00Z', postcode: '97110' })
    await pay(id, 'VIR-1', 1000_00, { on: '2026-02-13' })
    const { entries } = await viewLedger(stack.db, id)
    expect(entries.filter(({ kind }) => kind === 'payment').map(({ on }) => on)).toEqual(['2026-02-12'])
  })

  it('of exactly what a letter stated, in time, settles the claim: what has grown since is let go with it', async () => {
    const id = await open()
    await wrote(id, 1051_32) // 34 days to 5 February are 11.32
    await pay(id, 'VIR-1', 1051_32)
    expect(await accounts(id)).toEqual({ funds: 1051_32, waived: 2_33, creditor: -1053_65 })
    const { entries } = await viewLedger(stack.db, id)
    expect(entries.filter(({ kind }) => kind === 'remission').map(({ reference }) => reference)).toEqual(['stated-sum:VIR-1'])
    await expectReplayed(id)
  })

  it('of what a letter stated, taken back, brings back what was let go with it; paid again, it goes again', async () => {
    const id = await open()
    await wrote(id, 1051_32)
    await pay(id, 'VIR-1', 1051_32)
    await reversePayment(stack.db, fact(id, 'VIR-1'))
    expect(await accounts(id)).toEqual({ principal: 1000_00, interest: 13_65, indemnity: 40_00, creditor: -1053_65 })
    await expectReplayed(id)
    await pay(id, 'VIR-2', 1051_32)
    expect(await accounts(id)).toEqual({ funds: 1051_32, waived: 2_33, creditor: -1053_65 })
    await expectReplayed(id)
  })

  it('of a cent less than a letter stated lets nothing go', async () => {
    const id = await open()
    await wrote(id, 1051_32)
    await pay(id, 'VIR-1', 1051_31)
    expect(await accounts(id)).toEqual({ principal: 2_34, funds: 1051_31, creditor: -1053_65 })
  })

  it('that is taken back leaves the accounts as if it had never come', async () => {
    const id = await open()
    await pay(id, 'PRLV-1', 200_00)
    await reversePayment(stack.db, fact(id, 'PRLV-1'))
    expect(await accounts(id)).toEqual({ principal: 1000_00, interest: 13_65, indemnity: 40_00, creditor: -1053_65 })
    await expectReplayed(id)
  })
})

describe('what an operator tells a file', () => {
  const reference = () => `F-${randomUUID()}`

  it('a credit note lowers the principal', async () => {
    const claim = reference()
    const id = await open([{ reference: claim }])
    expect(await obey(id, { kind: 'credit-note', claim, reference: 'AV-1', amountCents: 400_00 })).toBeNull()
    expect((await accounts(id)).principal).toBe(600_00)
    await expectReplayed(id)
  })

  it('costs need a basis that the law knows', async () => {
    const claim = reference()
    const id = await open([{ reference: claim }])
    const cost = { kind: 'add-cost', claim, reference: 'SIG-1', amountCents: 72_64 } as const
    expect(await obey(id, { ...cost, basis: 'amicable' })).toBe('cost-not-recoverable')
    expect(await obey(id, { ...cost, basis: 'enforcement' })).toBeNull()
    expect(await obey(id, { ...cost, basis: 'enforcement' })).toBe('payment-duplicate')
    expect((await accounts(id)).costs).toBe(72_64)
    await expectReplayed(id)
  })

  it('a creditor remits what it likes, but not more than is owed', async () => {
    const claim = reference()
    const id = await open([{ reference: claim }])
    expect(await obey(id, { kind: 'remit', claim, reference: 'REM-1', amountCents: 53_65 })).toBeNull()
    expect((await accounts(id)).waived).toBe(53_65)
    expect(await obey(id, { kind: 'remit', claim, reference: 'REM-2', amountCents: 1000_01 })).toBe('payment-exceeds-balance')
    await expectReplayed(id)
  })

  it('an agency remits within its mandate', async () => {
    const claim = reference()
    const creditor = await addCreditor(stack, { mostRemissionPercent: 10 })
    const id = await open([{ reference: claim, waives: ['interest', 'indemnity'] }], { creditor })
    const remit = (name: string, amountCents: number) => obey(id, { kind: 'remit', claim, reference: name, amountCents })
    expect(await remit('REM-1', 100_01)).toBe('remission-exceeds-mandate')
    expect(await remit('REM-1', 60_00)).toBeNull()
    expect(await remit('REM-2', 40_01)).toBe('remission-exceeds-mandate')
    expect(await remit('REM-2', 40_00)).toBeNull()
    await expectReplayed(id)
  })

  it.each(['withdraw-claim', 'write-off'] as const)('%s lets all go that is owed', async (kind) => {
    const claim = reference()
    // Another claim keeps the file open.
    const id = await open([{ reference: claim }, { amountCents: 10_00, capacity: 'consumer' }])
    expect(await obey(id, { kind, claim })).toBeNull()
    expect(await accounts(id)).toEqual({ principal: 10_00, creditor: -1063_65, waived: 1053_65 })
    expect(await obey(id, { kind, claim })).toBe('claim-settled')
    await expectReplayed(id)
  })

  it('no claim of another currency comes onto the file', async () => {
    await expect(open([{}, { currency: 'CHF' }])).rejects.toThrow('currencies-mixed (claims.1.currency)')
  })
})

describe('a rate', () => {
  it('that becomes known later corrects what was posted without it', async () => {
    const claim = `F-${randomUUID()}`
    const id = await open([{ reference: claim, waives: ['indemnity'] }], { on: '2026-07-10T09:00:00Z' })
    await pay(id, 'VIR-1', 100_00)
    // To 30 June: 179 days at 12.15 percent are 59.58. What follows is not known, and not posted.
    expect(await accounts(id)).toEqual({ principal: 959_58, funds: 100_00, creditor: -1059_58 })
    const rate = { kind: 'ecb-refi', country: 'FR', from: '2026-07-01', ppm: 24_000, source: 'test', actor: 'test' } as const
    const { changed } = await setRate(stack.db, { tenantId: stack.tenantId, ...rate })
    expect(changed).toBe(true)
    // 1 to 10 July: 10 days at 12.40 percent are 3.40.
    expect(await accounts(id)).toEqual({ principal: 962_98, funds: 100_00, creditor: -1062_98 })
    await expectReplayed(id)
    expect(await stack.db.outbox.count({ where: { fileId: id, fact: 'rate' } })).toBe(1)

    const again = await setRate(stack.db, { tenantId: stack.tenantId, ...rate })
    expect(again).toMatchObject({ changed: false, filesTold: 0, rate: { percent: 2.4, superseded: false } })
    await setRate(stack.db, { tenantId: stack.tenantId, ...rate, ppm: 20_000 })
    // 10 days at 12.00 percent are 3.29: the entry before is corrected by another.
    expect(await accounts(id)).toEqual({ principal: 962_87, funds: 100_00, creditor: -1062_87 })
    await expectReplayed(id)
  })
})
