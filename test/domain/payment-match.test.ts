import fc from 'fast-check'
import { generate } from 'node-iso11649'
import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { type Candidate, type Evidence, type MatchEntry, matchPayment } from '../../src/domain/payment-match.js'

/** References with their check characters, reckoned apart from the code under test. */
const A = 'K7M2P9QR7'
const B = 'B4XN8T3CV'
const C = 'Z5WV6H2DD'
const IBAN = 'FR7630006000011234567890189'

interface Made extends Partial<Omit<Candidate, 'claims' | 'owedCents'>> {
  owed?: number
  claims?: [number: string, principal: number, owed?: number, id?: string][]
}

function file(reference: string, { owed, claims = [[`F-${reference}`, 100_00, 104_50]], ...rest }: Made = {}): Candidate {
  const rows = claims.map(([number, principal, owedOf = principal, id = `${reference}/${number}`]) => ({
    id,
    number,
    principalCents: cents(principal),
    owedCents: cents(owedOf),
  }))
  const owedCents = cents(owed ?? rows.reduce((total, row) => total + row.owedCents, 0))
  const debtor = { debtorId: `debtor of ${reference}`, debtorName: 'Camille Martin', ibans: [], statedCents: [] }
  return { fileId: `id of ${reference}`, reference, isOpen: true, currency: 'EUR', ...debtor, claims: rows, owedCents, ...rest }
}

function entry(text: string, amount: number, more: Partial<MatchEntry> & { name?: string; iban?: string } = {}): MatchEntry {
  const { name = null, iban = null, ...rest } = more
  return { amountCents: cents(amount), currency: 'EUR', payer: { name, iban }, reference: null, text, ...rest }
}

const all = (reference: string) => ({ by: 'reference', certain: true, shares: [{ fileId: `id of ${reference}` }], proposals: [] })

describe('a reference of ours', () => {
  it.each([
    ['as it is printed', A],
    ['in small letters', A.toLowerCase()],
    ['in groups', 'K7M 2P9 QR7'],
    ['with dashes', 'k7m-2p9-qr7'],
    ['cut by the end of a line', 'paiement de la facture K7M2P\n9QR7 merci'],
    ['behind a word without a space', `DOSSIER${A}`],
    ['before a word without a space', `${A}MERCI`],
    ['behind a prefix', `REF:${A}/FACT 12`],
    ['in the middle of much else', `VIREMENT SEPA RECU /DE CAMILLE MARTIN /MOTIF ${A} /REF 20260112NOTPROVIDED`],
    ['wrapped as RF reference', generate(A)],
    ['wrapped as RF reference, in groups of four', generate(A).replace(/(.{4})/g, '$1 ')],
    ['twice', `${A} ${A}`],
  ])('is found %s, whatever the sum', (_, text) => {
    expect(matchPayment(entry(text, 12_34), [file(A), file(B)])).toEqual(all(A))
  })

  it('is found in the structured reference', () => {
    expect(matchPayment(entry('merci', 104_50, { reference: generate(A) }), [file(A), file(B)])).toEqual(all(A))
  })

  it('is for the file also where that is closed, and where more came than is owed', () => {
    expect(matchPayment(entry(A, 900_00), [file(A, { isOpen: false, owed: 0 })])).toEqual(all(A))
  })

  it('is proposed, and not certain, in another currency', () => {
    const match = matchPayment(entry(A, 104_50), [file(A, { currency: 'CHF' })])
    expect(match).toMatchObject({ by: 'reference', certain: false, proposals: [{ fileId: `id of ${A}`, why: ['reference'] }] })
  })

  it('is proposed, and not certain, in an RF reference whose check digits are wrong', () => {
    const [right, wrong] = [generate(A), generate(A).replace(/^RF(\d)(\d)/, (_, a, b) => `RF${b}${a}`)]
    expect(wrong).not.toBe(right)
    const match = matchPayment(entry(wrong, 104_50), [file(A)])
    expect(match).toMatchObject({ by: 'reference', certain: false, proposals: [{ fileId: `id of ${A}`, why: ['reference', 'amount'] }] })
  })

  it.each([
    ['with one character misread', 'K7M2P9QR8'],
    ['with two neighbours swapped', 'K7M2P9RQ7'],
    ['that no file has', B],
    ['that is cut off', A.slice(0, -1)],
  ])('is none %s', (_, text) => {
    expect(matchPayment(entry(text, 12_34), [file(A)])).toEqual({ by: null, certain: false, shares: [], proposals: [] })
  })
})

describe('several references in one text', () => {
  const three = [file(A), file(B, { claims: [['F-1', 50_00, 52_00]] }), file(C, { claims: [['F-2', 10_00]] })]
  const text = `${A} ${B} ${C}`
  const shares = (...amounts: number[]) => [A, B, C].map((one, index) => ({ fileId: `id of ${one}`, amountCents: amounts[index] }))

  it('are certain where together they are owed what came', () => {
    expect(matchPayment(entry(text, 166_50), three)).toMatchObject({ certain: true, by: 'reference', shares: shares(104_50, 52_00, 10_00) })
  })

  it('are certain where what came is the principal of all', () => {
    expect(matchPayment(entry(text, 160_00), three)).toMatchObject({ certain: true, shares: shares(100_00, 50_00, 10_00) })
  })

  it.each([166_49, 166_51, 104_50])('are proposed where %d came, which says nothing of how much is for which', (amount) => {
    const match = matchPayment(entry(text, amount), three)
    expect([match.certain, match.by, match.shares]).toEqual([false, 'reference', []])
    expect(match.proposals.map(({ fileId }) => fileId).sort()).toEqual([A, B, C].map((one) => `id of ${one}`).sort())
  })

  it('count a claim that two of the files share once', () => {
    const shared: Made['claims'] = [['F-1', 100_00, 104_50, 'shared']]
    const match = matchPayment(entry(`${A} ${B}`, 104_50), [file(A, { claims: shared }), file(B, { claims: shared })])
    expect(match).toMatchObject({ certain: true, shares: [{ fileId: `id of ${A}`, amountCents: 104_50 }] })
  })
})

describe('the number of an invoice', () => {
  const one = file(A, { claims: [['F-2026/001', 100_00, 104_50], ['F-2026/002', 50_00]] }) // biome-ignore format: two claims

  it.each([
    ['its sum', 'facture F-2026/001', 104_50, 104_50],
    ['its principal', 'facture f 2026 001', 100_00, 100_00],
    ['the sum of both', 'F2026001 + F2026002', 154_50, 154_50],
  ])('is certain with %s', (_, text, amount, share) => {
    expect(matchPayment(entry(text, amount), [one])).toMatchObject({
      by: 'reference',
      certain: true,
      shares: [{ fileId: `id of ${A}`, amountCents: share }],
    })
  })

  it('is proposed with another sum', () => {
    expect(matchPayment(entry('facture F-2026/001', 99_00), [one])).toMatchObject({
      by: 'reference',
      certain: false,
      proposals: [{ fileId: `id of ${A}`, why: ['claim'] }],
    })
  })

  it('is proposed where two creditors have numbered alike', () => {
    const match = matchPayment(entry('F-2026/001', 104_50), [one, file(B, { claims: [['F 2026 001', 104_50]] })])
    expect([match.certain, match.proposals.length]).toEqual([false, 2])
  })

  it.each(['2026', 'ABO', '12'])('%s tells nothing by itself', (number) => {
    expect(matchPayment(entry(`facture ${number}`, 100_00), [file(A, { claims: [[number, 100_00]] })])).toMatchObject({
      certain: false,
      by: null,
    })
  })
})

describe('an IBAN that is known', () => {
  const known = file(A, { ibans: [IBAN] })
  const sent = (amount: number, text = 'loyer') => entry(text, amount, { iban: IBAN })

  it.each([
    ['all that is owed', 104_50, known],
    ['what a letter asked for', 103_20, file(A, { ibans: [IBAN], statedCents: [cents(103_20)] })],
    ['what is owed on one claim', 52_00, file(A, { ibans: [IBAN], claims: [['F-1', 50_00, 52_00], ['F-2', 10_00]] })], // biome-ignore format: two claims
  ])('is certain with %s', (_, amount, candidate) => {
    expect(matchPayment(sent(amount), [candidate])).toMatchObject({ by: 'iban', certain: true, shares: [{ fileId: `id of ${A}` }] })
  })

  const proposed: [string, MatchEntry, Candidate[]][] = [
    ['another sum', sent(60_00), [known]],
    [
      'two open files of the debtor',
      sent(104_50),
      [known, file(B, { ibans: [IBAN], debtorId: `debtor of ${A}`, claims: [['F-1', 9_00]] })],
    ],
    ['two debtors who pay from it', sent(104_50), [known, file(B, { ibans: [IBAN] })]],
    ['another currency', { ...sent(104_50), currency: 'CHF' }, [known]],
  ]
  it.each(proposed)('is proposed with %s', (_, sentBy, candidates) => {
    const match = matchPayment(sentBy, candidates)
    expect([match.by, match.certain]).toEqual(['iban', false])
    expect(match.proposals[0]?.why).toContain('iban')
  })

  it('is certain where the other debtor’s files are of another IBAN, and where an earlier file is closed', () => {
    const closed = file(C, { ibans: [IBAN], debtorId: `debtor of ${A}`, isOpen: false })
    expect(matchPayment(sent(104_50), [known, file(B), closed])).toMatchObject({ by: 'iban', certain: true })
  })
})

describe('a name', () => {
  const likeliest = (name: string, debtorName: string, amount = 104_50) =>
    matchPayment(entry('virement', amount, { name }), [file(A, { debtorName })])

  it.each([
    ['CAMILLE MARTIN', 'Camille Martin', 90],
    ['M. MARTIN CAMILLE', 'Camille Martin', 90],
    ['MME GENEVIEVE LEFEVRE', 'Geneviève Lefèvre', 90],
    ['BOULANGERIE DUMAS SARL', 'SARL Boulangerie Dumas', 90],
    ['S.A.R.L. BOULANGERIE DUMAS', 'Boulangerie Dumas', 90],
    ['MÜLLER BAU GMBH', 'Muller Bau', 90],
    ['CAMILE MARTIN', 'Camille Martin', 87],
    ['CAMILLE MARITN', 'Camille Martin', 87],
    ['CAMILLE JEANNE MARTIN', 'Camille Martin', 80],
  ])('%s for %s has, with the sum owed, %d of 100', (name, debtorName, score) => {
    const match = likeliest(name, debtorName)
    expect(match).toMatchObject({ by: 'amount-and-name', certain: false, shares: [] })
    expect(match.proposals).toEqual([{ fileId: `id of ${A}`, score, why: ['amount', 'name'] }])
  })

  it('alone is proposed with less', () => {
    expect(likeliest('CAMILLE MARTIN', 'Camille Martin', 1_00).proposals).toEqual([{ fileId: `id of ${A}`, score: 50, why: ['name'] }])
  })

  it('that is another, with a sum that is owed, is not proposed', () => {
    expect(likeliest('ALEX DURAND', 'Camille Martin')).toEqual({ by: null, certain: false, shares: [], proposals: [] })
  })

  it('is never proposed for a closed file', () => {
    expect(matchPayment(entry('', 104_50, { name: 'Camille Martin' }), [file(A, { isOpen: false })]).proposals).toEqual([])
  })

  it('the likeliest comes first, and no more than five', () => {
    const many = Array.from({ length: 8 }, (_, index) => file(`FILE${index}`, { claims: [[`N${index}`, index === 4 ? 75_00 : 9_00]] }))
    const { proposals } = matchPayment(entry('', 75_00, { name: 'Camille Martin' }), many)
    expect(proposals.map(({ fileId }) => fileId)).toEqual(['FILE4', 'FILE0', 'FILE1', 'FILE2', 'FILE3'].map((one) => `id of ${one}`))
  })
})

describe('whatever comes', () => {
  const references = [A, B, C]
  const claim = fc.tuple(
    fc.constantFrom('F-2026/001', 'F-2026/002', 'INV 77001'),
    fc.integer({ min: 0, max: 300 }),
    fc.integer({ min: 0, max: 300 }),
  )
  const made = fc.uniqueArray(
    fc.record({
      reference: fc.constantFrom(...references),
      isOpen: fc.boolean(),
      currency: fc.constantFrom('EUR', 'EUR', 'CHF'),
      debtorId: fc.constantFrom('one', 'other'),
      ibans: fc.constantFrom([], [IBAN]),
      claims: fc.uniqueArray(claim, { minLength: 1, maxLength: 3, selector: ([number]) => number }),
    }),
    { selector: ({ reference }) => reference },
  )
  const came = fc.record({
    words: fc.array(fc.constantFrom(...references, 'F-2026/001', 'f2026002', 'INV77001', 'merci', 'RF00'), { maxLength: 4 }),
    amount: fc.integer({ min: 1, max: 900 }),
    iban: fc.constantFrom(null, IBAN),
    name: fc.constantFrom(null, 'Camille Martin', 'C Martin'),
  })
  const candidatesOf = (files: Made[]) => files.map(({ reference = '', ...rest }) => file(reference, rest as Made))
  const entryOf = ({ words, amount, iban, name }: { words: string[]; amount: number; iban: string | null; name: string | null }) => ({
    ...entry(words.join(' '), amount),
    payer: { name, iban },
  })

  it('no more is given than came, only to files that are there, and never by a name', () => {
    fc.assert(
      fc.property(made, came, (files, what) => {
        const match = matchPayment(entryOf(what), candidatesOf(files as Made[]))
        const given = match.shares.reduce((total, { amountCents }) => total + (amountCents ?? what.amount), 0)
        expect(given).toBeLessThanOrEqual(what.amount)
        for (const { fileId } of [...match.shares, ...match.proposals])
          expect(files.map(({ reference }) => `id of ${reference}`)).toContain(fileId)
        expect([match.certain, match.shares.length > 0]).toEqual([match.certain, match.certain])
        if (match.certain) expect(['reference', 'iban']).toContain(match.by)
        const worth: Evidence[] = match.proposals.flatMap(({ why }) => why)
        expect(match.proposals.length === 0 || worth.length > 0).toBe(true)
        for (const { score } of match.proposals) expect(score >= 45 && score <= 99).toBe(true)
      }),
    )
  })

  it('the order in which candidates come changes nothing', () => {
    fc.assert(
      fc.property(
        made.chain((files) => fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length }))),
        came,
        ([files, shuffled], what) => {
          const [one, other] = [files, shuffled].map((list) => matchPayment(entryOf(what), candidatesOf(list as Made[])))
          expect(other).toEqual(one)
        },
      ),
    )
  })
})
