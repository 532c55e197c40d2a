import { access, type FileHandle, link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { ActRefused, type Receipt, type Whereabouts } from '../act.js'
import { MANIFEST, type ManifestLine, readManifest } from './manifest.js'
import type { Letter, PostProvider } from './port.js'

/** What a printed letter costs, in millionths of a euro. */
export interface SpoolPrices {
  microsPerPage: number
  /** Envelope and postage. */
  microsPerLetter: number
  /** Added for a registered letter. */
  microsRegistered: number
}

export interface SpoolSettings {
  folder: string
  prices: SpoolPrices
  /** The real time, for the manifest. */
  now: () => Date
}

/**
 * Prints letters into a folder, for somebody to put them into envelopes. The key is the file's name, so a letter is there
 * once or not at all, whichever of several processes wrote it. `manifest.jsonl` lists what is to be posted, one letter a line.
 */
export class PrintSpool implements PostProvider {
  constructor(private readonly settings: SpoolSettings) {}

  async hand(letter: Letter): Promise<Receipt> {
    const reference = fileName(letter.key)
    if (letter.to.address.lines.every((line) => line.trim() === '')) throw new ActRefused('address-missing', 'destination')
    await mkdir(this.settings.folder, { recursive: true, mode: 0o700 })
    const isNew = await this.print(reference, letter.pdf)
    if (isNew || !(await this.isListed(letter.key))) await this.list(letter)
    return { reference, costMicros: this.cost(letter) }
  }

  /** By the name alone. A letter that a crash has kept off the manifest was printed all the same, and is listed now. */
  async find(letter: Letter): Promise<Whereabouts> {
    const reference = fileName(letter.key)
    try {
      await access(join(this.settings.folder, reference))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { taken: false }
      throw error
    }
    if (!(await this.isListed(letter.key))) await this.list(letter)
    return { taken: true, reference, costMicros: this.cost(letter) }
  }

  /**
   * Whole or not at all: written aside and down to the disk, then linked to its name, which fails where it exists.
   * @returns whether it was not there before
   */
  private async print(name: string, pdf: Uint8Array): Promise<boolean> {
    const { folder } = this.settings
    const aside = join(folder, `.${name}.${uuid()}`)
    try {
      await written(aside, 'wx', async (file) => await file.writeFile(pdf))
      return await link(aside, join(folder, name)).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error
          return false
        },
      )
    } finally {
      await rm(aside, { force: true })
      await syncFolder(folder)
    }
  }

  private async isListed(key: string): Promise<boolean> {
    const text = await readFile(join(this.settings.folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return ''
      throw error
    })
    return readManifest(text).some((line) => line.key === key)
  }

  /**
   * Adds the letter's line. Two processes may both add it, which readers ignore: a letter that is listed twice is posted
   * once, one that is not listed may never be.
   */
  private async list({ key, to, pages, registered, reference }: Letter): Promise<void> {
    const line: ManifestLine = { key, reference, to: addressOf(to), pages, registered, at: this.settings.now().toISOString() }
    await written(join(this.settings.folder, MANIFEST), 'a+', async (file) => {
      // One write, which appending keeps together; a line that a crash has torn is ended first.
      await file.write(`${(await isTorn(file)) ? '\n' : ''}${JSON.stringify(line)}\n`)
    })
  }

  private cost({ pages, registered }: Letter): number {
    const { microsPerPage, microsPerLetter, microsRegistered } = this.settings.prices
    return microsPerLetter + pages * microsPerPage + (registered ? microsRegistered : 0)
  }
}

/** A key comes from the engine; one that would leave the folder is a fault of the program. */
function fileName(key: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$/.test(key)) throw new RangeError('a letter’s key must be usable as a file name')
  return `${key}.pdf`
}

function addressOf({ name, address }: Letter['to']): string {
  return [name, ...address.lines, `${address.postcode} ${address.city}`, address.country].join(', ')
}

/** Writes to a file that only this user reads, down to the disk. */
async function written(path: string, flags: 'wx' | 'a+', write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, flags, 0o600)
  try {
    await write(file)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Does a text end within a line? */
async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat()
  if (size === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString('latin1') !== '\n'
}

/** The new name itself must outlive a power failure. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
