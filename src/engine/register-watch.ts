import type { Logger } from 'pino'
import { partiesToCheck } from '../store/register-check.js'
import { checkParty, type RegisterDesk } from './check-registers.js'

/** Between two looks for parties to ask about: a file that was opened meanwhile waits no longer than this. */
const LOOK_EVERY_MS = 60_000
/** Parties asked about in a look, each by one question to a register: INSEE takes thirty a minute of a free plan. */
const AT_ONCE = 20

/** Asks the registers about the debtors of open files, after opening and once a day. */
export class RegisterWatch {
  private lookedAt = Number.NEGATIVE_INFINITY
  private isLooking = false

  constructor(
    private readonly desk: RegisterDesk,
    private readonly log: Logger,
  ) {}

  /** Begins a look where one is due. Nobody waits for it: a register that is slow keeps no file from being told. */
  look(): void {
    if (this.isLooking || performance.now() - this.lookedAt < LOOK_EVERY_MS || !isAnyAsked(this.desk)) return
    this.isLooking = true
    this.lookedAt = performance.now()
    this.lookNow()
      .catch((error) => this.warn(error))
      .finally(() => {
        this.isLooking = false
      })
  }

  /** One look, to its end. @param tenantId null for all tenants @returns how many parties were asked about */
  async lookNow(tenantId: string | null = null): Promise<number> {
    const parties = await partiesToCheck(this.desk.db, this.desk.now(), AT_ONCE, tenantId)
    for (const partyId of parties) await checkParty(this.desk, partyId, 'daily').catch((error) => this.warn(error))
    return parties.length
  }

  private warn(error: unknown): void {
    this.log.warn({ code: (error as { code?: unknown }).code ?? (error as Error).name }, 'registers could not be asked')
  }
}

const isAnyAsked = ({ registers }: RegisterDesk) => Object.values(registers).some((register) => register !== null)
