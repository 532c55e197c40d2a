import type { Server } from 'node:http'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { checkHealth } from '../engine/health.js'
import { admission } from './admission.js'
import type { ApiContext } from './context.js'
import { problemHandler, problemOf, sendProblem } from './problem.js'
import { fileRoutes } from './routes/operator/files.js'
import { statusPage } from './status-page.js'

/** Pages are served by plain HTTP too, on one's own machine: a page must then not ask for its script by HTTPS. */
const PAGE_POLICY = { contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } }

/** The HTTP API. */
export async function createApi(context: ApiContext): Promise<Express> {
  const { db, clients, log } = context
  const app = express()
  app.disable('x-powered-by')
  app.use(helmet(PAGE_POLICY))
  app.get('/live', (_request, response) => void response.json({ live: true }))
  app.get('/health', async (_request, response) => {
    const health = await checkHealth(db, clients.real)
    response
      .status(health.healthy ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(health)
  })
  app.use(await statusPage())
  app.use('/v1', ...admission(context))
  app.use('/v1/files', fileRoutes(context))
  app.use((_request, response) => sendProblem(response, problemOf('route-unknown')))
  app.use(problemHandler(log))
  return app
}

/** Listens, and resolves when it does. @throws what the operating system says when the port cannot be had */
export function listen(app: Express, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host, (error) => (error ? reject(error) : resolve(server)))
  })
}
