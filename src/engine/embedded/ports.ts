import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { StartError } from '../../../scripts/progress.mjs'

const LOOPBACK = '127.0.0.1'

/** Takes `port` for a moment. */
function probe(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      server.close(() => resolve())
    })
  })
}

/** @throws StartError naming the setting to change when another process listens there */
export async function requireFreePort(port: number, what: string, setting: string): Promise<void> {
  await probe(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE')
      throw new StartError(`Port ${port} for ${what} is taken by another process: stop that, or set ${setting} to a free port.`)
    if (error.code === 'EACCES')
      throw new StartError(`Port ${port} for ${what} may not be opened by this user: set ${setting} to a port above 1024.`)
    throw error
  })
}

/**
 * Free ports are looked for here: Temporal keeps its ports in a column that ends at 32,767, and above that the operating
 * system hands ports to outgoing connections.
 */
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
