import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8')
const namesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] as string)

interface Service {
  image: string
  user?: string
  read_only?: boolean
  cap_drop?: string[]
  cap_add?: string[]
  security_opt?: string[]
  privileged?: boolean
  tmpfs?: string[]
  ports?: string[]
  volumes?: string[]
  networks?: string[]
  environment?: Record<string, string>
  depends_on?: Record<string, { condition: string }>
  command?: string[]
  restart?: string
  healthcheck?: { disable?: boolean; test?: string[] }
}

const text = read('docker-compose.yml')
const compose = parse(text, { merge: true }) as {
  services: Record<string, Service>
  networks: Record<string, { internal?: boolean }>
  volumes: Record<string, unknown>
}
const services = Object.entries(compose.services)
const service = (name: string) => compose.services[name] as Service
const JOBS = ['migrate', 'namespaces', 'temporal-database', 'temporal-schema']
const RELANCE = services.filter(([, { image }]) => image.startsWith('relance:')).map(([name]) => name)

/** Everything that has to be there, or done, before a service starts. */
function before(name: string): Set<string> {
  const direct = Object.keys(service(name).depends_on ?? {})
  return new Set(direct.flatMap((other) => [other, ...before(other)]))
}

describe('docker-compose.yml', () => {
  test.each(services)('%s has no rights to lose', (name, it) => {
    expect(it.user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(it.read_only).toBe(true)
    expect(it.cap_drop).toEqual(['ALL'])
    expect(it.cap_add ?? []).toEqual(name === 'proxy' ? ['NET_BIND_SERVICE'] : [])
    expect(it.security_opt).toEqual(['no-new-privileges:true'])
    expect(it.privileged).toBeUndefined()
    expect(it.tmpfs).toContain('/tmp')
  })

  test.each(services)('%s runs a version that is named', (_name, it) => {
    expect(it.image).toMatch(/^[a-z/-]+:(\$\{RELANCE_TAG:-local\}|\d[\w.-]*)$/)
  })

  test('only the proxy listens to the world, and the Web UI to this host', () => {
    const published = services.flatMap(([name, it]) => (it.ports ?? []).map((port) => `${name} ${port}`))
    expect(published).toEqual(['proxy 80:8080', 'proxy 443:8443', 'temporal-ui 127.0.0.1:7403:8080'])
  })

  test('database and Temporal are on a network without a way in or out, where the proxy is not', () => {
    expect(compose.networks.data?.internal).toBe(true)
    for (const name of ['postgres', 'temporal', ...JOBS]) expect(service(name).networks).toEqual(['data'])
    expect(service('proxy').networks).toEqual(['edge'])
  })

  test('every network and volume that is used is declared, and every mounted file exists', () => {
    for (const [, it] of services) {
      for (const network of it.networks ?? []) expect(Object.keys(compose.networks)).toContain(network)
      for (const volume of it.volumes ?? []) {
        const source = volume.split(':')[0] as string
        if (source.startsWith('./'))
          expect({ source, exists: existsSync(join(root, source)), mount: volume }).toEqual({
            source,
            exists: true,
            mount: expect.stringMatching(/:ro$/),
          })
        else expect(Object.keys(compose.volumes)).toContain(source)
      }
    }
  })

  test('every variable is either required or has a default, and every secret is required', () => {
    const uses = [...text.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] as string)
    expect(uses.length).toBeGreaterThan(10)
    for (const use of uses) {
      expect(use).toMatch(/^[A-Z_]+(:\?set [A-Z_]+|:-[^$]+)$/)
      if (/PASSWORD|KEY|SECRET|TOKEN/.test(use)) expect(use).toMatch(/^([A-Z_]+):\?set \1$/)
    }
    expect(text.replaceAll(/\$\{[^}]*\}/g, '')).not.toMatch(/\$[A-Za-z{]/)
  })

  test('no secret is written out', () => {
    for (const [, it] of services) {
      for (const [key, value] of Object.entries(it.environment ?? {})) {
        if (/PASSWORD|PWD|SECRET|TOKEN|API_KEY|PAYLOAD_KEYS/.test(key)) expect(value).toMatch(/^\$\{[A-Z_]+:\?set [A-Z_]+\}$/)
        const credentials = /:\/\/[^/:@]*:([^/]*)@/.exec(value)?.[1]
        if (credentials) expect(credentials).toMatch(/^\$\{[A-Z_]+:\?set [A-Z_]+\}$/)
      }
    }
  })

  test('each setting given to Relance is one that Relance knows', () => {
    const known = namesIn(
      read('src', 'config.ts').match(/const Environment = z\.object\(\{(.*?)^\}\)/ms)?.[1] ?? '',
      /^ {2}([A-Z][A-Z0-9_]*):/gm,
    )
    expect(known.length).toBeGreaterThan(15)
    for (const name of RELANCE) for (const key of Object.keys(service(name).environment ?? {})) expect(known).toContain(key)
  })

  test('each process of Relance has what production requires', () => {
    const required = namesIn(read('src', 'config.ts').match(/REQUIRED_IN_PRODUCTION = \[(.*?)\]/s)?.[1] ?? '', /'([A-Z_]+)'/g)
    expect(required.length).toBeGreaterThan(2)
    for (const name of RELANCE) {
      const environment = service(name).environment ?? {}
      expect(environment.RELANCE_ENV).toBe('production')
      expect(Object.keys(environment)).toEqual(expect.arrayContaining(required))
    }
  })

  test('only the migration has the superuser’s password, and the processes are the application’s role', () => {
    expect(RELANCE.filter((name) => JSON.stringify(service(name)).includes('${POSTGRES_PASSWORD'))).toEqual(['migrate'])
    for (const name of RELANCE.filter((other) => other !== 'migrate'))
      expect(service(name).environment?.DATABASE_URL).toMatch(/^postgresql:\/\/relance_app:/)
  })

  test('every command of Relance runs once or is kept running', () => {
    const commands = Object.fromEntries(RELANCE.map((name) => [name, service(name).command?.join(' ')]))
    expect(commands).toEqual({
      api: 'api',
      worker: 'worker',
      poller: 'poller',
      migrate: 'database migrate',
      namespaces: 'namespaces register',
    })
  })

  test.each(['api', 'worker', 'poller'])('%s starts after the jobs that it rests on', (name) => {
    expect([...before(name)]).toEqual(expect.arrayContaining([...JOBS, 'postgres', 'temporal']))
  })

  test('a job is waited for until it has succeeded, a server until it is healthy', () => {
    for (const [, it] of services) {
      for (const [other, { condition }] of Object.entries(it.depends_on ?? {})) {
        const isJob = JOBS.includes(other)
        expect({ other, condition }).toEqual({ other, condition: isJob ? 'service_completed_successfully' : 'service_healthy' })
        if (!isJob && !RELANCE.includes(other)) expect(service(other).healthcheck?.test).toBeDefined()
      }
    }
  })

  test('jobs end, servers come back', () => {
    for (const [name, it] of services)
      expect({ name, restart: it.restart }).toEqual({ name, restart: JOBS.includes(name) ? 'on-failure:5' : 'unless-stopped' })
  })

  test('the schema tool is of the server’s version, which is that of npm start', () => {
    const version = (name: string) => service(name).image.split(':')[1]
    expect(version('temporal-schema')).toBe(version('temporal'))
    expect(read('src', 'engine', 'embedded', 'temporal-binaries.ts')).toContain(`TEMPORAL_VERSION = '${version('temporal')}'`)
  })
})

interface Instruction {
  keyword: string
  value: string
}

/** Enough of a Dockerfile's grammar for ours: comments, continued lines, one instruction each. */
function instructions(dockerfile: string): Instruction[] {
  const lines = dockerfile.split('\n').filter((line) => !/^\s*(#|$)/.test(line))
  const joined = lines.join('\n').replaceAll(/\\\n\s*/g, '')
  return joined.split('\n').map((line) => {
    const [, keyword, value] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (!keyword || value === undefined) throw new Error(`not an instruction: ${line}`)
    return { keyword, value }
  })
}

describe('Dockerfile', () => {
  const all = instructions(read('Dockerfile'))
  const starts = all.flatMap(({ keyword }, at) => (keyword === 'FROM' ? [at] : []))
  const last = all.slice(starts.at(-1))
  const valuesOf = (keyword: string) => last.filter((instruction) => instruction.keyword === keyword).map(({ value }) => value)
  const copies = all.filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD')
  const stages = namesIn(
    all
      .filter(({ keyword }) => keyword === 'FROM')
      .map(({ value }) => value)
      .join('\n'),
    /AS (\S+)$/gm,
  )

  test('builds in stages, on the Node that package.json asks for', () => {
    expect(stages).toEqual(['deps', 'production-deps', 'build', 'runtime'])
    for (const { value } of all.filter(({ keyword }) => keyword === 'FROM')) expect(value).toMatch(/^(node:20-bookworm-slim|deps) AS /)
  })

  test('installs what is locked, without development tools in the last stage', () => {
    const installs = all.filter(({ keyword, value }) => keyword === 'RUN' && /\bnpm\b/.test(value)).map(({ value }) => value)
    expect(installs.filter((value) => /npm (install|i|add)\b/.test(value))).toEqual([])
    expect(installs.filter((value) => /npm ci\b.*--omit=dev/.test(value))).toHaveLength(1)
    expect(valuesOf('COPY').filter((value) => value.includes('node_modules'))).toEqual([
      '--from=production-deps /app/node_modules node_modules',
    ])
  })

  test('takes nothing from the network but packages', () => {
    expect(all.filter(({ keyword }) => keyword === 'ADD')).toEqual([])
    expect(all.filter(({ keyword, value }) => keyword === 'RUN' && /curl|wget|https?:/.test(value))).toEqual([])
  })

  test('copies what exists and what the build context holds', () => {
    const ignored = read('.dockerignore')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
    for (const { value } of copies) {
      const from = /--from=(\S+)/.exec(value)?.[1]
      if (from) expect(stages).toContain(from)
      const sources = from
        ? []
        : value
            .split(/\s+/)
            .filter((word) => !word.startsWith('--'))
            .slice(0, -1)
      for (const source of sources) {
        expect({ source, exists: existsSync(join(root, source)) }).toEqual({ source, exists: true })
        expect(ignored).not.toContain(source)
      }
    }
  })

  test('keeps secrets, data and history out of the build context', () => {
    const ignored = read('.dockerignore').split('\n')
    for (const path of ['.env', '.env.*', '.git', '.relance', '.relance-*', 'node_modules', 'dist', '*.key', '*.pem'])
      expect(ignored).toContain(path)
  })

  test('runs as a user that is not root, by number', () => {
    expect(valuesOf('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    expect(last.findIndex(({ keyword }) => keyword === 'USER')).toBeGreaterThan(last.findLastIndex(({ keyword }) => keyword === 'RUN'))
  })

  test('holds no secret', () => {
    for (const { keyword, value } of all.filter((one) => one.keyword === 'ENV' || one.keyword === 'ARG'))
      expect(`${keyword} ${value}`).not.toMatch(/PASSWORD|SECRET|TOKEN|PAYLOAD_KEYS|API_KEY/)
  })

  test('starts Relance as process 1, stops by SIGTERM, says how it is', () => {
    expect(valuesOf('ENTRYPOINT')).toEqual(['["node", "dist/relance.js"]'])
    expect(valuesOf('STOPSIGNAL')).toEqual(['SIGTERM'])
    const check = /CMD (\[.*\])$/.exec(valuesOf('HEALTHCHECK')[0] ?? '')?.[1] ?? ''
    const [program, , script] = JSON.parse(check) as string[]
    expect(program).toBe('node')
    expect(script).toContain('/live`')
  })

  test('keeps what it writes in the volume', () => {
    expect(valuesOf('VOLUME')).toEqual(['/var/lib/relance'])
    const environment = valuesOf('ENV').join(' ')
    for (const name of ['RELANCE_DATA', 'RELANCE_SPOOL']) expect(environment).toMatch(new RegExp(`${name}=/var/lib/relance\\b`))
    expect(environment).toContain('HOME=/tmp')
  })
})
