import { join } from 'node:path'
import pino from 'pino'
import { DebtorSessions } from '../api/debtor-session.js'
import { USUAL_LIMITS } from '../api/rate-limits.js'
import { closeServer, createApi, listen } from '../api/server.js'
import { webPage } from '../api/web-page.js'
import { ConfigError, loadConfig } from '../config.js'
import { CALLBACK_PATHS, callbackReaders, paymentsOf, registersIn, signaturesOf } from '../engine/channels.js'
import { MasterKeys } from '../engine/master-keys.js'
import { runOutboxPoller } from '../engine/outbox-poller.js'
import { PackageKeys } from '../engine/package-keys.js'
import { required } from '../engine/required.js'
import { openClient, openConnection } from '../engine/temporal-client.js'
import { WebhookSecrets } from '../engine/webhook-secrets.js'
import { runWorker } from '../engine/worker.js'
import { createSandbox } from '../providers/sandbox/app.js'
import { openDatabase } from '../store/database.js'
import { tenantOfKey } from '../store/tenant.js'
import { localSecretsOf } from './local-stack.js'

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
    registers: registersIn(config),
    intervalMs: config.outboxPollMs,
    now: () => new Date(),
    log,
  }
  await runOutboxPoller(options, ready, stopAsked())
  await db.$disconnect()
}

/** Stands in for the providers until it is asked to end. @throws ConfigError in production */
export async function sandbox(): Promise<void> {
  const config = loadConfig()
  if (config.production) throw new ConfigError('The sandbox is for one’s own machine: production writes to debtors.')
  const { twilio, sendgrid, merciFacteur, stripe, registers } = config.providers
  const callback = (path: string) => `${config.publicUrl}${path}`
  const { app, close } = createSandbox({
    folder: join(config.data, 'sandbox'),
    spoolFolder: config.spool,
    accounts: {
      twilio: {
        accountSid: required(twilio.accountSid, 'TWILIO_ACCOUNT_SID'),
        authToken: required(twilio.authToken, 'TWILIO_AUTH_TOKEN'),
        inboundUrl: callback(CALLBACK_PATHS.twilioInbound),
      },
      sendgrid: {
        apiKey: required(sendgrid.apiKey, 'SENDGRID_API_KEY'),
        eventUrl: callback(CALLBACK_PATHS.sendgrid),
        inboundUrl: callback(CALLBACK_PATHS.sendgridInbound),
      },
      merciFacteur: {
        serviceId: required(merciFacteur.serviceId, 'MERCI_FACTEUR_SERVICE_ID'),
        secretKey: required(merciFacteur.secretKey, 'MERCI_FACTEUR_SECRET_KEY'),
        webhookSecret: required(merciFacteur.webhookSecret, 'MERCI_FACTEUR_WEBHOOK_SECRET'),
        webhookUrl: callback(CALLBACK_PATHS.merciFacteur),
      },
      sirene: { apiKey: required(registers.sireneKey, 'INSEE_API_KEY') },
      stripe: {
        apiKey: required(stripe.apiKey, 'STRIPE_API_KEY'),
        webhookSecret: required(stripe.webhookSecrets?.[0], 'STRIPE_WEBHOOK_SECRETS'),
        webhookUrl: callback(CALLBACK_PATHS.stripe),
      },
    },
    page: await webPage('outbox'),
    now: () => new Date(),
  })
  const server = await listen(app, config.ports.sandbox, '127.0.0.1')
  ready()
  await stopAsked()
  await Promise.all([close(), closeServer(server)])
}

/** Fills the local agency with demo files. Run again it goes on where it stopped. @throws ConfigError in production */
export async function seed(): Promise<void> {
  const { config, db, clients } = open()
  if (config.production) throw new ConfigError('Demo files are for one’s own machine, not for production.')
  const { seedAgency } = await import('../simulation/seed.js')
  const tenantId = await tenantOfKey(db, localSecretsOf(config.data).apiKey)
  if (tenantId) await seedAgency({ db, clients, now: () => new Date() }, tenantId, (line) => console.log(line))
  await db.$disconnect()
  process.exit(0) // the connection to Temporal is the process's own
}

/** Serves the HTTP API until it is asked to end. */
export async function api(): Promise<void> {
  const { config, db, clients, log } = open()
  const { requestsPerMinute, trustedProxies } = config.limits
  const app = await createApi({
    db,
    clients,
    log,
    production: config.production,
    publicUrl: config.publicUrl,
    ...callbackReaders(config),
    payments: paymentsOf(config),
    signatures: signaturesOf(config),
    registers: registersIn(config),
    packageKeys: new PackageKeys(db, required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')),
    webhookSecrets: new WebhookSecrets(required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')),
    sessions: new DebtorSessions(new MasterKeys(required(config.payloadKeys, 'RELANCE_PAYLOAD_KEYS')), config.publicUrl),
    limits: { ...USUAL_LIMITS, requestsPerMinute, trustedProxies },
    now: () => new Date(),
  })
  const server = await listen(app, config.ports.api, config.host)
  ready()
  await stopAsked()
  await closeServer(server)
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
