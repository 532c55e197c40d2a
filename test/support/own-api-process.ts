import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventually } from './eventually.js'
import type { TestStack } from './stack.js'

const ROOT = join(import.meta.dirname, '../..')

/** An API of a test's own in a process of its own, on the shared stack: as it runs in production behind one proxy. */
export class ApiProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly said: string[],
  ) {}

  static async start(stack: TestStack, port: number): Promise<ApiProcess> {
    const settings = {
      RELANCE_API_PORT: String(port),
      RELANCE_TRUSTED_PROXIES: '1',
      RELANCE_PUBLIC_URL: `http://127.0.0.1:${port}`,
      RELANCE_LOG_LEVEL: 'warn',
    }
    const env = { ...process.env, ...stack.environment, ...settings }
    const child = spawn(process.execPath, [join(ROOT, 'scripts', 'relance.mjs'), 'api'], {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    child.stdout?.on('data', (chunk) => said.push(String(chunk)))
    const api = new ApiProcess(child, `http://127.0.0.1:${port}`, said)
    await eventually(() => fetch(`${api.url}/health`), 60_000)
    return api
  }

  /** What it has logged. */
  get log(): string {
    return this.said.join('')
  }

  /** Seconds of processor time that it has used, or null where the system does not say. */
  processorSeconds(): number | null {
    try {
      const fields = readFileSync(`/proc/${this.child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) / 100
    } catch {
      return null
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill('SIGTERM')
    await ended
  }
}
