import type { JudicialPaper } from '../../activities/contract.js'

/** What the file's loop lends to the procedures that it steps. */
export interface JudicialHands {
  /** Makes out a paper of the task, once. */
  prepare: (paper: JudicialPaper) => Promise<void>
  /** Gives the task, with its papers, to who does it. */
  handOver: () => Promise<void>
}

/** Makes out papers one after the other, and gives the task to who does it. */
export async function handOverWith({ prepare, handOver }: JudicialHands, papers: readonly JudicialPaper[]): Promise<void> {
  for (const paper of papers) await prepare(paper)
  await handOver()
}
