/**
 * What every provider of an outbound act has in common: it is handed a message under the contact's id, and it can, or
 * cannot, say afterwards what became of a message whose answer was lost.
 */

/** A provider's word that it has taken a message. */
export interface Receipt {
  /** The provider's own identifier of the message. */
  reference: string
  /** What the act costs, in millionths of a euro; the provider's price list is a setting. */
  costMicros: number
}

/** What became of a message, as its provider tells: taken, never taken, or not to be told. */
export type Whereabouts = ({ taken: true } & Receipt) | { taken: false } | { taken: 'unknown' }

/** The provider refused a message: it was not taken, and trying the same again would not help. */
export class ActRefused extends Error {
  override readonly name = 'ActRefused'

  /**
   * @param code the provider's reason, without personal data
   * @param fault `destination` when the address or number itself is unusable, `opted-out` when its owner has refused
   * messages, `other` when the same destination may be tried again
   */
  constructor(
    readonly code: string,
    readonly fault: 'destination' | 'opted-out' | 'other',
  ) {
    super(code)
  }
}

/** Somebody who carries messages of one kind. */
export interface ActProvider<Message extends { key: string }> {
  /**
   * Hands a message over, once.
   * @throws ActRefused when it is certain that it was not taken; any other error leaves that open
   */
  hand(message: Message): Promise<Receipt>
  /** What became of a message that was, perhaps, handed over at or after `since`. Sends nothing. @throws when it cannot be asked now */
  find(message: Message, since: Date): Promise<Whereabouts>
}
