import type { Strategy } from '../domain/strategy.js'
import type { TemplateId } from './templates/format.js'

/** Firmness of an amicable reminder, from a plain one (1) to the last before the formal notice (3). */
export type Tone = 1 | 2 | 3

const TONES: Partial<Record<TemplateId, Tone>> = { 'reminder-1': 1, 'reminder-2': 2, 'reminder-3': 3 }

/** How firmly a step speaks: as the text that it names does, else by its place: the first amicable step is tone 1, the third and all after it tone 3. */
export function toneOf({ steps }: Pick<Strategy, 'steps'>, stepId: string): Tone {
  const named = steps.find(({ id }) => id === stepId)?.template
  const amicable = steps.filter(({ stage }) => stage === 'amicable')
  const byPlace = Math.min(3, Math.max(1, amicable.findIndex(({ id }) => id === stepId) + 1)) as Tone
  return (named && TONES[named as TemplateId]) || byPlace
}
