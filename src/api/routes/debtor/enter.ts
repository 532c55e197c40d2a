import express, { type Request, type RequestHandler, type Response } from 'express'
import { ipKeyGenerator } from 'express-rate-limit'
import { z } from 'zod'
import { type Entered, enterByKey, enterByLink, isLinkGood, type TryOutcome } from '../../../store/debtor-access.js'
import { AccessGate } from '../../access-gate.js'
import type { ApiContext } from '../../context.js'
import { DEBTOR_PATH, isFromElsewhere } from '../../debtor-session.js'

/** What the form to enter shows again, and why. */
export interface EntryForm {
  reference: string
  /** `wrong`: reference or key, nobody says which. `wait`: this address was wrong too often. `link-over`: used, too old, or none. */
  refusal: 'wrong' | 'wait' | 'link-over' | 'elsewhere'
  /** How long to wait; 0 where nothing is to be waited for. */
  waitSeconds: number
}

/** The pages that ways in end on; status and headers are set already. */
export interface EntryPages {
  /** The form for reference and key, with what was wrong. */
  showForm: (request: Request, response: Response, form: EntryForm) => unknown
  /** One button that sends a POST to the link's own address: mail scanners follow links, and send no forms. */
  showLink: (request: Request, response: Response, token: string) => unknown
  /** Where who has entered is led to. */
  home: string
  /** Where who has left is led to. */
  door: string
}

/** Handlers of the ways in and out, to be put under their addresses. */
export interface EntryHandlers {
  /** POST /d/enter with `reference` and `key`. */
  enter: RequestHandler[]
  /** GET /d/l/:token, which uses nothing. */
  showLink: RequestHandler[]
  /** POST /d/l/:token */
  enterByLink: RequestHandler[]
  /** POST /d/leave */
  leave: RequestHandler[]
}

const LARGEST_BODY = 4 * 1024
const LONGEST_FIELD = 200
const field = z.string().max(LONGEST_FIELD).catch('')
/** What is missing or too long is wrong as anything else is. */
const Said = z.object({ reference: field, key: field }).catch({ reference: '', key: '' })

/** Where the form of a way in is sent, and where a link leads. */
export const ENTER_PATH = `${DEBTOR_PATH}/enter`
export const LEAVE_PATH = `${DEBTOR_PATH}/leave`
export const linkPath = (token: string) => `${DEBTOR_PATH}/l/${token}`

/** The ways into a debtor's page and out of it. Each process has one line that all who are not known yet wait in. */
export function entryHandlers(context: ApiContext, pages: EntryPages): EntryHandlers {
  const gate = new AccessGate()
  const form = express.urlencoded({ extended: false, limit: LARGEST_BODY })
  return {
    enter: [noStore, form, enter(context, gate, pages)],
    showLink: [noStore, showLink(context, gate, pages)],
    enterByLink: [noStore, useLink(context, gate, pages)],
    leave: [noStore, leave(context, pages)],
  }
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store')
  next()
}

/** An IPv6 customer has 64 bits of addresses of its own: they are one. */
const networkOf = (request: Request) => ipKeyGenerator(request.ip ?? '', 64)

function enter({ db, now, log, sessions, publicUrl }: ApiContext, gate: AccessGate, pages: EntryPages): RequestHandler {
  return async (request, response) => {
    const { reference, key: paymentKey } = Said.parse(request.body)
    if (isFromElsewhere(request, publicUrl)) {
      await pages.showForm(request, response.status(403), { reference, refusal: 'elsewhere', waitSeconds: 0 })
      return
    }
    const [address, at] = [networkOf(request), now()]
    const outcome = await gate.pass(address, at, () => enterByKey(db, { reference, paymentKey, address }, at))
    if ('entered' in outcome) {
      sessions.begin(response, outcome.entered, at)
      response.redirect(303, pages.home)
      return
    }
    if ('wrong' in outcome) for (const alert of outcome.wrong) log.warn({ alert }, 'somebody tries out payment keys: relance security list')
    await pages.showForm(request, answered(response, outcome), { reference, ...refusalOf(outcome) })
  }
}

type Refused = Exclude<TryOutcome, { entered: Entered }>

function refusalOf(outcome: Refused): Pick<EntryForm, 'refusal' | 'waitSeconds'> {
  return 'wrong' in outcome ? { refusal: 'wrong', waitSeconds: 0 } : { refusal: 'wait', waitSeconds: outcome.waitSeconds }
}

function answered(response: Response, outcome: Refused): Response {
  return 'wrong' in outcome ? response.status(403) : response.status(429).set('Retry-After', String(outcome.waitSeconds))
}

const tokenOf = (request: Request) => String(request.params.token)

function showLink({ db, now }: ApiContext, gate: AccessGate, pages: EntryPages): RequestHandler {
  return async (request, response) => {
    const token = tokenOf(request)
    if (await gate.inTurn(() => isLinkGood(db, token, now()))) await pages.showLink(request, response, token)
    else await overLink(request, response, pages)
  }
}

function useLink({ db, now, sessions, publicUrl }: ApiContext, gate: AccessGate, pages: EntryPages): RequestHandler {
  return async (request, response) => {
    const at = now()
    const entered = isFromElsewhere(request, publicUrl) ? null : await gate.inTurn(() => enterByLink(db, tokenOf(request), at))
    if (!entered) {
      await overLink(request, response, pages)
      return
    }
    sessions.begin(response, entered, at)
    response.redirect(303, pages.home)
  }
}

/** Used, too old and never made: nobody is told which. */
async function overLink(request: Request, response: Response, pages: EntryPages): Promise<void> {
  await pages.showForm(request, response.status(403), { reference: '', refusal: 'link-over', waitSeconds: 0 })
}

function leave({ sessions, publicUrl }: ApiContext, pages: EntryPages): RequestHandler {
  return (request, response) => {
    if (!isFromElsewhere(request, publicUrl)) sessions.end(response)
    response.redirect(303, pages.door)
  }
}
