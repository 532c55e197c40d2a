import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { z } from 'zod'
import { ImportBody } from '../../src/contracts/debt-file.js'

/**
 * The route that takes imports, as the contract describes it, with files kept in memory: a key is opened once, a claim is held by
 * one file, and SIREN 000000000 is refused. It can be told to fail.
 */
export class FakeApi {
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const failure = this.failures.shift()
      this.batches += 1
      if (failure === 'cut before') return request.socket.destroy()
      if (failure === 'hang') return
      const answer = failure === 503 ? PROBLEM : this.#answer(JSON.parse(Buffer.concat(chunks).toString()))
      if (failure === 'cut after') return request.socket.destroy()
      response.writeHead(failure === 503 ? 503 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  readonly opened = new Map<string, string>()
  readonly claims = new Set<string>()
  /** What happens to the next requests, before they are answered or after; undefined answers. */
  failures: ('cut before' | 'cut after' | 'hang' | 503 | undefined)[] = []
  batches = 0

  async start(): Promise<Record<string, string>> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    const { port } = this.#server.address() as AddressInfo
    return { RELANCE_PUBLIC_URL: `http://127.0.0.1:${port}`, RELANCE_API_KEY: 'key' }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #answer(body: unknown) {
    const { dryRun, files } = ImportBody.parse(body)
    return { files: files.map(({ key, file }) => this.#take(key, file, dryRun)) }
  }

  #take(key: string, { debtor, claims }: z.infer<typeof ImportBody>['files'][number]['file'], dryRun: boolean) {
    const answer = { key, reference: null, duplicates: [] as string[], code: null, faults: [], remarks: [] }
    const known = this.opened.get(key)
    if (known) return { ...answer, outcome: 'known', reference: known }
    if (debtor.siren === '000000000')
      return { ...answer, outcome: 'refused', code: 'request-invalid', faults: [{ field: 'debtor.siren', message: 'is no SIREN' }] }
    const duplicates = claims.map(({ reference }) => reference).filter((reference) => this.claims.has(reference))
    if (duplicates.length === claims.length) return { ...answer, outcome: 'refused', code: 'claim-duplicate', duplicates }
    if (dryRun) return { ...answer, outcome: 'would-open', duplicates }
    const reference = `K${this.opened.size + 1}`
    this.opened.set(key, reference)
    for (const claim of claims) this.claims.add(claim.reference)
    return { ...answer, outcome: 'opened', reference, duplicates }
  }
}

const PROBLEM = { type: 'about:blank', title: 'Relance cannot answer now', status: 503, code: 'unavailable' }
