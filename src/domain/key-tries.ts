/**
 * How often somebody may be wrong who says that it is the debtor. What protects a file is the length of its payment key (nine random
 * characters of thirty and a check character: 44 bits); these limits make guessing slow and visible, and never lock out who has the key:
 * a try is refused for what came from its own address alone.
 */

const MINUTE_MS = 60_000
const QUARTER_MS = 15 * MINUTE_MS
const DAY_MS = 24 * 60 * MINUTE_MS

/** Whose wrong tries are counted together, each over a window that begins at whole quarters of an hour or days (UTC). */
export const WINDOWS = {
  /** From one address: it stops a script within minutes. */
  'address-quarter': QUARTER_MS,
  /** From one address: a patient script gets no further than this. */
  'address-day': DAY_MS,
  /** From one address for one reference: somebody who tries out one debtor. */
  'pair-day': DAY_MS,
  /** For one reference, from wherever. */
  'reference-day': DAY_MS,
  /** All of them. */
  'all-quarter': QUARTER_MS,
} as const
export type WindowKind = keyof typeof WINDOWS

/** Wrong tries so far, by window. */
export type Tries = Record<WindowKind, number>

/**
 * Wrong tries after which an address must wait. People mistype two or three times, and households, offices and the customers of a mobile
 * network share an address; who gives up here has still the link in an e-mail, or the telephone.
 */
const MOST = { 'address-quarter': 20, 'address-day': 60, 'pair-day': 10 } as const

/**
 * The same while somebody tries out keys: addresses that fail get less. One that has not failed is not touched, so that nobody can lock
 * out a debtor by being wrong elsewhere.
 */
const MOST_WHILE_GUESSED = { 'address-quarter': 5, 'address-day': 10, 'pair-day': 3 } as const

/**
 * Wrong tries at which people are told, and addresses get less. Thirty for one reference: no household mistypes its key so often in a
 * day. A thousand of all within a quarter of an hour: more than readers mistype when tens of thousands of letters arrive on one morning.
 */
export const ALERTS = {
  'reference-guessed': { window: 'reference-day', tries: 30 },
  'keys-guessed': { window: 'all-quarter', tries: 1_000 },
} as const satisfies Record<string, { window: WindowKind; tries: number }>
export type AlertKind = keyof typeof ALERTS

/** When the window that holds an instant has begun. */
export function windowOpening(kind: WindowKind, at: Date): Date {
  return new Date(Math.floor(at.getTime() / WINDOWS[kind]) * WINDOWS[kind])
}

/** How many seconds an address must wait before it may try any reference again, and this one; 0 where it need not. */
export function secondsToWait(tries: Tries, at: Date): { any: number; same: number } {
  const most = mostFor(tries)
  const wait = (kind: keyof typeof most) =>
    tries[kind] < most[kind] ? 0 : Math.ceil((windowOpening(kind, at).getTime() + WINDOWS[kind] - at.getTime()) / 1000)
  return { any: Math.max(wait('address-quarter'), wait('address-day')), same: wait('pair-day') }
}

function mostFor(tries: Tries): Record<keyof typeof MOST, number> {
  const isStorm = isReached('keys-guessed', tries)
  const isTarget = isReached('reference-guessed', tries)
  const byAddress = isStorm ? MOST_WHILE_GUESSED : MOST
  return { ...byAddress, 'pair-day': (isStorm || isTarget ? MOST_WHILE_GUESSED : MOST)['pair-day'] }
}

const isReached = (kind: AlertKind, tries: Tries) => tries[ALERTS[kind].window] >= ALERTS[kind].tries
