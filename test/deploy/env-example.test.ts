import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ConfigError, loadConfig } from '../../src/config.js'

const root = join(import.meta.dirname, '..', '..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
const names = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map((match) => match[1] as string))

const example = read('.env.example')
const config = read('src', 'config.ts')

/** Each line that sets or would set a name, whether or not it is commented out. */
const settings = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name, value]) => ({
  name: name as string,
  value: value as string,
}))
const inExample = new Set(settings.map(({ name }) => name))
const environment = config.match(/const Environment = z\.object\(\{(.*?)^\}\)/ms)?.[1] ?? ''
const inConfig = names(environment, /^ {2}([A-Z][A-Z0-9_]*):/gm)
const readBySdk = names(
  read('node_modules', '@temporalio', 'envconfig', 'lib', 'envconfig-toml.js'),
  /envProvider\['(TEMPORAL_[A-Z_]+)'\]/g,
)
const readByCompose = names(read('docker-compose.yml') + read('deploy', 'compose.external-temporal.yml'), /\$\{([A-Z][A-Z0-9_]*)/g)

describe('.env.example', () => {
  test('names every setting that config.ts reads', () => {
    expect(inConfig.size).toBeGreaterThan(15)
    expect([...inConfig].filter((name) => !inExample.has(name))).toEqual([])
  })

  test('names every variable that the compose files read', () => {
    expect([...readByCompose].filter((name) => !inExample.has(name))).toEqual([])
  })

  test('names nothing that nobody reads', () => {
    expect([...inExample].filter((name) => !inConfig.has(name) && !readBySdk.has(name) && !readByCompose.has(name))).toEqual([])
  })

  test('names each setting once, and sets none', () => {
    expect(settings.map(({ name }) => name)).toEqual([...inExample])
    expect(example.match(/^[A-Z]/m)).toBeNull()
  })

  test('says the defaults that config.ts has', () => {
    const defaults = [...environment.matchAll(/^ {2}([A-Z][A-Z0-9_]*): .*(?:\.default|port)\((?:'([^']*)'|(\d+))\),$/gm)]
    expect(defaults.length).toBeGreaterThan(10)
    for (const [, name, text, number] of defaults) expect(settings).toContainEqual({ name, value: text ?? number })
  })
})

describe('production with the example’s values', () => {
  const filled = Object.fromEntries(settings.map(({ name, value }) => [name, value]))
  const start = (changes: NodeJS.ProcessEnv) => () =>
    loadConfig({ ...filled, RELANCE_ENV: 'production', RELANCE_SPOOL: '/spool', ...changes })
  const own = {
    RELANCE_PAYLOAD_KEYS: '1:c2l4dGVlbiBieXRlcyBhcmUgbm90IGVub3VnaCBoZXI=',
    DATABASE_OWNER_PASSWORD: '4f1d',
    DATABASE_APP_PASSWORD: '93ab',
    DATABASE_URL: 'postgresql://relance_app:93ab@127.0.0.1:5432/relance',
    TEMPORAL_API_KEY: '',
    RELANCE_SANDBOX_URL: '',
    TWILIO_AUTH_TOKEN: '77c1',
    SENDGRID_API_KEY: 'SG.51fa',
    SENDGRID_INBOUND_CREDENTIALS: 'relay:51fa',
    MERCI_FACTEUR_SECRET_KEY: '08be',
    MERCI_FACTEUR_WEBHOOK_SECRET: 'd2e9',
    STRIPE_API_KEY: 'sk_live_4b77',
    STRIPE_WEBHOOK_SECRETS: 'whsec_51fa',
    INSEE_API_KEY: '51fa-insee',
  }

  test.each(['RELANCE_PAYLOAD_KEYS', 'DATABASE_OWNER_PASSWORD', 'DATABASE_APP_PASSWORD', 'TEMPORAL_API_KEY', 'DATABASE_URL'] as const)(
    'is refused while %s is the example’s',
    (name) => {
      const changes: NodeJS.ProcessEnv = { ...own, [name]: filled[name] }
      expect(start(changes)).toThrow(ConfigError)
      expect(start(changes)).toThrow(name)
    },
  )

  test('is refused without what production needs', () => {
    expect(start({ ...own, TEMPORAL_ADDRESS: '', RELANCE_SPOOL: '' })).toThrow(/TEMPORAL_ADDRESS, RELANCE_SPOOL/)
  })

  test('starts once each secret is one’s own', () => {
    expect(start(own)().production).toBe(true)
  })

  test('the same values are no obstacle on one’s own machine', () => {
    expect(start({ RELANCE_ENV: 'local' })().production).toBe(false)
  })
})
