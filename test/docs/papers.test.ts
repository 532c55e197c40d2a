import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../../src/cli/main.js'

/**
 * What the papers name must be there: files, commands, scripts, names of code beside the file that holds them, and a
 * reason for each dependency. A paper that has gone stale is found here and not by its reader.
 *
 * Not claimed: that what the papers say is true, and addresses on the net.
 */

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const isThere = (path: string) => existsSync(join(ROOT, path))
const papersIn = (folder: string, recursive: boolean) =>
  readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))

const PAPERS = [...papersIn('.', false), ...papersIn('docs', true)].sort()
const DECISIONS = papersIn('docs/decisions', false).map(read).join('\n')
const manifest = JSON.parse(read('package.json')) as Record<'scripts' | Dependencies, Record<string, string>>
type Dependencies = 'dependencies' | 'devDependencies' | 'optionalDependencies'

/** Folders whose files are named from the root of the project. */
const PATH = /^(?:src|workflows|activities|scripts|prisma|test|docs|deploy)\/[\w./-]*$|^[\w-]+\.(?:ts|mjs|json|yml)$|^Dockerfile$/
/** Made by whoever installs Relance, or kept in a data folder. */
const NOT_OURS = ['deploy/tls/', 'secrets.json', 'format.json', 'processes.json']

const fencesOf = (text: string) => [...text.matchAll(/^ *```\w*\n([\s\S]*?)^ *```/gm)].map(([, code = '']) => code)
const withoutFences = (text: string) => text.replace(/^ *```[\s\S]*?^ *```/gm, '')
const quotedIn = (text: string) => [...withoutFences(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)

/** The part of an address behind `#`, as the heading it leads to makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
const anchorsIn = (text: string) => [...withoutFences(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

function brokenLinks(paper: string, text: string): string[] {
  const targets = [...withoutFences(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets.filter((target) => {
    if (/^(https?|mailto):/.test(target)) return false
    const [path = '', anchor] = target.split('#')
    const linked = path === '' ? paper : join(dirname(paper), path)
    return !isThere(linked) || (anchor !== undefined && !anchorsIn(read(linked)).includes(anchor))
  })
}

const missingFiles = (text: string) => quotedIn(text).filter((code) => PATH.test(code) && !NOT_OURS.includes(code) && !isThere(code))

/** A name of code beside its file: `openFile` in `src/store/open-file.ts`, or the file in brackets, or in the next cell. */
function missingNames(text: string): string[] {
  const pairs = withoutFences(text)
    .replace(/\s+/g, ' ')
    .matchAll(/`(\w+(?:\.\w+)?)(?:\(\))?`(?: in | of | \(|, | \| )`([\w./-]+\.(?:ts|mjs|cjs|sql|prisma))`/g)
  return [...pairs]
    .filter(([, name = '', path = '']) => PATH.test(path) && isThere(path) && !read(path).includes(name.split('.').at(-1) ?? ''))
    .map(([, name, path]) => `${name} in ${path}`)
}

/** Everything that names of code may come from. */
const SOURCES = ['src', 'workflows', 'activities', 'scripts', 'test', 'prisma']
  .flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .filter((path) => /\.(ts|mjs|cjs|prisma)$/.test(path) && !path.startsWith('src/generated') && !path.startsWith('test/docs'))
  .map(read)
  .join('\n')

/** A name that can only be one of code, like `openFile` or `DataFolder`, wherever it stands. */
const unknownNames = (text: string) => quotedIn(text).filter((code) => /^[A-Za-z]+[a-z][A-Z]\w*$/.test(code) && !SOURCES.includes(code))

const missingScripts = (text: string) =>
  [...text.matchAll(/npm run (?:(?:--silent|-s) )?([\w:-]+)/g)].map(([, name = '']) => name).filter((name) => !(name in manifest.scripts))

const withAllBelow = (command: Command): Command[] => [command, ...command.commands.flatMap(withAllBelow)]
const nameOf = (command: Command): string => (command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name())

/** Its own, and those of the commands that it stands below. */
const optionsOf = (command: Command): (string | undefined)[] => [
  ...(command.parent ? optionsOf(command.parent) : []),
  ...command.options.map(({ long }) => long),
]

/** What can be called, by its name without `relance`: `doctor`, `file open`, with the options it takes. */
const COMMANDS = new Map(
  withAllBelow(createProgram())
    .filter(({ commands, registeredArguments }) => commands.length === 0 || registeredArguments.length > 0)
    .map((command) => [nameOf(command), ['--help', ...optionsOf(command)]]),
)

/** Command lines of `relance`, in a block or in a sentence, without the word itself. */
function commandLines(text: string): string[] {
  const calls = [...fencesOf(text).flatMap((code) => code.replaceAll('\\\n', ' ').split('\n')), ...quotedIn(text)]
  return calls.flatMap((call) => /^(?:npm run (?:--silent |-s )?relance --|relance) (.+)$/.exec(call)?.[1] ?? [])
}

function unknownCommands(text: string): string[] {
  return commandLines(text).filter((line) => {
    if (line === '--help') return false
    const [first = '', second = '', third = ''] = line.split(' ')
    if (line === first && [...COMMANDS.keys()].some((name) => name.startsWith(`${first} `))) return false // a group by its name
    const options = COMMANDS.get(`${first} ${second} ${third}`) ?? COMMANDS.get(`${first} ${second}`) ?? COMMANDS.get(first)
    return !options || (line.match(/(?<= )--[a-z][a-z-]+/g) ?? []).some((option) => !options.includes(option))
  })
}

const HOMES = /(?<![\w.~-])\/(?:home|Users|root|work|tmp)\/[\w.-]+/g

describe.each(PAPERS)('%s', (paper) => {
  const text = read(paper)

  it('links to what is there', () => expect(brokenLinks(paper, text)).toEqual([]))
  it('quotes files that are there', () => expect(missingFiles(text)).toEqual([]))
  it('names code that is in the file beside it', () => expect(missingNames(text)).toEqual([]))
  it('names code that is somewhere', () => expect(unknownNames(text)).toEqual([]))
  it('names scripts of package.json', () => expect(missingScripts(text)).toEqual([]))
  it('shows commands that the command line has', () => expect(unknownCommands(text)).toEqual([]))
  it('has no path of somebody’s own machine', () => expect(text.match(HOMES) ?? []).toEqual([]))
})

describe('the papers together', () => {
  it('give a reason for every dependency', () => {
    const names = (['dependencies', 'devDependencies', 'optionalDependencies'] as const).flatMap((kind) => Object.keys(manifest[kind]))
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !DECISIONS.includes(`\`${name}\``))).toEqual([])
  })

  it('list every decision in their index', () => {
    const index = read('docs/decisions/README.md')
    expect(readdirSync(join(ROOT, 'docs/decisions')).filter((name) => name !== 'README.md' && !index.includes(`(${name})`))).toEqual([])
  })

  it('say in the README how to start and how to test', () => {
    expect(fencesOf(read('README.md')).join('\n')).toMatch(/^npm start$/m)
    expect(fencesOf(read('README.md')).join('\n')).toMatch(/^npm test$/m)
  })
})

describe('what is looked for is found', () => {
  const stale = [
    '[a](gone.md) [b](README.md#gone) [c](https://example.org)',
    '`src/gone.ts` `src/config.ts` `gone` in `src/config.ts` `loadConfig` (`src/config.ts`)',
    '`npm run gone`, `relance file vanish X`, `relance doctor`, `relance file show X --loudly`',
    '```sh\nnpm run relance -- file open --debtor X\nrelance audit forget X\n```',
  ].join('\n')

  it('commands, as the code defines them', () => {
    expect([...COMMANDS.keys()]).toEqual(expect.arrayContaining(['doctor', 'file open', 'audit replay', 'worker']))
    expect(commandLines(read('README.md')).length).toBeGreaterThan(8)
  })

  it('whatever is stale', () => {
    expect(brokenLinks('README.md', stale)).toEqual(['gone.md', 'README.md#gone'])
    expect(missingFiles(stale)).toEqual(['src/gone.ts'])
    expect(missingNames(stale)).toEqual(['gone in src/config.ts'])
    expect(unknownNames('`openFile` `openFileTwice` `DataFolder`, `npm start`')).toEqual(['openFileTwice'])
    expect(missingScripts(stale)).toEqual(['gone'])
    expect(unknownCommands(stale)).toEqual(['audit forget X', 'file vanish X', 'file show X --loudly'])
    expect(unknownCommands('`relance file open --help`, `relance --help`, `relance audit`')).toEqual([])
    expect('in /home/somebody/relance'.match(HOMES)).toEqual(['/home/somebody'])
  })
})
