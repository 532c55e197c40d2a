/** The file as a whole cannot be taken: one sentence for whoever imports it. Nothing of it was sent. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
}
