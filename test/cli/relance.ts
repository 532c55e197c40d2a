import { execFile } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '../..')

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command line as its users do, in a process of its own. */
export function relance(args: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  const command = [join(ROOT, 'scripts', 'relance.mjs'), ...args]
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env: { ...process.env, ...settings } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    )
  })
}
