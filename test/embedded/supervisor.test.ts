import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DataFolder, type RecordedProcess } from '../../src/engine/embedded/data-folder.js'
import { isRunning } from '../../src/engine/embedded/process-identity.js'
import { type Launch, Supervisor } from '../../src/engine/embedded/supervisor.js'
import { eventually } from '../support/eventually.js'
import { temporaryFolder } from './temporary-folder.js'

let temporary: ReturnType<typeof temporaryFolder>
let folder: DataFolder
let supervisor: Supervisor
let notices: string[]

beforeEach(async () => {
  temporary = temporaryFolder()
  folder = new DataFolder(join(temporary.path, 'data'))
  await folder.open()
  notices = []
  supervisor = new Supervisor(folder, (text) => notices.push(text))
})

afterEach(async () => {
  await supervisor.stop()
  temporary.remove()
})

const sleeper = (name: string): Launch => ({ name, command: 'sleep', args: ['600'], stopSignal: 'SIGTERM' })
const shell = (name: string, script: string): Launch => ({ name, command: 'sh', args: ['-c', script], stopSignal: 'SIGTERM' })
const node = (name: string, script: string, more: Partial<Launch> = {}): Launch => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  stopSignal: 'SIGTERM',
  ...more,
})
const recorded = (name: string) => folder.recorded().find((process) => process.name === name)
const linesOf = (log: string) => readFileSync(join(folder.logs, log), 'utf8').trim().split('\n')

test('what dies is started again, and the record follows', async () => {
  await supervisor.start(sleeper('one'))
  const before = recorded('one') as RecordedProcess
  expect(supervisor.pid('one')).toBe(before.pid)
  process.kill(before.pid, 'SIGKILL')
  await eventually(() => expect(recorded('one')?.pid).not.toBe(before.pid))
  await eventually(() => expect(supervisor.isRunning('one')).toBe(true))
  expect(notices).toEqual(['one ended (SIGKILL); starting it again'])
})

test('what keeps dying is started again later and later', async () => {
  const marks = join(temporary.path, 'mark')
  await supervisor.start(shell('failing', `touch ${marks}.$$; exit 3`))
  const times = await eventually(() => {
    const names = readdirSync(temporary.path).filter((name) => name.startsWith('mark'))
    expect(names.length).toBeGreaterThanOrEqual(3)
    return names.map((name) => statSync(join(temporary.path, name)).mtimeMs).sort((one, other) => one - other)
  })
  const [first = 0, second = 0, third = 0] = times
  expect(second - first).toBeGreaterThanOrEqual(590)
  expect(third - second).toBeGreaterThanOrEqual(1190)
  expect(notices[0]).toBe('failing ended (code 3); starting it again')
})

test('all are ended in reverse order of their start, each before the next is asked', async () => {
  const order = join(temporary.path, 'order')
  for (const name of ['one', 'two', 'three'])
    await supervisor.start(
      node(
        name,
        `process.on('SIGTERM', () => { fs.appendFileSync('${order}', '${name} '); process.exit() }); process.send('ready'); setInterval(() => {}, 1e6)`,
        {
          saysReady: true,
        },
      ),
    )
  const all = folder.recorded()
  await supervisor.stop()
  expect(readFileSync(order, 'utf8')).toBe('three two one ')
  expect(all.map(({ name }) => name)).toEqual(['three', 'two', 'one', 'watchdog'])
  expect(all.filter(isRunning)).toEqual([])
  expect(folder.recorded()).toEqual([])
})

test('what does not end when asked is killed after its time', async () => {
  const stubborn = node('stubborn', `process.on('SIGTERM', () => {}); process.send('ready'); setInterval(() => {}, 1e6)`, {
    saysReady: true,
    graceMs: 100,
  })
  await supervisor.start(stubborn)
  const process_ = recorded('stubborn') as RecordedProcess
  await supervisor.stop()
  expect(isRunning(process_)).toBe(false)
})

test('nothing is started once it stops', async () => {
  await supervisor.start(sleeper('one'))
  await supervisor.stop()
  await expect(supervisor.start(sleeper('two'))).rejects.toThrow('Relance is being stopped.')
})

test('what ends before it is ready is named, with its last words', async () => {
  await expect(supervisor.start(node('worker', `console.log('no database'); process.exit(1)`, { saysReady: true }))).rejects.toThrow(
    'The worker of Relance ended while starting; its last words: no database',
  )
})

test('a command is run to its end with what it said, is on the record meanwhile, and is not started again', async () => {
  const told = join(temporary.path, 'told')
  const ended = supervisor.run(shell('tool', `until [ -e ${told} ]; do sleep 0.05; done; echo said; exit 4`))
  expect(recorded('tool')).toBeDefined()
  writeFileSync(told, '')
  expect(await ended).toEqual({ code: 4, output: 'said\n' })
  expect(recorded('tool')).toBeUndefined()
  expect(notices).toEqual([])
})

test('a command in progress is ended with the rest', async () => {
  const ended = supervisor.run(sleeper('tool'))
  const tool = recorded('tool') as RecordedProcess
  await supervisor.stop()
  expect((await ended).code).toBe(1)
  expect(isRunning(tool)).toBe(false)
})

test('a log is kept, for its user only', async () => {
  await supervisor.start(shell('talker', 'echo hello; exec sleep 600'))
  await eventually(() => expect(linesOf('talker.log')).toEqual(['hello']))
  expect((statSync(join(folder.logs, 'talker.log')).mode & 0o777).toString(8)).toBe('600')
})

test('a watchdog that is killed is started again, and does its work', async () => {
  await supervisor.start(sleeper('one'))
  const before = recorded('watchdog') as RecordedProcess
  process.kill(before.pid, 'SIGKILL')
  await eventually(() => {
    expect(recorded('watchdog')).toBeDefined()
    expect(recorded('watchdog')?.pid).not.toBe(before.pid)
  })
  expect(supervisor.isRunning('one')).toBe(true)
})

test.each(['after a while', 'before its watchdog has loaded'])('kill -9 of the supervisor %s ends all it has started', async (when) => {
  const data = join(temporary.path, 'other')
  const file = fileURLToPath(new URL('supervise.ts', import.meta.url))
  const child = fork(file, [data, when === 'after a while' ? '' : 'die'], { execArgv: ['--import', 'tsx'] })
  if (when === 'after a while') await once(child, 'message')
  child.kill(when === 'after a while' ? 'SIGKILL' : 0)
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(existsSync(join(data, 'processes.json'))).toBe(true)
  const left = new DataFolder(data).recorded()
  expect(left.map(({ name }) => name)).toEqual(['two', 'one', 'watchdog'])
  await eventually(() => expect(left.filter(isRunning)).toEqual([]))
})
