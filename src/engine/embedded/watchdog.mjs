/**
 * Ends the processes of a Relance whose supervisor has died, however it died. Run by the supervisor, which tells it the
 * processes over their channel; when the channel breaks, it ends them in the order given: users of the database first.
 */
const GRACE_MS = 5000
let processes = []

process.on('message', (message) => {
  processes = message
})
process.on('disconnect', () => {
  void endAll().finally(() => process.exit(0))
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {}) // it outlives its supervisor on purpose

async function endAll() {
  for (const { pid, stopSignal } of processes) await end(pid, stopSignal)
}

async function end(pid, signal) {
  const deadline = Date.now() + GRACE_MS
  try {
    process.kill(pid, signal)
    for (;;) {
      process.kill(pid, Date.now() > deadline ? 'SIGKILL' : 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch {
    // ESRCH: it has ended
  }
}
