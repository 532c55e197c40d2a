import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { OutboxLetter } from '../../contracts/outbox.js'
import { contentHash } from './outbox.js'

const PostalAddress = z.object({ lines: z.array(z.string()), postcode: z.string(), city: z.string(), country: z.string() })
const Line = z.object({
  key: z.string().regex(/^[\w.:-]+$/),
  reference: z.string().default(''),
  /** The spool writes name and address in one. */
  to: z.union([z.string(), z.object({ name: z.string(), address: z.union([z.string(), PostalAddress]) })]),
  pages: z.number().default(1),
  registered: z.boolean().default(false),
  at: z.iso.datetime({ offset: true }),
})

const ID_PREFIX = 'spool-'

/** The letters that lie printed in the spool's folder, oldest first. What another process is just writing is left out. */
export class SpoolLetters {
  private readonly hashes = new Map<string, string>()

  constructor(private readonly folder: string | null) {}

  all(): OutboxLetter[] {
    const manifest = this.folder && join(this.folder, 'manifest.jsonl')
    if (!manifest || !existsSync(manifest)) return []
    const letters = readFileSync(manifest, 'utf8')
      .split('\n')
      .flatMap((line) => this.letterIn(line))
    return [...new Map(letters.map((letter) => [letter.id, letter])).values()]
  }

  /** @param id that of a letter that is listed */
  letter(id: string): Buffer {
    return readFileSync(this.file(id.slice(ID_PREFIX.length)))
  }

  private file(key: string): string {
    return join(this.folder ?? '', `${key}.pdf`)
  }

  private letterIn(line: string): OutboxLetter[] {
    const { data } = Line.safeParse(parsed(line))
    if (!data || !existsSync(this.file(data.key))) return []
    const { key, reference, pages, registered, to } = data
    const at = new Date(data.at).toISOString()
    return [
      {
        id: `${ID_PREFIX}${key}`,
        provider: 'spool',
        channel: 'letter',
        key,
        at,
        to: typeof to === 'string' ? { name: null, address: to } : { name: to.name, address: written(to.address) },
        from: null,
        contentHash: this.hashOf(key),
        states: [{ state: 'printed', at }],
        reference,
        pages,
        registered,
        trackingNumber: null,
      },
    ]
  }

  /** A letter's file never changes once it has its name. */
  private hashOf(key: string): string {
    const hash = this.hashes.get(key) ?? contentHash(readFileSync(this.file(key)))
    this.hashes.set(key, hash)
    return hash
  }
}

function written(address: string | z.infer<typeof PostalAddress>): string {
  if (typeof address === 'string') return address
  return [...address.lines, `${address.postcode} ${address.city}`, address.country].join('\n')
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
