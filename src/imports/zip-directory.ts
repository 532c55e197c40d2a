import { inflateRawSync } from 'node:zlib'
import { ImportError } from './import-error.js'

/** One file of a ZIP archive, as the archive's directory tells of it. Sizes in bytes. */
export interface ZipEntry {
  name: string
  method: number
  packedBytes: number
  unpackedBytes: number
  /** Where its local header begins. */
  offset: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30

/** The directory of a ZIP archive. @throws ImportError where it is damaged */
export function zipEntries(archive: Buffer): ZipEntry[] {
  const end = endOfDirectory(archive)
  const entries: ZipEntry[] = []
  try {
    let at = archive.readUInt32LE(end + 16)
    for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) damaged()
      const [name, extra, comment] = [28, 30, 32].map((field) => archive.readUInt16LE(at + field)) as [number, number, number]
      entries.push({
        name: archive.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name),
        method: archive.readUInt16LE(at + 10),
        packedBytes: archive.readUInt32LE(at + 20),
        unpackedBytes: archive.readUInt32LE(at + 24),
        offset: archive.readUInt32LE(at + 42),
      })
      at += ENTRY_BYTES + name + extra + comment
    }
  } catch (error) {
    throw error instanceof ImportError ? error : damaged()
  }
  return entries
}

/** The content of an entry; never more than it says it holds. @throws ImportError where it is damaged, or holds more */
export function unzipEntry(archive: Buffer, { method, packedBytes, unpackedBytes, offset }: ZipEntry): Buffer {
  try {
    const begin = offset + LOCAL_BYTES + archive.readUInt16LE(offset + 26) + archive.readUInt16LE(offset + 28)
    const packed = archive.subarray(begin, begin + packedBytes)
    return method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(unpackedBytes, 1) })
  } catch {
    return damaged()
  }
}

function endOfDirectory(archive: Buffer): number {
  const earliest = Math.max(0, archive.length - END_BYTES - LONGEST_COMMENT)
  for (let at = archive.length - END_BYTES; at >= earliest; at -= 1) if (archive.readUInt32LE(at) === END_OF_DIRECTORY) return at
  return damaged()
}

function damaged(): never {
  throw new ImportError('The Excel file is damaged or incomplete: open it in Excel and save it again.')
}
