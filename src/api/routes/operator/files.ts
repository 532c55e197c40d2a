import { type Request, Router } from 'express'
import { ForwardBody, OpenFileBody, PauseBody, PaymentBody } from '../../../contracts/debt-file.js'
import { DomainError } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import { commandFile } from '../../../engine/command-file.js'
import { forwardFile } from '../../../engine/forward-file.js'
import { findFile, viewFile } from '../../../store/file-view.js'
import { openFile } from '../../../store/open-file.js'
import { recordPayment, reversePayment } from '../../../store/payment.js'
import { type ApiContext, idempotencyKey, tenantOf } from '../../context.js'

/** Who acts, as histories name it, until operators sign in by name. */
const ACTOR = 'api'

/** What a back-office operator does with debt files. */
export function fileRoutes(context: ApiContext): Router {
  const { db, now, production } = context
  const router = Router()

  /** The tenant and the file that a request is about. */
  const target = async (request: Request) => {
    const tenantId = await tenantOf(request, context)
    return { tenantId, fileId: await findFile(db, tenantId, String(request.params.file)) }
  }
  const view = (tenantId: string, fileId: string) => viewFile(db, tenantId, fileId, now())

  router.post('/', async (request, response) => {
    const tenantId = await tenantOf(request, context)
    const key = idempotencyKey(request)
    const { legalStart, ...input } = OpenFileBody.parse(request.body)
    if (legalStart && production) throw new DomainError('legal-start-fixed', 'legalStart')
    const begins = legalStart ? new Date(legalStart) : now()
    const claims = input.claims.map((claim) => ({ ...claim, amountCents: cents(claim.amountCents) }))
    const opening = { tenantId, actor: ACTOR, key, legalStart: begins, now: now(), clock: 'real' as const }
    const { id, replayed } = await openFile(db, opening, { ...input, claims })
    response
      .status(replayed ? 200 : 201)
      .location(`/v1/files/${id}`)
      .json(await view(tenantId, id))
  })

  router.get('/:file', async (request, response) => {
    const { tenantId, fileId } = await target(request)
    response.json(await view(tenantId, fileId))
  })

  router.post('/:file/payments', async (request, response) => {
    const { tenantId, fileId } = await target(request)
    const { reference, amountCents, currency } = PaymentBody.parse(request.body)
    await recordPayment(db, { tenantId, fileId, actor: ACTOR, reference, now: now() }, cents(amountCents), currency)
    response.status(201).json(await view(tenantId, fileId))
  })

  router.post('/:file/payments/:reference/reversal', async (request, response) => {
    const { tenantId, fileId } = await target(request)
    await reversePayment(db, { tenantId, fileId, actor: ACTOR, reference: String(request.params.reference), now: now() })
    response.status(201).json(await view(tenantId, fileId))
  })

  router.post('/:file/pause', async (request, response) => {
    const { tenantId, fileId } = await target(request)
    const body = PauseBody.parse(request.body)
    await commandFile(context.clients.real, fileId, { kind: 'pause', key: idempotencyKey(request), actor: ACTOR, ...body })
    response.json(await view(tenantId, fileId))
  })

  router.post('/:file/resume', async (request, response) => {
    const { tenantId, fileId } = await target(request)
    await commandFile(context.clients.real, fileId, { kind: 'resume', key: idempotencyKey(request), actor: ACTOR })
    response.json(await view(tenantId, fileId))
  })

  if (!production) {
    router.post('/:file/forward', async (request, response) => {
      const { tenantId, fileId } = await target(request)
      const { days } = ForwardBody.parse(request.body)
      await forwardFile(context, fileId, days)
      response.json(await view(tenantId, fileId))
    })
  }
  return router
}
