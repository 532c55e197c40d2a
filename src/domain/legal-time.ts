/**
 * Legal time of a file: the instant that its rules reckon with. In production it is the real clock; elsewhere a file may
 * begin on a fixed date and skip ahead. Either way it is the real clock plus the file's offset, which never decreases.
 */

/** Offset of a file whose legal time is `at` when the real clock shows `now`, in milliseconds. */
export function legalOffset(at: Date, now: Date): number {
  return at.getTime() - now.getTime()
}

/** Legal time of a file when the real clock shows `now`. */
export function legalNow(file: { legalOffsetMs: bigint | number }, now: Date): Date {
  return new Date(now.getTime() + Number(file.legalOffsetMs))
}
