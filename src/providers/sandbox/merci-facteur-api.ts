import { createHmac, randomInt } from 'node:crypto'
import { type Request, type Response, Router, urlencoded } from 'express'
import { z } from 'zod'
import type { OutboxLetter } from '../../contracts/outbox.js'
import type { OutgoingCallback } from './callbacks.js'
import type { SandboxContext } from './context.js'
import type { Faults } from './faults.js'
import { contentHash, type TakenMessage } from './outbox.js'
import { receive, type Step } from './receive.js'
import { textPdf } from './text-pdf.js'

/** Where the service's paths begin, after the sandbox's own address. */
export const MERCI_FACTEUR_PATH = '/api/1.2/prod/service'

const TOKEN_MS = 24 * 3_600_000
const SIGNATURE_WINDOW_MS = 5 * 60_000
const LISTED = 50
const MAX_BODY = '70mb'

const Address = z.object({
  civilite: z.string(),
  nom: z.string(),
  prenom: z.string(),
  societe: z.string(),
  adresse1: z.string(),
  adresse2: z.string(),
  adresse3: z.string(),
  cp: z.string().min(1),
  ville: z.string().min(1),
  pays: z.string().min(1),
  reference: z.string().max(30),
})
type Address = z.infer<typeof Address>

const Sent = z.object({
  idUser: z.string().min(1),
  modeEnvoi: z.enum(['normal', 'suivi', 'lrar', 'lrare']),
  adress: z.object({ exp: Address, dest: z.array(Address).length(1) }),
  content: z.object({ letter: z.object({ files: z.literal(''), base64files: z.array(z.string().min(1)).length(1) }) }),
  antidoublon: z.string().max(200).optional(),
})
type Sent = z.infer<typeof Sent>
type TakenLetter = TakenMessage & { channel: 'letter' }

/** The part of Merci Facteur's API that the adapter speaks, for letters of one PDF to one addressee. */
export function merciFacteurApi(context: SandboxContext): Router {
  const router = Router()
  router.get('/getToken', (request, response) => giveToken(context, request, response))
  router.use((request, response, next) => {
    if (isTokenGood(context, request)) return next()
    fail(response, 401, 'INVALID_TOKEN')
  })
  router.post('/sendCourrier', urlencoded({ extended: false, limit: MAX_BODY }), (request, response) => send(context, request, response))
  router.get('/listEnvois', (_request, response) => {
    const envois = lettersOf(context).reverse().slice(0, LISTED).map(summary)
    response.json({ success: true, error: null, envois })
  })
  router.get('/getEnvoi', (request, response) => describe(context, request, response))
  router.get('/getProof', (request, response) => prove(context, request, response))
  return router
}

function giveToken(context: SandboxContext, request: Request, response: Response) {
  const { serviceId, secretKey } = context.accounts.merciFacteur
  const timestamp = request.get('ww-timestamp') ?? ''
  const expected = createHmac('sha256', secretKey).update(`${serviceId}${timestamp}`).digest('hex')
  const isTimely = Math.abs(Number(timestamp) * 1000 - context.now().getTime()) < SIGNATURE_WINDOW_MS
  if (request.get('ww-service-id') !== serviceId || request.get('ww-service-signature') !== expected || !isTimely)
    return fail(response, 401, 'INVALID_SIGNATURE')
  if (!request.get('ww-authorized-ip')) return fail(response, 400, 'MISSING_AUTHORIZED_IP')
  const expire = Math.floor((context.now().getTime() + TOKEN_MS) / 1000)
  response.json({ success: true, token: tokenUntil(context, expire), expire })
}

/** Says until when it is good, so that it outlives a restart. */
function tokenUntil({ accounts }: SandboxContext, expire: number): string {
  return `${expire}.${createHmac('sha256', accounts.merciFacteur.secretKey).update(`token ${expire}`).digest('hex')}`
}

function isTokenGood(context: SandboxContext, request: Request): boolean {
  const token = request.get('ww-access-token') ?? ''
  const expire = Number.parseInt(token, 10)
  return token === tokenUntil(context, expire) && expire * 1000 > context.now().getTime()
}

async function send(context: SandboxContext, request: Request, response: Response): Promise<void> {
  const { data: sent, error } = Sent.safeParse(parsedFields(request.body as Record<string, string>))
  if (!sent) return fail(response, 400, error.issues[0]?.path[0] === 'adress' ? 'INFO_ADDRESS_MISSING' : 'INVALID_PARAMETERS')
  const pdf = Buffer.from(sent.content.letter.base64files[0] ?? '', 'base64')
  const message = taken(context, sent, pdf)
  await receive(context, response, {
    message,
    body: { pdf },
    content: message.reference,
    refuse: (kind) => refuse(response, kind),
    mayTake: () => {
      const isDuplicate = sent.antidoublon !== undefined && context.outbox.letterOf(sent.antidoublon, context.now()) !== undefined
      if (isDuplicate) fail(response, 400, 'ANTIDOUBLON')
      return !isDuplicate
    },
    accept: () => void response.json({ success: true, error: null, envoi_id: Number(message.id), ...priceOf(message) }),
    life: (faults) => [...POSTED, ...(faults.bounces ? [OUTCOMES['address-unknown']] : [])].map((event) => step(context, message, event)),
  })
}

/** Two of the fields are JSON. */
function parsedFields(form: Record<string, string>): unknown {
  try {
    return { ...form, adress: JSON.parse(form.adress ?? ''), content: JSON.parse(form.content ?? '') }
  } catch {
    return form
  }
}

function taken(context: SandboxContext, { modeEnvoi, adress, antidoublon }: Sent, pdf: Buffer): TakenLetter {
  const [dest] = adress.dest
  const number = randomInt(1e8, 1e9)
  return {
    id: String(number),
    provider: 'merci-facteur',
    channel: 'letter',
    key: antidoublon ?? null,
    at: context.now().toISOString(),
    to: person(dest ?? adress.exp),
    from: person(adress.exp),
    contentHash: contentHash(pdf),
    reference: dest?.reference ?? '',
    pages: pagesIn(pdf),
    registered: modeEnvoi.startsWith('lrar'),
    trackingNumber: modeEnvoi === 'normal' ? null : `2C${String(number).padStart(11, '0')}`,
  }
}

/** Line by line, as on the envelope: street, town, country. */
function person({ nom, prenom, societe, adresse1, adresse2, adresse3, cp, ville, pays }: Address): TakenLetter['to'] {
  const lines = [adresse1, adresse2, adresse3, `${cp} ${ville}`, pays].filter(Boolean)
  return { name: [prenom, nom, societe].filter(Boolean).join(' '), address: lines.join('\n') }
}

/** As its page objects say; at least the one that every PDF has. */
const pagesIn = (pdf: Buffer) => Math.max(1, pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-z])/g)?.length ?? 0)

function refuse(response: Response, kind: NonNullable<Faults['request']>): boolean {
  if (kind === '429') fail(response, 429, 'TOO_MANY_REQUESTS')
  else if (kind === '500') fail(response, 500, 'INTERNAL_ERROR')
  else fail(response, 400, 'INFO_ADDRESS_MISSING')
  return true
}

function fail(response: Response, status: number, code: string): void {
  response.status(status).json({ success: false, error: { code, text: '' } })
}

function priceOf({ registered, pages }: TakenLetter) {
  const total = registered ? { ht: '6.90', ttc: '8.28' } : { ht: '1.60', ttc: '1.92' }
  return { price: { total }, resume: { nb_dest: 1, nb_page: pages } }
}

const lettersOf = ({ outbox }: SandboxContext) => outbox.all().filter((message) => message.provider === 'merci-facteur') as OutboxLetter[]

function summary(letter: OutboxLetter) {
  return {
    id_envoi: Number(letter.id),
    statut: letter.states.at(-1)?.state ?? 'wait',
    nb_page: letter.pages,
    nb_dest: 1,
    mode_envoi: letter.registered ? 'lrare' : 'normal',
    date: Math.floor(Date.parse(letter.at) / 1000),
  }
}

function describe(context: SandboxContext, request: Request, response: Response) {
  const letter = lettersOf(context).find(({ id }) => id === request.query.idEnvoi)
  if (!letter) return fail(response, 404, 'UNKNOWN_ENVOI')
  const detail = [{ ref_courrier: courrierOf(letter), dest: destinationOf(letter) }]
  response.json({ success: true, error: null, envoi: { general: [summary(letter)], detail } })
}

const courrierOf = ({ id }: Pick<OutboxLetter, 'id'>) => `${id}-1`

function destinationOf({ to }: Pick<OutboxLetter, 'to'>) {
  const lines = to.address.split('\n')
  const [cp = '', ...ville] = (lines.at(-2) ?? '').split(' ')
  return {
    civilite: '',
    nom: to.name ?? '',
    prenom: '',
    societe: '',
    adresse1: lines[0] ?? '',
    cp,
    ville: ville.join(' '),
    pays: lines.at(-1),
  }
}

function prove(context: SandboxContext, request: Request, response: Response) {
  const letter = lettersOf(context).find(({ trackingNumber }) => trackingNumber !== null && trackingNumber === request.query.trackingNumber)
  if (!letter) return fail(response, 404, 'UNKNOWN_TRACKING_NUMBER')
  const { document } = request.query
  const isThere = document === 'depot' || (document === 'reception' && letter.states.some(({ state }) => state === 'distribue'))
  if (!isThere) return fail(response, 404, 'PROOF_NOT_AVAILABLE')
  const title = document === 'depot' ? 'Preuve de depot (bac a sable)' : 'Avis de reception (bac a sable)'
  const pdf = textPdf([title, `Numero ${letter.trackingNumber}`, `Reference ${letter.reference}`, letter.at])
  response.json({ success: true, error: null, document: pdf.toString('base64'), format_return: 'pdf' })
}

interface LetterEvent {
  name: string
  status: string
}

/** What happens to every letter, at once in the sandbox: taken, printed, and taken over by La Poste. */
const POSTED: LetterEvent[] = [
  { name: 'new', status: 'wait' },
  { name: 'printed', status: 'imprime' },
  { name: 'new-state', status: 'pris_en_charge' },
]

/** How a letter may end, when somebody says so. */
const OUTCOMES = {
  delivered: { name: 'delivered', status: 'distribue' },
  refused: { name: 'pnd', status: 'refused' },
  unclaimed: { name: 'pnd', status: 'expired' },
  'address-unknown': { name: 'pnd', status: 'distribue_expediteur' },
} as const satisfies Record<string, LetterEvent>

export const LetterOutcome = z.strictObject({ status: z.enum(['delivered', 'refused', 'unclaimed', 'address-unknown']) })
export type LetterOutcome = z.infer<typeof LetterOutcome>

/** How this letter ends, with the webhook that tells of it. */
export function outcomeStep(context: SandboxContext, letter: OutboxLetter, { status }: LetterOutcome): Step {
  return step(context, letter, OUTCOMES[status])
}

function step(context: SandboxContext, letter: Omit<OutboxLetter, 'states'>, { name, status }: LetterEvent): Step {
  const { webhookUrl, webhookSecret } = context.accounts.merciFacteur
  const seconds = Math.floor(context.now().getTime() / 1000)
  const item = {
    ...destinationOf(letter),
    ref_courrier: courrierOf(letter),
    mode_envoi: letter.registered ? 'lrare' : 'normal',
    id_envoi: letter.id,
    statut_courrier: status,
    statut_description: '',
    ref_interne: letter.reference,
    ...(name !== 'new' && { tracking_number: letter.trackingNumber }),
  }
  const event = { name_event: name, id_user: 1, date_event: seconds }
  return { state: status, callback: webhookUrl ? webhook(webhookUrl, webhookSecret, event, item) : null }
}

function webhook(url: string, secret: string, event: object, item: object): OutgoingCallback {
  return {
    url,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Mf-Webhook-Secret-Key': secret },
    body: new URLSearchParams({ event: JSON.stringify(event), detail: JSON.stringify([item]) }).toString(),
  }
}
