import { SingleBar } from 'cli-progress'

/** Tells on stderr how far an import has come. */
export interface ImportProgress {
  /** @param files how many debt files have been answered for */
  reached(files: number): void
  stop(): void
}

const FORMAT = '{bar} {value} of {total} debt files  {eta_formatted} left'

/** A bar on a terminal, else a line for each batch; nothing where there is nothing to send. */
export function importProgress(total: number, out: NodeJS.WriteStream = process.stderr): ImportProgress {
  if (total === 0) return { reached: () => {}, stop: () => {} }
  if (!out.isTTY) return { reached: (files) => out.write(`${files} of ${total} debt files\n`), stop: () => {} }
  const bar = new SingleBar({ format: FORMAT, stream: out, hideCursor: true, barsize: 30 })
  bar.start(total, 0)
  return { reached: (files) => bar.update(files), stop: () => bar.stop() }
}
