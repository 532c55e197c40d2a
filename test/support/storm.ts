import { randomUUID } from 'node:crypto'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import type { OutboxMessage } from '../../src/contracts/outbox.js'
import type { Decision } from '../../src/domain/decision.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { openFile } from '../../src/store/open-file.js'
import { eventually } from './eventually.js'
import type { OwnStack } from './own-stack.js'

/** Wednesday 14 January 2026, 10:00 in Paris: the reminders of all files are due, and ten hours remain for them. */
const LEGAL_START = '2026-01-14T09:00:00Z'
const LEASE_AND_A_SECOND = 61
const OPENED_AT_ONCE = 8

const stormStrategy: Strategy = {
  name: 'storm',
  version: 1,
  steps: [
    { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 0, payWithinDays: 8, registered: false },
    { id: 'reminder', stage: 'amicable', channels: ['sms', 'email', 'letter'], afterDays: 5, payWithinDays: 8, registered: false },
  ],
}

type StormChannel = 'sms' | 'email' | 'letter'
const CHANNELS: readonly StormChannel[] = ['sms', 'email', 'letter']

interface StormFile {
  id: string
  channel: StormChannel
  /** Number or address that only this file's debtor has; for a letter the file's reference, by which its letters are listed. */
  addressee: string
  amountCents: number
}

/** A file as it stands: its acts, and what it decided last. */
interface Standing {
  file: StormFile
  closed: boolean
  contacts: { id: string; state: string; released: boolean }[]
  decision: Decision | null
}

/** What became of a storm, in numbers. */
export interface Tally {
  messages: number
  sent: number
  failed: number
  unknown: number
  /** Files that were never contacted, because they were paid before. */
  untouched: number
}

/** Many files, each with a debtor of its own, whose reminder is due the moment they are opened: text message, e-mail or letter. */
export class Storm {
  private static opened = 0

  private constructor(
    private readonly stack: OwnStack,
    readonly tenantId: string,
    readonly files: readonly StormFile[],
  ) {}

  /** @param legalStart when the lives of all of them begin */
  static async open(stack: OwnStack, count: number, legalStart = LEGAL_START): Promise<Storm> {
    const creditor = await stack.creditor(stormStrategy)
    const tenantId = await stack.tenantId()
    const files: StormFile[] = []
    const numbers = Array.from({ length: count }, (_, index) => index)
    const openNext = async (): Promise<void> => {
      for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
        files.push(await openOne(stack, { tenantId, creditor, legalStart, number, serial: Storm.opened++ }))
      }
    }
    await Promise.all(Array.from({ length: OPENED_AT_ONCE }, openNext))
    return new Storm(stack, tenantId, files)
  }

  /** Messages that providers have taken of these files. */
  async messages(): Promise<OutboxMessage[]> {
    const addressees = new Set(this.files.map(({ addressee }) => addressee))
    return (await this.stack.messages()).filter((message) => addressees.has(addresseeOf(message)))
  }

  /** Waits until a share of the messages is out. @returns how many there are then */
  untilUnderWay(share: number): Promise<number> {
    return eventually(async () => {
      const { length } = await this.messages()
      if (length < this.files.length * share) throw new Error(`${length} messages`)
      return length
    }, 60_000)
  }

  /**
   * Waits until no call is open and no file has anything left to do today.
   * @param skippingLeases does not sit out the minute after which a call without an answer is looked into
   */
  async untilSettled(withinMs: number, skippingLeases = false): Promise<Standing[]> {
    const skipped = new Set<string>()
    return eventually(async () => {
      const standings = await this.standings()
      const open = standings.filter((standing) => !isSettled(standing))
      if (skippingLeases) for (const standing of open) await this.skipLease(standing, skipped)
      if (open.length > 0) throw new Error(`${open.length} files are not settled: ${JSON.stringify(open.slice(0, 3))}`)
      return standings
    }, withinMs)
  }

  /** Waits until every file is closed, with no call of it open. */
  async untilClosed(withinMs: number): Promise<void> {
    await eventually(async () => {
      const open = (await this.standings()).filter((standing) => !standing.closed || !isSettled(standing))
      if (open.length > 0) throw new Error(`${open.length} files are open: ${JSON.stringify(open.slice(0, 3))}`)
    }, withinMs)
  }

  private async skipLease({ file, contacts, decision }: Standing, skipped: Set<string>): Promise<void> {
    const calling = contacts.find(({ state }) => state === 'calling')
    const isWaiting = decision?.because.some(({ rule }) => rule === 'call-in-progress')
    if (!calling || !isWaiting || skipped.has(calling.id)) return
    skipped.add(calling.id)
    await this.stack.skip(file.id, LEASE_AND_A_SECOND)
  }

  /** Moves the files whose act failed to the next day, when it is tried again. */
  async tryAgainNextDay(): Promise<void> {
    const failed = (await this.standings()).filter(
      ({ contacts }) => contacts.length > 0 && contacts.every(({ state }) => state === 'failed'),
    )
    await Promise.all(failed.map(({ file }) => eventually(() => this.stack.forward(file, 1))))
  }

  async standings(): Promise<Standing[]> {
    const rows = await this.stack.db.debtFile.findMany({
      where: { id: { in: this.files.map(({ id }) => id) } },
      select: {
        id: true,
        status: true,
        contacts: { orderBy: { id: 'asc' }, select: { id: true, state: true, releasedAt: true } },
        decisions: { orderBy: [{ at: 'desc' }, { recordedAt: 'desc' }], take: 1, select: { outcome: true } },
      },
    })
    const byId = new Map(rows.map((row) => [row.id, row]))
    return this.files.map((file) => {
      const row = byId.get(file.id)
      const contacts = row?.contacts.map(({ id, state, releasedAt }) => ({ id, state, released: releasedAt !== null })) ?? []
      const decision = (row?.decisions[0]?.outcome ?? null) as unknown as Decision | null
      return { file, closed: row?.status === 'closed', contacts, decision }
    })
  }

  /** What must never be, file by file, in words; and the numbers. */
  async judge(): Promise<{ wrongs: string[]; tally: Tally }> {
    const messages = await this.messages()
    const standings = await this.standings()
    const { byKey, byContent } = await this.stack.counts()
    const wrongs = [
      ...byKey.map(({ value }) => `one contact was sent twice: ${value}`),
      ...byContent.map(({ value }) => `one content was sent twice: ${value}`),
      ...standings.flatMap((standing) =>
        wrongsOf(
          standing,
          messages.filter((message) => addresseeOf(message) === standing.file.addressee),
        ),
      ),
    ]
    const having = (state: string) => standings.filter(({ contacts }) => contacts.some((contact) => contact.state === state)).length
    const [sent, unknown] = [having('sent'), having('unknown')]
    const untouched = standings.filter(({ contacts }) => !contacts.some(({ released }) => released)).length
    return { wrongs, tally: { messages: messages.length, sent, unknown, untouched, failed: standings.length - sent - unknown - untouched } }
  }
}

interface Begun {
  tenantId: string
  creditor: string
  legalStart: string
  /** Of this file among those of its storm, and among those of all. */
  number: number
  serial: number
}

async function openOne(stack: OwnStack, { tenantId, creditor, legalStart, number, serial }: Begun): Promise<StormFile> {
  const channel = CHANNELS[number % CHANNELS.length] as StormChannel
  const phone = `+336${String(12_000_000 + serial)}`
  const amountCents = 100_00 + serial
  const email = `debtor-${serial}@storm.example`
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: {
      name: `Debtor ${serial}`,
      addresses: channel === 'letter' ? [{ lines: [`${serial} rue de la Tempête`], postcode: '75002', city: 'Paris' }] : [],
      phones: channel === 'sms' ? [phone] : [],
      emails: channel === 'email' ? [email] : [],
    },
    claims: [
      {
        reference: randomUUID(),
        amountCents,
        currency: 'EUR',
        dueDate: '2026-01-05',
        notices: [{ kind: 'opening', on: '2026-01-06', reference: 'EARLIER-1' }],
      },
    ],
    strategy: stormStrategy.name,
  })
  const opening = { tenantId, actor: 'test', key: randomUUID(), legalStart: new Date(legalStart), now: new Date() }
  const { id } = await openFile(stack.db, { ...opening, clock: 'real' }, input)
  const { reference } = await stack.db.debtFile.findUniqueOrThrow({ where: { id }, select: { reference: true } })
  return { id, channel, amountCents, addressee: { sms: phone, email, letter: reference }[channel] }
}

const addresseeOf = (message: OutboxMessage) => (message.channel === 'letter' ? message.reference : message.to.address)

/** Nothing is under way, and what comes next has a day, is over, or is a person's. */
function isSettled({ closed, contacts, decision }: Standing): boolean {
  if (contacts.some(({ state }) => state === 'reserved' || state === 'calling')) return false
  if (closed || contacts.some(({ state }) => state === 'sent')) return true
  if (contacts.some(({ state }) => state === 'unknown')) return asksAboutUnknown(decision)
  return contacts.length > 0 && isPlanned(decision)
}

const asksAboutUnknown = (decision: Decision | null) => decision?.do === 'ask-human' && decision.question === 'contact-unresolved'
const isPlanned = (decision: Decision | null) =>
  decision?.do === 'wait' && decision.until !== null && decision.because.some(({ rule }) => rule === 'step:reminder')

/**
 * A reminder is sent once at most. Where the provider can be asked it is known whether it was; an e-mail of which nobody
 * knows is on a person's list, and none is lost without a word.
 */
function wrongsOf(standing: Standing, messages: OutboxMessage[]): string[] {
  const { file, closed, contacts, decision } = standing
  const count = (state: string) => contacts.filter((contact) => contact.state === state).length
  const [sent, unknown] = [count('sent'), count('unknown')]
  const wrongs: string[] = []
  if (messages.length > 1) wrongs.push(`sent ${messages.length} times`)
  if (sent + unknown > 1) wrongs.push(`${sent + unknown} contacts for one step`)
  if (count('reserved') + count('calling') > 0) wrongs.push('a call is open')
  if (unknown > 0 && file.channel !== 'email') wrongs.push('its provider can be asked, and was not')
  if (unknown > 0 && !closed && !asksAboutUnknown(decision)) wrongs.push('nobody is told that its end is unknown')
  if (sent === 1 && messages.length === 0) wrongs.push('counts as sent, and was not')
  if (sent + unknown === 0 && messages.length > 0) wrongs.push('was sent, and does not count')
  if (sent + unknown === 0 && !closed && !isPlanned(decision)) wrongs.push('lost: not sent, and not planned')
  return wrongs.map((wrong) => `${file.channel} ${file.id}: ${wrong} (${JSON.stringify({ contacts, messages: messages.length })})`)
}
