import { describe, expect, it } from 'vitest'
import type { ReadEntry, ReadStatement } from '../../../src/domain/bank-statement.js'
import { readStatements } from '../../../src/providers/bank/read-statements.js'
import { StatementError } from '../../../src/providers/bank/statement-error.js'
import { balancesOf, type CamtEntry, type CamtOptions, type CamtStatement, camt, camtFile, IBAN } from '../../support/camt.js'

const DAY = '2026-11-20'
const PAYER = 'DE89370400440532013000'

const bytes = (text: string) => new TextEncoder().encode(text)
const refusal = (file: Uint8Array | string): string => {
  try {
    readStatements(typeof file === 'string' ? bytes(file) : file)
  } catch (error) {
    if (error instanceof StatementError) return error.message
    throw error
  }
  return 'read'
}

function read(statement: Partial<CamtStatement>, options: CamtOptions = {}): ReadStatement {
  const [first, ...others] = readStatements(camtFile([{ entries: [], ...statement }], options))
  expect(others).toEqual([])
  return first as ReadStatement
}

function readOne(entry: Partial<CamtEntry>, options: CamtOptions = {}): ReadEntry {
  const { entries } = read({ entries: [{ amountCents: 100_00, bookedOn: DAY, ...entry }] }, options)
  expect(entries.length).toBe(1)
  return entries[0] as ReadEntry
}

const credit: CamtEntry = { amountCents: 12_34, bookedOn: DAY, bankReference: 'BANK1' }

describe('a statement', () => {
  it('says its account, balances and sum', () => {
    const entries = [credit, { amountCents: -2_34, bookedOn: DAY, valueOn: '2026-11-21' }]
    const statement = read({ id: 'S7', sequence: '42', entries, balances: balancesOf(entries, 5_00, '2026-11-19', DAY) })
    expect(statement).toMatchObject({
      format: 'camt.053.001.08',
      kind: 'statement',
      key: 'S7/42/2026-11-20',
      account: IBAN,
      currency: 'EUR',
      openedOn: '2026-11-19',
      closedOn: DAY,
      opening: { amountCents: 5_00, currency: 'EUR', on: '2026-11-19' },
      closing: { amountCents: 15_00, currency: 'EUR', on: DAY },
      sumCents: 10_00,
      balanced: true,
      faults: [],
    })
    expect(statement.entries.map(({ bookedOn, valueOn }) => [bookedOn, valueOn])).toEqual([
      [DAY, DAY],
      [DAY, '2026-11-21'],
    ])
  })

  it('that does not add up says by how much', () => {
    const balances = [
      { type: 'OPBD', amountCents: 0, on: DAY },
      { type: 'CLBD', amountCents: -50, on: DAY },
    ]
    const statement = read({ entries: [credit], balances })
    expect(statement.balanced).toBe(false)
    expect(statement.faults).toEqual(['Opening 0.00 EUR and entries of 12.34 EUR make 12.34 EUR, the closing balance is -0.50 EUR.'])
  })

  it('with balances in different currencies does not add up', () => {
    const balances = [
      { type: 'OPBD', amountCents: 0, on: DAY },
      { type: 'CLBD', amountCents: 12_34, currency: 'SEK', on: DAY },
    ]
    const statement = read({ entries: [credit], balances })
    expect(statement.balanced).toBe(false)
    expect(statement.faults.join()).toContain('its closing balance in SEK')
  })

  it('with one balance, or only available ones, is neither balanced nor not', () => {
    expect(read({ balances: [{ type: 'CLBD', amountCents: 1, on: DAY }] }).balanced).toBeNull()
    const available = ['OPAV', 'CLAV', 'FWAV'].map((type) => ({ type, amountCents: 1, on: DAY }))
    expect(read({ balances: available })).toMatchObject({ opening: null, closing: null, balanced: null })
  })

  it('takes the balance of the day before for its opening one', () => {
    const balances = [
      { type: 'PRCD', amountCents: 1_00, on: '2026-11-19' },
      { type: 'CLBD', amountCents: 13_34, on: DAY },
    ]
    expect(read({ entries: [credit], balances }).balanced).toBe(true)
  })

  it('of several pages has the balances of its page, and a key of its own', () => {
    const first = [
      { type: 'OPBD', amountCents: 1_00, on: '2026-11-19' },
      { type: 'CLBD', amountCents: 13_34, on: DAY, intermediate: true },
    ]
    const second = [
      { type: 'OPBD', amountCents: 1_00, on: '2026-11-19' },
      { type: 'OPBD', amountCents: 13_34, on: DAY, intermediate: true },
      { type: 'CLBD', amountCents: 25_68, on: DAY },
    ]
    const equal: CamtEntry = { amountCents: 12_34, bookedOn: DAY }
    const pages = readStatements(
      camtFile([
        { page: { number: 1, last: false }, entries: [equal], balances: first },
        { page: { number: 2, last: true }, entries: [equal], balances: second },
      ]),
    )
    expect(pages.map(({ balanced }) => balanced)).toEqual([true, true])
    expect(pages.map(({ key }) => key)).toEqual(['S1/page 1/2026-11-20', 'S1/page 2/2026-11-20'])
    expect(pages[0]?.entries[0]?.key).not.toBe(pages[1]?.entries[0]?.key)
  })

  it('between interim balances adds up', () => {
    const balances = [
      { type: 'ITBD', amountCents: 1_00, on: DAY },
      { type: 'ITBD', amountCents: 13_34, on: DAY },
    ]
    expect(read({ entries: [credit], balances }, { message: '052' })).toMatchObject({ kind: 'interim', balanced: true })
  })

  it.each([2, 8])('of an account without IBAN or currency takes the number, and the currency of its balance (version %d)', (version) => {
    const balances = [{ type: 'OPBD', amountCents: 1, currency: 'CHF', on: DAY }]
    expect(read({ number: '0001 234 X', currency: null, balances }, { version })).toMatchObject({ account: '0001234X', currency: 'CHF' })
  })

  it('that tells of nothing has no currency', () => {
    expect(read({ currency: null }, { message: '054' })).toMatchObject({ kind: 'notification', currency: 'XXX', entries: [] })
  })

  it('counts only what is booked in its currency', () => {
    const entries: CamtEntry[] = [
      credit,
      { amountCents: 500, bookedOn: DAY, status: 'PDNG' },
      { amountCents: 600, bookedOn: DAY, status: 'INFO' },
      { amountCents: 700, bookedOn: DAY, currency: 'USD' },
    ]
    const statement = read({ entries })
    expect(statement.entries.map(({ status }) => status)).toEqual(['booked', 'pending', 'information', 'booked'])
    expect(statement.sumCents).toBe(12_34)
    expect(statement.faults).toEqual(['Of the booked entries 1 are in USD, the account is in EUR: they are not in its sum.'])
  })

  it('can stand with others in one file; equal identifications are told apart', () => {
    const keys = readStatements(camtFile([{ entries: [] }, { entries: [] }, { entries: [], iban: PAYER }])).map(({ key }) => key)
    expect(keys).toEqual(['S1', 'S1#2', 'S1'])
  })
})

describe('an entry', () => {
  it.each([2, 7, 8, 13])('says who paid, what for and under which reference (version %d)', (version) => {
    const transactions = [
      {
        debtor: "L'Été & Fils <SARL>",
        debtorIban: PAYER,
        creditor: 'Agence',
        creditorIban: IBAN,
        remittance: ['Facture 12', 'Réf.  ABC'],
        references: ['RF18539007547034'],
        endToEndId: 'E2E-1',
        mandateId: 'M-1',
      },
    ]
    expect(readOne({ transactions }, { version })).toMatchObject({
      kind: 'credit',
      counterparty: { name: "L'Été & Fils <SARL>", iban: PAYER },
      remittance: 'Facture 12 Réf. ABC',
      reference: 'RF18539007547034',
      endToEndId: 'E2E-1',
      mandateId: 'M-1',
      code: 'PMNT/RCDT/ESCT',
    })
  })

  it('names the creditor of money that went, and the ultimate debtor where there is no other', () => {
    const parties = { debtor: 'Agence', creditor: 'Fournisseur', creditorIban: PAYER }
    expect(readOne({ amountCents: -1, transactions: [parties] }).counterparty).toEqual({ name: 'Fournisseur', iban: PAYER })
    expect(readOne({ transactions: [{ ultimateDebtor: 'Zoé' }] }).counterparty).toEqual({ name: 'Zoé', iban: null })
  })

  it('never names the account itself', () => {
    const own = { debtor: 'Agence', debtorIban: IBAN }
    expect(readOne({ transactions: [own] }).counterparty).toEqual({ name: null, iban: null })
  })

  it('gives several creditor references together, so that none of them is taken for all', () => {
    expect(readOne({ transactions: [{ references: ['RF1', 'RF2', 'RF1'] }] }).reference).toBe('RF1, RF2')
  })

  it('takes the information of the booking where nothing else is said', () => {
    expect(readOne({ info: 'VIR SEPA  DUPONT', transactions: [{}] }).remittance).toBe('VIR SEPA DUPONT')
    expect(readOne({ info: 'VIR SEPA' }).remittance).toBe('VIR SEPA')
    expect(readOne({ info: 'VIR SEPA', transactions: [{ remittance: ['mine'] }] }).remittance).toBe('mine')
  })

  it('that came back says why, and who had paid', () => {
    const back = { debtor: 'Paul', debtorIban: PAYER, creditor: 'Agence', creditorIban: IBAN, returnCode: 'MD06' }
    expect(readOne({ amountCents: -100_00, reversal: true, transactions: [back] })).toMatchObject({
      amountCents: -100_00,
      kind: 'return',
      returnCode: 'MD06',
      counterparty: { name: 'Paul', iban: PAYER },
    })
  })

  it.each([
    ['PMNT/IDDT/UPDD', 'return'],
    ['PMNT/RCDT/RRTN', 'return'],
    ['PMNT/RCHQ/UPCQ', 'return'],
    ['ACMT/MDOP/CHRG', 'charge'],
    ['PMNT/RCDT/COMM', 'charge'],
    ['PMNT/RCDT/ESCT', 'credit'],
    ['NRTI+109+00931', 'return'],
    ['NDDT+109+00931', 'return'],
    ['NCHG+808+00931', 'charge'],
    ['62', 'credit'],
  ])('with the bank code %s is a %s', (code, kind) => {
    expect(readOne({ code })).toMatchObject({ kind, code })
  })

  it('with the code of CFONB is what CFONB says', () => {
    const xml = camt([{ entries: [{ ...credit, code: '62' }] }]).replace('<Cd>62</Cd>', '<Cd>62</Cd><Issr>CFONB</Issr>')
    expect(readStatements(bytes(xml))[0]?.entries[0]?.kind).toBe('charge')
  })

  it('that the bank takes back goes the way its indicator says', () => {
    expect(readOne({ amountCents: -100_00, reversal: true })).toMatchObject({ amountCents: -100_00, kind: 'reversal' })
    expect(readOne({ amountCents: 100_00, reversal: false })).toMatchObject({ amountCents: 100_00, kind: 'credit' })
  })

  it.each([2, 4])('says what the bank took off (version %d)', (version) => {
    expect(readOne({ amountCents: 95_00, chargesCents: 5_00, transactions: [{ amountCents: 100_00 }] }, { version })).toMatchObject({
      amountCents: 95_00,
      chargesCents: 5_00,
    })
    expect(readOne({ amountCents: 95_00, transactions: [{ amountCents: 100_00, chargesCents: 5_00 }] }, { version })).toMatchObject({
      amountCents: 95_00,
      chargesCents: 5_00,
    })
  })

  it('does not count charges that are booked by themselves', () => {
    const xml = camt([{ entries: [{ ...credit, chargesCents: 5_00 }] }]).replace('ChrgInclInd>true', 'ChrgInclInd>false')
    expect(readStatements(bytes(xml))[0]?.entries[0]?.chargesCents).toBe(0)
  })

  it('says what was sent, where it was another currency', () => {
    const instructed = { amountCents: 110_00, currency: 'USD' }
    expect(readOne({ transactions: [{ instructed }] }).instructed).toEqual(instructed)
    expect(readOne({ transactions: [{ instructed: { amountCents: 100_00, currency: 'EUR' } }] }).instructed).toBeNull()
  })
})

describe('a booking of several transactions', () => {
  const three = [
    { amountCents: 10_00, debtor: 'A' },
    { amountCents: 20_00, debtor: 'B' },
    { amountCents: 70_00, debtor: 'C' },
  ]
  const amounts = (entry: Partial<CamtEntry>, options: CamtOptions = {}) => {
    const statement = read({ entries: [{ amountCents: 100_00, bookedOn: DAY, ...entry }] }, options)
    return statement.entries.map(({ amountCents, kind, counterparty }) => [amountCents, kind, counterparty.name])
  }

  it.each([2, 3, 8])('is one entry for each when they make it (version %d)', (version) => {
    expect(amounts({ transactions: three }, { version })).toEqual([
      [10_00, 'credit', 'A'],
      [20_00, 'credit', 'B'],
      [70_00, 'credit', 'C'],
    ])
  })

  it('is one for each after its charges', () => {
    const charged = [
      { amountCents: 40_00, chargesCents: 1_00 },
      { amountCents: 63_00, chargesCents: 2_00 },
    ]
    expect(amounts({ transactions: charged })).toEqual([
      [39_00, 'credit', null],
      [61_00, 'credit', null],
    ])
  })

  it('has its own charges as a part', () => {
    expect(amounts({ amountCents: 98_00, chargesCents: 2_00, transactions: three })).toEqual([
      [10_00, 'credit', 'A'],
      [20_00, 'credit', 'B'],
      [70_00, 'credit', 'C'],
      [-2_00, 'charge', null],
    ])
  })

  it('nets transactions of both directions', () => {
    const both = [
      { amountCents: 130_00, debtor: 'A' },
      { amountCents: -30_00, creditor: 'B' },
    ]
    expect(amounts({ transactions: both })).toEqual([
      [130_00, 'credit', 'A'],
      [-30_00, 'debit', 'B'],
    ])
  })

  it.each([
    ['do not make it', [{ amountCents: 10_00, debtor: 'A' }, { amountCents: 20_00 }]],
    [
      'are in another currency',
      [
        { amountCents: 40_00, currency: 'CHF', debtor: 'A' },
        { amountCents: 60_00, currency: 'CHF' },
      ],
    ],
    ['say no amounts', [{ debtor: 'A' }, { debtor: 'B' }]],
    ['are one of several, it seems', [{ amountCents: 10_00, debtor: 'A', references: ['RF1'] }]],
  ])('is taken as one, without details, when its transactions %s', (_, transactions) => {
    const statement = read({ entries: [{ amountCents: 100_00, bookedOn: DAY, info: 'REMISE', transactions }] })
    expect(statement.entries).toMatchObject([
      { amountCents: 100_00, counterparty: { name: null, iban: null }, reference: null, remittance: 'REMISE' },
    ])
    expect(statement.faults.join()).toMatch(
      /^Line \d+, <Ntry>: its .* not make 100\.00 EUR, so it is taken as one, without their details\.$/,
    )
  })
})

describe('the key of an entry', () => {
  const keysOf = (entries: CamtEntry[], options: CamtOptions = {}) => read({ entries }, options).entries.map(({ key }) => key)
  const plain: CamtEntry = { amountCents: 1_00, bookedOn: DAY, transactions: [{ debtor: 'A', remittance: ['x'] }] }
  const other: CamtEntry = { amountCents: 1_00, bookedOn: DAY, transactions: [{ debtor: 'B', remittance: ['x'] }] }

  it('is the same in an overlapping file, whatever else stands there', () => {
    const [first, second, third] = keysOf([plain, other, plain])
    expect(new Set([first, second, third]).size).toBe(3)
    expect(keysOf([credit, plain, plain])).toEqual([expect.anything(), first, third])
  })

  it('holds the reference of the bank, and tells a booking from its reversal under the same one', () => {
    const keys = keysOf([credit, { ...credit, amountCents: -12_34, reversal: true }, credit])
    expect(keys).toEqual(['BANK1|2026-11-20|1234|EUR', 'BANK1|2026-11-20|-1234|EUR', 'BANK1|2026-11-20|1234|EUR#2'])
  })

  it('takes no placeholder for a reference', () => {
    expect(keysOf([{ ...plain, bankReference: 'NOTPROVIDED' }])).toEqual(keysOf([plain]))
  })

  it('numbers the transactions of a booking', () => {
    const transactions = [{ amountCents: 5_00 }, { amountCents: 7_34 }]
    expect(keysOf([{ ...credit, transactions }])).toEqual(['BANK1|2026-11-20|1234|EUR/1', 'BANK1|2026-11-20|1234|EUR/2'])
  })
})

describe('days', () => {
  const dayOf = (xml: string) => {
    const text = camt([{ entries: [credit] }]).replace(/<BookgDt>.*<\/BookgDt>/, `<BookgDt>${xml}</BookgDt>`)
    return readStatements(bytes(text))[0]?.entries[0]?.bookedOn
  }

  it.each([
    ['a day', '<Dt>2026-07-01</Dt>', '2026-07-01'],
    ['a day with its zone', '<Dt>2026-07-01+02:00</Dt>', '2026-07-01'],
    ['a time without zone: as written', '<DtTm>2026-07-01T23:59:59</DtTm>', '2026-07-01'],
    ['a time of the bank: as written', '<DtTm>2026-07-01T00:30:00+03:00</DtTm>', '2026-07-01'],
    ['local midnight in UTC in summer: the day in Paris', '<DtTm>2026-06-30T22:00:00Z</DtTm>', '2026-07-01'],
    ['local midnight in UTC in winter: the day in Paris', '<DtTm>2026-12-31T23:00:00.000+00:00</DtTm>', '2027-01-01'],
    ['noon in UTC', '<DtTm>2026-07-01T12:00:00Z</DtTm>', '2026-07-01'],
  ])('%s', (_, xml, day) => {
    expect(dayOf(xml)).toBe(day)
  })

  it.each(['<Dt>2026-02-30</Dt>', '<Dt>20.11.2026</Dt>', '<DtTm>2026-07-01T25:00:00</DtTm>', '<Dt></Dt>'])('%s is refused', (xml) => {
    expect(() => dayOf(xml)).toThrow(/^Line \d+, <(Dt|DtTm)>: ".*" is no day\.$/)
  })

  it('a booking without days is of the day of the statement', () => {
    const text = camt([{ entries: [credit], balances: balancesOf([credit], 0, DAY, '2026-11-22') }])
    const none = text.replace(/<BookgDt>.*<\/ValDt>/, '')
    expect(readStatements(bytes(none))[0]?.entries[0]).toMatchObject({ bookedOn: '2026-11-22', valueOn: '2026-11-22' })
  })
})

describe('amounts are exact', () => {
  const withAmount = (currency: string, text: string) =>
    camt([{ currency, entries: [{ ...credit, currency }] }]).replace('>12.34<', `>${text}<`)

  it.each([
    ['EUR', '0.5', 50],
    ['EUR', '12', 12_00],
    ['EUR', '12.', 12_00],
    ['EUR', '.05', 5],
    ['EUR', '+12.30', 12_30],
    ['EUR', '12.34000', 12_34],
    ['EUR', '90071992547409.91', 9_007_199_254_740_991],
    ['JPY', '1234', 1234],
    ['XPF', '1234.0', 1234],
    ['TND', '1.234', 1234],
  ])('%s %s', (currency, text, cents) => {
    expect(readStatements(bytes(withAmount(currency, text)))[0]?.entries[0]?.amountCents).toBe(cents)
  })

  it.each([
    ['EUR', '12.345', 'more decimals'],
    ['JPY', '12.5', 'more decimals'],
    ['EUR', '90071992547409.92', 'too large'],
    ['EUR', `1${'0'.repeat(400)}`, 'too large'],
    ['EUR', '-5.00', 'no amount'],
    ['EUR', '1e3', 'no amount'],
    ['EUR', '1,234.00', 'no amount'],
    ['EUR', '12,30', 'no amount'],
    ['EUR', '', 'no amount'],
    ['EUR', '.', 'no amount'],
    ['euro', '1', 'no currency'],
  ])('%s %s is refused', (currency, text, why) => {
    expect(refusal(withAmount(currency, text))).toContain(why)
  })
})

describe('a file', () => {
  const good = camt([{ entries: [credit] }])
  const keys = (file: Uint8Array) => readStatements(file)[0]?.entries.map(({ key }) => key)

  it.each(['052', '053', '054'] as const)('of the message %s is read with a prefix as without', (message) => {
    const entries = [{ ...credit, transactions: [{ debtor: 'A', remittance: ['b'] }] }]
    const [plain] = readStatements(camtFile([{ entries }], { message }))
    expect(readStatements(camtFile([{ entries }], { message, prefix: 'ns2' }))).toEqual([plain])
    expect(plain?.entries[0]?.counterparty.name).toBe('A')
  })

  it('may begin with a byte order mark or spaces', () => {
    expect(keys(bytes(`\ufeff${good}`))).toEqual(keys(bytes(good)))
    expect(keys(bytes(`\r\n ${good}`))).toEqual(keys(bytes(good)))
  })

  it.each([
    ['ISO-8859-1', [0xe9], 'é'],
    ['iso-8859-15', [0xa4], '€'],
    ['windows-1252', [0x80], '€'],
    ['UTF-8', [0xc3, 0xa9], 'é'],
  ])('in %s is read as it says', (encoding, character, read) => {
    const text = camt([{ entries: [{ ...credit, info: 'A@B' }] }], { encoding })
    const [before = '', after = ''] = text.split('@')
    const file = new Uint8Array([...bytes(before), ...character, ...bytes(after)])
    expect(readStatements(file)[0]?.entries[0]?.remittance).toBe(`A${read}B`)
  })

  it('may hold elements of other namespaces, which are not read', () => {
    const foreign = '<x:Ntry xmlns:x="urn:other"><x:Amt>9</x:Amt></x:Ntry><SplmtryData xmlns="urn:b"><Ntry/></SplmtryData></Stmt>'
    expect(keys(bytes(good.replace('</Stmt>', foreign)))).toEqual(keys(bytes(good)))
  })

  it('may hold numeric and predefined entities, comments and CDATA', () => {
    const info = 'a&#233;&#xE9;&amp;&lt;&quot;&apos;<!-- no --><![CDATA[<b>&amp;]]>'
    const text = camt([{ entries: [{ ...credit, info: '@' }] }]).replace('@', info)
    expect(readStatements(bytes(text))[0]?.entries[0]?.remittance).toBe(`aéé&<"'<b>&amp;`)
  })

  it.each<[string, string, string]>([
    ['declares a document type', good.replace('<Document', '<!DOCTYPE Document><Document'), 'document type'],
    [
      'declares entities',
      good.replace('<Document', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document').replace('S1', '&x;'),
      'document type',
    ],
    ['uses an entity that nobody declared', good.replace('>S1<', '>&x;<'), 'undefined entity'],
    ['is cut off', good.slice(0, -20), 'may be cut off'],
    ['goes on after its end', `${good}<Document/>`, 'only one root'],
    ['is in another namespace', good.replace('camt.053', 'pain.001'), 'which is no CAMT.052, CAMT.053 or CAMT.054 message'],
    ['is in no namespace', good.replace(/ xmlns="[^"]*"/, ''), 'without a namespace'],
    ['is of an unknown version', good.replace('053.001.08', '053.001.99'), 'The version camt.053.001.99 is not known'],
    ['is of the first version', good.replace('053.001.08', '053.001.01'), 'The version camt.053.001.01 is not known'],
    ['has another root', good.replaceAll('Document', 'Dokument'), 'begins with <Dokument>'],
    ['has another message', good.replaceAll('BkToCstmrStmt', 'CstmrPmtStsRpt'), 'has no <BkToCstmrStmt>'],
    ['holds no statement', good.replaceAll('Stmt>', 'Other>').replaceAll('BkToCstmrOther', 'BkToCstmrStmt'), 'holds no <Stmt>'],
    ['has no account', good.replace(/<Acct>.*<\/Acct>/, ''), 'has no <Acct>'],
    ['has an amount twice', good.replace('<CdtDbtInd>', '<Amt Ccy="EUR">1</Amt><CdtDbtInd>'), '<Amt> stands twice in <Ntry>'],
    ['has no direction', good.replace('<CdtDbtInd>CRDT</CdtDbtInd>', ''), '<Ntry> has no <CdtDbtInd>'],
    ['has another direction', good.replace('CRDT', 'BOTH'), '"BOTH" is neither CRDT nor DBIT'],
    ['has another status', good.replace('BOOK', 'MAYB'), 'the status "MAYB" is not known'],
    ['is nested too deep', good.replace('S1', '<a>'.repeat(60) + '</a>'.repeat(60)), 'nested too deep'],
    ['says another encoding', good.replace('UTF-8', 'UTF-7'), 'The file\'s encoding "UTF-7" is not read'],
    ['is empty', '', 'The file is empty.'],
    ['is a text', 'hello', 'no bank statement'],
    ['is a spreadsheet', 'date;amount\n2026-11-20;12,34', 'no bank statement'],
    ['is another XML', '<html><body>504</body></html>', 'begins with <html> without a namespace'],
  ])('that %s is refused', (_, text, why) => {
    expect(refusal(text)).toContain(why)
  })

  it('that says UTF-8 and is not is refused', () => {
    const latin1 = Uint8Array.from(Buffer.from(camt([{ entries: [{ ...credit, info: 'é' }] }]), 'latin1'))
    expect(refusal(latin1)).toBe('The file says it is UTF-8 and holds bytes that are not.')
  })

  it('of more than 20 MB, or 100,000 entries, is refused', () => {
    expect(refusal(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x20))).toBe('The file is larger than 20 MB.')
    expect(refusal(good.replace(/<Ntry>/, `${'<Ntry/>'.repeat(100_000)}<Ntry>`))).toContain('100001 entries')
  })

  it('is refused in one sentence, however long the fault is', () => {
    const message = refusal(good.replace('BOOK', `${'B\n'.repeat(5000)}`))
    expect(message.length).toBeLessThan(150)
    expect(message).not.toContain('\n')
  })
})
