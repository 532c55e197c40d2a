import { mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './child-command.js'
import { DiskFull, ObtainFailure, saysDiskFull } from './obtain-failure.js'

/** The oldest Go that builds the programs. */
export const MINIMUM_GO = '1.26.8'

const INSTALL_GO = `install Go ${MINIMUM_GO} or newer`
/** Releases only: what a development version can build is not known. */
const RELEASED_GO = /^go version go(\d+\.\d+(?:\.\d+)?)(?![\w.])/
const NO_NETWORK = /dial tcp|no such host|i\/o timeout|connection refused|proxyconnect|module lookup disabled/i
const REASON_CHARACTERS = 200

/** One program to build. */
export interface GoProgram {
  /** Package and version, as `go install` takes them. */
  package: string
  /** File name it gets. */
  file: string
  /** How long a first build takes, in words, for whoever waits. */
  takes: string
}

/**
 * Builds programs with the Go that `env.PATH` finds.
 * @throws ObtainFailure where there is no Go, it is too old, or a build fails
 */
export async function buildWithGo(
  programs: readonly GoProgram[],
  env: NodeJS.ProcessEnv,
  { ready, scratch }: { ready: string; scratch: string },
  say: (detail: string) => void,
): Promise<void> {
  await requireGo(env, scratch)
  for (const program of programs) {
    say(`building ${program.file} with Go, once: ${program.takes}`)
    await build(program, env, { ready, scratch })
  }
}

async function requireGo(env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  // In an empty folder, since a go.mod may ask for another toolchain.
  const end = await runCommand('go', ['version'], { cwd, env })
  const version = RELEASED_GO.exec(end?.ok ? end.output : '')?.[1]
  if (!version) throw new ObtainFailure('Go is not installed', INSTALL_GO)
  if (isOlder(version, MINIMUM_GO)) throw new ObtainFailure(`Go ${version} is too old`, INSTALL_GO)
}

function isOlder(version: string, minimum: string): boolean {
  const [ours, theirs] = [version, minimum].map((text) => text.split('.').map(Number)) as [number[], number[]]
  const different = theirs.findIndex((part, index) => part !== (ours[index] ?? 0))
  return different >= 0 && (ours[different] ?? 0) < (theirs[different] ?? 0)
}

/** Each program gets a GOBIN of its own, since Go names it after its folder: "server". GOTMPDIR vanishes with `scratch` when Go is killed. */
async function build(program: GoProgram, env: NodeJS.ProcessEnv, { ready, scratch }: { ready: string; scratch: string }): Promise<void> {
  const bin = join(scratch, `bin-${program.file}`)
  const temporary = join(scratch, `tmp-${program.file}`)
  await mkdir(bin)
  await mkdir(temporary)
  const end = await runCommand('go', ['install', program.package], { cwd: scratch, env: { ...env, GOBIN: bin, GOTMPDIR: temporary } })
  const [built] = await readdir(bin)
  if (!end?.ok || !built) throw buildFailure(program, end?.output ?? '')
  await rename(join(bin, built), join(ready, program.file))
}

function buildFailure(program: GoProgram, output: string): Error {
  if (saysDiskFull(output)) return new DiskFull()
  const reason = `building ${program.file} with Go failed (${output.trim().split('\n').at(-1)?.slice(0, REASON_CHARACTERS) || 'it said nothing'})`
  if (NO_NETWORK.test(output)) return new ObtainFailure(reason, 'set GOPROXY to a Go module proxy that can be reached')
  return new ObtainFailure(reason, `see the whole fault with "go install ${program.package}"`)
}
