import { STAGES, type Stage } from '../../domain/stage.js'
import type { Step } from '../../domain/strategy.js'
import { type Checked, fault, POLICY, type StrategyFault } from './fault.js'

const WORDS: Record<Stage, string> = {
  preventive: 'a preventive word',
  opening: 'the opening letter',
  amicable: 'a reminder',
  'formal-notice': 'the formal notice',
  'last-notice': 'the last notice',
}
const DOES = { letter: 'writes', email: 'writes', sms: 'texts', call: 'calls' } as const

const isAfter = (stage: Stage) => (step: Step) => STAGES.indexOf(step.stage) > STAGES.indexOf(stage)

/** Notices that the law wants and that are left out, come too late, or are made to depend on something. */
export function noticesOutOfPlace({ strategy: { steps, judicial }, pack, collects }: Checked): StrategyFault[] {
  const mandatory = pack.mandatoryNotices[collects]
  return mandatory.value.flatMap((stage) => {
    const place = steps.findIndex((step) => step.stage === stage)
    if (place === -1) {
      const next = steps.find(isAfter(stage)) ?? null
      const basis = next || judicial ? mandatory : { ...mandatory, confirmed: false }
      return [fault(next, `mandatory-notice:${stage}`, basis, `${WORDS[stage]} is left out, and nothing further may come without it`)]
    }
    const early = steps.slice(0, place).filter(isAfter(stage))
    const conditional = steps.filter((step) => step.stage === stage && step.when)
    return [
      ...early.map((step) => fault(step, `before:${stage}`, mandatory, `it ${does(step)} before ${WORDS[stage]}`)),
      ...conditional.map((step) =>
        fault(step, 'notice-unconditional', { ...mandatory, confirmed: false }, `${WORDS[stage]} is sent whatever its condition says`),
      ),
    ]
  })
}

const does = ({ channels: [channel = 'letter'] }: Step) => DOES[channel]

/** A last notice announces a suit: where nobody means to sue it is a threat. */
export function emptyThreats({ strategy: { steps, judicial } }: Checked): StrategyFault[] {
  if (judicial) return []
  return steps
    .filter(({ stage }) => stage === 'last-notice')
    .map((step) => fault(step, 'suit-announced', POLICY, 'it announces a suit, and the strategy names no procedure'))
}
