import { z } from 'zod'
import type { RegisteredCompany } from '../../domain/identity.js'
import { wordsOfName } from '../../domain/payer-name.js'
import { ask, understood } from './ask.js'
import { type CompanyRegister, RegisterAway, type RegisteredSeat } from './port.js'

export interface SireneOptions {
  /** Key of a subscription to the API in INSEE's portal. */
  apiKey: string
  /** Address up to the version, for a sandbox. */
  baseUrl?: string
}

const REGISTER = 'sirene'
const BASE_URL = 'https://api.insee.fr/api-sirene/3.11'
const FOUND_AT_ONCE = 20

/** What stands in place of what its owner keeps from being published. */
const UNPUBLISHED = '[ND]'

const text = z.string().nullish()
/** What a company is called and is: by periods of a company, flat where it stands with an establishment. */
const Naming = z.object({
  etatAdministratifUniteLegale: text,
  denominationUniteLegale: text,
  denominationUsuelle1UniteLegale: text,
  denominationUsuelle2UniteLegale: text,
  denominationUsuelle3UniteLegale: text,
  nomUniteLegale: text,
  nomUsageUniteLegale: text,
  categorieJuridiqueUniteLegale: text,
})
const Person = z.object({ prenomUsuelUniteLegale: text, prenom1UniteLegale: text, sigleUniteLegale: text })
const Period = Naming.extend({ dateDebut: text, dateFin: text })
const Unit = Person.extend({ siren: z.string(), periodesUniteLegale: z.array(Period).min(1) })
const Found = z.object({ uniteLegale: Unit })
const Establishment = z.object({
  siren: z.string(),
  uniteLegale: Naming.extend(Person.shape),
  adresseEtablissement: z.object({
    complementAdresseEtablissement: text,
    numeroVoieEtablissement: text,
    indiceRepetitionEtablissement: text,
    typeVoieEtablissement: text,
    libelleVoieEtablissement: text,
    codePostalEtablissement: text,
    libelleCommuneEtablissement: text,
  }),
})
const Listed = z.object({ etablissements: z.array(Establishment) })
const Missing = z.object({ header: z.object({ statut: z.literal(404) }) })

/**
 * INSEE's register by its API Sirene 3.11. Confirmed in public clients of it: the address, the header of the key, the fields of a
 * unit by periods and of an establishment with its unit, `[ND]`, and that what is not there answers 404. Not confirmed by an answer of
 * the service itself: the body of that 404, without which it counts as no answer, and the fields of an establishment's address. The portal's free plan takes thirty requests a minute.
 */
export class InseeSirene implements CompanyRegister {
  constructor(private readonly options: SireneOptions) {}

  async find(siren: string): Promise<RegisteredCompany | null> {
    const found = await this.ask(`/siren/${encodeURIComponent(siren)}`, Found)
    if (!found) return null
    const { uniteLegale: unit } = found
    // The periods stand in order, the present one first; it is the one without an end.
    const period = unit.periodesUniteLegale.find(({ dateFin }) => !dateFin) ?? unit.periodesUniteLegale[0]
    return period ? { ...companyOf(unit.siren, { ...unit, ...period }), since: period.dateDebut ?? null, postcode: null } : null
  }

  async search(name: string, postcode: string): Promise<RegisteredCompany[]> {
    const words = wordsOfName(name).map((word) => `denominationUniteLegale:${word}`)
    const q = [...words, `codePostalEtablissement:${postcode}`, 'etablissementSiege:true'].join(' AND ')
    const found = await this.ask(`/siret?${new URLSearchParams({ q, nombre: String(FOUND_AT_ONCE) })}`, Listed)
    return (found?.etablissements ?? []).map(({ siren, uniteLegale, adresseEtablissement }) => ({
      ...companyOf(siren, uniteLegale),
      since: null,
      postcode: adresseEtablissement.codePostalEtablissement ?? null,
    }))
  }

  async seat(siren: string): Promise<RegisteredSeat | null> {
    const q = `siren:${siren} AND etablissementSiege:true`
    const found = await this.ask(`/siret?${new URLSearchParams({ q, nombre: '1' })}`, Listed)
    const [seat] = found?.etablissements ?? []
    if (!seat) return null
    const { names, active } = companyOf(seat.siren, seat.uniteLegale)
    return { names, active, address: placeOf(seat.adresseEtablissement) }
  }

  private async ask<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | null> {
    const { baseUrl = BASE_URL, apiKey } = this.options
    const { status, body } = await ask(REGISTER, new URL(`${baseUrl}${path}`), { headers: { 'X-INSEE-Api-Key-Integration': apiKey } })
    if (status === 404) {
      understood(REGISTER, Missing, body)
      return null
    }
    if (status !== 200) throw new RegisterAway(REGISTER, 'refused')
    return understood(REGISTER, schema, body)
  }
}

function companyOf(siren: string, unit: z.infer<typeof Naming> & z.infer<typeof Person>): Omit<RegisteredCompany, 'since' | 'postcode'> {
  const first = published(unit.prenomUsuelUniteLegale) ?? published(unit.prenom1UniteLegale)
  const family = [unit.nomUsageUniteLegale, unit.nomUniteLegale].map(published).filter((name) => name !== null)
  const own = [unit.denominationUniteLegale, unit.denominationUsuelle1UniteLegale, unit.denominationUsuelle2UniteLegale]
  const names = [...own, unit.denominationUsuelle3UniteLegale, unit.sigleUniteLegale].map(published).filter((name) => name !== null)
  return {
    siren,
    names: [...names, ...family.map((name) => (first ? `${first} ${name}` : name))],
    active: unit.etatAdministratifUniteLegale !== 'C',
    category: unit.categorieJuridiqueUniteLegale ?? null,
  }
}

/** The street in one line, with what stands before it in another. */
function placeOf(address: z.infer<typeof Establishment>['adresseEtablissement']): RegisteredSeat['address'] {
  const { numeroVoieEtablissement, indiceRepetitionEtablissement, typeVoieEtablissement, libelleVoieEtablissement } = address
  const parts = [numeroVoieEtablissement, indiceRepetitionEtablissement, typeVoieEtablissement, libelleVoieEtablissement].map(published)
  const street = parts.filter((part) => part !== null).join(' ')
  const [postcode, city] = [published(address.codePostalEtablissement), published(address.libelleCommuneEtablissement)]
  if (street === '' || postcode === null || city === null) return null
  return {
    lines: [published(address.complementAdresseEtablissement), street].filter((line) => line !== null),
    postcode,
    city,
    country: 'FR',
  }
}

const published = (value: string | null | undefined): string | null => (value && value !== UNPUBLISHED ? value : null)
