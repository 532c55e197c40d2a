import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import type { Finding } from '../engine/embedded/diagnose.js'
import { print, withExample } from './output.js'

/** `relance doctor`: each part, whether it is there, its version, whether it is well, and what to do if not. */
export function doctorCommand(program: Command): void {
  const doctor = program
    .command('doctor')
    .description('say of each part whether it is found, its version, whether it is healthy, and what to do if not')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { diagnose } = await import('../engine/embedded/diagnose.js')
      const findings = await diagnose(loadConfig())
      const healthy = findings.every((finding) => finding.healthy)
      print(json, { healthy, parts: findings }, () => findings.map(line).join('\n'))
      process.exitCode = healthy ? 0 : 1
    })
  withExample(doctor, 'relance doctor')
}

function line({ part, found, version, healthy, advice }: Finding): string {
  const mark = healthy ? '✔' : '✘'
  const state = found ? version : 'not found'
  return `${mark} ${part.padEnd(20)} ${state}${advice ? `\n    ${advice}` : ''}`
}
