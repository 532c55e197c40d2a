import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Router } from 'express'
import { projectRoot } from '../config.js'

/**
 * A page of `src/web/<name>` at the root: its HTML, and its one script, which is bundled when the process starts.
 * A build has bundled it before.
 */
export async function webPage(name: string): Promise<Router> {
  const page = webFile(name, 'index.html')
  const script = await webScript(name)
  const router = Router()
  router.get('/', (_request, response) => void response.type('html').send(page))
  router.get(`/${name}.js`, (_request, response) => void response.type('js').send(script))
  return router
}

const sourceOf = (name: string) => join(projectRoot, 'src', 'web', name)
const prebuiltOf = (name: string) => join(projectRoot, 'dist', 'web', name)

/** A file that lies beside a page's script. */
export function webFile(name: string, file: string): string {
  return readFileSync(join(existsSync(sourceOf(name)) ? sourceOf(name) : prebuiltOf(name), file), 'utf8')
}

/** The script of a page. */
export async function webScript(name: string): Promise<string> {
  if (existsSync(sourceOf(name))) return bundled(join(sourceOf(name), `${name}.ts`))
  return readFileSync(join(prebuiltOf(name), `${name}.js`), 'utf8')
}

async function bundled(entryPoint: string): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({ entryPoints: [entryPoint], bundle: true, format: 'esm', minify: true, write: false })
  return outputFiles[0]?.text ?? ''
}
