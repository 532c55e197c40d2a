import { rmSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { onAbort } from './abort-cleanup.js'
import { allFailed, ChecksumFailure, cacheFault, ObtainFailure } from './obtain-failure.js'

/** Programs that stand or fall together in one folder of the cache. */
export interface CachedPrograms {
  /** What they are, as a sentence begins: "Temporal server 1.32.0". */
  title: string
  cache: string
  /** Name of their folder in the cache. */
  name: string
  files: readonly string[]
}

/** One way of obtaining programs. */
export interface Way<Source extends string> {
  source: Source
  /**
   * Puts all files into `ready`; `scratch` is its own to use, and both vanish whatever happens.
   * @throws ObtainFailure where this way does not work
   */
  fill(place: { ready: string; scratch: string }, say: (detail: string) => void): Promise<void>
}

/** Whether every file is there and may be executed. */
export function isCached({ cache, name, files }: CachedPrograms): boolean {
  return files.every((file) => isProgram(join(cache, name, file)))
}

function isProgram(path: string): boolean {
  try {
    const stat = statSync(path)
    return stat.isFile() && stat.size > 0 && (stat.mode & 0o111) !== 0
  } catch {
    return false // what cannot be looked at cannot be run; why shows when it is to be written
  }
}

/**
 * Tries the ways in order until the programs are in the cache, where they appear all at once or not at all.
 * @returns the way that worked; `cache` where another process was quicker
 * @throws StartError saying what to install or set, where no way worked or the cache folder cannot be written
 */
export async function obtainPrograms<Source extends string>(
  programs: CachedPrograms,
  ways: Way<Source>[],
  { say, lastRemedy }: { say: (detail: string) => void; lastRemedy?: string },
): Promise<Source | 'cache'> {
  const failures: ObtainFailure[] = []
  // The caller shows only the last thing said: a wrong checksum stays in front of all that follows.
  const warnings = () => failures.filter((failure) => failure instanceof ChecksumFailure).map((failure) => failure.message)
  for (const way of ways) {
    try {
      const placed = await fillAndPlace(programs, way, (detail) => say([...warnings(), detail].join('; ')))
      return placed ? way.source : 'cache'
    } catch (error) {
      if (!(error instanceof ObtainFailure)) throw cacheFault(error, programs.cache) ?? error
      failures.push(error)
      if (error instanceof ChecksumFailure) say(warnings().join('; '))
    }
  }
  throw allFailed(programs.title, failures, lastRemedy)
}

/** @returns whether these files were placed, and not those of another process */
async function fillAndPlace<Source extends string>(
  programs: CachedPrograms,
  way: Way<Source>,
  say: (detail: string) => void,
): Promise<boolean> {
  await mkdir(programs.cache, { recursive: true })
  const scratch = await mkdtemp(join(programs.cache, `.${programs.name}-`))
  const forget = onAbort(() => discard(scratch))
  try {
    const ready = join(scratch, 'ready')
    await mkdir(ready)
    await way.fill({ ready, scratch }, say)
    return await place(programs, ready, join(scratch, 'replaced'))
  } finally {
    await rm(scratch, { recursive: true, force: true })
    forget()
  }
}

/** A folder is renamed onto another only where that one is empty, so the first of two processes wins and the second keeps its files. */
async function place(programs: CachedPrograms, ready: string, replaced: string): Promise<boolean> {
  const target = join(programs.cache, programs.name)
  const moved = await renameUnlessTaken(ready, target)
  if (moved || isCached(programs)) return moved
  await rename(target, replaced).catch(unlessGone) // what stood there lacked a file
  return renameUnlessTaken(ready, target)
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function renameUnlessTaken(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') return false
    throw error
  }
}

/** Children that were just killed may still be writing. What stays behind is never taken for a result. */
function discard(scratch: string): void {
  try {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
  } catch {
    // the next start does not look at it
  }
}
