import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { ObtainFailure } from './obtain-failure.js'

const MEGABYTE = 1_000_000
const SET_DOWNLOAD = 'set RELANCE_TEMPORAL_DOWNLOAD to an address that serves the release'

interface Download {
  url: string
  file: string
  /** Longest wait for the next byte, the first one included, in milliseconds. */
  timeoutMs: number
  say?: (detail: string) => void
}

/**
 * Streams what an address serves into a file.
 * @returns the SHA-256 of what was written, as lower-case hexadecimal
 * @throws ObtainFailure where the address answers with a failure, cannot be reached, falls silent or is cut off
 */
export async function download({ url, file, timeoutMs, say }: Download): Promise<string> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), timeoutMs)
  let bytes: number | null = null
  try {
    // Without "identity" a proxy's compression would be undone, and the length would count other bytes.
    const response = await fetch(url, { signal: silence.signal, headers: { 'accept-encoding': 'identity' } })
    if (!response.ok || !response.body) throw await refused(url, response)
    bytes = 0
    const hash = createHash('sha256')
    const meter = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        timer.refresh()
        hash.update(chunk)
        bytes = (bytes ?? 0) + chunk.length
        say?.(amount(bytes, response.headers.get('content-length')))
        yield chunk
      }
    }
    await pipeline(Readable.fromWeb(response.body as ReadableStream), meter, createWriteStream(file))
    return hash.digest('hex')
  } catch (error) {
    if (silence.signal.aborted) throw silent(url, timeoutMs)
    throw isOfNetwork(error) ? lost(url, bytes, error) : error
  } finally {
    clearTimeout(timer)
  }
}

function amount(bytes: number, total: string | null): string {
  const megabytes = (count: number) => (count / MEGABYTE).toFixed(0)
  return `downloaded ${megabytes(bytes)}${total ? ` of ${megabytes(Number(total))}` : ''} MB`
}

async function refused(url: string, response: Response): Promise<ObtainFailure> {
  await response.body?.cancel()
  return new ObtainFailure(`${shown(url)} answered ${response.status}`, SET_DOWNLOAD)
}

function silent(url: string, timeoutMs: number): ObtainFailure {
  return new ObtainFailure(`${shown(url)} sent nothing for ${timeoutMs / 1000} s`, 'raise RELANCE_DOWNLOAD_TIMEOUT_SECONDS')
}

/** File system errors name their system call; what fetch throws carries the network's error inside. */
function isOfNetwork(error: unknown): boolean {
  return !(error instanceof ObtainFailure) && !('syscall' in (error as object))
}

function lost(url: string, bytes: number | null, error: unknown): ObtainFailure {
  const { message, cause } = error as { message: string; cause?: { code?: string } }
  const why = cause?.code ?? message
  if (bytes === null) return new ObtainFailure(`${new URL(url).host} cannot be reached (${why})`, 'connect this machine to the network')
  return new ObtainFailure(`the connection was cut while ${shown(url)} was downloaded (${why})`, 'try again on a steadier network')
}

/** The address without the name, password or query it may carry. */
function shown(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}
