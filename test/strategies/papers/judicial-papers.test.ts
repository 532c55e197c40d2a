import { describe, expect, it } from 'vitest'
import { cents } from '../../../src/domain/money.js'
import { renderPaperPdf } from '../../../src/providers/paper-pdf.js'
import type { JudicialCase } from '../../../src/strategies/papers/facts.js'
import { JUDICIAL_PAPERS, type JudicialPaperName } from '../../../src/strategies/papers/judicial/papers.js'
import { statementOfAccount } from '../../../src/strategies/papers/judicial/statements.js'
import { rateInWords } from '../../../src/strategies/papers/rate-words.js'
import { pagesOf, textOf } from '../../support/pdf-text.js'
import { invoice, judicialCase } from './sample-case.js'

/** What each paper says, read back from its PDF by another reader than the library that wrote it. */

const NAMES = Object.keys(JUDICIAL_PAPERS) as JudicialPaperName[]
const print = (name: JudicialPaperName, more: Partial<JudicialCase> = {}) => renderPaperPdf(JUDICIAL_PAPERS[name].build(judicialCase(more)))
const read = async (name: JudicialPaperName, more: Partial<JudicialCase> = {}) => textOf(await print(name, more))

/** Cents as a French reader writes them, by no code of the papers. */
function euros(value: number): string {
  const [whole = '', decimals = ''] = (value / 100).toFixed(2).split('.')
  return `${whole.replace(/(?<=\d)(?=(\d{3})+$)/g, ' ')},${decimals} €`
}

describe('the request for a payment order', () => {
  it('names court, parties with address, power and what is asked for', async () => {
    const text = await read('payment-order-request')
    for (const part of [
      'Requête en injonction de payer',
      'Tribunal de commerce de Grenoble',
      'Mobilier Dumas SAS',
      '14 rue des Ébénistes, 69003 Lyon',
      'Le Comptoir des Alpes SARL',
      'Personne morale, professionnel',
      '404833048',
      'articles 1405 à 1425 du Code de procédure civile',
      'Mise en demeure : 14 avril 2026',
      'Code de commerce, article L441-10 II',
      'Code de commerce, article D441-5',
      'mandat M-2026-04 signé le 5 janvier 2026, qui donne pouvoir spécial : d’agir en justice',
      'Pièce n° 5 : Mise en demeure, 10 avril 2026',
    ])
      expect(text).toContain(part)
  })

  it('adds up to the cent, item by item and line by line', async () => {
    const text = await read('payment-order-request')
    const oracle = { principal: 200000 + 86050, interest: 6471 + 2730 + 2607, indemnity: 2 * 4000 }
    expect(text).toContain(`payer la somme de ${euros(oracle.principal + oracle.interest + oracle.indemnity)}, soit : ${''}`.trim())
    expect(text).toContain(`${euros(oracle.principal)} en principal`)
    expect(text).toContain(`${euros(oracle.interest)} d’intérêts de retard échus au 30 juin 2026`)
    expect(text).toContain(`${euros(oracle.indemnity)} d’indemnité`)
    // 2 400 € × 81 days × 12,15 % / 365, and so on: worked by hand.
    for (const line of [Math.round((240000 * 81 * 0.1215) / 365), Math.round((200000 * 41 * 0.1215) / 365)])
      expect(text).toContain(euros(line))
    expect(text).toContain('12,15 % : taux de refinancement de la BCE en vigueur depuis le 11 juin 2025 + 10 points')
  })

  it('asserts nothing that is not certain: neither an estimated cost nor an article that was not confirmed', async () => {
    const unconfirmed = invoice({ interestLaw: { source: 'Code civil 1231-6', confirmed: false } })
    const text = await read('payment-order-request', { claims: [unconfirmed] })
    expect(text).not.toContain('1231-6')
    expect(text).toContain('à mettre à la charge du débiteur : 35,21 €')
    expect(text).not.toContain('105,00')
    expect(text).not.toContain('140,21')
  })

  it('says what it leaves out of a claim, and that a power is missing', async () => {
    const claims = [invoice({ leftOutCents: cents(500_00) })]
    const text = await read('payment-order-request', { claims, power: { reference: 'M-1', signedOn: null, special: [] } })
    expect(text).toContain('la requête ne porte pas sur 500,00 € du principal')
    expect(text).toContain('pouvoir spécial du créancier à joindre')
  })
})

describe('the statement of the debt', () => {
  it('shows what was credited, what is barred and what remains of the interest', async () => {
    const claims = [invoice({ barredInterestCents: cents(13_78), interestCents: cents(50_00), owedCents: cents(2090_00) })]
    const text = await read('statement-of-debt', { claims })
    expect(text).toContain(`Total couru ${euros(6471 + 2730)}`)
    expect(text).toContain('Intérêts prescrits, non demandés : 13,78 €')
    expect(text).toContain(`Intérêts déjà acquittés ou abandonnés : ${euros(6471 + 2730 - 1378 - 5000)}`)
    expect(text).toContain('Intérêts restant demandés : 50,00 €')
    expect(text).toContain('Avoir -400,00 €')
  })

  it('leaves interest at a rate that is not known yet out', async () => {
    const [first, second] = invoice().lines as [never, never]
    const claims = [invoice({ lines: [first, { ...(second as object), known: false } as never], interestCents: cents(64_71) })]
    const text = await read('statement-of-debt', { claims })
    expect(text).toContain('Total couru 64,71 €')
    expect(text).not.toContain('27,30')
  })
})

describe('the list of exhibits', () => {
  it('numbers them, with their day and the beginning of their fingerprint', async () => {
    const text = await read('exhibit-list')
    for (const [index, letter] of ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'].entries()) {
      expect(text).toContain(`Pièce n° ${index + 1}`)
      expect(text).toContain(letter.repeat(6))
      expect(text).not.toContain(letter.repeat(7))
    }
  })
})

describe('referrals', () => {
  it('leave the invitation of the small-claims procedure to the officer', async () => {
    const text = await read('small-claims-referral', { task: { kind: 'invite-debtor', to: 'officer', by: null } })
    expect(text).toContain('L’invitation à participer à la procédure est l’acte du commissaire de justice')
    expect(text).toContain('articles L125-1 et R125-1 à R125-8')
    expect(text).toContain('SELARL Vidal et Roche')
  })

  it('tell the officer by when an order is served, and to report how', async () => {
    const text = await read('officer-referral', {
      task: { kind: 'serve-order', to: 'officer', by: '2026-12-15' },
      granted: { on: '2026-09-15', amountCents: cents(2860_50), costsCents: cents(35_21) },
      deadlines: [{ kind: 'serve', lastDay: '2026-12-15', source: 'Code de procédure civile 1411' }],
    })
    expect(text).toContain('Signifier la décision du 15 septembre 2026, au plus tard le 15 décembre 2026')
    expect(text).toContain('Signification : au plus tard le 15 décembre 2026 (Code de procédure civile, article 1411)')
    expect(text).toContain('article 659 du Code de procédure civile')
  })

  it('ask the officer for a certificate without having the order served again', async () => {
    const granted = { on: '2026-06-24', amountCents: cents(2860_50), costsCents: null }
    const text = await read('officer-referral', { task: { kind: 'ask-certificate', to: 'officer', by: null }, granted })
    expect(text).toContain('Demander le certificat de non-opposition')
    expect(text).not.toContain('Signifier')
  })

  it('name the title that is enforced, and the measures', async () => {
    const text = await read('officer-referral', {
      task: { kind: 'enforce', to: 'officer', by: null },
      measures: ['account-seizure'],
      title: {
        kind: 'payment-order',
        reference: '2026IP00412',
        grantedOn: '2026-09-15',
        enforceableOn: '2026-12-02',
        servedOn: '2026-10-01',
        serviceMode: 'office',
        principalCents: cents(2860_50),
        costsCents: cents(35_21),
      },
    })
    for (const part of [
      'Ordonnance portant injonction de payer',
      '1er octobre 2026, dépôt en l’étude',
      'Mesure demandée : saisie-attribution',
      'article L111-8',
    ])
      expect(text).toContain(part)
  })
})

describe('what takes a procedure back', () => {
  it('says why, and from which sum to which', async () => {
    expect(await read('withdrawal', { reason: 'paid' })).toContain('La dette a été payée.')
    expect(await read('amendment')).toContain(`de ${euros(326050)} à l’origine, est ramenée à ${euros(286050)}`)
    expect(await read('suspension', { reason: 'insolvency' })).toContain('Une procédure collective a été ouverte')
    expect(await read('exhibit-recall')).toContain('Pièce n° 6')
  })

  it('says what the debtor contests, in its own words, and that nothing stops', async () => {
    const text = await read('dispute-notice', { task: { kind: 'dispute-raised', to: 'lawyer', by: null } })
    for (const part of ['F-2026-0117', '18 septembre 2026', euros(300_00), 'non conforme', 'La pompe est livrée cassée.', 'photo.jpg'])
      expect(text).toContain(part)
    expect(text).toContain('La procédure n’en est pas suspendue.')
  })

  it('says that a judgment has left nothing of a title, or less', async () => {
    expect(await read('withdrawal', { reason: 'judgment' })).toContain('toute mesure prise est à lever')
    expect(await read('amendment', { reason: 'judged' })).toContain('a pris la place de l’ordonnance')
  })
})

describe('each paper', () => {
  const LONG = 'Société-Coopérative-Agricole-Interdépartementale-des-Producteurs-Réunis-du-Dauphiné et de la Savoie'
  const sixty = Array.from({ length: 60 }, (_, index) =>
    invoice({
      reference: index % 7 === 0 ? `FACTURE-DE-FOURNITURE-2026/000000000000000000${index}` : `F-2026-${index}`,
      amountCents: cents(1234567_89),
      principalCents: cents(1234567_89),
      interestCents: cents(123456_78),
      owedCents: cents(1358064_67),
    }),
  )

  it.each(NAMES)('keeps to its pages with sixty invoices and long names: %s', async (name) => {
    const base = judicialCase()
    const exhibits = Array.from({ length: 60 }, (_, index) => ({
      ...(base.exhibits[0] as never as object),
      number: index + 1,
      title: `${LONG} ${index}`,
    }))
    const pdf = await print(name, {
      claims: sixty,
      creditor: { ...base.creditor, name: LONG },
      debtor: { ...base.debtor, name: LONG },
      exhibits: exhibits as never,
    })
    const MARGIN = 56
    for (const { width, height, runs } of await pagesOf(pdf))
      for (const run of runs) {
        expect({
          ...run,
          fits: run.x >= MARGIN - 1 && run.x + run.width <= width - MARGIN + 1 && run.y > 10 && run.y < height - 30,
        }).toEqual({
          ...run,
          fits: true,
        })
      }
  })

  it('is the same bytes for the same case', async () => {
    const [one, other] = [await print('statement-of-debt'), await print('statement-of-debt')]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true)
  })
})

it('a statement of account says how a file stands on a day', async () => {
  const text = await textOf(await renderPaperPdf(statementOfAccount(judicialCase())))
  expect(text).toContain('Relevé de compte au 30 juin 2026')
  expect(text).toContain(`Total ${euros(286050 + 11808 + 8000)}`)
})

it.each([
  ['contract', '8,00 % : taux du contrat'],
  [
    'Code monétaire et financier L313-2, half-yearly order, other creditors',
    '8,00 % : taux d’intérêt légal (Code monétaire et financier, article L313-2)',
  ],
  [
    '3 × Code monétaire et financier L313-2, half-yearly order, x',
    '8,00 % : 3 × taux d’intérêt légal (Code monétaire et financier, article L313-2)',
  ],
  ['arrêté du 26 juin 2026 + 5 points', '8,00 % : arrêté du 26 juin 2026 + 5 points'],
])('the source of a rate is said in French: %s', (source, words) => {
  expect(rateInWords({ ratePpm: 80_000, source }).replaceAll('\u00A0', ' ')).toBe(words)
})
