import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/**
 * Every setting of Relance, read once and checked. No other file reads `process.env`.
 * `.env.example` lists the same names; a test keeps the two together.
 */

/** Words that only ever stand in an example: a secret that contains one was never set. */
const EXAMPLE_SECRET = /change-?me|example|^(postgres|password|secret|relance)$/i

const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback)
const text = z.string().trim().min(1)
const MICROS_PER_EURO = 1_000_000
/** A price in euros, kept in millionths of one. */
const euros = (fallback: number) =>
  z.coerce
    .number()
    .min(0)
    .default(fallback)
    .transform((price) => Math.round(price * MICROS_PER_EURO))

const Environment = z.object({
  RELANCE_ENV: z.enum(['local', 'production']).default('local'),
  RELANCE_DATA: text.default('.relance'),
  RELANCE_CACHE: text.optional(),
  RELANCE_HOST: text.default('127.0.0.1'),
  RELANCE_API_PORT: port(7400),
  RELANCE_POSTGRES_PORT: port(7401),
  RELANCE_TEMPORAL_PORT: port(7402),
  RELANCE_TEMPORAL_UI_PORT: port(7403),
  RELANCE_PUBLIC_URL: z.url().optional(),
  RELANCE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  RELANCE_PAYLOAD_KEYS: text.optional(),
  RELANCE_API_KEY: text.optional(),
  RELANCE_SPOOL: text.optional(),
  RELANCE_TEMPORAL_DOWNLOAD: z.url().default('https://github.com/temporalio/temporal/releases/download'),
  RELANCE_DOWNLOAD_TIMEOUT_SECONDS: z.coerce.number().positive().default(8),
  RELANCE_SIMULATION_NAMESPACE: text.default('relance-simulation'),
  RELANCE_CHROMIUM: text.optional(),
  RELANCE_POLL_MILLISECONDS: z.coerce.number().int().min(10).default(200),
  RELANCE_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(6000),
  RELANCE_TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  RELANCE_DEMO_FILES: z.enum(['yes', 'no']).default('yes'),
  RELANCE_SANDBOX_PORT: port(7404),
  RELANCE_SANDBOX_URL: z.url().optional(),
  RELANCE_POST: z.enum(['spool', 'merci-facteur']).default('spool'),
  RELANCE_SMS_FROM: text.optional(),
  RELANCE_EMAIL_FROM: z.email().optional(),
  RELANCE_INBOUND_EMAIL: z.email().optional(),
  RELANCE_PRICE_SMS: euros(0.075),
  RELANCE_PRICE_EMAIL: euros(0.001),
  RELANCE_PRICE_LETTER: euros(1.39),
  RELANCE_PRICE_PAGE: euros(0.05),
  RELANCE_PRICE_REGISTERED: euros(5.74),
  TWILIO_ACCOUNT_SID: text.optional(),
  TWILIO_AUTH_TOKEN: text.optional(),
  SENDGRID_API_KEY: text.optional(),
  SENDGRID_EVENT_KEY: text.optional(),
  SENDGRID_INBOUND_KEY: text.optional(),
  SENDGRID_INBOUND_CREDENTIALS: text.regex(/^[^:]+:.+$/, 'user:password').optional(),
  MERCI_FACTEUR_SERVICE_ID: text.optional(),
  MERCI_FACTEUR_SECRET_KEY: text.optional(),
  MERCI_FACTEUR_USER_ID: z.coerce.number().int().positive().optional(),
  MERCI_FACTEUR_WEBHOOK_SECRET: text.optional(),
  STRIPE_API_KEY: text.optional(),
  STRIPE_WEBHOOK_SECRETS: text
    .transform((listed) => listed.split(',').map((secret) => secret.trim()))
    .refine((secrets) => secrets.every((secret) => /^\S+$/.test(secret)), 'secrets separated by commas, the newest first')
    .optional(),
  RELANCE_REGISTERS: z.enum(['on', 'off']).default('on'),
  INSEE_API_KEY: text.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_PASSWORD: text.optional(),
  DATABASE_APP_PASSWORD: text.optional(),
  TEMPORAL_ADDRESS: text.optional(),
  TEMPORAL_NAMESPACE: text.default('relance'),
})

export type Config = ReturnType<typeof describe>

/** What is wrong with the settings, in one sentence that names each of them. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** Settings without which production would run on something generated or assumed. */
const REQUIRED_IN_PRODUCTION = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'RELANCE_PAYLOAD_KEYS', 'RELANCE_SPOOL'] as const
const SECRETS = [
  'RELANCE_PAYLOAD_KEYS',
  'DATABASE_OWNER_PASSWORD',
  'DATABASE_APP_PASSWORD',
  'TEMPORAL_API_KEY',
  'RELANCE_API_KEY',
  'TWILIO_AUTH_TOKEN',
  'SENDGRID_API_KEY',
  'SENDGRID_INBOUND_CREDENTIALS',
  'MERCI_FACTEUR_SECRET_KEY',
  'MERCI_FACTEUR_WEBHOOK_SECRET',
  'STRIPE_API_KEY',
  'STRIPE_WEBHOOK_SECRETS',
  'INSEE_API_KEY',
] as const

/**
 * Reads the settings from the environment, after `.env` in the working directory where there is one.
 * @throws ConfigError naming every setting that is missing or malformed, or, in production, left at an example's value
 */
export function loadConfig(env: NodeJS.ProcessEnv = processEnvironment()): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(present)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`Settings not understood: ${faults.join('; ')}.`)
  }
  if (parsed.data.RELANCE_ENV === 'production') refuseUnsafe(present)
  return describe(parsed.data, present)
}

function processEnvironment(): NodeJS.ProcessEnv {
  const file = join(projectRoot, '.env')
  if (existsSync(file)) process.loadEnvFile(file) // never overrides what is already set
  return process.env
}

/** This process's environment with some settings replaced, for a process that it starts. */
export function childEnvironment(settings: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...settings }
}

/** The folder that holds package.json and prisma/, in a checkout and in a container image alike. */
export const projectRoot = folderAbove(dirname(fileURLToPath(import.meta.url)))

function folderAbove(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder))
}

function refuseUnsafe(env: NodeJS.ProcessEnv): void {
  const missing = REQUIRED_IN_PRODUCTION.filter((name) => !env[name])
  if (missing.length > 0) throw new ConfigError(`Production needs these settings, which are not set: ${missing.join(', ')}.`)
  if (env.RELANCE_SANDBOX_URL)
    throw new ConfigError('RELANCE_SANDBOX_URL is for one’s own machine: production writes to debtors, not to a sandbox.')
  const defaults: string[] = SECRETS.filter((name) => EXAMPLE_SECRET.test(env[name] ?? ''))
  if (EXAMPLE_SECRET.test(databasePassword(env.DATABASE_URL))) defaults.push('DATABASE_URL (its password)')
  if (defaults.length > 0) throw new ConfigError(`Production refuses a default secret: set a value of your own for ${defaults.join(', ')}.`)
}

/** A URL without a password is fine: certificates and sockets need none. */
function databasePassword(url: string | undefined): string {
  try {
    return url ? decodeURIComponent(new URL(url).password) : ''
  } catch {
    throw new ConfigError('DATABASE_URL: a % in its password is written %25.')
  }
}

function describe(env: z.infer<typeof Environment>, raw: NodeJS.ProcessEnv) {
  const data = resolve(env.RELANCE_DATA)
  return {
    production: env.RELANCE_ENV === 'production',
    logLevel: env.RELANCE_LOG_LEVEL,
    /** Folder that holds all local data. */
    data,
    /** Folder of downloaded or built server binaries, shared by all checkouts of this user. */
    cache: resolve(env.RELANCE_CACHE ?? join(homedir(), '.cache', 'relance')),
    /** Folder that letters are printed to, when no postal provider is set. */
    spool: resolve(env.RELANCE_SPOOL ?? join(data, 'spool')),
    host: env.RELANCE_HOST,
    ports: {
      api: env.RELANCE_API_PORT,
      postgres: env.RELANCE_POSTGRES_PORT,
      temporal: env.RELANCE_TEMPORAL_PORT,
      temporalUi: env.RELANCE_TEMPORAL_UI_PORT,
      sandbox: env.RELANCE_SANDBOX_PORT,
    },
    publicUrl: env.RELANCE_PUBLIC_URL ?? `http://${env.RELANCE_HOST}:${env.RELANCE_API_PORT}`,
    /** Those who carry messages to debtors and take their money. Where a sandbox stands in for them it has their accounts. */
    providers: {
      sandboxUrl: env.RELANCE_SANDBOX_URL,
      post: env.RELANCE_POST,
      twilio: { accountSid: env.TWILIO_ACCOUNT_SID, authToken: env.TWILIO_AUTH_TOKEN, from: env.RELANCE_SMS_FROM },
      sendgrid: {
        apiKey: env.SENDGRID_API_KEY,
        eventKey: env.SENDGRID_EVENT_KEY,
        from: env.RELANCE_EMAIL_FROM,
        /** Address that answers come in at, and what proves that they are passed on by SendGrid. */
        inbox: env.RELANCE_INBOUND_EMAIL,
        inboundKey: env.SENDGRID_INBOUND_KEY,
        inboundCredentials: env.SENDGRID_INBOUND_CREDENTIALS,
      },
      merciFacteur: {
        serviceId: env.MERCI_FACTEUR_SERVICE_ID,
        secretKey: env.MERCI_FACTEUR_SECRET_KEY,
        userId: env.MERCI_FACTEUR_USER_ID,
        webhookSecret: env.MERCI_FACTEUR_WEBHOOK_SECRET,
      },
      /** Secrets of the webhook's endpoint, newest first. */
      stripe: { apiKey: env.STRIPE_API_KEY, webhookSecrets: env.STRIPE_WEBHOOK_SECRETS },
      /** Whether registers are asked about debtors; that of companies only with a key. */
      registers: { asked: env.RELANCE_REGISTERS === 'on', sireneKey: env.INSEE_API_KEY },
      /** In millionths of a euro. */
      prices: {
        sms: env.RELANCE_PRICE_SMS,
        email: env.RELANCE_PRICE_EMAIL,
        letter: env.RELANCE_PRICE_LETTER,
        page: env.RELANCE_PRICE_PAGE,
        registered: env.RELANCE_PRICE_REGISTERED,
      },
    },
    database: {
      url: env.DATABASE_URL,
      ownerPassword: env.DATABASE_OWNER_PASSWORD,
      appPassword: env.DATABASE_APP_PASSWORD,
    },
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      simulationNamespace: env.RELANCE_SIMULATION_NAMESPACE,
      download: env.RELANCE_TEMPORAL_DOWNLOAD,
      downloadTimeoutMs: env.RELANCE_DOWNLOAD_TIMEOUT_SECONDS * 1000,
      /** TEMPORAL_* settings (TLS, API key, profile), left to the SDK's own environment configuration. */
      environment: Object.fromEntries(Object.entries(raw).filter(([name]) => name.startsWith('TEMPORAL_'))) as Record<string, string>,
    },
    /** Key that commands use with the API; the local agency's own when it is not set. */
    apiKey: env.RELANCE_API_KEY,
    /** Master keys of payload encryption, newest first: `2:<base64>,1:<base64>`. */
    payloadKeys: env.RELANCE_PAYLOAD_KEYS,
    /** Browser of the browser tests, where it is not one of the usual places. */
    chromium: env.RELANCE_CHROMIUM,
    outboxPollMs: env.RELANCE_POLL_MILLISECONDS,
    limits: { requestsPerMinute: env.RELANCE_REQUESTS_PER_MINUTE, trustedProxies: env.RELANCE_TRUSTED_PROXIES },
    /** Whether the local agency is filled with files to look at. */
    demoFiles: env.RELANCE_DEMO_FILES === 'yes',
  }
}
