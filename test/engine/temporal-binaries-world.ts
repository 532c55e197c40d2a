import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { StartError } from '../../scripts/progress.mjs'
import { type ObtainOptions, obtainTemporalBinaries } from '../../src/engine/embedded/temporal-binaries.js'
import { openReleaseServer, writeScript } from './temporal-release-server.js'

export type BinariesWorld = Awaited<ReturnType<typeof openBinariesWorld>>

/** A release server that publishes nothing yet, an empty cache folder, and a PATH with tar but without Go. */
export async function openBinariesWorld() {
  const root = mkdtempSync(join(tmpdir(), 'relance-binaries-'))
  const path = toolFolder(join(root, 'tools'), ['tar', 'gzip', 'chmod'])
  const release = await openReleaseServer()
  const said: string[] = []
  const options: ObtainOptions = {
    cache: join(root, 'cache'),
    download: release.url,
    downloadTimeoutMs: 60_000,
    say: (detail) => said.push(detail),
    env: { PATH: path },
  }
  return {
    root,
    path,
    release,
    said,
    options,
    obtain: () => obtainTemporalBinaries(options),
    /** The sentence of a failure that left nothing behind. */
    sentenceOf: (work: Promise<unknown>) => sentenceOf(work, options.cache),
    installTool(name: string, script: string) {
      rmSync(join(path, name), { force: true }) // a link to the system's own
      writeScript(join(path, name), script)
    },
    async close() {
      await release.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

async function sentenceOf(work: Promise<unknown>, cache: string): Promise<string> {
  const error = await work.then(
    () => null,
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(StartError)
  expect(existsSync(cache) ? readdirSync(cache) : []).toEqual([])
  return (error as Error).message
}

export const outputOf = (program: string) => execFileSync(program, { encoding: 'utf8' }).trim()

/** A folder for PATH that holds the system's tools named, and nothing else: no Go. */
function toolFolder(folder: string, tools: string[]): string {
  mkdirSync(folder)
  for (const tool of tools) {
    const found = execFileSync('/bin/sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim()
    symlinkSync(found, join(folder, tool))
  }
  return folder
}

/** The command `go`: answers with a version, and "builds" a script that names its package, or does `install` instead. */
export function fakeGo(version: string, install = 'echo "echo $2" > "$GOBIN/$name" && chmod +x "$GOBIN/$name"'): string {
  return `case "$1" in
  version) echo "go version ${version} linux/amd64" ;;
  install) name="\${2%@*}"; name="\${name##*/}"; ${install} ;;
esac`
}
