import type { Command } from 'commander'
import { withExample } from './output.js'

/** The long-running processes: in production each is started by itself, as often as needed. */
const PROCESSES = {
  worker: 'run debt files: their decisions and their acts',
  poller: 'tell debt files what the outbox holds; one works at a time, others wait',
  api: 'serve the HTTP API',
  seed: 'fill the local agency with demo files, once; npm start does it by itself',
  sandbox: 'stand in for the providers of messages, on one’s own machine',
} as const

export function processCommands(program: Command): void {
  for (const name of Object.keys(PROCESSES) as (keyof typeof PROCESSES)[]) {
    const command = program.command(name).description(PROCESSES[name])
    command.action(async () => (await import('./run-process.js'))[name]())
    withExample(command, `relance ${name}`)
  }
}
