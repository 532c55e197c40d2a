/**
 * Says on the terminal what is being done, how long it has taken so far and how long it took.
 * Plain Node without dependencies: it speaks before anything is installed.
 */

const SHOW_AFTER_MS = 2000
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** A failure the user can act on: its message is one sentence and is shown without a stack. */
export class StartError extends Error {
  name = 'StartError'
}

/**
 * @param {{ out?: NodeJS.WriteStream, quiet?: boolean }} [options]
 * @returns {import('./progress.d.mts').Progress}
 */
export function createProgress({ out = process.stdout, quiet = false } = {}) {
  const live = Boolean(out.isTTY)
  const write = (text) => {
    if (!quiet) out.write(text)
  }
  const clear = () => {
    if (live) write('\r\x1b[2K')
  }

  return {
    line: (text) => write(`${text}\n`),

    async step(name, work) {
      const started = performance.now()
      let detail = ''
      let shown = -Infinity
      const tick = () => {
        const elapsed = performance.now() - started
        if (elapsed < SHOW_AFTER_MS) return
        if (live) {
          clear()
          write(`  … ${name}${detail && `: ${detail}`} (${seconds(started)})`)
        } else if (elapsed - shown >= 10_000) {
          shown = elapsed
          write(`  … ${name}${detail && `: ${detail}`} (${seconds(started)})\n`)
        }
      }
      const timer = setInterval(tick, live ? 200 : 1000)
      try {
        const result = await work((text) => {
          detail = text
        })
        clear()
        write(`  ✔ ${name}${typeof result === 'string' && result ? `: ${result}` : ''} (${seconds(started)})\n`)
        return result
      } catch (error) {
        clear()
        write(`  ✘ ${name} (${seconds(started)})\n`)
        throw error
      } finally {
        clearInterval(timer)
      }
    },
  }
}
