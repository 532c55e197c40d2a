import { DataFolder } from '../../src/engine/embedded/data-folder.js'
import { Supervisor } from '../../src/engine/embedded/supervisor.js'

/** A supervisor in a process of its own, with two processes that sleep; says their pids and waits to be killed. */
const folder = new DataFolder(process.argv[2] ?? '')
await folder.open()
const supervisor = new Supervisor(folder, () => {})
for (const name of ['one', 'two']) await supervisor.start({ name, command: 'sleep', args: ['600'], stopSignal: 'SIGTERM' })
if (process.argv[3] === 'die') process.kill(process.pid, 'SIGKILL') // before the watchdog has had time to load
process.send?.(folder.recorded())
