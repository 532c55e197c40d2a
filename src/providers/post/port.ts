/** A letter to be printed and posted. */
export interface Letter {
  /** The contact's id: a provider that has taken a letter with this key takes it once. */
  key: string
  to: { name: string; addressLines: string[] }
  text: string
}

/** The provider refused the letter: it was not taken, and trying the same again would not help. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** What became of a letter, as its provider tells: taken, never taken, or not to be told. */
export type Whereabouts = { taken: true; reference: string } | { taken: false } | { taken: 'unknown' }

/** Somebody who prints and posts letters. */
export interface PostProvider {
  /**
   * Hands a letter over.
   * @returns the provider's reference of it
   * @throws LetterRefused when it is certain that it was not taken; any other error leaves that open
   */
  hand(letter: Letter): Promise<string>
  /** What became of the letter that was, perhaps, handed over with this key. */
  find(key: string): Promise<Whereabouts>
}
