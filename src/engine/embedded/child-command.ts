import { type ChildProcess, spawn } from 'node:child_process'
import { onAbort } from './abort-cleanup.js'

const OUTPUT_KEPT_CHARACTERS = 16_000

/** How a command ended. */
export interface CommandEnd {
  ok: boolean
  /** The end of what it wrote, both streams together. */
  output: string
}

/**
 * Runs a command found through `env.PATH` and waits for its end; it is killed when this process ends first.
 * @returns null where there is no such command, or none that may be executed
 */
export function runCommand(
  command: string,
  args: string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<CommandEnd | null> {
  return new Promise((resolve, reject) => {
    // A process group of its own, so that ending it ends what it has started too: Go's compilers outlive a killed `go`.
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    const forget = onAbort(() => endGroup(child))
    let output = ''
    const keep = (text: string) => {
      output = (output + text).slice(-OUTPUT_KEPT_CHARACTERS)
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error: NodeJS.ErrnoException) => {
      forget()
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve(null)
      else reject(error)
    })
    child.on('close', (code) => {
      forget()
      resolve({ ok: code === 0, output })
    })
  })
}

function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}
