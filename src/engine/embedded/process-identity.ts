import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A process as it can be recognised later: pids are reused, a pid with its start time is not.
 * Without this a start after a crash could kill a stranger.
 */
export interface ProcessIdentity {
  pid: number
  started: string
}

/** The identity of a running process, or null when there is none with that pid. */
export function identify(pid: number): ProcessIdentity | null {
  const started = startTime(pid)
  return started ? { pid, started } : null
}

export function isRunning({ pid, started }: ProcessIdentity): boolean {
  return startTime(pid) === started
}

function startTime(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command name, in brackets, may hold spaces: count the fields behind it (state is the 3rd field of the line, start time the 22nd).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : `${bootId()}:${fields[19]}`
  } catch {
    return null
  }
}

/** Start times count from the boot of the machine, so a reboot makes them comparable by chance. */
function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8)
}

/** Asks a process to end, and ends it when it has not after `graceMs`. */
export async function endProcess(identity: ProcessIdentity, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  kill(identity, signal)
  const deadline = performance.now() + graceMs
  while (isRunning(identity)) {
    if (performance.now() > deadline) kill(identity, 'SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function kill(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isRunning(identity)) return
  try {
    process.kill(identity.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error // it ended by itself just now
  }
}
