const POLL_MS = 50
/** Long, for a busy machine: what never happens is found all the same. */
const WITHIN_MS = 60_000

/**
 * Asks again and again until `check` passes, and returns what it returned: for what another process does in its own time.
 * @throws the last failure of `check` when it has not passed within `withinMs`
 */
export async function eventually<T>(check: () => Promise<T> | T, withinMs = WITHIN_MS): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > deadline) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
