import type { Server } from 'node:http'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { admission } from './admission.js'
import type { ApiContext } from './context.js'
import { docsPage } from './docs-page.js'
import { describeApi } from './openapi.js'
import { problemHandler, problemOf, sendProblem } from './problem.js'
import { mount, mountOpen, type OpenRoute, type Route } from './route.js'
import { debtorPages } from './routes/debtor/index.js'
import { acknowledgeAlarmRoutes } from './routes/operator/acknowledge-alarm.js'
import { acknowledgementRoutes } from './routes/operator/acknowledgements.js'
import { addressSearchRoutes } from './routes/operator/address-searches.js'
import { admissionRoutes } from './routes/operator/admissions.js'
import { agencyRoutes } from './routes/operator/agency.js'
import { assertionRoutes } from './routes/operator/assertions.js'
import { checkoutRoutes } from './routes/operator/checkouts.js'
import { chequeRoutes } from './routes/operator/cheques.js'
import { clientFundsRoutes } from './routes/operator/client-funds.js'
import { closingRoutes } from './routes/operator/closings.js'
import { coDebtorRoutes } from './routes/operator/co-debtors.js'
import { commandRoutes } from './routes/operator/commands.js'
import { commissionRoutes } from './routes/operator/commission.js'
import { contactRoutes } from './routes/operator/contacts.js'
import { creditorAccountRoutes } from './routes/operator/creditor-accounts.js'
import { declarationRoutes } from './routes/operator/declarations.js'
import { directDebitRoutes } from './routes/operator/direct-debits.js'
import { disputeRoutes } from './routes/operator/disputes.js'
import { documentRoutes } from './routes/operator/documents.js'
import { fileRoutes } from './routes/operator/files.js'
import { importMappingRoutes } from './routes/operator/import-mappings.js'
import { importRoutes } from './routes/operator/imports.js'
import { insolvencyRoutes } from './routes/operator/insolvencies.js'
import { judicialCostRoutes } from './routes/operator/judicial-costs.js'
import { judicialPaperRoutes } from './routes/operator/judicial-papers.js'
import { judicialProposalRoutes } from './routes/operator/judicial-proposals.js'
import { judicialTaskRoutes } from './routes/operator/judicial-tasks.js'
import { mandateSignatureRoutes } from './routes/operator/mandate-signatures.js'
import { mandateRoutes } from './routes/operator/mandates.js'
import { meansRoutes } from './routes/operator/means.js'
import { mergeRoutes } from './routes/operator/merges.js'
import { messageRoutes } from './routes/operator/messages.js'
import { organisationRoutes } from './routes/operator/organisations.js'
import { paymentRoutes } from './routes/operator/payments.js'
import { pieceRoutes } from './routes/operator/pieces.js'
import { planRoutes } from './routes/operator/plans.js'
import { proceedingRoutes } from './routes/operator/proceedings.js'
import { professionalRoutes } from './routes/operator/professionals.js'
import { promiseRoutes } from './routes/operator/promises.js'
import { providerRefundRoutes } from './routes/operator/provider-refunds.js'
import { rateRoutes } from './routes/operator/rates.js'
import { receiptRoutes } from './routes/operator/receipts.js'
import { remittanceRoutes } from './routes/operator/remittances.js'
import { reportRoutes } from './routes/operator/reports.js'
import { securityRoutes } from './routes/operator/security.js'
import { settlementRoutes } from './routes/operator/settlements.js'
import { situationRoutes } from './routes/operator/situations.js'
import { statementRoutes } from './routes/operator/statements.js'
import { stopProceedingRoutes } from './routes/operator/stop-proceeding.js'
import { strategyRoutes } from './routes/operator/strategies.js'
import { strategyMoveRoutes } from './routes/operator/strategy-moves.js'
import { titleRoutes } from './routes/operator/titles.js'
import { transferOrderRoutes } from './routes/operator/transfer-orders.js'
import { unallocatedRoutes } from './routes/operator/unallocated.js'
import { webhookSecretRoutes } from './routes/operator/webhook-secrets.js'
import { worklistRoutes } from './routes/operator/worklist.js'
import { portalRoutes } from './routes/portal/tasks.js'
import { callbackRoutes } from './routes/provider/callbacks.js'
import { paymentWebhookRoutes } from './routes/provider/payment-webhooks.js'
import { publicRoutes } from './routes/public.js'
import { signatureRoutes } from './routes/signatures.js'
import { webPage } from './web-page.js'

/** Pages are served by plain HTTP too, on one's own machine: a page must then not ask for its script by HTTPS. */
const PAGE_POLICY = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }

/** The HTTP API. Whatever it serves besides pages is a route of its own, and stands in its description. */
export async function createApi(context: ApiContext): Promise<Express> {
  const { routes, open } = apiRoutes(context)
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', context.limits.trustedProxies)
  app.use(helmet(PAGE_POLICY))
  mountOpen(app, open)
  app.use(await webPage('status'))
  app.use(await debtorPages(context))
  app.use(docsPage())
  app.use('/v1', ...admission(context))
  mount(app, context, routes)
  app.use((_request, response) => sendProblem(response, problemOf('route-unknown')))
  app.use(problemHandler(context.log))
  return app
}

/** Everything that can be asked: with an API key, and without. */
export function apiRoutes(context: ApiContext): { routes: Route[]; open: OpenRoute[] } {
  const routes = [
    ...fileRoutes(context),
    ...coDebtorRoutes(context),
    ...mergeRoutes(context),
    ...promiseRoutes(context),
    ...assertionRoutes(context),
    ...settlementRoutes(context),
    ...titleRoutes(context),
    ...stopProceedingRoutes(context),
    ...acknowledgeAlarmRoutes(context),
    ...judicialProposalRoutes(context),
    ...pieceRoutes(context),
    ...meansRoutes(context),
    ...importRoutes(context),
    ...importMappingRoutes(context),
    ...admissionRoutes(context),
    ...commandRoutes(context),
    ...closingRoutes(context),
    ...paymentRoutes(context),
    ...checkoutRoutes(context),
    ...planRoutes(context),
    ...providerRefundRoutes(context),
    ...webhookSecretRoutes(context),
    ...receiptRoutes(context),
    ...clientFundsRoutes(context),
    ...chequeRoutes(context),
    ...directDebitRoutes(context),
    ...acknowledgementRoutes(context),
    ...contactRoutes(context),
    ...worklistRoutes(context),
    ...disputeRoutes(context),
    ...documentRoutes(context),
    ...judicialPaperRoutes(context),
    ...messageRoutes(context),
    ...insolvencyRoutes(context),
    ...securityRoutes(context),
    ...situationRoutes(context),
    ...addressSearchRoutes(context),
    ...organisationRoutes(context),
    ...professionalRoutes(context),
    ...judicialTaskRoutes(context),
    ...portalRoutes(context),
    ...mandateRoutes(context),
    ...mandateSignatureRoutes(context),
    ...agencyRoutes(context),
    ...declarationRoutes(context),
    ...creditorAccountRoutes(context),
    ...remittanceRoutes(context),
    ...transferOrderRoutes(context),
    ...commissionRoutes(context),
    ...strategyRoutes(context),
    ...strategyMoveRoutes(context),
    ...rateRoutes(context),
    ...judicialCostRoutes(context),
    ...proceedingRoutes(context),
    ...reportRoutes(context),
    ...statementRoutes(context),
    ...unallocatedRoutes(context),
  ]
  const open = [
    ...publicRoutes(context, () => document),
    ...callbackRoutes(context),
    ...paymentWebhookRoutes(context),
    ...signatureRoutes(context),
  ]
  const document = describeApi(routes, open, context.publicUrl)
  return { routes, open }
}

/**
 * How long an idle connection stays open. Node's own 5 seconds are shorter than what clients and load balancers
 * count on (nginx and AWS: 60 seconds), so that a request could meet a connection just closed.
 */
const IDLE_CONNECTION_MS = 75_000

/** Listens, and resolves when it does. @throws what the operating system says when the port cannot be had */
export function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => (error ? reject(error) : resolve(server)))
    server.keepAliveTimeout = IDLE_CONNECTION_MS
  })
}

/** Ends what {@link listen} began: no further request is taken, those under way are answered, and no idle connection is waited for. */
export function closeServer(server: Server): Promise<void> {
  server.keepAliveTimeout = 1
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}
