import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { StartError } from '../../../scripts/progress.mjs'

const LOOPBACK = '127.0.0.1'

/** Temporal keeps its ports in a column that ends there. */
export const TEMPORAL_HIGHEST_PORT = 32_767

/** A port that somebody has set, or left at its default. */
export interface WantedPort {
  port: number
  /** What will listen there, as a sentence goes on: "the API". */
  what: string
  setting: string
  /** Loopback where there is none. */
  host?: string
  highest?: number
}

/** Takes `port` for a moment. */
function probe(port: number, host = LOOPBACK): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve())
    })
  })
}

/** @throws StartError naming the setting to change when one is taken, or wanted twice */
export async function requireFreePorts(wanted: WantedPort[]): Promise<void> {
  for (const [index, one] of wanted.entries()) {
    const other = wanted.slice(0, index).find(({ port }) => port === one.port)
    if (other) throw new StartError(`${other.setting} and ${one.setting} are both ${one.port}: set one of them to another port.`)
    if (one.port > (one.highest ?? one.port))
      throw new StartError(`Port ${one.port} is too high for ${one.what}: set ${one.setting} to one below ${(one.highest ?? 0) + 1}.`)
    await requireFree(one)
  }
}

async function requireFree({ port, what, setting, host }: WantedPort): Promise<void> {
  await probe(port, host).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new StartError(`Port ${port} for ${what} is taken by another process: stop that, or set ${setting} to a free port.`)
    if (error.code === 'EACCES')
      throw new StartError(`Port ${port} for ${what} may not be opened by this user: set ${setting} to a port above 1024.`)
    throw error
  })
}

/** Free ports are looked for here: above, the operating system hands ports to outgoing connections. */
const LOWEST = 10_000
const HIGHEST = 32_000

/** `count` different ports that nothing listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const candidate = randomInt(LOWEST, HIGHEST)
    if (await isFree(candidate)) ports.add(candidate)
  }
  return [...ports]
}

const isFree = (port: number) =>
  probe(port).then(
    () => true,
    () => false,
  )
