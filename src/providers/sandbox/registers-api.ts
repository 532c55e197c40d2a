import { setTimeout as sleep } from 'node:timers/promises'
import { json, type Request, type Response, Router } from 'express'
import type { z } from 'zod'
import type { SandboxContext } from './context.js'
import { contentHash } from './outbox.js'
import { SandboxCompany, SandboxNotice, type SandboxRegisters, SandboxVat } from './registers.js'

/** Where each register's paths begin, after the sandbox's own address. */
export const REGISTER_PATHS = {
  sirene: '/api-sirene/3.11',
  bodacc: '/api/explore/v2.1',
  vies: '/taxation_customs/vies/rest-api',
} as const

/** The parts of the registers' APIs that the adapters speak. */
export function registersApi(context: SandboxContext, registers: SandboxRegisters): Router {
  const router = Router()
  router.use(REGISTER_PATHS.sirene, sireneApi(context, registers))
  router.use(REGISTER_PATHS.bodacc, bodaccApi(context, registers))
  router.use(REGISTER_PATHS.vies, viesApi(context, registers))
  return router
}

/** What a test or a demonstration enters into the registers. */
export function registersControls(registers: SandboxRegisters): Router {
  const router = Router()
  router.use(json())
  const entering = <S extends z.ZodType>(path: string, schema: S, enter: (entry: z.output<S>) => void) =>
    router.post(path, ({ body }, response) => {
      const { data, error } = schema.safeParse(body)
      if (error) return void response.status(400).json({ title: 'The request is not understood', issues: error.issues })
      enter(data as z.output<S>)
      response.status(201).json(data)
    })
  entering('/companies', SandboxCompany, (company) => registers.enterCompany(company))
  entering('/notices', SandboxNotice, (notice) => registers.publish(notice))
  entering('/vat', SandboxVat, (vat) => registers.enterVat(vat))
  return router
}

/** What was asked about meets what the sandbox was told to do wrong. @returns whether there is still somebody to answer */
async function meets(context: SandboxContext, provider: 'sirene' | 'bodacc' | 'vies', about: string, response: Response): Promise<boolean> {
  const subject = { provider, channel: null, key: null, to: { address: about }, contentHash: contentHash(Buffer.from(about)) }
  const faults = context.faults.meet(subject, about)
  if (faults.delayMs > 0) await sleep(faults.delayMs)
  const { request: fault } = faults
  if (fault === 'connection-lost' || fault === 'answer-lost') response.req.socket.destroy()
  else if (fault === '429' || fault === '500')
    response.status(Number(fault)).type('html').send('<html></html>') // as gateways do
  else return true
  return false
}

const NOT_FOUND = 404

function sireneApi(context: SandboxContext, registers: SandboxRegisters): Router {
  const router = Router()
  const header = (statut: number, message: string) => ({ header: { statut, message } })
  router.use((request, response, next) => {
    if (request.get('X-INSEE-Api-Key-Integration') === context.accounts.sirene.apiKey) return next()
    response.status(401).json({ message: 'Unauthorized', http_status_code: 401 })
  })
  router.get('/siren/:siren', async ({ params: { siren } }, response) => {
    if (!(await meets(context, 'sirene', siren, response))) return
    if (!/^\d{9}$/.test(siren)) return void response.status(400).json(header(400, 'Format de siren incorrect'))
    const company = registers.company(siren)
    if (!company) return void response.status(NOT_FOUND).json(header(NOT_FOUND, `Aucun élément trouvé pour le siren ${siren}`))
    response.json({ ...header(200, 'ok'), uniteLegale: unitOf(company) })
  })
  router.get('/siret', async (request, response) => {
    const q = textOf(request.query.q)
    if (!(await meets(context, 'sirene', q, response))) return
    const found = registers.companies((company) => q.split(' AND ').every((part) => isFound(company, part)))
    if (found.length === 0) return void response.status(NOT_FOUND).json(header(NOT_FOUND, 'Aucun élément trouvé'))
    response.json({ header: { statut: 200, message: 'ok', total: found.length }, etablissements: found.map(establishmentOf) })
  })
  return router
}

function isFound({ siren, denomination, codePostal }: SandboxCompany, part: string): boolean {
  const [field, value = ''] = part.split(':')
  if (field === 'denominationUniteLegale')
    return plain(denomination ?? '')
      .split(' ')
      .includes(value)
  if (field === 'siren') return siren === value
  return field === 'codePostalEtablissement' ? codePostal === value : field === 'etablissementSiege'
}

const UNPUBLISHED = '[ND]'

function namesOf({ denomination, nom, diffusion, categorieJuridique, etat }: SandboxCompany) {
  const shown = (value: string | null) => (value !== null && diffusion === 'P' ? UNPUBLISHED : value)
  return {
    etatAdministratifUniteLegale: etat,
    denominationUniteLegale: shown(denomination),
    denominationUsuelle1UniteLegale: null,
    denominationUsuelle2UniteLegale: null,
    denominationUsuelle3UniteLegale: null,
    nomUniteLegale: shown(nom),
    nomUsageUniteLegale: null,
    categorieJuridiqueUniteLegale: categorieJuridique,
  }
}

function personOf({ prenom, diffusion }: SandboxCompany) {
  const shown = prenom !== null && diffusion === 'P' ? UNPUBLISHED : prenom
  return { prenom1UniteLegale: shown, prenomUsuelUniteLegale: shown, sigleUniteLegale: null }
}

function unitOf(company: SandboxCompany) {
  const { siren, diffusion, depuis } = company
  const period = { dateFin: null, dateDebut: depuis, ...namesOf(company) }
  return { siren, statutDiffusionUniteLegale: diffusion, ...personOf(company), nombrePeriodesUniteLegale: 1, periodesUniteLegale: [period] }
}

function establishmentOf(company: SandboxCompany) {
  const uniteLegale = { statutDiffusionUniteLegale: company.diffusion, ...personOf(company), ...namesOf(company) }
  const [, numeroVoieEtablissement = '', typeVoieEtablissement = '', libelleVoieEtablissement = ''] =
    /^(\S+) (\S+) (.+)$/.exec(company.voie) ?? []
  const shown = (value: string) => (company.diffusion === 'P' ? UNPUBLISHED : value)
  const adresseEtablissement = {
    complementAdresseEtablissement: null,
    numeroVoieEtablissement: shown(numeroVoieEtablissement),
    indiceRepetitionEtablissement: null,
    typeVoieEtablissement: shown(typeVoieEtablissement),
    libelleVoieEtablissement: shown(libelleVoieEtablissement),
    codePostalEtablissement: company.codePostal,
    libelleCommuneEtablissement: company.commune,
  }
  return { siren: company.siren, siret: `${company.siren}00010`, etablissementSiege: true, uniteLegale, adresseEtablissement }
}

const CONDITIONS: Readonly<Record<string, (notice: SandboxNotice, value: string) => boolean>> = {
  familleavis: ({ familleavis }, value) => familleavis === value,
  until: ({ dateparution }, value) => dateparution <= value,
  registre: ({ siren }, value) => siren !== null && value.replace(/ /g, '') === siren,
  word: ({ commercant }, value) => plain(commercant).split(' ').includes(plain(value)),
  department: ({ cp }, value) => cp.startsWith(value),
}
/** The conditions that the adapter writes, and no others: what is not known is refused, as the service does. */
const CONDITION =
  /^(?:familleavis="(?<familleavis>[^"]*)"|dateparution<=date'(?<until>[\d-]+)'|\(registre="(?<registre>[^"]*)" or registre="[^"]*"\)|search\(commercant, "(?<word>[^"]*)"\)|numerodepartement="(?<department>[^"]*)")$/

function bodaccApi(context: SandboxContext, registers: SandboxRegisters): Router {
  const router = Router()
  router.get('/catalog/datasets/annonces-commerciales/records', async (request: Request, response: Response) => {
    const where = textOf(request.query.where)
    if (!(await meets(context, 'bodacc', where, response))) return
    const conditions = where.split(' and ').map((part) => CONDITION.exec(part)?.groups)
    if (conditions.includes(undefined))
      return void response.status(400).json({ error_code: 'ODSQLError', message: `ODSQL query is malformed: ${where}` })
    const isWanted = (notice: SandboxNotice) =>
      conditions.every((groups) =>
        Object.entries(groups ?? {}).every(([name, value]) => value === undefined || CONDITIONS[name]?.(notice, value)),
      )
    const found = registers.notices(isWanted).sort((a, b) => (a.dateparution < b.dateparution ? -1 : 1))
    const [from, count] = [Number(request.query.offset ?? 0), Number(request.query.limit ?? 10)]
    response.json({ total_count: found.length, results: found.slice(from, from + count).map(recordOf) })
  })
  return router
}

function recordOf({ siren, jugement, cp, ...notice }: SandboxNotice) {
  const registre = siren === null ? null : [siren.replace(/(\d{3})(?=\d)/g, '$1 '), siren]
  return { ...notice, cp, numerodepartement: cp.slice(0, 2), registre, jugement: jugement && JSON.stringify(jugement) }
}

function viesApi(context: SandboxContext, registers: SandboxRegisters): Router {
  const router = Router()
  router.post('/check-vat-number', json(), async ({ body }, response) => {
    const { countryCode = '', vatNumber = '' } = (body ?? {}) as { countryCode?: string; vatNumber?: string }
    if (!(await meets(context, 'vies', `${countryCode}${vatNumber}`, response))) return
    const failed = (error: string) => response.json({ actionSucceed: false, errorWrappers: [{ error }] })
    if (vatNumber === '300') return void failed('MS_MAX_CONCURRENT_REQ') // the service's own test number of that failure
    const known = registers.vat(countryCode, vatNumber)
    const said = { countryCode, vatNumber, requestDate: context.now().toISOString(), requestIdentifier: '' }
    response.json({ ...said, valid: known !== undefined, name: known?.name ?? '---', address: '---' })
  })
  return router
}

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim()

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
