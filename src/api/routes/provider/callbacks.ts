import express, { type Request, type RequestHandler, type Response } from 'express'
import { DomainError } from '../../../domain/errors.js'
import type { Callback } from '../../../providers/delivery.js'
import type { ReplyAddresses } from '../../../providers/email/reply-address.js'
import type { Database } from '../../../store/database.js'
import { recordDelivery } from '../../../store/delivery.js'
import { isId } from '../../../store/file-view.js'
import { filesOfReference, recordInbound } from '../../../store/inbound.js'
import { type ApiContext, CALLBACK_PROVIDERS, type CallbackProvider } from '../../context.js'
import type { OpenRoute } from '../../route.js'

/** A provider may tell of many messages at once, and hand back a scanned receipt. */
const LARGEST_CALLBACK = 8 * 1024 * 1024
/** SendGrid passes on e-mails of 30 MB with all that is attached; around it stands its form, and what the text is in HTML. */
const LARGEST_EMAIL = 40 * 1024 * 1024

/** What providers report by themselves. They have no key: each request is signed, and one that is not is refused. */
export function callbackRoutes(context: ApiContext): OpenRoute[] {
  const delivery = CALLBACK_PROVIDERS.map((provider) =>
    callbackRoute(`/callbacks/${provider}`, `Reports of ${provider} on messages and letters`, takeReports(context, provider)),
  )
  return [
    ...delivery,
    callbackRoute('/callbacks/twilio/inbound', 'Text messages that debtors send', takeMessage(context)),
    emailRoute(context),
  ]
}

function emailRoute(context: ApiContext): OpenRoute {
  const take = takeEmail(context)
  const handlers = [refuseStranger(context), express.raw({ type: () => true, limit: LARGEST_EMAIL }), take]
  return { ...callbackRoute('/callbacks/sendgrid/inbound', 'E-mails that debtors send', take), handlers }
}

function callbackRoute(path: string, summary: string, take: RequestHandler): OpenRoute {
  return {
    method: 'post',
    path,
    tag: 'Callbacks',
    summary,
    description:
      'Called by the provider, and signed by it. A report that is told twice counts once; one on an act that is not ours is taken and forgotten.',
    answers: [{ status: 204, description: 'It is taken' }],
    refusals: ['callback-forged', 'body-too-large', 'unavailable'],
    handlers: [express.raw({ type: () => true, limit: LARGEST_CALLBACK }), take],
  }
}

function takeReports({ db, now, callbacks, publicUrl }: ApiContext, provider: CallbackProvider): RequestHandler {
  return async (request, response) => {
    const reader = callbacks[provider]
    if (!reader) throw new DomainError('route-unknown')
    const reports = reader.read(callbackIn(request, publicUrl), now())
    if (!reports) throw new DomainError('callback-forged')
    for (const report of reports) {
      const key = report.key !== null && isId(report.key) ? report.key : null
      await recordDelivery(db, { ...report, key, provider }, now())
    }
    taken(response)
  }
}

function takeMessage({ db, now, inboundReader, publicUrl }: ApiContext): RequestHandler {
  return async (request, response) => {
    if (!inboundReader) throw new DomainError('route-unknown')
    const message = inboundReader.read(callbackIn(request, publicUrl), now())
    if (!message) throw new DomainError('callback-forged')
    await recordInbound(db, { provider: 'twilio', channel: 'sms', ...message }, now())
    taken(response)
  }
}

/** So much is read of nobody who does not even claim to be the provider. */
function refuseStranger({ now, inboundMail }: ApiContext): RequestHandler {
  return (request, _response, next) => {
    if (!inboundMail) throw new DomainError('route-unknown')
    if (!inboundMail.reader.admits({ header: (name) => request.get(name) }, now())) throw new DomainError('callback-forged')
    next()
  }
}

function takeEmail({ db, now, inboundMail, publicUrl }: ApiContext): RequestHandler {
  return async (request, response) => {
    const email = await inboundMail?.reader.read(callbackIn(request, publicUrl), now())
    if (!email) throw new DomainError('callback-forged')
    const { recipients, ...message } = email
    const fileId = await fileNamed(db, inboundMail?.replies ?? null, recipients)
    await recordInbound(db, { provider: 'sendgrid', channel: 'email', ...message, ...(fileId !== null && { fileId }) }, now())
    taken(response)
  }
}

/** The file whose address an answer was sent to. A code that is wrong names none: its sender's address is looked for. */
async function fileNamed(db: Database, replies: ReplyAddresses | null, recipients: readonly string[]): Promise<string | null> {
  const named = replies?.namedBy(recipients)
  if (!replies || !named) return null
  const files = await filesOfReference(db, named.reference)
  return files.find((id) => replies.proves(named.code, id)) ?? null
}

/** The address is put together from the one that is configured: what Host says is the caller's to choose. */
function callbackIn(request: Request, publicUrl: string): Callback {
  return {
    url: publicUrl + request.originalUrl,
    header: (name) => request.get(name),
    body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
}

const taken = (response: Response) => void response.status(204).end()
