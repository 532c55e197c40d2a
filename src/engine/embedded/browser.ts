import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { childEnvironment } from '../../config.js'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']

/** The Chromium of this machine: the one that is set, or the first on the PATH; null where there is none. */
export function findBrowser(set: string | undefined): string | null {
  const { PATH = '' } = childEnvironment()
  const candidates = [set ?? '', ...PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES]
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null
}
