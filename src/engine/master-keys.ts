import { hkdfSync } from 'node:crypto'

const KEY_BYTES = 32

/** The master keys of an installation, each under its version: keys for a purpose are derived from them, and stored nowhere. */
export class MasterKeys {
  private readonly masters: Map<string, Buffer>
  /** Version that new keys are derived from. */
  readonly newest: string

  /**
   * @param keys `version:base64` of 32 bytes each, newest first, separated by commas; old ones are kept to read with
   * @throws Error that names the setting, never a key
   */
  constructor(keys: string) {
    const parsed = parseKeys(keys)
    this.masters = new Map(parsed)
    this.newest = parsed[0]?.[0] ?? ''
  }

  /** The key for one purpose, which its `info` names. @throws Error for a version that is not among the keys */
  derive(version: string, info: string): Buffer {
    const master = this.masters.get(version)
    if (!master) throw new Error(`payload key version ${version} is not among RELANCE_PAYLOAD_KEYS`)
    return Buffer.from(hkdfSync('sha256', master, '', info, KEY_BYTES))
  }

  /** Keys for one purpose under every master key, the newest first. */
  deriveAll(info: string): [Buffer, ...Buffer[]] {
    return [...this.masters.keys()].map((version) => this.derive(version, info)) as [Buffer, ...Buffer[]]
  }

  has(version: string): boolean {
    return this.masters.has(version)
  }
}

function parseKeys(setting: string): [version: string, key: Buffer][] {
  const keys = setting.split(',').map((entry): [string, Buffer] => {
    const [, version, base64] = /^\s*(\w+):([A-Za-z0-9+/]+={0,2})\s*$/.exec(entry) ?? []
    const key = Buffer.from(base64 ?? '', 'base64')
    if (!version || key.length !== KEY_BYTES) throw new Error('RELANCE_PAYLOAD_KEYS: each key is <version>:<base64 of 32 bytes>')
    return [version, key]
  })
  if (new Set(keys.map(([version]) => version)).size < keys.length) throw new Error('RELANCE_PAYLOAD_KEYS: two keys have the same version')
  return keys
}
