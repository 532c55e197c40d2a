import { randomInt } from 'node:crypto'
import { loadConfig } from '../../src/config.js'
import { registersIn } from '../../src/engine/channels.js'
import type { RegisterDesk } from '../../src/engine/check-registers.js'
import type { TestStack } from './stack.js'

/** A SIREN that nobody else in the tests has, with its check digit. */
export function newSiren(): string {
  const digits = String(randomInt(10_000_000, 99_999_999))
  const doubled = Array.from(digits, (digit, index) => (index % 2 === 1 ? Number(digit) * 2 : Number(digit)))
  const total = doubled.reduce((all, digit) => all + (digit > 9 ? digit - 9 : digit), 0)
  return `${digits}${(10 - (total % 10)) % 10}`
}

export const OPENING = "Jugement d'ouverture d'une procédure de redressement judiciaire"
export const DETAILS =
  'Jugement prononçant l’ouverture, désignant mandataire judiciaire Maître Roy, 5 rue des Arts 75002 Paris. Les créances sont à adresser, dans les deux mois.'

/** The stack's registers, which its worker and poller ask too: what is entered into them, and what a desk of the test's own is told. */
export class TestRegisters {
  private readonly url: string

  constructor(private readonly stack: TestStack) {
    this.url = stack.environment.RELANCE_SANDBOX_URL ?? ''
  }

  /** A desk whose clock the test has. */
  desk(now: () => Date = () => new Date()): RegisterDesk {
    return { db: this.stack.db, registers: registersIn(loadConfig({ ...this.stack.environment })), now }
  }

  /** A notice of the gazette; an opening, unless it says something else. */
  async publish(notice: {
    id: string
    dateparution: string
    siren: string
    commercant: string
    nature?: string
    jugement?: string
    typeavis?: string
  }): Promise<void> {
    const { nature = OPENING, jugement = notice.dateparution, ...rest } = notice
    await this.post('/registers/notices', { ...rest, jugement: { nature, date: jugement, complementJugement: DETAILS } })
  }

  async enter(company: Record<string, unknown>): Promise<void> {
    await this.post('/registers/companies', company)
  }

  /** The gazette does not answer questions in which a text stands. Faults are the whole sandbox's: they are put beside what others set. */
  async away(contains: string, isAway: boolean): Promise<void> {
    const present = (await (await fetch(`${this.url}/sandbox/faults`)).json()) as Record<string, unknown>[]
    const others = present
      .map(({ used: _, ...rule }) => rule)
      .filter(({ match }) => (match as { to?: string } | undefined)?.to !== contains)
    const mine = isAway ? [{ kind: '500', provider: 'bodacc', match: { to: contains } }] : []
    await this.send('PUT', '/faults', [...others, ...mine])
  }

  private post = (path: string, body: unknown) => this.send('POST', path, body)

  private async send(method: string, path: string, body: unknown): Promise<void> {
    const headers = { 'Content-Type': 'application/json' }
    const response = await fetch(`${this.url}/sandbox${path}`, { method, headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`the sandbox answers ${response.status} ${await response.text()}`)
  }
}
