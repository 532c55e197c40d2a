import { randomUUID } from 'node:crypto'
import { type NewReport, reportToProceeding } from '../../src/store/proceeding-report.js'
import { viewTitle } from '../../src/store/title-view.js'
import type { Life } from '../support/life.js'
import type { TestStack } from '../support/stack.js'

/** The enforcement of a title in a test, as it goes on. */
export class Enforced {
  private constructor(
    private readonly stack: TestStack,
    readonly life: Life,
    readonly titleId: string,
    readonly proceedingId: string,
  ) {}

  /** That of the one title that a file has. */
  static async of(stack: TestStack, life: Life): Promise<Enforced> {
    const { id, titleId } = await stack.db.proceeding.findFirstOrThrow({ where: { fileId: life.id, procedure: 'enforcement' } })
    return new Enforced(stack, life, titleId ?? '', id)
  }

  async report(report: NewReport): Promise<void> {
    const act = { tenantId: this.stack.tenantId, fileId: this.life.id, actor: 'test', key: randomUUID(), now: new Date() }
    await reportToProceeding(this.stack.db, act, { proceedingId: this.proceedingId, report, taskId: null, documentSha256: null })
    await this.life.liveOn()
  }

  /** Tasks as `enforce officer done`, in the order in which they were called for. */
  async tasks(): Promise<string[]> {
    const rows = await this.stack.db.proceedingTask.findMany({ where: { proceedingId: this.proceedingId }, orderBy: { id: 'asc' } })
    return rows.map(({ kind, assignee, state }) => `${kind} ${assignee} ${state}`)
  }

  /** Stages that stand, as `2026-09-21 stayed plan`. */
  async stages(): Promise<string[]> {
    const where = { proceedingId: this.proceedingId, supersededOn: null }
    const rows = await this.stack.db.proceedingPassage.findMany({ where, orderBy: { sequence: 'asc' } })
    return rows.map(({ stage, reachedOn, body }) => {
      const { end, reason } = body as { end?: string; reason?: string }
      return [reachedOn.toISOString().slice(0, 10), stage, end ?? reason].filter(Boolean).join(' ')
    })
  }

  /** Days on which an alarm was raised that somebody does not answer. */
  async silences(): Promise<string[]> {
    const where = { proceedingId: this.proceedingId, alarm: { startsWith: 'silence:' } }
    const rows = await this.stack.db.proceedingAlarm.findMany({ where, orderBy: { raisedOn: 'asc' } })
    return rows.map(({ raisedOn }) => raisedOn.toISOString().slice(0, 10))
  }

  /** The last useful day of the title. */
  async lastDay(): Promise<string | undefined> {
    return (await this.title()).life?.lastDay
  }

  title() {
    return viewTitle(this.stack.db, this.life.id, this.titleId, new Date())
  }
}
