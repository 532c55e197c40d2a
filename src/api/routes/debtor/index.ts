import { type ErrorRequestHandler, type RequestHandler, Router } from 'express'
import { DomainError } from '../../../domain/errors.js'
import { enterPage, linkPage, plainPage } from '../../../web/debtor/entry-pages.js'
import type { ApiContext } from '../../context.js'
import { DEBTOR_PATH } from '../../debtor-session.js'
import { problemIn } from '../../problem.js'
import { ENTER_PATH, type EntryPages, entryHandlers } from './enter.js'
import { keepLanguage, loadAssets, outerFrame } from './frame.js'
import { keepRoutes } from './keep.js'
import { type PageContext, send } from './pages.js'
import { payRoutes } from './pay.js'
import { planRoutes } from './plan.js'
import { sayRoutes } from './say.js'
import { signRoutes } from './sign.js'

/** The pages of debtors, all below `/d`: HTML that the server writes, which needs no script. */
export async function debtorPages(context: ApiContext): Promise<Router> {
  const pages: PageContext = { context, assets: await loadAssets() }
  const router = Router()
  router.use(policy(context), assetsOf(pages), language(context))
  router.use(wayIn(pages), ...payRoutes(pages), ...planRoutes(pages), ...sayRoutes(pages), keepRoutes(pages), signRoutes(pages))
  router.use(() => {
    throw new DomainError('route-unknown')
  })
  router.use(wrong(pages))
  return Router().use(DEBTOR_PATH, router)
}

/** Nothing is loaded from elsewhere, nothing shows these pages in a frame, and nobody learns from a link where it was. */
function policy({ payments }: ApiContext): RequestHandler {
  const provider = payments ? ` ${payments.provider.pagesAt}` : ''
  const rules = `default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'${provider}; base-uri 'none'; frame-ancestors 'none'`
  return (_request, response, next) => {
    response.set({ 'Content-Security-Policy': rules, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    next()
  }
}

function assetsOf({ assets: { style, script } }: PageContext): Router {
  const router = Router()
  const lasting = 'public, max-age=31536000, immutable'
  const below = (path: string) => path.slice(DEBTOR_PATH.length)
  router.get(below(style.path), (_request, response) => void response.set('Cache-Control', lasting).type('css').send(style.body))
  router.get(below(script.path), (_request, response) => void response.set('Cache-Control', lasting).type('js').send(script.body))
  return router
}

function language({ publicUrl }: ApiContext): RequestHandler {
  return (request, response, next) => {
    keepLanguage(request, response, publicUrl.startsWith('https:'))
    next()
  }
}

function wayIn(pages: PageContext): Router {
  const { context, assets } = pages
  const router = Router()
  const shown: EntryPages = {
    showForm(request, response, { reference, refusal }) {
      const frame = { ...outerFrame(assets, request, DEBTOR_PATH), query: '' }
      const { t } = frame
      if (refusal === 'link-over')
        return send(response, plainPage(frame, t.link.gone, [t.link.goneText], { href: DEBTOR_PATH, label: t.enter.title }))
      const message = { wrong: t.enter.refused, wait: t.enter.throttled, elsewhere: t.error.form }[refusal]
      return send(response, enterPage(frame, { values: { reference }, faults: [{ field: '', message }] }))
    },
    showLink: (request, response, token) => send(response, linkPage(outerFrame(assets, request), token)),
    home: `${DEBTOR_PATH}/file`,
    door: `${DEBTOR_PATH}/left`,
  }
  const { enter, showLink, enterByLink, leave } = entryHandlers(context, shown)
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, 100) : '')
  router.get(['/', '/enter'], (request, response) => {
    const values = { reference: text(request.query.r), key: text(request.query.k) }
    send(response, enterPage(outerFrame(assets, request, DEBTOR_PATH), { values, faults: [] }))
  })
  router.post(ENTER_PATH.slice(DEBTOR_PATH.length), ...enter)
  router.get('/l/:token', ...showLink)
  router.post('/l/:token', ...enterByLink)
  router.post('/leave', ...leave)
  router.get('/left', (request, response) => {
    const frame = outerFrame(assets, request)
    send(response, plainPage(frame, frame.t.left.title, [frame.t.left.text], { href: DEBTOR_PATH, label: frame.t.enter.title }))
  })
  return router
}

/** A link's token opens a file: no log has it. */
const withoutToken = (path: string) => path.replace(/^\/(l|sign)\/[^/]+/, '/$1/…')

/** What went wrong, in the debtor's language and without a word of how. */
function wrong({ context, assets }: PageContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error)
    const frame = outerFrame(assets, request, DEBTOR_PATH)
    const { t } = frame
    const { status, code } = problemIn(error, { method: request.method, path: withoutToken(request.path) }, context.log)
    const text =
      status >= 500 ? t.error.later : status === 404 ? t.error.unknown : (t.problems[code] ?? t.problems['request-invalid'] ?? '')
    send(
      response.status(status),
      plainPage({ ...frame, query: '' }, t.error.title, [text], { href: `${DEBTOR_PATH}/file`, label: t.error.home }),
    )
  }
}
