import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { csv, outcomes, plan } from './csv.js'

const MARTIN = 'C1;Garage Martin;75002;F-1;01/02/2026;31/03/2026;1 234,56'

describe('one debt file for each debtor', () => {
  const claimsOf = async (rows: string[], header?: string) =>
    (await plan(csv(rows, header))).files.map(({ file }) => file.claims.map(({ reference }) => reference))

  it('by the customer reference, whatever the name is', async () => {
    expect(await claimsOf([MARTIN, 'C2;Garage Martin;75002;F-2;;31/03/2026;1', 'C1;Martin;69001;F-3;;31/03/2026;1'])).toEqual([
      ['F-1', 'F-3'],
      ['F-2'],
    ])
  })

  it('else by SIREN, else by VAT number', async () => {
    const header = 'siren;tva intracom;nom;facture;échéance;montant'
    const rows = ['732 829 320;;A;1;31/03/2026;1', '732829320;FR1;B;2;31/03/2026;1', ';fr 1;C;3;31/03/2026;1', ';FR1;D;4;31/03/2026;1']
    expect(await claimsOf(rows, header)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
  })

  it('else by name and postcode together, and never by the name alone', async () => {
    const header = 'nom;adresse;code postal;ville;facture;échéance;montant'
    const at = (name: string, postcode: string, claim: string) =>
      `${name};${postcode ? '1 rue X' : ''};${postcode};${postcode ? 'Paris' : ''};${claim};31/03/2026;1`
    const rows = [
      at('A', '75001', '1'),
      at('A', '75001', '2'),
      at('A', '75002', '3'),
      at('a', '75001', '4'),
      at('A', '', '5'),
      at('A', '', '6'),
    ]
    expect(await claimsOf(rows, header)).toEqual([['1', '2'], ['3'], ['4'], ['5'], ['6']])
  })

  it('with no more than 500 invoices in one', async () => {
    const rows = Array.from({ length: 501 }, (_, n) => `C1;Martin;;F-${n};;31/03/2026;1`)
    const { files, lines } = await plan(csv(rows))
    expect(files.map(({ file }) => file.claims.length)).toEqual([500, 1])
    expect(lines.filter(({ warnings }) => warnings.length > 0)).toHaveLength(1)
  })
})

describe('a file says what its lines say', () => {
  const header =
    'nom;type client;siren;tva intracom;iban;langue;courriel;tél;adresse;adresse 2;cp;ville;pays;facture;date facture;échéance;montant;devise;catégorie;qualité;payé;payé le;référence paiement;relances;mise en demeure;lettre d’ouverture;stratégie'
  const row =
    'Garage Martin;Société;732 829 320;fr 44 732829320;fr76 3000;anglais;a@example.org, b@example.org;01 02 03 04 05;"1 rue de la Paix\nBât. B";Étage 2;75002;Paris;France;F-1;01/02/2026;31/03/2026;100,00;€;loyer;commerçant;40;15/04/2026;VIR-7;20/04/2026 | 2026-05-20;01/06/2026;05/06/2026;douce'

  it('all that the contract knows', async () => {
    const { files, lines } = await plan(csv([row], header))
    expect(lines).toEqual([{ line: 2, invoice: 'F-1', outcome: 'planned', reasons: [], warnings: [] }])
    expect(files[0]?.file).toEqual({
      creditor: 'C-001',
      strategy: 'douce',
      debtor: {
        kind: 'company',
        name: 'Garage Martin',
        siren: '732829320',
        vat: 'FR44732829320',
        iban: 'FR763000',
        language: 'en',
        emails: ['a@example.org', 'b@example.org'],
        phones: ['01 02 03 04 05'],
        addresses: [{ lines: ['1 rue de la Paix', 'Bât. B', 'Étage 2'], postcode: '75002', city: 'Paris', country: 'FR' }],
      },
      claims: [
        {
          reference: 'F-1',
          issueDate: '2026-02-01',
          dueDate: '2026-03-31',
          amountCents: 100_00,
          currency: 'EUR',
          category: 'rent',
          capacity: 'trader',
          reminders: [{ on: '2026-04-20' }, { on: '2026-05-20' }],
          notices: [
            { kind: 'opening', on: '2026-06-05' },
            { kind: 'formal-notice', on: '2026-06-01' },
          ],
          payments: [{ reference: 'VIR-7', on: '2026-04-15', amountCents: 40_00 }],
        },
      ],
    })
    expect(OpenFileBody.safeParse(files[0]?.file).success).toBe(true)
  })

  it('and what further lines add; where they contradict the first, they are warned', async () => {
    const columns = 'code client;nom;tél;courriel;adresse;cp;ville;facture;échéance;montant'
    const { files, lines } = await plan(
      csv(
        ['C1;Martin;01;;1 rue X;75001;Paris;1;31/03/2026;1', 'C1;Martin SA;02;a@example.org;2 rue Y;69001;Lyon;2;31/03/2026;1'].concat(
          'C1;Martin;01;;1 rue X;75001;Paris;3;31/03/2026;1',
        ),
        columns,
      ),
    )
    expect(files).toHaveLength(1)
    expect(files[0]?.file.debtor).toMatchObject({ name: 'Martin', phones: ['01', '02'], emails: ['a@example.org'] })
    expect(files[0]?.file.debtor.addresses?.map(({ city }) => city)).toEqual(['Paris', 'Lyon'])
    expect(lines.map(({ warnings }) => warnings)).toEqual([
      [],
      ['debtor.name differs from an earlier line of this debtor (from line 2 on): the earlier one is kept'],
      [],
    ])
  })

  it('an address that lacks a part is left out with a warning', async () => {
    const { files, lines } = await plan(csv([MARTIN]))
    expect(files[0]?.file.debtor.addresses).toEqual([])
    expect(lines[0]?.warnings).toEqual(['address left out, address.line1 and address.city missing'])
  })

  it('what looks like a formula is a text', async () => {
    const { files } = await plan(csv(['C1;=HYPERLINK(1);;+F-1;;31/03/2026;1', '@C2;-Martin;;=F;;31/03/2026;1']))
    expect(files.map(({ file }) => [file.debtor.name, file.claims[0]?.reference])).toEqual([
      ['=HYPERLINK(1)', '+F-1'],
      ['-Martin', '=F'],
    ])
  })
})

describe('a line that cannot be taken is refused with all its reasons', () => {
  it.each([
    ['C1;;;;;;', 'debtor.name is missing; claim.reference is missing; claim.dueDate is missing; claim.amount is missing'],
    ['C1;Martin;;F-1;30/02/2026;31/04/2026;-5', /issueDate “30\/02\/2026” is a day.+; claim.dueDate.+; claim.amount “-5” is negative/],
    ['C1;Martin;;F-1;;31/03/2026;0', 'claim.amount “0” is zero'],
    ['C1;Martin;;F-1;;29/02/2026;1', 'claim.dueDate “29/02/2026” is a day that does not exist'],
    ['C1;Martin;;F-1;;31/03/26;1', 'claim.dueDate “31/03/26” has a year of two digits'],
    ['C1;Martin;;F-1;;31/03/2026;1,234', 'claim.amount “1,234” is ambiguous: thousands or decimals?'],
    ['C1;Martin;;F-1;;31/03/2026;12 USD', 'claim.amount “12 USD” is in USD: only EUR is taken'],
    ['C1;Martin;;F-1;;31/03/1806;1', 'claim.dueDate is refused: must lie between 1900 and 2199'],
    ['C1;Martin;;F-1;;31/03/2026;99999999999', /^claim.amount is refused: /],
    [`C1;${'x'.repeat(201)};;F-1;;31/03/2026;1`, /^debtor.name is refused: /],
    ['C1;\tMartin;;F-1;;31/03/2026;1', 'debtor.name holds control characters'],
    ['C1;"Mar\ntin";;F-1;;31/03/2026;1', 'debtor.name holds control characters'],
    ['C1;Martin;;F\u0007;;31/03/2026;1', 'claim.reference holds control characters'],
    ['C1;Martin;75002;F-1', '4 columns where the header has 7'],
  ])('%j', async (row, reason) => {
    const { lines, files } = await plan(csv([row]), { dateFormat: 'dmy' })
    expect(lines).toMatchObject([{ line: 2, outcome: 'refused' }])
    expect(lines[0]?.reasons.join('; ')).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason))
    expect(files).toEqual([])
  })

  it.each([
    ['devise', 'GBP', 'claim.currency “GBP” is not taken: only EUR is'],
    ['courriel', 'nobody', 'debtor.email is refused: Invalid email address'],
    ['qualité', 'roi', 'claim.capacity “roi” is not known'],
    ['pays', 'Atlantide', 'address.country “Atlantide” is not known'],
    ['payé', '-5', 'claim.paid “-5” is negative (a credit note?)'],
    ['payé', '5', 'claim.paidOn is missing: a part payment needs its day'],
    ['relances', '31/01/2026, 31/02/2026', 'claim.reminderOn “31/02/2026” is a day that does not exist'],
  ])('%s %s', async (column, value, reason) => {
    const header = `nom;facture;échéance;montant;${column}`
    expect(await outcomes(csv([`Martin;F-1;31/03/2026;10;${value}`], header), { dateFormat: 'dmy' })).toEqual([`2: refused (${reason})`])
  })

  it('and the other lines stand', async () => {
    expect(await outcomes(csv([MARTIN, 'C1;Garage Martin;75002', MARTIN.replace('F-1', 'F-2')]))).toEqual([
      '2: planned',
      '3: refused (3 columns where the header has 7)',
      '4: planned',
    ])
  })
})

describe('invoice numbers that stand twice', () => {
  const other = MARTIN.replace('1 234,56', '99')

  it('with the same content: the line is left out', async () => {
    expect(await outcomes(csv([MARTIN, MARTIN.replace('1 234,56', '1234.56')]))).toEqual([
      '2: planned',
      '3: left-out (repeated line: the same as line 2)',
    ])
  })

  it('with other content: nobody can tell which is right', async () => {
    expect(await outcomes(csv([MARTIN, other, MARTIN]))).toEqual([
      '2: refused (this invoice number stands with other content on line 3, 4)',
      '3: refused (this invoice number stands with other content on line 2, 4)',
      '4: refused (this invoice number stands with other content on line 2, 3)',
    ])
  })

  it('for two debtors: the same', async () => {
    const [first] = await outcomes(csv([MARTIN, MARTIN.replace('C1', 'C2')]))
    expect(first).toMatch(/^2: refused/)
  })

  it('where one has a value that is not known: the contents differ', async () => {
    const header = 'nom;facture;échéance;montant;qualité'
    const [first] = await outcomes(csv(['Martin;F-1;31/03/2026;10;', 'Martin;F-1;31/03/2026;10;roi'], header))
    expect(first).toBe('2: refused (this invoice number stands with other content on line 3)')
  })

  it('a faulty line does not stand for the good one', async () => {
    const [first, second] = await outcomes(csv([MARTIN, MARTIN.replace('1 234,56', '')]))
    expect([first, second]).toEqual([
      '2: refused (this invoice number stands with other content on line 3)',
      '3: refused (claim.amount is missing; this invoice number stands with other content on line 2)',
    ])
  })
})

describe('payments', () => {
  const header = 'nom;facture;échéance;montant;payé;payé le'
  it.each([
    ['100;;', 'planned'],
    ['100;0;', 'planned'],
    ['100;0,00;01/04/2026', 'planned'],
    ['100;40;15/04/2026', 'planned'],
    ['100;100;15/04/2026', 'left-out (already paid)'],
    ['100;100;', 'left-out (already paid)'],
    ['100;120;15/04/2026', 'left-out (already paid)'],
  ])('%s', async (row, outcome) => {
    expect(await outcomes(csv([`Martin;F-1;31/03/2026;${row}`], header))).toEqual([`2: ${outcome}`])
  })

  it('without a reference of its own a payment bears the invoice’s', async () => {
    const { files } = await plan(csv(['Martin;F-1;31/03/2026;100;40;15/04/2026'], header))
    expect(files[0]?.file.claims[0]?.payments).toEqual([{ reference: 'F-1', on: '2026-04-15', amountCents: 40_00 }])
  })

  it('a day without a sum is no payment, and is warned of', async () => {
    const { lines } = await plan(csv(['Martin;F-1;31/03/2026;100;;15/04/2026'], header))
    expect(lines[0]?.warnings).toEqual(['claim.paidOn without claim.paid: no payment is taken from it'])
  })
})

describe('a portfolio as of a day', () => {
  const header = 'nom;facture;date facture;échéance;montant;payé;payé le;relances;mise en demeure'
  const rows = [
    'A;1;30/06/2026;31/07/2026;100;;;30/06/2026,01/07/2026;01/07/2026',
    'B;2;01/07/2026;31/07/2026;100;;;;',
    'C;3;01/05/2026;31/05/2026;100;100;30/06/2026;;',
    'D;4;01/05/2026;31/05/2026;100;100;01/07/2026;;30/06/2026',
    'E;5;01/05/2026;31/05/2026;100;40;30/06/2026;;',
    'F;6;;31/05/2026;100;40;01/07/2026;;',
  ]

  it('knows what was so on that day, and no more', async () => {
    expect(await outcomes(csv(rows, header), { asOf: '2026-06-30' })).toEqual([
      '2: planned',
      '3: left-out (issued after 2026-06-30)',
      '4: left-out (already paid)',
      '5: planned',
      '6: planned',
      '7: planned',
    ])
    const { files } = await plan(csv(rows, header), { asOf: '2026-06-30' })
    expect(files.map(({ file }) => file.claims[0]).map((claim) => [claim?.reminders, claim?.notices, claim?.payments])).toEqual([
      [[{ on: '2026-06-30' }], [], []],
      [[], [{ kind: 'formal-notice', on: '2026-06-30' }], []],
      [[], [], [{ reference: '5', on: '2026-06-30', amountCents: 40_00 }]],
      [[], [], []],
    ])
  })

  it.each([
    ['2026-06-30', '2026-06-30T06:00:00.000Z'],
    ['2026-12-31', '2026-12-31T07:00:00.000Z'],
  ])('begins its files at eight in Paris: %s', async (asOf, legalStart) => {
    const { files } = await plan(csv(rows.slice(0, 1), header), { asOf })
    expect(files[0]?.file.legalStart).toBe(legalStart)
  })

  it.each(['2026-02-29', '30/06/2026', '20260630', 'today'])('%s is no day', async (asOf) => {
    await expect(plan(csv(rows, header), { asOf })).rejects.toThrow(`A day is written 2026-01-31, and not “${asOf}”.`)
  })

  it('without a day, the files begin when they are opened', async () => {
    const { files } = await plan(csv(rows, header))
    expect(files.map(({ file }) => file.legalStart)).toEqual(files.map(() => undefined))
  })
})

describe('the order of day and month', () => {
  const header = 'nom;facture;date facture;échéance;montant'

  it('is decided by the whole column', async () => {
    const { files } = await plan(csv(['A;1;1/2/2026;1/3/2026;1', 'B;2;1/2/2026;3/31/2026;1'], header))
    expect(files[0]?.file.claims[0]).toMatchObject({ issueDate: '2026-01-02', dueDate: '2026-01-03' })
  })

  it('must be said where nothing decides', async () => {
    const bytes = csv(['A;1;;1/2/2026;1'], header)
    await expect(plan(bytes)).rejects.toThrow('The days of claim.dueDate may be day first or month first: say --date-format dmy or mdy.')
    const { files } = await plan(bytes, { dateFormat: 'mdy' })
    expect(files[0]?.file.claims[0]?.dueDate).toBe('2026-01-02')
  })

  it('must be said where the days contradict each other', async () => {
    const bytes = csv(['A;1;;31/2/2026;1', 'B;2;;2/28/2026;1'], header)
    await expect(plan(bytes)).rejects.toThrow('are written both day first and month first')
    expect(await outcomes(bytes, { dateFormat: 'mdy' })).toEqual([
      '2: refused (claim.dueDate “31/2/2026” is a day that does not exist)',
      '3: planned',
    ])
  })
})

describe('the key of a file', () => {
  const rows = [MARTIN, 'C2;Durand;;F-2;;31/03/2026;1', 'C1;Garage Martin;75002;F-3;;31/03/2026;1']
  const keysOf = async (lines: string[], options = {}) => (await plan(csv(lines), options)).files.map(({ key }) => key)

  it('is the same when the same import is run again, in whatever order its lines are', async () => {
    expect(await keysOf(rows)).toEqual(await keysOf(rows))
    expect((await keysOf([...rows].reverse())).sort()).toEqual((await keysOf(rows)).sort())
  })

  it('changes for the debtor that a line is added to, and for no other', async () => {
    const [martin, durand] = await keysOf(rows)
    const [martinNow, durandNow] = await keysOf([...rows, 'C1;Garage Martin;75002;F-4;;31/03/2026;1'])
    expect([martinNow === martin, durandNow === durand]).toEqual([false, true])
  })

  it('is another for another creditor, another day and another sum', async () => {
    const keys = [
      ...(await keysOf(rows.slice(0, 1))),
      ...(await keysOf(rows.slice(0, 1), { creditor: 'C-002' })),
      ...(await keysOf(rows.slice(0, 1), { asOf: '2026-06-30' })),
      ...(await keysOf([MARTIN.replace('1 234,56', '1 234,57')])),
    ]
    expect(new Set(keys).size).toBe(4)
  })

  it('tells debtors apart that no identifier does', async () => {
    const keys = await keysOf([';Martin;;F-1;;31/03/2026;1', ';Martin;;F-2;;31/03/2026;1'])
    expect(new Set(keys).size).toBe(2)
  })
})

it('100,000 lines are planned within seconds of work and 300 MB', async () => {
  const program = ['--max-old-space-size=300', '--import', 'tsx', join(import.meta.dirname, 'plan-large.ts')]
  const { stdout } = await promisify(execFile)(process.execPath, program, { env: { ...process.env, NODE_OPTIONS: '' } })
  const { cpuSeconds, ...counts } = JSON.parse(stdout) as Record<string, number>
  expect(counts).toEqual({ lines: 100_000, files: 20_000, claims: 100_000 })
  expect(cpuSeconds).toBeLessThan(20)
})
