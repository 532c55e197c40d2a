import { randomUUID } from 'node:crypto'
import type { JudicialProcedure } from '../../src/domain/procedure/proceeding.js'
import { lockFile } from '../../src/store/file-row.js'
import { openProceeding } from '../../src/store/open-proceeding.js'
import { tell } from '../../src/store/outbox.js'
import { type NewReport, reportToProceeding } from '../../src/store/proceeding-report.js'
import { addProfessional } from '../../src/store/professional.js'
import { stopProceeding } from '../../src/store/stop-proceeding.js'
import { completeCase } from './case-pieces.js'
import { type Beginning, Life } from './life.js'
import { addCreditor, type TestStack } from './stack.js'

/** An officer or a lawyer who looks at the portal. @returns the organisation's id */
export async function addActor(stack: TestStack, role: 'officer' | 'lawyer'): Promise<string> {
  const reference = `${role}-${randomUUID().slice(0, 8)}`
  const address = { lines: ['2 rue du Test'], postcode: '75002', city: 'Paris', country: 'FR' }
  const exchange = { exchange: 'portal' as const, email: null, publicKey: null, fingerprint: null, districts: [] }
  const { row } = await addProfessional(stack.db, stack.tenantId, {
    role,
    organisation: { reference, name: `Étude ${reference}`, address },
    ...exchange,
  })
  return row.organisationId
}

export type Opening = { procedure?: JudicialProcedure; officerId?: string | null; lawyerId?: string | null; titleId?: string | null }

/** A file that goes to court, in a test: days are those of its own time. */
export class Sued {
  private constructor(
    private readonly stack: TestStack,
    readonly life: Life,
    readonly proceedingId: string,
  ) {}

  static async open(stack: TestStack, beginning: Beginning, opening: Opening = {}): Promise<Sued> {
    const creditor = beginning.creditor ?? (await addCreditor(stack))
    const life = await Life.open(stack, { capacity: 'trader', ...beginning, creditor })
    return Sued.on(stack, life, opening)
  }

  /** A proceeding on a file that is there. */
  static async on(stack: TestStack, life: Life, opening: Opening = {}): Promise<Sued> {
    await completeCase(stack, life)
    const { procedure = 'payment-order', officerId = null, lawyerId = null, titleId = null } = opening
    const id = await stack.db.$transaction(async (tx) => {
      const file = await lockFile(tx, life.id)
      const claims = await tx.claim.findMany({ where: { files: { some: { fileId: life.id } } } })
      const asked = claims.map((claim) => ({ claimId: claim.id, principalCents: Number(claim.amountCents) }))
      const court = procedure === 'payment-order' ? { code: 'tribunal-de-commerce', name: 'Tribunal de commerce de Paris' } : null
      const input = { procedure, claims: asked, proposalId: null, titleId, court, officerId, lawyerId, actor: 'test' }
      const opened = await openProceeding(tx, file, input, new Date())
      await tell(tx, life.id, 'proceeding-opened')
      return opened
    })
    const sued = new Sued(stack, life, id)
    await life.liveOn()
    return sued
  }

  act(actor = 'test') {
    return { tenantId: this.stack.tenantId, fileId: this.life.id, actor, key: randomUUID(), now: new Date() }
  }

  async report(report: NewReport): Promise<void> {
    await reportToProceeding(this.stack.db, this.act(), { proceedingId: this.proceedingId, report, taskId: null, documentSha256: null })
    await this.life.liveOn()
  }

  async stop(reason: 'creditor-asks' | 'other' = 'creditor-asks'): Promise<void> {
    await stopProceeding(this.stack.db, this.act(), { proceedingId: this.proceedingId, reason })
    await this.life.liveOn()
  }

  async goOn(days: number): Promise<void> {
    await this.life.forward(days)
    await this.life.liveOn()
  }

  /** Tasks as `withdraw agency handed-over`, in the order in which they were called for. */
  async tasks(): Promise<string[]> {
    const rows = await this.stack.db.proceedingTask.findMany({ where: { proceedingId: this.proceedingId }, orderBy: { id: 'asc' } })
    return rows.map(({ kind, assignee, state }) => `${kind} ${assignee} ${state}`)
  }

  /** Stages that stand, as `filed 2026-09-10`; `ended 2026-09-20 paid`. */
  async stages(): Promise<string[]> {
    const where = { proceedingId: this.proceedingId, supersededOn: null }
    const rows = await this.stack.db.proceedingPassage.findMany({ where, orderBy: { sequence: 'asc' } })
    return rows.map(({ stage, reachedOn, body }) => {
      const { end, reason } = body as { end?: string; reason?: string }
      return [stage, reachedOn.toISOString().slice(0, 10), end, stage === 'stayed' ? reason : undefined].filter(Boolean).join(' ')
    })
  }

  /** Reports of the file itself. */
  async inside(): Promise<string[]> {
    const kinds = ['paid', 'settled', 'insolvent', 'debt-erased', 'sent-back', 'stopped', 'amended', 'stayed', 'resumed']
    const rows = await this.stack.db.proceedingReport.findMany({
      where: { proceedingId: this.proceedingId, kind: { in: kinds } },
      orderBy: { id: 'asc' },
    })
    return rows.map(({ kind, doneOn, body }) => {
      const { amountCents, reason } = body as { amountCents?: number; reason?: string }
      return [kind, doneOn.toISOString().slice(0, 10), amountCents ?? reason].filter((part) => part !== undefined).join(' ')
    })
  }

  /** What the creditor was told of it. */
  async notices(): Promise<string[]> {
    const rows = await this.stack.db.creditorNotice.findMany({
      where: { fileId: this.life.id, kind: 'judicial-step' },
      orderBy: { id: 'asc' },
    })
    return rows.map(({ reason, happenedOn }) => `${reason} ${happenedOn.toISOString().slice(0, 10)}`)
  }
}
