import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { projectRoot } from '../config.js'

const SOURCE = join(projectRoot, 'src', 'web', 'status')
const PREBUILT = join(projectRoot, 'dist', 'web', 'status')

/** The first page: whether each part is healthy, and where to go from here. */
export async function statusPage(): Promise<Router> {
  const page = readFileSync(join(existsSync(SOURCE) ? SOURCE : PREBUILT, 'index.html'), 'utf8')
  const script = await pageScript()
  const router = Router()
  router.get('/', (_request, response) => void response.type('html').send(page))
  router.get('/status.js', (_request, response) => void response.type('js').send(script))
  return router
}

async function pageScript(): Promise<string> {
  if (!existsSync(SOURCE)) return readFileSync(join(PREBUILT, 'status.js'), 'utf8')
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ entryPoints: [join(SOURCE, 'status.ts')], bundle: true, format: 'esm', minify: true, write: false })
  return outputFiles[0]?.text ?? ''
}
