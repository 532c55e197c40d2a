import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, loadConfig } from '../src/config.js'

/** That `.env.example` and the settings agree is test/deploy/env-example.test.ts. */

const KEY = Buffer.alloc(32, 7).toString('base64')
const SOUND: NodeJS.ProcessEnv = {
  RELANCE_ENV: 'production',
  DATABASE_URL: 'postgresql://relance_app:9c1f4e@db.internal:5432/relance',
  TEMPORAL_ADDRESS: 'temporal.internal:7233',
  RELANCE_PAYLOAD_KEYS: `1:${KEY}`,
  RELANCE_SPOOL: '/var/spool/relance',
}
const REQUIRED = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'RELANCE_PAYLOAD_KEYS', 'RELANCE_SPOOL']

/** The sentence that refuses these settings. */
function refusalOf(settings: NodeJS.ProcessEnv): string {
  try {
    loadConfig(settings)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  return 'taken'
}

describe('without any setting', () => {
  it('everything runs on this machine', () => {
    expect(loadConfig({})).toEqual({
      production: false,
      logLevel: 'info',
      data: resolve('.relance'),
      cache: join(homedir(), '.cache', 'relance'),
      spool: resolve('.relance', 'spool'),
      host: '127.0.0.1',
      ports: { api: 7400, postgres: 7401, temporal: 7402, temporalUi: 7403, sandbox: 7404 },
      publicUrl: 'http://127.0.0.1:7400',
      database: { url: undefined, ownerPassword: undefined, appPassword: undefined },
      temporal: {
        address: undefined,
        namespace: 'relance',
        simulationNamespace: 'relance-simulation',
        download: 'https://github.com/temporalio/temporal/releases/download',
        downloadTimeoutMs: 8000,
        environment: {},
      },
      providers: {
        sandboxUrl: undefined,
        post: 'spool',
        twilio: {},
        sendgrid: {},
        merciFacteur: {},
        stripe: {},
        registers: { asked: true },
        prices: { sms: 75_000, email: 1_000, letter: 1_390_000, page: 50_000, registered: 5_740_000 },
      },
      apiKey: undefined,
      payloadKeys: undefined,
      outboxPollMs: 200,
      limits: { requestsPerMinute: 6000, trustedProxies: 0 },
      demoFiles: true,
    })
  })

  it('an empty setting is no setting', () => {
    const empty = Object.fromEntries(
      [
        'RELANCE_ENV',
        'RELANCE_API_PORT',
        'RELANCE_PUBLIC_URL',
        'DATABASE_URL',
        'RELANCE_API_KEY',
        'TEMPORAL_NAMESPACE',
        'TEMPORAL_TLS',
      ].map((name) => [name, '']),
    )
    expect(loadConfig(empty)).toEqual(loadConfig({}))
  })

  it('what other programs set is let be', () => {
    expect(loadConfig({ HOME: '/somewhere', PORT: 'none', RELANCE_UNHEARD_OF: 'x' })).toEqual(loadConfig({}))
  })
})

describe('settings that follow from others', () => {
  it('the data folder holds the printed letters, unless they have a folder of their own', () => {
    expect(loadConfig({ RELANCE_DATA: '/data' }).spool).toBe('/data/spool')
    expect(loadConfig({ RELANCE_DATA: '/data', RELANCE_SPOOL: '/letters' }).spool).toBe('/letters')
  })

  it('the public address is that of the API, unless it is set', () => {
    expect(loadConfig({ RELANCE_HOST: '0.0.0.0', RELANCE_API_PORT: '8080' }).publicUrl).toBe('http://0.0.0.0:8080')
    expect(loadConfig({ RELANCE_PUBLIC_URL: 'https://recovery.example.org' }).publicUrl).toBe('https://recovery.example.org')
  })

  it('settings of Temporal’s own are handed on, no others', () => {
    const { environment } = loadConfig({ TEMPORAL_TLS: 'true', TEMPORAL_API_KEY: '', RELANCE_HOST: '::1', PATH: '/bin' }).temporal
    expect(environment).toEqual({ TEMPORAL_TLS: 'true' })
  })

  it('secrets of a webhook are a list, the newest first', () => {
    const { stripe } = loadConfig({ STRIPE_API_KEY: 'sk_test_4b77', STRIPE_WEBHOOK_SECRETS: 'whsec_new, whsec_old' }).providers
    expect(stripe).toEqual({ apiKey: 'sk_test_4b77', webhookSecrets: ['whsec_new', 'whsec_old'] })
  })
})

describe('a malformed setting is refused by name', () => {
  it.each(['0', '-1', '65536', '7400.5', 'http', ' '])('port %j', (port) => {
    expect(refusalOf({ RELANCE_API_PORT: port })).toMatch(/^Settings not understood: RELANCE_API_PORT: .+\.$/)
  })

  it.each(['1', '65535'])('port %j is none', (port) => {
    expect(loadConfig({ RELANCE_API_PORT: port }).ports.api).toBe(Number(port))
  })

  it.each([
    ['RELANCE_PUBLIC_URL', 'recovery'],
    ['RELANCE_TEMPORAL_DOWNLOAD', 'nowhere'],
    ['DATABASE_URL', 'relance'],
    ['DATABASE_URL', 'mysql://relance@127.0.0.1/relance'],
    ['RELANCE_ENV', 'staging'],
    ['RELANCE_LOG_LEVEL', 'loud'],
    ['RELANCE_POLL_MILLISECONDS', '9'],
    ['RELANCE_DOWNLOAD_TIMEOUT_SECONDS', '0'],
    ['RELANCE_HOST', '   '],
    ['STRIPE_WEBHOOK_SECRETS', 'whsec_new,,whsec_old'],
  ])('%s: %j', (name, value) => {
    expect(refusalOf({ [name]: value })).toContain(`${name}: `)
  })

  it('each of several, in one sentence', () => {
    const refusal = refusalOf({ RELANCE_API_PORT: 'http', RELANCE_PUBLIC_URL: 'recovery', RELANCE_ENV: 'staging' })
    for (const name of ['RELANCE_API_PORT', 'RELANCE_PUBLIC_URL', 'RELANCE_ENV']) expect(refusal).toContain(name)
    expect(refusal.split('\n')).toHaveLength(1)
  })

  it('and not repeated, since it may be a secret', () => {
    expect(refusalOf({ DATABASE_URL: 'mysql://relance:9c1f4e@127.0.0.1/relance' })).not.toContain('9c1f4e')
  })
})

describe('production', () => {
  it('with all that it needs and secrets of one’s own starts', () => {
    const config = loadConfig({ ...SOUND, DATABASE_OWNER_PASSWORD: '4b77', DATABASE_APP_PASSWORD: '9c1f4e', RELANCE_API_KEY: 'rk_51fa' })
    expect(config).toMatchObject({ production: true, payloadKeys: `1:${KEY}`, spool: '/var/spool/relance', apiKey: 'rk_51fa' })
    expect(config.temporal.address).toBe('temporal.internal:7233')
    expect(config.database.url).toBe(SOUND.DATABASE_URL)
  })

  it('names all that it needs and lacks, in one sentence', () => {
    expect(refusalOf({ RELANCE_ENV: 'production' })).toBe(`Production needs these settings, which are not set: ${REQUIRED.join(', ')}.`)
  })

  it.each(REQUIRED)('needs %s', (name) => {
    expect(refusalOf({ ...SOUND, [name]: undefined })).toBe(`Production needs these settings, which are not set: ${name}.`)
    expect(refusalOf({ ...SOUND, [name]: '' })).toBe(`Production needs these settings, which are not set: ${name}.`)
  })

  it('writes to debtors, not to a sandbox', () => {
    expect(refusalOf({ ...SOUND, RELANCE_SANDBOX_URL: 'http://127.0.0.1:7404' })).toContain('RELANCE_SANDBOX_URL')
  })

  const secrets = [
    'RELANCE_PAYLOAD_KEYS',
    'DATABASE_OWNER_PASSWORD',
    'DATABASE_APP_PASSWORD',
    'TEMPORAL_API_KEY',
    'RELANCE_API_KEY',
  ].concat(
    ['TWILIO_AUTH_TOKEN', 'SENDGRID_API_KEY', 'MERCI_FACTEUR_SECRET_KEY', 'MERCI_FACTEUR_WEBHOOK_SECRET'],
    ['STRIPE_API_KEY', 'STRIPE_WEBHOOK_SECRETS', 'INSEE_API_KEY'],
  )
  const wellKnown = ['change-me', 'ChangeMe', '1:change-me', 'an-example-key', 'postgres', 'Password', 'secret', 'relance']

  it.each(secrets.flatMap((name) => wellKnown.map((value) => [name, value] as const)))('refuses %s=%s', (name, value) => {
    expect(refusalOf({ ...SOUND, [name]: value })).toBe(`Production refuses a default secret: set a value of your own for ${name}.`)
  })

  it.each(['change-me', 'postgres', 'password', 'secret', 'relance', 'change%2Dme'])(
    'refuses a database whose password is %s',
    (password) => {
      expect(refusalOf({ ...SOUND, DATABASE_URL: `postgresql://relance_app:${password}@db.internal/relance` })).toBe(
        'Production refuses a default secret: set a value of your own for DATABASE_URL (its password).',
      )
    },
  )

  it.each(['postgresql://relance@db.internal/relance', 'postgresql:///relance?host=/var/run/postgresql'])(
    'takes a database without a password: %s',
    (url) => {
      expect(refusalOf({ ...SOUND, DATABASE_URL: url })).toBe('taken')
    },
  )

  it('says how to write a password that cannot be read', () => {
    expect(refusalOf({ ...SOUND, DATABASE_URL: 'postgresql://a:50%off@db/relance' })).toContain('DATABASE_URL')
  })

  it('names every default secret at once', () => {
    const left = { DATABASE_OWNER_PASSWORD: 'postgres', TEMPORAL_API_KEY: 'change-me', DATABASE_URL: 'postgresql://a:secret@db/relance' }
    expect(refusalOf({ ...SOUND, ...left })).toContain('for DATABASE_OWNER_PASSWORD, TEMPORAL_API_KEY, DATABASE_URL (its password).')
  })

  it('takes what only begins like a well-known word; one’s own machine takes all', () => {
    expect(refusalOf({ ...SOUND, DATABASE_APP_PASSWORD: 'secret-4b77' })).toBe('taken')
    expect(refusalOf({ RELANCE_ENV: 'local', DATABASE_APP_PASSWORD: 'secret' })).toBe('taken')
  })
})
