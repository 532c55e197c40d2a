import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { childEnvironment, loadConfig } from '../src/config.js'
import { findBrowser } from '../src/engine/embedded/browser.js'
import { StartError } from './progress.mjs'

/**
 * The Chromium of this machine, installed when there is none: from Debian's packages where we may, else Playwright's own.
 * @throws StartError saying what to install
 */
export async function obtainBrowser(say: (detail: string) => void): Promise<string> {
  for (const install of [async () => {}, debianChromium, playwrightChromium]) {
    await install(say)
    const path = findBrowser(loadConfig().chromium) ?? (await playwrightPath())
    if (path) return path
  }
  throw new StartError(
    'There is no Chromium for the browser tests and none could be installed: install Chromium or Chrome, or set RELANCE_CHROMIUM to its path.',
  )
}

async function debianChromium(say: (detail: string) => void): Promise<void> {
  if (process.getuid?.() !== 0) return
  say('installing Debian’s package, once')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await attempt('apt-get', ['update', '-qq'], env)
  await attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env)
}

async function playwrightChromium(say: (detail: string) => void): Promise<void> {
  say('downloading Playwright’s Chromium, once')
  await attempt(process.execPath, [createRequire(import.meta.url).resolve('playwright-core/cli.js'), 'install', 'chromium'], {})
}

async function playwrightPath(): Promise<string | null> {
  const { chromium } = await import('playwright-core')
  const { existsSync } = await import('node:fs')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}

/** An installer that is not there or fails is no error: the next way is tried. */
function attempt(command: string, args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: childEnvironment(env), stdio: 'ignore' })
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}
