import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { createProgram } from '../../src/cli/main.js'
import { relance } from './relance.js'

/** Run until they are stopped, so they have no result to print. */
const PROCESSES = ['relance worker', 'relance poller', 'relance api', 'relance seed', 'relance sandbox']

const nameOf = (command: Command): string => (command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name())
const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)]
const all = withAllBelow(createProgram())

function helpOf(command: Command): string {
  let help = ''
  command.configureOutput({
    writeOut: (text) => {
      help += text
    },
  })
  command.outputHelp()
  return help
}

it('lists what there is', () => {
  expect(all.map(nameOf)).toEqual(expect.arrayContaining(['relance doctor', 'relance file open', 'relance audit replay', 'relance worker']))
})

it.each(all.map((command) => [nameOf(command), command] as const))(
  '%s --help ends with an example that begins as it is called',
  (name, command) => {
    const [, example = ''] = helpOf(command).split('\nExample:\n')
    const [, words = ''] = /^ {2}(?:[A-Z_]+=\S+ )?(relance .+)\n$/.exec(example) ?? []
    expect(words.startsWith(name)).toBe(true)
  },
)

it('every command with a result prints it as JSON on demand', () => {
  const leaves = all.filter(({ commands }) => commands.length === 0)
  const without = leaves.filter(({ options }) => !options.some(({ long }) => long === '--json'))
  expect(without.map(nameOf)).toEqual(PROCESSES)
})

it('is printed by the command itself', async () => {
  const { code, stdout, stderr } = await relance(['file', 'pause', '--help'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    /Usage: relance file pause .+Example:\n {2}relance file pause K7M2P9QRS --reason under-review --until 2026-12-15\n/s,
  )
})
