import { randomUUID } from 'node:crypto'
import express, { type Request, type RequestHandler, type Response } from 'express'
import type { DebtorPage, FormState } from '../../../contracts/debtor-page.js'
import { DomainError, ERRORS, type ErrorCode } from '../../../domain/errors.js'
import { viewDebtorPage } from '../../../store/debtor-page.js'
import type { FileAct, Upload } from '../../../store/file-act.js'
import { isId } from '../../../store/file-view.js'
import { enterPage, plainPage } from '../../../web/debtor/entry-pages.js'
import type { Frame, Section } from '../../../web/debtor/layout.js'
import type { ApiContext } from '../../context.js'
import { DEBTOR_PATH, type Debtor, debtorOf, requireDebtor, requireFormToken } from '../../debtor-session.js'
import { formOf, readForm } from '../../form-files.js'
import { type Assets, innerFrame, outerFrame } from './frame.js'
import { Reading } from './reading.js'

/** What the pages are made with. */
export interface PageContext {
  context: ApiContext
  assets: Assets
}

/** A form that nobody has filled in yet. */
export const EMPTY: FormState = { values: {}, faults: [] }

export const send = (response: Response, page: string): void => void response.type('html').send(page)

/** Lets through who is in; anybody else is asked to enter, and told no more. */
export function inside({ context, assets }: PageContext): RequestHandler {
  return requireDebtor(context, (request, response) => {
    const frame = outerFrame(assets, request, DEBTOR_PATH)
    send(response.status(401), enterPage({ ...frame, query: '' }, { values: {}, faults: [{ field: '', message: frame.t.enter.expired }] }))
  })
}

/** Lets through a form of this session. */
export function ownForm({ assets }: PageContext): RequestHandler {
  return requireFormToken((request, response) => {
    const { t, ...frame } = outerFrame(assets, request, DEBTOR_PATH)
    const way = { href: `${DEBTOR_PATH}/file`, label: t.error.home }
    send(response.status(403), plainPage({ t, ...frame }, t.error.title, [t.error.form], way))
  })
}

/** What a page of somebody who is in is made of. */
export interface Shown {
  request: Request
  debtor: Debtor
  frame: Frame
  page: DebtorPage
  /** Of a form that is sent from here: chance, so that it counts once. */
  key: string
  state: FormState
}

/** Loads the file and makes the frame around a page of it. */
export async function shownFor(pages: PageContext, request: Request, response: Response, section: Section | null): Promise<Shown> {
  const debtor = debtorOf(response)
  const page = await viewDebtorPage(pages.context.db, debtor, pages.context.now())
  return { request, debtor, page, frame: innerFrame(pages.assets, request, response, { page, section }), key: randomUUID(), state: EMPTY }
}

/** A form of the debtor's: how it is shown, read, and carried out. */
export interface DebtorForm<Said> {
  /** Below `/d`. */
  path: string
  section: Section | null
  takesFiles?: boolean
  show: (shown: Shown) => string | Promise<string>
  read: (reading: Reading, shown: Shown) => Said
  /** @returns where to go on, where it is not the overview */
  act: (act: FileAct, said: Said, uploads: readonly Upload[], shown: Shown) => Promise<string | undefined>
  /** Which sentence the overview says afterwards. */
  done: string
  /** Fields that refusals are about. */
  fields?: Partial<Record<ErrorCode, string>>
}

/** A page with its form under one address: GET shows it, POST carries it out, or shows it again with what is wrong. */
export function formRoutes<Said>(pages: PageContext, form: DebtorForm<Said>): express.Router {
  const router = express.Router()
  router.get(form.path, inside(pages), async (request, response) => {
    send(response, await form.show(await shownFor(pages, request, response, form.section)))
  })
  router.post(form.path, inside(pages), ...bodyOf(pages, form), ownForm(pages), async (request, response) => {
    await carryOut(pages, form, request, response)
  })
  return router
}

const LARGEST_FORM = 64 * 1024

function bodyOf<Said>(pages: PageContext, form: DebtorForm<Said>): RequestHandler[] {
  if (!form.takesFiles) return [express.urlencoded({ extended: false, limit: LARGEST_FORM })]
  const read = readForm()
  // What is too large was never read, so there is nothing to show again but the form itself.
  return [
    (request, response, next) =>
      read(request, response, (error?: unknown) => {
        if (!(error instanceof DomainError)) return next(error)
        shownFor(pages, request, response, form.section)
          .then((shown) => refuse(form, response, shown, EMPTY, error))
          .catch(next)
      }),
  ]
}

async function carryOut<Said>(pages: PageContext, form: DebtorForm<Said>, request: Request, response: Response): Promise<void> {
  const { fields, files } = formOf(request)
  const shown = {
    ...(await shownFor(pages, request, response, form.section)),
    key: isId(fields.key ?? '') ? String(fields.key) : randomUUID(),
  }
  const reading = new Reading(fields, shown.frame.t)
  const said = form.read(reading, shown)
  if (!reading.isGood) return send(response.status(422), await form.show({ ...shown, state: reading.state }))
  const { tenantId, fileId } = shown.debtor
  const act: FileAct = { tenantId, fileId, actor: 'debtor', key: shown.key, now: pages.context.now() }
  try {
    const next = await form.act(
      act,
      said,
      files.filter(({ name, bytes }) => name !== '' || bytes.length > 0),
      shown,
    )
    response.redirect(303, next ?? `${DEBTOR_PATH}/file?done=${form.done}`)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    await refuse(form, response, shown, reading.state, error)
  }
}

/** Shows the form again with what stands against it. A form that was refused has a new key: sent again it is another try. */
async function refuse<Said>(form: DebtorForm<Said>, response: Response, shown: Shown, state: FormState, error: DomainError): Promise<void> {
  const { t } = shown.frame
  const message = t.problems[error.code]
  if (message === undefined) throw error
  const field = form.fields?.[error.code] ?? (error.code.startsWith('upload') ? 'documents' : '')
  const faults = [{ field, message }]
  send(response.status(ERRORS[error.code]), await form.show({ ...shown, key: randomUUID(), state: { ...state, faults } }))
}
