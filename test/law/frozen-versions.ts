import { canonicalHash } from '../../src/store/canonical-hash.js'

/**
 * Files pin what they live by, and their decisions carry its hash. So a version that was used never changes again; a
 * change is a new version beside it, with a line of its own.
 */
export const RULE = 'a used version is frozen: add a new one'

export type Versions = Record<string, unknown>

/** What is wrong with the versions found, in sentences, against the hashes that they had when they were first used. */
export function faults(found: Versions, frozen: Record<string, string>): string[] {
  const present = Object.entries(found).flatMap(([name, value]) => {
    const hash = canonicalHash(value)
    if (!(name in frozen)) return [`${name} has no hash: write '${name}': '${hash}'`]
    return frozen[name] === hash ? [] : [`${name} changed: ${RULE}`]
  })
  return [...present, ...Object.keys(frozen).flatMap((name) => (name in found ? [] : [`${name} is gone: ${RULE}`]))]
}
