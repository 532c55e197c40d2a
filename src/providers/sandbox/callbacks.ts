import { setTimeout as sleep } from 'node:timers/promises'

/** A callback, ready to be sent. */
export interface OutgoingCallback {
  url: string
  /** Made anew for each attempt where they are signed with its time. */
  headers: Record<string, string> | (() => Record<string, string>)
  body: string
}

const TIMEOUT_MS = 5_000

/** Sends callbacks in the background, and again when the receiver is away or does not take them. */
export class CallbackSender {
  private readonly stop = new AbortController()
  private readonly underWay = new Set<Promise<void>>()

  /** @param pausesMs how long to wait before each further attempt; after the last one the callback is given up */
  constructor(private readonly pausesMs: number[]) {}

  /** Sends these one after the other. */
  send(callbacks: OutgoingCallback[]): void {
    const work = this.sendAll(callbacks).finally(() => this.underWay.delete(work))
    this.underWay.add(work)
  }

  /** Resolves when nothing is under way any more. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  /** Gives up what has not been delivered. */
  async close(): Promise<void> {
    this.stop.abort()
    await this.settled()
  }

  private async sendAll(callbacks: OutgoingCallback[]): Promise<void> {
    for (const callback of callbacks) await this.deliver(callback)
  }

  private async deliver(callback: OutgoingCallback): Promise<void> {
    for (const pause of [0, ...this.pausesMs]) {
      // What is aborted while it waits ends by the check that follows.
      if (pause > 0) await sleep(pause, undefined, { signal: this.stop.signal }).catch(() => undefined)
      if (this.stop.signal.aborted || (await this.isTaken(callback))) return
    }
  }

  private async isTaken({ url, headers, body }: OutgoingCallback): Promise<boolean> {
    try {
      const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(TIMEOUT_MS)])
      const made = typeof headers === 'function' ? headers() : headers
      const response = await fetch(url, { method: 'POST', headers: made, body, signal })
      await response.arrayBuffer()
      return response.ok
    } catch {
      return false
    }
  }
}
