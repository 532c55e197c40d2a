import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { projectRoot } from '../config.js'

/**
 * A page of `src/web/<name>` at the root: its HTML, and its one script, which is bundled when the process starts.
 * A build has bundled it before.
 */
export async function webPage(name: string): Promise<Router> {
  const source = join(projectRoot, 'src', 'web', name)
  const prebuilt = join(projectRoot, 'dist', 'web', name)
  const page = readFileSync(join(existsSync(source) ? source : prebuilt, 'index.html'), 'utf8')
  const script = existsSync(source) ? await bundled(join(source, `${name}.ts`)) : readFileSync(join(prebuilt, `${name}.js`), 'utf8')
  const router = Router()
  router.get('/', (_request, response) => void response.type('html').send(page))
  router.get(`/${name}.js`, (_request, response) => void response.type('js').send(script))
  return router
}

async function bundled(entryPoint: string): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ entryPoints: [entryPoint], bundle: true, format: 'esm', minify: true, write: false })
  return outputFiles[0]?.text ?? ''
}
