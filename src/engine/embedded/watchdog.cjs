/**
 * Ends the processes of a Relance whose supervisor has died, however it died. Run by the supervisor, which tells it the
 * processes over their channel; when the channel breaks, it ends them in the order given: users of the database first.
 *
 * Not an ES module: that loads while the channel is already read, and a supervisor killed meanwhile would go unheard.
 */
const GRACE_MS = 5000
const KILLED_MS = 1000
let processes = []

process.on('message', (message) => {
  processes = message
})
process.once('disconnect', () => void endAllAndExit())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {}) // it outlives its supervisor on purpose

async function endAllAndExit() {
  for (const { pid, stopSignal } of processes) await end(pid, stopSignal)
  process.exit(0)
}

async function end(pid, signal) {
  const deadline = Date.now() + GRACE_MS
  try {
    process.kill(pid, signal)
    // A process that nobody collects still has its pid after it was killed: it is not waited for.
    while (Date.now() < deadline + KILLED_MS) {
      process.kill(pid, Date.now() > deadline ? 'SIGKILL' : 0)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  } catch {
    // ESRCH: it has ended
  }
}
