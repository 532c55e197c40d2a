/** A statement file that cannot be taken: one sentence for whoever imports it, naming the line or element. Nothing of it was read. */
export class StatementError extends Error {
  override readonly name = 'StatementError'
}

/** What stands in a file, fit for a sentence: no line breaks or control characters, and not long. */
export function quoted(text: string): string {
  const plain = text.replace(/[^\x20-\x7e\u00a0-\ud7ff\ue000-\uffef]+/g, ' ').trim()
  return `"${plain.length > 40 ? `${plain.slice(0, 39)}…` : plain}"`
}
