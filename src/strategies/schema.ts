import { z } from 'zod'
import { StrategyForm } from './format.js'

/** JSON Schema of the written form, which editors check a strategy by. What it cannot say, such as the order of steps, reading says. */
export function strategySchema(): object {
  return { title: 'Strategy', ...z.toJSONSchema(StrategyForm, { io: 'input' }) }
}
