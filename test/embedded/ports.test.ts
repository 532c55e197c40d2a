import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { freePorts, requireFreePorts, TEMPORAL_HIGHEST_PORT } from '../../src/engine/embedded/ports.js'

const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function takenPort(host: string): Promise<number> {
  const server = createServer().listen(0, host)
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test.each(['127.0.0.1', '0.0.0.0'])('a port taken on %s is one sentence that names the setting', async (host) => {
  const port = await takenPort(host)
  await expect(requireFreePorts([{ port, what: 'the API', setting: 'RELANCE_API_PORT' }])).rejects.toThrow(
    `Port ${port} for the API is taken by another process: stop that, or set RELANCE_API_PORT to a free port.`,
  )
})

test('free ports pass, and stay free', async () => {
  const [port = 0] = await freePorts(1)
  const wanted = [{ port, what: 'the API', setting: 'RELANCE_API_PORT' }]
  await requireFreePorts(wanted)
  await requireFreePorts(wanted)
})

test('two settings of the same port are told apart', async () => {
  const [port = 0] = await freePorts(1)
  const wanted = [
    { port, what: 'the API', setting: 'RELANCE_API_PORT' },
    { port, what: 'PostgreSQL', setting: 'RELANCE_POSTGRES_PORT' },
  ]
  await expect(requireFreePorts(wanted)).rejects.toThrow(
    `RELANCE_API_PORT and RELANCE_POSTGRES_PORT are both ${port}: set one of them to another port.`,
  )
})

test('Temporal cannot take the highest ports', async () => {
  const wanted = (port: number) => [{ port, what: 'Temporal', setting: 'RELANCE_TEMPORAL_PORT', highest: TEMPORAL_HIGHEST_PORT }]
  await expect(requireFreePorts(wanted(TEMPORAL_HIGHEST_PORT + 1))).rejects.toThrow(
    'Port 32768 is too high for Temporal: set RELANCE_TEMPORAL_PORT to one below 32768.',
  )
})

test('free ports differ, and Temporal can keep them', async () => {
  const ports = await freePorts(20)
  expect(new Set(ports).size).toBe(20)
  expect(Math.max(...ports)).toBeLessThanOrEqual(TEMPORAL_HIGHEST_PORT)
})
