import { condition, defineSignal, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow'

/** What a bare workflow does: so many times a look, a timer and an act. It is the engine's part of a file and nothing else. */
export interface BareInput {
  /** Instants to act at, in milliseconds since 1970. */
  dueAt: number[]
  /** Whether it looks by a local activity before each wait and each act, as a file decides. */
  looks: boolean
  /** Number that its messages go to. */
  to: string
}

export interface BareActivities {
  look: () => Promise<void>
  /** Posts the request by which a text message is handed over. */
  post: (message: { to: string }) => Promise<void>
}

const { look } = proxyLocalActivities<BareActivities>({ startToCloseTimeout: 5_000 })
const { post } = proxyActivities<BareActivities>({ startToCloseTimeout: 30_000 })

export async function bareFile({ dueAt, looks, to }: BareInput): Promise<void> {
  setHandler(defineSignal('told'), () => {})
  for (const at of dueAt) {
    if (looks) await look()
    await condition(() => false, Math.max(1, at - Date.now()))
    if (looks) await look()
    await post({ to })
  }
}
