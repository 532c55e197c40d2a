import { StartError } from '../../../scripts/progress.mjs'

/** One way of obtaining a program did not work; another may. The message is a clause, without a capital or a full stop. */
export class ObtainFailure extends Error {
  override name = 'ObtainFailure'
  /** What to install or set so that this way works, as a clause: "install Go". */
  readonly remedy: string

  constructor(reason: string, remedy: string) {
    super(reason)
    this.remedy = remedy
  }
}

/** What was downloaded is not what was published. Never passed over in silence, whatever works afterwards. */
export class ChecksumFailure extends ObtainFailure {
  override name = 'ChecksumFailure'
}

/** Whether the output of a command says that the disk is full. */
export const saysDiskFull = (output: string) => /no space left on device|disk quota exceeded/i.test(output)

/** A command found the disk full. No other way is tried: none would need less. */
export class DiskFull extends Error {
  override name = 'DiskFull'
}

/**
 * The sentence for a fault of the file system in the cache folder.
 * @returns null where the error is something else
 */
export function cacheFault(error: unknown, cache: string): StartError | null {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof DiskFull || code === 'ENOSPC' || code === 'EDQUOT')
    return new StartError(`The disk is full: free about 2 GB for ${cache}, or set RELANCE_CACHE to a folder on another disk.`)
  if (!code || !syscall) return null
  return new StartError(`The cache folder ${cache} cannot be used (${code}): make it writable, or set RELANCE_CACHE to a folder that is.`)
}

/** One sentence from all that was tried: `<what> could not be obtained (<reasons>): <remedies>.` */
export function allFailed(what: string, failures: ObtainFailure[], lastRemedy?: string): StartError {
  const reasons = failures.map((failure) => failure.message).join('; ')
  const remedies = [...new Set([...failures.map((failure) => failure.remedy), ...(lastRemedy ? [lastRemedy] : [])])]
  return new StartError(`${what} could not be obtained (${reasons}): ${remedies.join(', or ')}.`)
}
