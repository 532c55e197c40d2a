import express, { type Request, type Response, Router } from 'express'
import { DomainError, ERRORS } from '../../../domain/errors.js'
import { hashOfToken } from '../../../providers/signature/built-in.js'
import { findSignature, readSignaturePaper } from '../../../store/signature.js'
import { plainPage } from '../../../web/debtor/entry-pages.js'
import { signPage } from '../../../web/debtor/keep-pages.js'
import { isFromElsewhere } from '../../debtor-session.js'
import { limitOpen } from '../../rate-limits.js'
import { sendCodeTo, signBy } from '../signatures.js'
import { outerFrame } from './frame.js'
import { EMPTY, type PageContext, send } from './pages.js'
import { Reading } from './reading.js'

const SMALL = 4 * 1024

/** Signing an agreement: whoever has the link, and gets the code, signs. */
export function signRoutes(pages: PageContext): Router {
  const { context } = pages
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: SMALL })
  router.use('/sign/:token', limitOpen(context.limits))
  router.get('/sign/:token', (request, response) =>
    show(pages, request, response, 200, { faults: [], codeSent: request.query.sent === '1' }),
  )
  router.get('/sign/:token/document', async (request, response) => {
    const bytes = await readSignaturePaper(context.db, hashOfToken(tokenOf(request)))
    response.set('Content-Disposition', 'inline; filename="document.pdf"')
    response.type('application/pdf').send(Buffer.from(bytes))
  })
  router.post('/sign/:token/code', form, (request, response) =>
    attempt(pages, request, response, false, async () => {
      await sendCodeTo(context, tokenOf(request))
      response.redirect(303, `/d/sign/${tokenOf(request)}?sent=1`)
    }),
  )
  router.post('/sign/:token', form, (request, response) =>
    attempt(pages, request, response, true, async () => {
      const { t } = outerFrame(pages.assets, request)
      const reading = new Reading(request.body as Record<string, string>, t)
      const code = reading.text('code').replace(/\s/g, '')
      if (!reading.has('agree')) reading.fault('agree', t.sign.agreeMissing)
      if (!reading.isGood) return show(pages, request, response, 422, { faults: reading.state.faults, codeSent: true })
      await signBy(context, request, tokenOf(request), code)
      response.redirect(303, `/d/sign/${tokenOf(request)}`)
    }),
  )
  return router
}

const tokenOf = (request: Request) => String(request.params.token)

interface How {
  faults: readonly { field: string; message: string }[]
  codeSent: boolean
}

/** Carries something out, or shows the page again with what stands against it. */
async function attempt(
  pages: PageContext,
  request: Request,
  response: Response,
  codeSent: boolean,
  work: () => Promise<void>,
): Promise<void> {
  try {
    if (isFromElsewhere(request, pages.context.publicUrl)) throw new DomainError('request-invalid')
    await work()
  } catch (error) {
    const message = error instanceof DomainError ? outerFrame(pages.assets, request).t.problems[error.code] : undefined
    if (!(error instanceof DomainError) || message === undefined) throw error
    const field = error.code === 'signature-code-wrong' ? 'code' : ''
    await show(pages, request, response, ERRORS[error.code], {
      faults: [{ field, message }],
      codeSent: codeSent || error.code === 'signature-code-early',
    })
  }
}

async function show(pages: PageContext, request: Request, response: Response, status: number, { faults, codeSent }: How): Promise<void> {
  const { context, assets } = pages
  const token = tokenOf(request)
  const frame = outerFrame(assets, request, `/d/sign/${token}`)
  const found = await findSignature(context.db, hashOfToken(token), context.now()).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'signature-unknown') return null
    throw error
  })
  if (!found) return send(response.status(404), plainPage(frame, frame.t.sign.gone, [frame.t.sign.goneText], null))
  const { request: asked, title, from, state } = found
  const { signerName: signer, consent, documentSha256, signedAt } = asked
  const input = {
    token,
    title,
    from,
    signer,
    consent,
    documentSha256,
    status: state,
    signedOn: signedAt?.toISOString().slice(0, 10) ?? null,
  }
  send(response.status(status), signPage(frame, { ...input, state: { ...EMPTY, faults }, codeSent }))
}
