import { type Request, type Response, Router } from 'express'
import { ForwardBody, NoBody, OpenFileBody, PauseBody, PaymentBody } from '../../../contracts/debt-file.js'
import { DomainError } from '../../../domain/errors.js'
import { cents } from '../../../domain/money.js'
import { commandFile, type FileCommand } from '../../../engine/command-file.js'
import { forwardFile } from '../../../engine/forward-file.js'
import { findFile, viewFile } from '../../../store/file-view.js'
import { openFile } from '../../../store/open-file.js'
import { recordPayment, reversePayment } from '../../../store/payment.js'
import { idempotencyKey, tenantOf } from '../../admission.js'
import type { ApiContext } from '../../context.js'
import { untilTold } from '../../told.js'

/** Who acts, as histories name it, until operators sign in by name. */
const ACTOR = 'api'

/** What a back-office operator does with debt files. */
export function fileRoutes(context: ApiContext): Router {
  const { db, now, production } = context
  const router = Router()

  /** The tenant and the file that a request is about. */
  const target = async (request: Request, response: Response) => {
    const tenantId = tenantOf(response)
    return { tenantId, fileId: await findFile(db, tenantId, String(request.params.file)) }
  }
  const view = (tenantId: string, fileId: string) => viewFile(db, tenantId, fileId, now())
  const obey = async (fileId: string, command: FileCommand) => {
    await untilTold(db, fileId)
    await commandFile(context.clients.real, fileId, command)
  }

  router.post('/', async (request, response) => {
    const tenantId = tenantOf(response)
    const key = idempotencyKey(request)
    const { legalStart, ...input } = OpenFileBody.parse(request.body)
    if (legalStart && production) throw new DomainError('legal-start-fixed', 'legalStart')
    const opened = now()
    const begins = legalStart ? new Date(legalStart) : opened
    const claims = input.claims.map((claim) => ({ ...claim, amountCents: cents(claim.amountCents) }))
    const opening = { tenantId, actor: ACTOR, key, legalStart: begins, now: opened, clock: 'real' as const }
    const { id, replayed } = await openFile(db, opening, { ...input, claims })
    response
      .status(replayed ? 200 : 201)
      .location(`/v1/files/${id}`)
      .json(await view(tenantId, id))
  })

  router.get('/:file', async (request, response) => {
    const { tenantId, fileId } = await target(request, response)
    response.json(await view(tenantId, fileId))
  })

  // A payment and its reversal count once by the payment's own reference, whatever the request's key.
  router.post('/:file/payments', async (request, response) => {
    const { tenantId, fileId } = await target(request, response)
    const { reference, amountCents, currency } = PaymentBody.parse(request.body)
    await recordPayment(db, { tenantId, fileId, actor: ACTOR, reference, now: now() }, cents(amountCents), currency)
    response.status(201).json(await view(tenantId, fileId))
  })

  router.post('/:file/payments/:reference/reversal', async (request, response) => {
    const { tenantId, fileId } = await target(request, response)
    NoBody.parse(request.body)
    await reversePayment(db, { tenantId, fileId, actor: ACTOR, reference: String(request.params.reference), now: now() })
    response.status(201).json(await view(tenantId, fileId))
  })

  router.post('/:file/pause', async (request, response) => {
    const { tenantId, fileId } = await target(request, response)
    const body = PauseBody.parse(request.body)
    await obey(fileId, { kind: 'pause', key: idempotencyKey(request), actor: ACTOR, ...body })
    response.json(await view(tenantId, fileId))
  })

  router.post('/:file/resume', async (request, response) => {
    const { tenantId, fileId } = await target(request, response)
    NoBody.parse(request.body)
    await obey(fileId, { kind: 'resume', key: idempotencyKey(request), actor: ACTOR })
    response.json(await view(tenantId, fileId))
  })

  if (!production) {
    // Not once per key: time that was skipped is not given back, and this is no road of production.
    router.post('/:file/forward', async (request, response) => {
      const { tenantId, fileId } = await target(request, response)
      const { days } = ForwardBody.parse(request.body)
      await untilTold(db, fileId)
      await forwardFile(context, fileId, days)
      response.json(await view(tenantId, fileId))
    })
  }
  return router
}
