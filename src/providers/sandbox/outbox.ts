import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutboxMessage } from '../../contracts/outbox.js'

type WithoutStates<Message> = Message extends OutboxMessage ? Omit<Message, 'states'> : never
/** A message as it is taken: nothing has become of it yet. */
export type TakenMessage = WithoutStates<OutboxMessage>

type Line = { message: TakenMessage; html?: string } | { id: string; state: string; at: string }

/** The longest a message may be found again by its key: as long as Merci Facteur refuses it. */
const KEY_KEPT_MS = 30 * 24 * 3_600_000

/**
 * What the sandbox took, in a file that only grows by whole lines: whatever process is ended at whatever moment, nothing that
 * was answered is lost, and what is counted is counted from the file.
 */
export class Outbox {
  private readonly file: string
  private readonly letters: string
  private readonly attachments: string
  private readonly byId = new Map<string, OutboxMessage>()
  private readonly htmlById = new Map<string, string>()

  constructor(folder: string) {
    this.file = join(folder, 'outbox.jsonl')
    this.letters = join(folder, 'letters')
    this.attachments = join(folder, 'attachments')
    for (const one of [this.letters, this.attachments]) mkdirSync(one, { recursive: true, mode: 0o700 })
    if (existsSync(this.file)) this.load()
  }

  /** Oldest first. */
  all(): OutboxMessage[] {
    return [...this.byId.values()]
  }

  get(id: string): OutboxMessage | undefined {
    return this.byId.get(id)
  }

  html(id: string): string | undefined {
    return this.htmlById.get(id)
  }

  letter(id: string): Buffer | undefined {
    const file = this.letterFile(id)
    return this.byId.has(id) && existsSync(file) ? readFileSync(file) : undefined
  }

  /** A file that came with an e-mail, by its place among them. */
  attachment(id: string, index: number): Buffer | undefined {
    const file = this.attachmentFile(id, index)
    return this.byId.has(id) && Number.isInteger(index) && existsSync(file) ? readFileSync(file) : undefined
  }

  /** A letter that was taken under this key and counts as a duplicate still. */
  letterOf(key: string, now: Date): OutboxMessage | undefined {
    const since = now.getTime() - KEY_KEPT_MS
    return this.all().find((message) => message.channel === 'letter' && message.key === key && Date.parse(message.at) > since)
  }

  /** The letter's PDF, and what an e-mail brings, are there before the line that names them. */
  take(message: TakenMessage, body: { html?: string; pdf?: Uint8Array; attachments?: Uint8Array[] } = {}): void {
    for (const [index, bytes] of (body.attachments ?? []).entries())
      writeFileSync(this.attachmentFile(message.id, index), bytes, { mode: 0o600 })
    if (body.pdf) writeFileSync(this.letterFile(message.id), body.pdf, { mode: 0o600 })
    this.append({ message, ...(body.html !== undefined && { html: body.html }) })
  }

  addState(id: string, state: string, at: Date): void {
    this.append({ id, state, at: at.toISOString() })
  }

  private letterFile(id: string): string {
    return join(this.letters, `${id}.pdf`)
  }

  private attachmentFile(id: string, index: number): string {
    return join(this.attachments, `${id}-${index}`)
  }

  private append(line: Line): void {
    appendFileSync(this.file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
    this.apply(line)
  }

  /** A line without an end was being written when the process ended: its message was never answered for. */
  private load(): void {
    const bytes = readFileSync(this.file)
    const whole = bytes.lastIndexOf('\n') + 1
    if (whole < bytes.length) truncateSync(this.file, whole)
    const lines = bytes.subarray(0, whole).toString('utf8').split('\n').filter(Boolean)
    for (const line of lines) this.apply(JSON.parse(line) as Line)
  }

  private apply(line: Line): void {
    if ('message' in line) {
      this.byId.set(line.message.id, { ...line.message, states: [] })
      if (line.html !== undefined) this.htmlById.set(line.message.id, line.html)
    } else {
      this.byId.get(line.id)?.states.push({ state: line.state, at: line.at })
    }
  }
}

/** Names what an addressee reads, so that the same content is seen twice. */
export function contentHash(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}
