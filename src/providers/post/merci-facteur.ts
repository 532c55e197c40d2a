import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { ActRefused, type Receipt, type Whereabouts } from '../act.js'
import type { Letter, PostProvider } from './port.js'

export interface MerciFacteurOptions {
  serviceId: string
  secretKey: string
  /** The account's user in whose name letters are sent. */
  userId: number
  /** Address of the API up to `/service`, for a sandbox; Merci Facteur itself when it is not given. */
  baseUrl?: string
  /** Addresses that may use a token, separated by `;`. Left out where Merci Facteur has lifted that limit. */
  authorizedIp?: string
  microsPerLetter: { simple: number; registered: number }
  now: () => Date
}

const BASE_URL = 'https://www.merci-facteur.com/api/1.2/prod/service'
/** What the API wants to hear where no address is fixed. */
const ANY_IP = '111.111.111'
const TIMEOUT_MS = 10_000
/** A token is renewed while it is still good for this long. */
const TOKEN_MARGIN_MS = 60_000
/** By how much the provider's clock may be behind ours; its dates are whole seconds besides. */
const CLOCK_SKEW_MS = 60_000
/** The list of sendings ends with this many. */
const LISTED = 50
const UNAUTHORIZED = 401
const TOO_MANY_REQUESTS = 429

const Failure = z.object({
  success: z.literal(false),
  error: z.union([z.string(), z.object({ code: z.string(), text: z.string().optional() })]),
})
const Token = z.object({ success: z.literal(true), token: z.string().min(1), expire: z.coerce.number() })
const Taken = z.object({ success: z.literal(true), envoi_id: z.union([z.string(), z.number()]).transform(String) })
const Sendings = z.object({
  success: z.literal(true),
  envois: z.array(
    z.object({ id_envoi: z.union([z.string(), z.number()]).transform(String), mode_envoi: z.string(), date: z.coerce.number() }),
  ),
})
const Sending = z.object({
  envoi: z.object({
    detail: z.array(z.object({ dest: z.object({ nom: z.string(), adresse1: z.string(), cp: z.string(), ville: z.string() }) })),
  }),
})

/**
 * Letters by Merci Facteur, which prints and posts them. It refuses a key (`antidoublon`) that it has seen within thirty days,
 * so handing the same letter over again is safe and gives the receipt of the first time.
 */
export class MerciFacteur implements PostProvider {
  private token: { value: string; until: number } | null = null

  constructor(private readonly options: MerciFacteurOptions) {}

  async hand(letter: Letter): Promise<Receipt> {
    const answer = await this.call('/sendCourrier', () => ({ method: 'POST', body: sendingOf(letter, this.options.userId) }))
    const taken = Taken.safeParse(answer.body)
    if (answer.status < 400 && taken.success) return this.receipt(letter, taken.data.envoi_id)
    if (isDuplicate(answer.body)) return this.receipt(letter, (await this.likeness(letter)) ?? `antidoublon:${letter.key}`)
    throw refusal(answer) ?? new Error(`Merci Facteur answers ${answer.status} in a form that is not known`)
  }

  /**
   * The provider cannot be asked by key, only for the latest sendings, which carry neither key nor reference. None of this
   * kind since then: not taken, for certain. Otherwise it stays open; handing the letter over again settles it.
   */
  async find(letter: Letter, since: Date): Promise<Whereabouts> {
    const sendings = await this.sendings()
    const recent = sendings?.filter(({ date }) => date * 1000 >= since.getTime() - CLOCK_SKEW_MS)
    if (!recent || recent.length >= LISTED) return { taken: 'unknown' }
    return { taken: recent.some((sending) => sending.mode_envoi === modeOf(letter)) ? 'unknown' : false }
  }

  private receipt({ registered }: Letter, reference: string): Receipt {
    const { simple, registered: withReceipt } = this.options.microsPerLetter
    return { reference, costMicros: registered ? withReceipt : simple }
  }

  /** The one listed sending that went to the same person in the same way; null when there are several, or none. */
  private async likeness(letter: Letter): Promise<string | null> {
    const sameMode = (await this.sendings())?.filter(({ mode_envoi }) => mode_envoi === modeOf(letter)) ?? []
    const alike: string[] = []
    for (const { id_envoi } of sameMode) {
      const { body } = await this.call(`/getEnvoi?idEnvoi=${encodeURIComponent(id_envoi)}`)
      const dest = Sending.safeParse(body).data?.envoi.detail[0]?.dest
      if (dest && isAddressOf(dest, letter)) alike.push(id_envoi)
    }
    return alike.length === 1 ? (alike[0] ?? null) : null
  }

  /**
   * The user's latest sendings, or null when the answer is not understood. The names of its fields are taken from a client
   * generated from an older description of the API, and have not been seen in an answer of the service.
   * @throws when the service does not answer, or with a fault of its own
   */
  private async sendings() {
    const answer = await this.call(`/listEnvois?idUser=${this.options.userId}`)
    if (answer.status >= 500) throw new Error(`Merci Facteur answers ${answer.status}`)
    return Sendings.safeParse(answer.body).data?.envois ?? null
  }

  /** Asks with a token, and once more with a new one when it is not accepted: nothing was done then. */
  private async call(path: string, request: () => RequestInit = () => ({})): Promise<Answer> {
    const first = await this.ask(path, request())
    if (first.status !== UNAUTHORIZED) return first
    this.token = null
    return this.ask(path, request())
  }

  private async ask(path: string, request: RequestInit): Promise<Answer> {
    const headers = { 'ww-access-token': await this.accessToken(), 'ww-service-id': this.options.serviceId }
    return this.fetch(path, { ...request, headers })
  }

  /** @throws ActRefused when none is given: whatever it was for was not done */
  private async accessToken(): Promise<string> {
    const { serviceId, secretKey, authorizedIp = ANY_IP, now } = this.options
    if (this.token && this.token.until > now().getTime() + TOKEN_MARGIN_MS) return this.token.value
    const timestamp = Math.floor(now().getTime() / 1000)
    const signature = createHmac('sha256', secretKey).update(`${serviceId}${timestamp}`).digest('hex')
    const headers = {
      'ww-service-id': serviceId,
      'ww-timestamp': String(timestamp),
      'ww-service-signature': signature,
      'ww-authorized-ip': authorizedIp,
    }
    const answer = await this.fetch('/getToken', { headers })
    const token = Token.safeParse(answer.body)
    if (!token.success) throw new ActRefused(`merci-facteur-token-http-${answer.status}`, 'other')
    this.token = { value: token.data.token, until: token.data.expire * 1000 }
    return this.token.value
  }

  private async fetch(path: string, request: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.options.baseUrl ?? BASE_URL}${path}`, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await response.text()
    return { status: response.status, body: parsed(text) }
  }
}

interface Answer {
  status: number
  /** What the JSON says; null when it is none. */
  body: unknown
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** `lrare`: registered, with the acknowledgement of receipt brought back as a scan; `lrar` would bring it by post. */
const modeOf = ({ registered }: Letter) => (registered ? 'lrare' : 'normal')

/** The fields hold JSON, and what is empty in it is an empty string: the API refuses an empty list, and an address without a key. */
function sendingOf(letter: Letter, userId: number): URLSearchParams {
  const base64files = [Buffer.from(letter.pdf).toString('base64')]
  return new URLSearchParams({
    idUser: String(userId),
    modeEnvoi: modeOf(letter),
    antidoublon: letter.key,
    adress: JSON.stringify({ exp: addressOf(letter.from, ''), dest: [addressOf(letter.to, letter.reference)] }),
    content: JSON.stringify({
      letter: { files: '', base64files, print_sides: 'recto', final_filename: letter.reference },
      photo: '',
      card: '',
    }),
  })
}

const REFERENCE_LENGTH = 30

/** @throws ActRefused when the address cannot be written the way the API wants it */
function addressOf({ name, address }: Letter['to'], reference: string) {
  const [adresse1 = '', adresse2 = '', ...rest] = address.lines
  if (adresse1 === '' || address.postcode === '' || address.city === '') throw new ActRefused('address-incomplete', 'destination')
  const pays = COUNTRIES[address.country]
  if (!pays) throw new ActRefused('country-not-served', 'destination')
  return {
    civilite: '',
    nom: name,
    prenom: '',
    societe: '',
    adresse1,
    adresse2,
    adresse3: rest.join(', '),
    cp: address.postcode,
    ville: address.city,
    pays,
    reference: reference.replace(/[^\w -]/g, '-').slice(0, REFERENCE_LENGTH),
  }
}

/** The API's own names, where letters of this engine go; it knows no other spelling. */
const COUNTRIES: Record<string, string> = {
  FR: 'FRANCE',
  GP: 'GUADELOUPE',
  MQ: 'MARTINIQUE',
  GF: 'GUYANE FRANCAISE',
  RE: 'REUNION',
  YT: 'MAYOTTE',
  PM: 'ST-PIERRE-MIQUELON',
  BL: 'SAINT BARTHELEMY',
  MF: 'SAINT MARTIN',
  PF: 'POLYNESIE FRANCAISE',
  NC: 'NOUVELLE CALEDONIE',
  WF: 'WALLIS ET FUTUNA',
  MC: 'MONACO',
  AD: 'ANDORRE',
  BE: 'BELGIQUE',
  LU: 'LUXEMBOURG',
  CH: 'SUISSE',
  DE: 'ALLEMAGNE',
  ES: 'ESPAGNE',
  IT: 'ITALIE',
  NL: 'PAYS-BAS',
  PT: 'PORTUGAL',
  GB: 'ROYAUME-UNI',
}

type Destination = z.infer<typeof Sending>['envoi']['detail'][number]['dest']

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/\W+/g, ' ')
    .trim()
    .toUpperCase()

function isAddressOf(dest: Destination, { to: { name, address } }: Letter): boolean {
  const ours = [name, address.lines[0] ?? '', address.postcode, address.city]
  return [dest.nom, dest.adresse1, dest.cp, dest.ville].every((field, index) => plain(field) === plain(ours[index] ?? ''))
}

/** The code of this refusal is not in the API's public papers: it is known by its name. */
function isDuplicate(body: unknown): boolean {
  const failure = Failure.safeParse(body)
  return failure.success && /doublon/i.test(JSON.stringify(failure.data.error))
}

/** `success: false` says for certain that nothing was taken; so does any answer of 4xx. A fault of the service says nothing. */
function refusal({ status, body }: Answer): ActRefused | null {
  if (status === TOO_MANY_REQUESTS) return new ActRefused('rate-limited', 'other')
  if (status >= 500) return null
  const failure = Failure.safeParse(body)
  if (!failure.success) return status >= 400 ? new ActRefused(`merci-facteur-http-${status}`, 'other') : null
  const { error } = failure.data
  const code = typeof error === 'string' ? error : error.code
  return new ActRefused(`merci-facteur-${code}`, /ADDRESS|ADRESS/i.test(code) ? 'destination' : 'other')
}
