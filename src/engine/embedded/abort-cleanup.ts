const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs `cleanup` (synchronous) if this process is ended, by a signal or by itself, before the returned function is called.
 * Where nobody else handles the signal it then takes its usual effect. Not handled: SIGKILL, which no process can see.
 */
export function onAbort(cleanup: () => void): () => void {
  const forget = () => {
    process.off('exit', cleanup)
    for (const signal of SIGNALS) process.off(signal, end)
  }
  const end = (signal: NodeJS.Signals) => {
    cleanup()
    forget()
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
  // The last come is the first to go: a child is ended before the folder it writes to is deleted.
  process.prependListener('exit', cleanup)
  for (const signal of SIGNALS) process.prependListener(signal, end)
  return forget
}
