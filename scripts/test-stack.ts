import { join } from 'node:path'
import { childEnvironment, loadConfig, projectRoot } from '../src/config.js'
import { discardData } from '../src/engine/embedded/discard-data.js'
import { freePorts } from '../src/engine/embedded/ports.js'
import { type Stack, startStack } from '../src/engine/embedded/stack.js'
import type { Progress } from './progress.mjs'

/** Known to everybody on purpose: the recorded histories of the tests are encrypted with it, and must open on any machine. */
export const TEST_PAYLOAD_KEYS = `1:${Buffer.from('known to all, for the tests only').toString('base64')}`

/** A stack with nothing in it, on free ports, beside whatever else runs on this machine. @param folder its data, below the project */
export async function freshStack(progress: Progress, folder = '.relance-test'): Promise<Stack> {
  const data = join(projectRoot, folder)
  const [api, postgres, temporal, sandbox] = await freePorts(4)
  const config = loadConfig(
    childEnvironment({
      RELANCE_ENV: 'local',
      RELANCE_DATA: data,
      RELANCE_API_PORT: String(api),
      RELANCE_POSTGRES_PORT: String(postgres),
      RELANCE_TEMPORAL_PORT: String(temporal),
      RELANCE_SANDBOX_PORT: String(sandbox),
      RELANCE_DEMO_FILES: 'no',
      RELANCE_PUBLIC_URL: undefined,
      RELANCE_SPOOL: undefined,
      RELANCE_PAYLOAD_KEYS: TEST_PAYLOAD_KEYS,
      DATABASE_URL: undefined,
      TEMPORAL_ADDRESS: undefined,
    }),
  )
  await discardData(data)
  return startStack({ config, progress, durable: false })
}
