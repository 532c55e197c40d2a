import { z } from 'zod'
import { Health } from '../../contracts/health.js'
import { checkHealth } from '../../engine/health.js'
import type { ApiContext } from '../context.js'
import type { OpenRoute } from '../route.js'

const Live = z.object({ live: z.literal(true) })

/** What anybody may ask. @param document gives the description of this API */
export function publicRoutes({ db, clients }: ApiContext, document: () => object): OpenRoute[] {
  return [
    {
      method: 'get',
      path: '/live',
      tag: 'Operation',
      summary: 'Whether the process lives',
      answers: [{ status: 200, description: 'It does', schema: Live }],
      handlers: [(_request, response) => void response.json({ live: true })],
    },
    {
      method: 'get',
      path: '/health',
      tag: 'Operation',
      summary: 'Whether every part that the API needs is well',
      answers: [
        { status: 200, description: 'All are', schema: Health },
        { status: 503, description: 'One is not', schema: Health },
      ],
      handlers: [
        async (_request, response) => {
          const health = await checkHealth(db, clients.real)
          response
            .status(health.healthy ? 200 : 503)
            .set('Cache-Control', 'no-store')
            .json(health)
        },
      ],
    },
    {
      method: 'get',
      path: '/openapi.json',
      tag: 'Operation',
      summary: 'This description, for programs',
      answers: [{ status: 200, description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) }],
      handlers: [(_request, response) => void response.json(document())],
    },
  ]
}
