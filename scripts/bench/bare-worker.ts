import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { NativeConnection, type NativeConnectionOptions, Runtime, Worker } from '@temporalio/worker'
import { loadConfig } from '../../src/config.js'
import { channelsOf } from '../../src/engine/channels.js'
import { required } from '../../src/engine/required.js'
import { connectionOptions, dataConverter } from '../../src/engine/temporal-client.js'
import { WORKER_LIMITS } from '../../src/engine/worker.js'
import { BARE_QUEUE } from './bare.js'
import type { BareActivities } from './bare-workflows.js'

/** As long as the text of a reminder. */
const TEXT = 'Relance: votre facture reste impayee. Merci de regler la somme due. Detail et paiement sur notre site. '.repeat(2)

/** Runs the bare workflows in both namespaces, under the limits that Relance's own worker has. */
export async function main(): Promise<void> {
  Runtime.install({ shutdownSignals: [], telemetryOptions: { logging: { forward: {}, filter: 'WARN' } } })
  const config = loadConfig()
  const { sms } = channelsOf(config, () => new Date())
  const activities: BareActivities = {
    look: () => Promise.resolve(),
    post: async ({ to }) => void (await sms.hand({ key: randomUUID(), to, text: TEXT, marker: '' })),
  }
  const options = {
    connection: await NativeConnection.connect(connectionOptions(config) as NativeConnectionOptions),
    taskQueue: BARE_QUEUE,
    workflowsPath: fileURLToPath(new URL('./bare-workflows.ts', import.meta.url)),
    activities: { ...activities },
    dataConverter: dataConverter(required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')),
    ...WORKER_LIMITS,
  }
  const { namespace, simulationNamespace } = config.temporal
  const workers = await Promise.all([namespace, simulationNamespace].map((name) => Worker.create({ ...options, namespace: name })))
  const running = workers.map((worker) => worker.run())
  process.send?.('ready')
  process.once('SIGTERM', () => {
    for (const worker of workers) worker.shutdown()
  })
  await Promise.all(running)
  process.exit(0)
}
