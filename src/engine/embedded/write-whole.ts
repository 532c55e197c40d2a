import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Writes a file that only this user reads, aside and renamed: whatever ends the machine in between, it holds the old text or the new. */
export function writeWhole(file: string, text: string): void {
  const aside = `${file}.new`
  const open = openSync(aside, 'w', 0o600)
  try {
    writeSync(open, text)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
  renameSync(aside, file)
}
