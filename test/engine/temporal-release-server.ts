import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** How one address is answered. */
export type Answer = (response: ServerResponse) => void

/** Serves release files over real HTTP, and remembers what was asked for. */
export interface ReleaseServer {
  url: string
  requests: string[]
  /** Answers by file name; anything else is a 404. */
  answers: Record<string, Answer>
  close(): Promise<void>
}

export async function openReleaseServer(): Promise<ReleaseServer> {
  const requests: string[] = []
  const answers: Record<string, Answer> = {}
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const answer = answers[request.url?.split('/').at(-1) ?? '']
    if (answer) answer(response)
    else response.writeHead(404).end('no such file')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, answers, close }
}

export const whole =
  (body: Buffer | string): Answer =>
  (response) =>
    response.writeHead(200, { 'content-length': Buffer.byteLength(body) }).end(body)

/** Sends the first half of what it promised, then calls `then`: to cut the connection, or to keep it and say nothing more. */
export const half =
  (body: Buffer, then: Answer): Answer =>
  (response) => {
    response.writeHead(200, { 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => then(response))
  }

/** A real tar.gz of small shell scripts, as the release archive holds programs. */
export function archiveOf(programs: Record<string, string>): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'relance-archive-'))
  for (const [name, script] of Object.entries(programs)) writeScript(join(folder, name), script)
  const archive = execFileSync('tar', ['-czf', '-', '-C', folder, ...Object.keys(programs)], { maxBuffer: 16_000_000 })
  rmSync(folder, { recursive: true })
  return archive
}

export function checksumLine(body: Buffer, name: string): string {
  return `${createHash('sha256').update(body).digest('hex')}  ${name}\n`
}

export function writeScript(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}
