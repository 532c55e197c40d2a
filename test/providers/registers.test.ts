import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Bodacc } from '../../src/providers/registers/bodacc.js'
import { InseeSirene } from '../../src/providers/registers/insee-sirene.js'
import { RegisterAway } from '../../src/providers/registers/port.js'
import { Vies } from '../../src/providers/registers/vies.js'
import { REGISTER_PATHS } from '../../src/providers/sandbox/registers-api.js'
import { ACCOUNTS, ownSandbox } from './own-sandbox.js'

/**
 * One contract for each register: its adapter, over HTTP, against the sandbox. Not claimed: that the registers themselves answer as the
 * sandbox does beyond what each adapter says was confirmed.
 */

const SIREN = '732829320'

let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let sirene: InseeSirene
let bodacc: Bodacc
let vies: Vies

beforeAll(async () => {
  sandbox = await ownSandbox('http://127.0.0.1:9')
  sirene = new InseeSirene({ apiKey: ACCOUNTS.sirene.apiKey, baseUrl: `${sandbox.url}${REGISTER_PATHS.sirene}` })
  bodacc = new Bodacc({ baseUrl: `${sandbox.url}${REGISTER_PATHS.bodacc}` })
  vies = new Vies({ baseUrl: `${sandbox.url}${REGISTER_PATHS.vies}` })
})
afterEach(() => sandbox.faults([]))
afterAll(() => sandbox.close())

const enter = async (what: string, entry: object) => expect((await sandbox.request('POST', `/registers/${what}`, entry)).status).toBe(201)

/** Why there was no answer; `answered` where there was one. */
const awayOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'answered',
    (error: unknown) => (error instanceof RegisterAway ? `${error.register} ${error.code}` : String(error)),
  )

const opening = { nature: "Jugement d'ouverture d'une procédure de redressement judiciaire", date: '2026-02-03' }

describe('the register of companies', () => {
  it('finds a company by its number', async () => {
    await enter('companies', { siren: SIREN, denomination: 'GARAGE MARTIN', categorieJuridique: '5499', depuis: '2019-04-01' })
    expect(await sirene.find(SIREN)).toEqual({
      siren: SIREN,
      names: ['GARAGE MARTIN'],
      active: true,
      since: '2019-04-01',
      category: '5499',
      postcode: null,
    })
  })

  it('knows a self-employed person by first and family name, and one that has ceased', async () => {
    const person = { siren: '552100554', nom: 'DURAND', prenom: 'LUCIE', categorieJuridique: '1000', etat: 'C', depuis: '2025-11-30' }
    await enter('companies', person)
    expect(await sirene.find('552100554')).toMatchObject({ names: ['LUCIE DURAND'], active: false, since: '2025-11-30' })
  })

  it('gives no name that its owner keeps from being published', async () => {
    await enter('companies', { siren: '552081317', nom: 'SECRET', prenom: 'ANNE', categorieJuridique: '1000', diffusion: 'P' })
    expect(await sirene.find('552081317')).toMatchObject({ names: [] })
  })

  it('has nothing of a number that it does not know', async () => {
    expect(await sirene.find('000000000')).toBeNull()
    expect(await sirene.search('Nobody', '75002')).toEqual([])
  })

  it('finds companies by name and postcode', async () => {
    await enter('companies', { siren: '417498920', denomination: 'BOULANGERIE DE L’OUEST', codePostal: '44000' })
    const found = await sirene.search('Sarl Boulangerie de l’Ouest', '44000')
    expect(found.map(({ siren, postcode }) => `${siren} ${postcode}`)).toEqual(['417498920 44000'])
    expect(await sirene.search('Boulangerie de l’Ouest', '44100')).toEqual([])
  })

  it('says where the seat of a number is, unless its owner keeps it from being published', async () => {
    const here = { voie: '12 RUE NEUVE', codePostal: '69001', commune: 'LYON' }
    await enter('companies', { siren: '410034607', denomination: 'GARAGE MARTIN', ...here })
    expect(await sirene.seat('410034607')).toEqual({
      names: ['GARAGE MARTIN'],
      active: true,
      address: { lines: ['12 RUE NEUVE'], postcode: '69001', city: 'LYON', country: 'FR' },
    })
    await enter('companies', { siren: '410034607', nom: 'SECRET', prenom: 'ANNE', diffusion: 'P', ...here })
    expect(await sirene.seat('410034607')).toEqual({ names: [], active: true, address: null })
    expect(await sirene.seat('000000000')).toBeNull()
  })

  it('refuses another key', async () => {
    const other = new InseeSirene({ apiKey: 'other', baseUrl: `${sandbox.url}${REGISTER_PATHS.sirene}` })
    expect(await awayOf(other.find(SIREN))).toBe('sirene refused')
  })
})

describe('the gazette', () => {
  it('has the notices about a number, the oldest first, up to a day', async () => {
    const closing = { famille: 'Jugement de clôture', nature: "Jugement de clôture pour insuffisance d'actif", date: '2026-05-12' }
    const about = { siren: '443061841', commercant: 'TRANSPORTS LEROY' }
    await enter('notices', { id: 'A-2', dateparution: '2026-05-20', ...about, jugement: closing })
    await enter('notices', { id: 'A-1', dateparution: '2026-02-10', ...about, jugement: opening })
    await enter('notices', { id: 'A-3', dateparution: '2026-02-10', familleavis: 'dpc', ...about })
    expect(await bodacc.of('443061841', '2026-05-19')).toEqual([
      {
        id: 'A-1',
        publishedOn: '2026-02-10',
        judgmentOn: '2026-02-03',
        kind: 'notice',
        nature: "Jugement d'ouverture d'une procédure de redressement judiciaire",
        details: '',
        court: 'TRIBUNAL DE COMMERCE DE PARIS',
        sirens: ['443061841'],
        name: 'TRANSPORTS LEROY',
        postcode: '75002',
        city: 'Paris',
      },
    ])
    expect((await bodacc.of('443061841', '2026-05-20')).map(({ id }) => id)).toEqual(['A-1', 'A-2'])
  })

  it('reads the days of judgments in words, corrections and cancellations', async () => {
    const about = { siren: '542107651', commercant: 'X' }
    await enter('notices', {
      id: 'B-1',
      dateparution: '2012-03-06',
      typeavis: 'rectificatif',
      ...about,
      jugement: { ...opening, date: '1er mars 2012' },
    })
    await enter('notices', {
      id: 'B-2',
      dateparution: '2012-03-07',
      typeavis: 'annulation',
      ...about,
      jugement: { ...opening, date: 'hier' },
    })
    expect((await bodacc.of('542107651', '2026-01-01')).map(({ judgmentOn, kind }) => `${judgmentOn} ${kind}`)).toEqual([
      '2012-03-01 correction',
      'null cancellation',
    ])
  })

  it('finds notices by name in the department of a postcode', async () => {
    await enter('notices', {
      id: 'C-1',
      dateparution: '2026-03-01',
      commercant: 'SARL Café du Port',
      cp: '13002',
      ville: 'Marseille',
      jugement: opening,
    })
    expect((await bodacc.named('Café du Port', '13001', '2026-03-01')).map(({ id }) => id)).toEqual(['C-1'])
    expect(await bodacc.named('Café du Port', '75002', '2026-03-01')).toEqual([])
  })

  it('gives more notices than fit on a page', async () => {
    for (let number = 0; number < 101; number++)
      await enter('notices', { id: `D-${number}`, dateparution: '2026-01-05', siren: '775670417', commercant: 'MANY', jugement: opening })
    expect(await bodacc.of('775670417', '2026-01-05')).toHaveLength(101)
  })
})

describe('the register of VAT numbers', () => {
  it('says that a number is valid, and whose it is where the state tells', async () => {
    await enter('vat', { country: 'BE', number: '0403170701', name: 'ENTREPRISE BELGE' })
    await enter('vat', { country: 'DE', number: '136695976' })
    expect(await vies.check('BE', '0403170701')).toEqual({ valid: true, name: 'ENTREPRISE BELGE' })
    expect(await vies.check('DE', '136695976')).toEqual({ valid: true, name: null })
    expect(await vies.check('BE', '0000000000')).toEqual({ valid: false, name: null })
  })

  it('a state that is too busy has not said that a number is invalid', async () => {
    expect(await awayOf(vies.check('DE', '300'))).toBe('vies too-many-requests')
  })
})

describe('a register that is away', () => {
  const asked = {
    sirene: () => sirene.find(SIREN),
    bodacc: () => bodacc.of(SIREN, '2026-01-01'),
    vies: () => vies.check('BE', '0403170701'),
  }
  it.each(Object.keys(asked) as (keyof typeof asked)[])('%s says so by a code, and is asked once', async (provider) => {
    for (const [kind, code] of [
      ['429', 'too-many-requests'],
      ['500', 'unavailable'],
      ['connection-lost', 'unreachable'],
    ]) {
      await sandbox.faults([{ kind, provider }])
      expect(await awayOf(asked[provider]())).toBe(`${provider} ${code}`)
      expect((await sandbox.request('GET', '/faults')).body).toMatchObject([{ used: 1 }])
    }
  })

  it('is no answer where a gateway answers in its place', async () => {
    const astray = new InseeSirene({ apiKey: 'any', baseUrl: `${sandbox.url}/sandbox/nowhere` })
    expect(await awayOf(astray.find(SIREN))).toBe('sirene not-understood')
  })
})
