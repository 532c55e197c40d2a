/** The list of a spool's letters, one JSON object a line, in the order in which they were printed. */
export const MANIFEST = 'manifest.jsonl'

export interface ManifestLine {
  /** The contact's id; the letter is `<key>.pdf` beside the manifest. */
  key: string
  /** The file's reference. */
  reference: string
  to: string
  pages: number
  registered: boolean
  /** When the line was written, ISO 8601 in UTC. */
  at: string
}

/**
 * The letters of a manifest, each once. Lines that cannot be read are passed over: a crash may tear one while it is
 * written, and the letter gets another when it is handed over again or asked for.
 */
export function readManifest(text: string): ManifestLine[] {
  const found = new Map<string, ManifestLine>()
  for (const line of text.split('\n').map(parse)) if (line && !found.has(line.key)) found.set(line.key, line)
  return [...found.values()]
}

function parse(line: string): ManifestLine | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && 'key' in value && typeof value.key === 'string' ? (value as ManifestLine) : null
  } catch {
    return null
  }
}
