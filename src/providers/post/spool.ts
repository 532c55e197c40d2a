import { access, link, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Letter, LetterRefused, type PostProvider, type Whereabouts } from './port.js'

/** Prints letters into a folder, for somebody to put them into envelopes. The key is the file's name, so a letter is there once or not at all. */
export class PrintSpool implements PostProvider {
  constructor(private readonly folder: string) {}

  async hand(letter: Letter): Promise<string> {
    if (letter.to.addressLines.length === 0) throw new LetterRefused('address-missing')
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const name = fileName(letter.key)
    const aside = join(this.folder, `.${name}.${process.pid}`)
    try {
      // Whole or not at all: written beside, then linked to its name, which fails where it exists.
      await writeFile(aside, envelope(letter), { mode: 0o600 })
      await link(aside, join(this.folder, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error
      })
    } finally {
      await rm(aside, { force: true })
    }
    return name
  }

  async find(key: string): Promise<Whereabouts> {
    const reference = fileName(key)
    return access(join(this.folder, reference)).then(
      () => ({ taken: true, reference }),
      () => ({ taken: false }),
    )
  }
}

const fileName = (key: string) => `${key}.txt`
const envelope = ({ to, text }: Letter) => `${[to.name, ...to.addressLines].join('\n')}\n\n${text}\n`
