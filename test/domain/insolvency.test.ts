import { describe, expect, it } from 'vitest'
import {
  byCompany,
  mayBeAbout,
  type PublishedNotice,
  proceedingsAgainst,
  readNotice,
  representativeIn,
} from '../../src/domain/insolvency.js'

const notice = (changes: Partial<PublishedNotice> = {}): PublishedNotice => ({
  id: 'A-1',
  publishedOn: '2026-02-10',
  judgmentOn: '2026-02-03',
  kind: 'notice',
  nature: "Jugement d'ouverture d'une procédure de redressement judiciaire",
  details: '',
  court: null,
  sirens: ['732829320'],
  name: 'GARAGE MARTIN',
  postcode: '75002',
  city: 'Paris',
  ...changes,
})
const saying = (nature: string, details = '') => {
  const { step, proceeding } = readNotice(notice({ nature, details }))
  return `${step} ${proceeding}`
}

describe('what a notice says', () => {
  it.each([
    ["Jugement d'ouverture d'une procédure de sauvegarde", 'opening safeguard'],
    ["Jugement d'ouverture d'une procédure de sauvegarde accélérée", 'opening safeguard'],
    ['Jugement d’ouverture d’une procédure de redressement judiciaire', 'opening reorganisation'],
    ["Jugement d'ouverture de liquidation judiciaire", 'opening liquidation'],
    ["Jugement d'extension d'une procédure de redressement judiciaire", 'opening reorganisation'],
    ['Jugement prononçant la liquidation judiciaire', 'opening liquidation'],
    ['Jugement prononçant la résolution du plan de redressement et la liquidation judiciaire', 'opening liquidation'],
    ['Jugement prononçant la résolution du plan de sauvegarde et le redressement judiciaire', 'opening reorganisation'],
    ['Jugement prononçant la résolution du plan de redressement', 'other other'],
    ['Jugement de conversion en liquidation judiciaire', 'conversion liquidation'],
    ['Jugement de conversion en redressement judiciaire de la procédure de sauvegarde', 'conversion reorganisation'],
    ['Jugement arrêtant le plan de redressement', 'plan plan'],
    ['Jugement arrêtant le plan de sauvegarde', 'plan plan'],
    ['Jugement arrêtant le plan de cession', 'other other'],
    ["Jugement de clôture pour insuffisance d'actif", 'closure closure'],
    ['Jugement de clôture pour extinction du passif', 'closure closure'],
    ['Jugement mettant fin à la procédure de redressement judiciaire', 'closure closure'],
    ["Dépôt de l'état des créances", 'other other'],
    ["Jugement d'ouverture d'une procédure de rétablissement professionnel", 'other other'],
  ])('%s', (nature, read) => {
    expect(saying(nature)).toBe(read)
  })

  it('where the nature says nothing, the details do', () => {
    const words = 'Prononce la liquidation judiciaire sur conversion de la procédure de redressement'
    expect(saying('Autre jugement et ordonnance', words)).toBe('conversion liquidation')
    expect(saying('Autre jugement et ordonnance', 'Modifie la date de cessation des paiements')).toBe('other other')
    expect(saying("Jugement d'ouverture de liquidation judiciaire", 'Le plan de redressement est résolu')).toBe('opening liquidation')
  })

  it('a cancellation is one, whatever it cancels', () => {
    expect(readNotice(notice({ kind: 'cancellation' })).step).toBe('cancellation')
  })
})

describe('the proceedings that bear on claims', () => {
  const opened = notice()
  const closed = notice({
    id: 'A-9',
    publishedOn: '2027-05-20',
    judgmentOn: '2027-05-12',
    nature: 'Jugement de clôture pour extinction du passif',
  })
  const ids = (notices: PublishedNotice[], oldestDue: string | null) => proceedingsAgainst(notices, oldestDue).map((read) => read.notice.id)

  it('while they last, all claims', () => {
    expect(ids([opened], null)).toEqual(['A-1'])
    expect(ids([opened], '2026-06-01')).toEqual(['A-1'])
  })

  it('once they are over, those from before the judgment, its day included', () => {
    expect(ids([closed, opened], '2026-02-02')).toEqual(['A-1', 'A-9'])
    expect(ids([opened, closed], '2026-02-03')).toEqual(['A-1', 'A-9'])
    expect(ids([opened, closed], '2026-02-04')).toEqual([])
    expect(ids([opened, closed], null)).toEqual([])
  })

  it('the last proceedings, not those before', () => {
    const again = notice({
      id: 'B-1',
      publishedOn: '2028-01-10',
      judgmentOn: '2028-01-04',
      nature: "Jugement d'ouverture de liquidation judiciaire",
    })
    expect(ids([again, opened, closed], '2027-12-31')).toEqual(['B-1'])
  })

  it('a correction does not begin them anew, unless nothing else is there', () => {
    const correction = notice({ id: 'A-5', publishedOn: '2026-03-01', kind: 'correction' })
    expect(ids([opened, correction], null)).toEqual(['A-1', 'A-5'])
    expect(ids([correction], null)).toEqual(['A-5'])
  })

  it('nothing, where nothing was opened', () => {
    expect(ids([notice({ nature: "Dépôt de l'état des créances" })], '2020-01-01')).toEqual([])
    expect(ids([], '2020-01-01')).toEqual([])
  })
})

describe('homonyms', () => {
  const party = { name: 'Sarl Garage Martin', postcode: '75002', city: 'Paris' }
  it('the same words in the same town, or under the same postcode, may be the same', () => {
    expect(mayBeAbout(notice(), party)).toBe(true)
    expect(mayBeAbout(notice({ postcode: '75011' }), party)).toBe(true)
    expect(mayBeAbout(notice({ city: null }), party)).toBe(true)
    expect(mayBeAbout(notice({ postcode: '13002', city: 'Marseille' }), party)).toBe(false)
    expect(mayBeAbout(notice({ name: 'GARAGE MARTIN ET FILS' }), party)).toBe(false)
    expect(mayBeAbout(notice({ postcode: null, city: null }), { ...party, postcode: null, city: null })).toBe(false)
  })

  it('are told apart by their numbers', () => {
    const groups = byCompany([notice(), notice({ id: 'X-1', sirens: ['552100554'] }), notice({ id: 'A-2' })])
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual([['A-1', 'A-2'], ['X-1']])
  })
})

it('who is to be written to is read where the details name them', () => {
  expect(representativeIn('désignant mandataire judiciaire SELARL Dubois représentée par Maître Dubois, 5 rue des Arts 75002 Paris.')).toBe(
    'SELARL Dubois représentée par Maître Dubois',
  )
  expect(representativeIn('désignant liquidateur Me Petit. Les créances sont à déclarer')).toBe('Me Petit')
  expect(representativeIn('Les créances sont à déclarer dans les deux mois')).toBeNull()
})
