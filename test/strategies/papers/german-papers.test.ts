import { describe, expect, it } from 'vitest'
import { cents } from '../../../src/domain/money.js'
import { renderPaperPdf } from '../../../src/providers/paper-pdf.js'
import type { JudicialCase } from '../../../src/strategies/papers/facts.js'
import { JUDICIAL_PAPERS, type JudicialPaperName } from '../../../src/strategies/papers/judicial/papers.js'
import { textOf } from '../../support/pdf-text.js'
import { germanCase } from './german-case.js'

/** Papers of a German proceeding, read back from their PDFs. */

const read = async (name: JudicialPaperName, more: Partial<JudicialCase> = {}) =>
  textOf(await renderPaperPdf(JUDICIAL_PAPERS[name].build(germanCase(more))))

describe('the data sheet of a Mahnbescheid', () => {
  it('has what the form of the court asks for: parties, main claim with reason and day, interest, costs, court', async () => {
    const text = await read('dunning-data-sheet')
    for (const part of [
      'Datenblatt: Antrag auf Erlass eines Mahnbescheids',
      'Antragsteller (Gläubiger)',
      'Nordlicht Möbel GmbH',
      'Antragsgegner (Schuldner)',
      'Gasthaus zum Anker GmbH',
      'Deichstraße 4, 20459 Hamburg',
      'Rechnung R-2026-117',
      '15.01.2026',
      '2.000,00 €',
      '9 Prozentpunkte über dem Basiszinssatz (BGB § 247)',
      'weitere Zinsen ab dem Tag nach dem 30. Juni 2026 aus 2.000,00 €',
      'Verzugspauschale 40,00 €',
      'Gerichtskosten, 30.06.2026 38,00 €',
      'Gericht, an das im Streitfall abgegeben wird Amtsgericht Hamburg',
      'Mahngericht zu ergänzen',
      'Zinsen BGB § 288 II',
    ])
      expect(text).toContain(part)
  })

  it('adds up to the cent', async () => {
    const interest = Math.round((2000_00 * 122 * 0.1027) / 365)
    const text = await read('dunning-data-sheet')
    expect(text).toContain(`Insgesamt ${euros(2000_00 + interest + 40_00)}`)
    expect(text).toContain(`Zinsen ${euros(interest)}`)
  })

  it('asks for the second step until its last day', async () => {
    const text = await read('dunning-data-sheet', { task: { kind: 'ask-title-order', to: 'agency', by: '2026-12-14' } })
    expect(text).toContain('Antrag auf Erlass eines Vollstreckungsbescheids')
    expect(text).toContain('Zu beantragen spätestens am 14. Dezember 2026.')
  })

  it('asks for no interest that was paid already or is barred, and shows it', async () => {
    const [claim] = germanCase().claims
    const text = await read('dunning-data-sheet', { claims: [{ ...(claim as NonNullable<typeof claim>), interestCents: cents(50_00) }] })
    expect(text).toContain('Davon noch verlangt: 50,00 €')
  })

  it('asserts no cost that nobody has billed or confirmed', async () => {
    const [cost] = germanCase().costs
    const text = await read('dunning-data-sheet', { costs: [{ ...(cost as NonNullable<typeof cost>), certain: false }] })
    expect(text).not.toContain('Gerichtskosten, 30.06.2026')
  })
})

describe('every paper of a German proceeding', () => {
  const GERMAN: [JudicialPaperName, string][] = [
    ['statement-of-debt', 'Forderungsaufstellung'],
    ['exhibit-list', 'Anlagenverzeichnis'],
    ['lawyer-instruction', 'Auftrag an den Rechtsanwalt'],
    ['officer-referral', 'Auftrag zur Zwangsvollstreckung'],
    ['withdrawal', 'Rücknahme'],
    ['amendment', 'Ermäßigung des Antrags'],
    ['suspension', 'Ruhen'],
    ['exhibit-recall', 'Rückgabe der Anlagen'],
  ]

  it.each(GERMAN)('%s is in German, without a French word', async (name, title) => {
    const text = await read(name, { reason: 'paid', task: { kind: 'instruct-suit', to: 'lawyer', by: null } })
    expect(text).toContain(title)
    expect(text).toContain('Akte K7M2P9QRS')
    expect(text).not.toMatch(/ (le|la|les|du|dossier|créancier|débiteur|pièce) /i)
  })

  it('tells of a dispute in German, and what the debtor said in its own words', async () => {
    const said = { reason: 'price' as const, contestedCents: null, words: 'Zu teuer.', documents: ['angebot.pdf'] }
    const dispute = { claim: 'R-2026-0042', receivedOn: '2026-10-02', ...said }
    const text = await read('dispute-notice', { dispute, task: { kind: 'dispute-raised', to: 'lawyer', by: null } })
    for (const part of [
      'Einwendung des Schuldners',
      'R-2026-0042',
      '2. Oktober 2026',
      'Preis bestritten',
      'die ganze Forderung',
      'Zu teuer.',
      'angebot.pdf',
    ])
      expect(text).toContain(part)
  })

  it('of a French one stays in French', async () => {
    expect(await read('statement-of-debt', { language: 'fr' })).toContain('Décompte de créance')
  })
})

/** `2.108,66 €`, by no code of the papers. */
function euros(value: number): string {
  const [whole = '', decimals = ''] = (cents(value) / 100).toFixed(2).split('.')
  return `${whole.replace(/(?<=\d)(?=(\d{3})+$)/g, '.')},${decimals} €`
}
