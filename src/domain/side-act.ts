import type { Channel } from './facts.js'
import type { SideStage } from './stage.js'

/** A message beside the road: what it is, and of what. */
export interface SideAct {
  kind: SideStage
  /** What tells it from others of its kind: the id of what it answers, or a plan's id and a day. */
  of: string
  /** The channel that it was written for, where it was for one. */
  channel?: Channel
  /** A channel that its words are too long for. */
  unfit?: Channel | null
  /** It is said before the file closes. */
  final?: true
}

/** Names the act: no step of a strategy can have such a name. */
export const sideActId = ({ kind, of }: SideAct): string => `@${kind}:${of}`
export const sideStepId = ({ kind }: Pick<SideAct, 'kind'>): string => `@${kind}`

/** What an act beside the road is, by its name; null for a step of a strategy. */
export function sideActOf(actId: string): SideAct | null {
  const [, kind, of] = /^@([a-z-]+):(.+)$/.exec(actId) ?? []
  return kind && of ? { kind: kind as SideStage, of } : null
}
