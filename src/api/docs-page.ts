import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Router } from 'express'

/** The reader's own files, as its package ships them: nothing is asked of the net. */
const ASSETS = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Relance: the API</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <noscript><p>This page needs JavaScript; <a href="/openapi.json">/openapi.json</a> says the same without it.</p></noscript>
    <div id="api"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** No validator: it would send the description of this installation to somebody else's server. */
const START = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null, persistAuthorization: false })
`

/** The API's description for people, at /docs. */
export function docsPage(): Router {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const router = Router()
  router.get('/docs', (_request, response) => void response.type('html').send(PAGE))
  router.get('/docs/start.js', (_request, response) => void response.type('js').send(START))
  for (const asset of ASSETS)
    router.get(`/docs/${asset}`, (_request, response) => response.sendFile(join(folder, asset), { dotfiles: 'allow' }))
  return router
}
