import pino from 'pino'
import { createApi, listen } from '../api/server.js'
import { loadConfig } from '../config.js'
import { runOutboxPoller } from '../engine/outbox-poller.js'
import { required } from '../engine/required.js'
import { openClient, openConnection } from '../engine/temporal-client.js'
import { runWorker } from '../engine/worker.js'
import { openDatabase } from '../store/database.js'

/** Runs debt files until it is asked to end. */
export async function worker(): Promise<void> {
  await runWorker(loadConfig(), ready, stopAsked())
}

/** Tells debt files what the outbox holds, until it is asked to end. */
export async function poller(): Promise<void> {
  const { config, db, clients, log } = open()
  const options = {
    db,
    databaseUrl: required(config.database.url, 'DATABASE_URL'),
    clients,
    intervalMs: config.outboxPollMs,
    now: () => new Date(),
    log,
  }
  await runOutboxPoller(options, ready, stopAsked())
  await db.$disconnect()
}

/** Serves the HTTP API until it is asked to end. */
export async function api(): Promise<void> {
  const { config, db, clients, log } = open()
  const app = await createApi({ db, clients, log, production: config.production, now: () => new Date() })
  const server = await listen(app, config.ports.api, config.host)
  ready()
  await stopAsked()
  server.closeIdleConnections()
  await new Promise((resolve) => server.close(resolve))
  await db.$disconnect()
}

function open() {
  const config = loadConfig()
  const connection = openConnection(config)
  const keys = required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')
  return {
    config,
    db: openDatabase(required(config.database.url, 'DATABASE_URL')),
    clients: {
      real: openClient(connection, config.temporal.namespace, keys),
      skipping: openClient(connection, config.temporal.simulationNamespace, keys),
    },
    log: pino({ level: config.logLevel }),
  }
}

/** Tells whoever started this process over their channel, if they have one. */
function ready(): void {
  process.send?.('ready')
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
}
