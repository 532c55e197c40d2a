import { z } from 'zod'
import { ask, understood } from './ask.js'
import { RegisterAway, type VatAnswer, type VatRegister } from './port.js'

const REGISTER = 'vies'
const BASE_URL = 'https://ec.europa.eu/taxation_customs/vies/rest-api'

const Answered = z.object({ valid: z.boolean(), name: z.string().nullish(), userError: z.string().nullish() })
const Failed = z.object({ actionSucceed: z.literal(false), errorWrappers: z.array(z.object({ error: z.string() })).min(1) })

/** What stands in place of a name that a member state does not give. */
const NO_NAME = '---'
/** Words of an answer that is one. Any other is a failure, which says `valid: false` all the same. */
const SAID = ['VALID', 'INVALID', '']
const BUSY = ['MS_MAX_CONCURRENT_REQ', 'GLOBAL_MAX_CONCURRENT_REQ', 'MS_MAX_CONCURRENT_REQ_TIME', 'GLOBAL_MAX_CONCURRENT_REQ_TIME']

/**
 * The Commission's VIES by its REST API. Confirmed in public clients and their issues: the address, the fields of question and answer,
 * `---`, failures as `errorWrappers` with status 200 or 400, and as `userError` beside a `valid: false` that means nothing.
 */
export class Vies implements VatRegister {
  constructor(private readonly options: { baseUrl?: string } = {}) {}

  async check(country: string, number: string): Promise<VatAnswer> {
    const { body } = await ask(REGISTER, new URL(`${this.options.baseUrl ?? BASE_URL}/check-vat-number`), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ countryCode: country, vatNumber: number }),
    })
    const failed = Failed.safeParse(body).data?.errorWrappers[0]?.error
    const answer = failed === undefined ? understood(REGISTER, Answered, body) : { valid: false, name: null, userError: failed }
    const said = answer.userError ?? ''
    // A number whose form its state does not know is no number of that state.
    if (said === 'INVALID_INPUT') return { valid: false, name: null }
    if (!SAID.includes(said)) throw new RegisterAway(REGISTER, BUSY.includes(said) ? 'too-many-requests' : 'unavailable')
    return { valid: answer.valid, name: answer.name && answer.name !== NO_NAME ? answer.name : null }
  }
}
