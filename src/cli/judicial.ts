import type { Command } from 'commander'
import type { JudicialProposalList, JudicialProposalView, RoadComparison } from '../contracts/judicial-proposal.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { command, euros, money, print, withExample } from './output.js'

const ID = '01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11'

/** Whether to sue, and by which procedure. */
export function judicialCommands(program: Command): void {
  const judicial = program.command('judicial').description('whether to sue, and by which procedure')
  withExample(judicial, 'relance judicial compare K7M2P9QRS')
  lookCommands(judicial)
  answerCommands(judicial)
}

function lookCommands(judicial: Command): void {
  command(
    judicial,
    'compare <file>',
    'hold the roads to a title against going on without a court',
    'relance judicial compare K7M2P9QRS',
  ).action(async (file, { json }) => {
    const roads = await callApi<RoadComparison>('GET', path(file, 'judicial-comparison'))
    print(json, roads, () => comparison(roads))
  })

  command(judicial, 'propose <file>', 'have the rule propose a procedure now', 'relance judicial propose K7M2P9QRS').action(
    async (file, { json }) => show(json, await callApi<JudicialProposalView>('POST', path(file, 'judicial-proposals'), {})),
  )

  command(judicial, 'list <file>', 'list a file’s proposals to sue, the newest first', 'relance judicial list K7M2P9QRS').action(
    async (file, { json }) => {
      const { proposals } = await callApi<JudicialProposalList>('GET', path(file, 'judicial-proposals'))
      print(json, { proposals }, () => proposals.map(line).join('\n') || 'Nothing was proposed.')
    },
  )
}

function answerCommands(judicial: Command): void {
  command(
    judicial,
    'approve <file> <proposal>',
    'agree to sue; the last who must agree opens the proceeding',
    `relance judicial approve K7M2P9QRS ${ID} --officer 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b12`,
  )
    .option('--procedure <code>', 'another one that is open: payment-order, small-claims, summons or interim-order')
    .option('--officer <id>', 'organisation of the officer who acts')
    .option('--lawyer <id>', 'organisation of the lawyer who acts')
    .action(async (file, id, { procedure = null, officer = null, lawyer = null, json }) => {
      const body = { procedure, officer, lawyer }
      show(json, await callApi<JudicialProposalView>('POST', path(file, 'judicial-proposals', id, 'approval'), body))
    })

  command(
    judicial,
    'refuse <file> <proposal>',
    'refuse to sue: no other suit is proposed by itself',
    `relance judicial refuse K7M2P9QRS ${ID} --reason "The debtor has nothing."`,
  )
    .requiredOption('--reason <words>', 'why')
    .action(async (file, id, { reason, json }) =>
      show(json, await callApi<JudicialProposalView>('POST', path(file, 'judicial-proposals', id, 'refusal'), { reason })),
    )
}

const show = (json: boolean | undefined, view: JudicialProposalView) =>
  print(json, view, () => [line(view), ...reasonLines(view.weighed.because)].join('\n'))

function line({
  id,
  proposedOn,
  state,
  procedure,
  chosen,
  askedCents,
  currency,
  people,
  approvals,
  answerBy,
}: JudicialProposalView): string {
  const agreed = people > 1 ? `, ${approvals.length} of ${people} agreed` : ''
  const open = state === 'open' ? `, to be answered by ${answerBy}` : ''
  return `${id}  ${proposedOn}  ${chosen ?? procedure ?? 'no suit'} for ${money(askedCents, currency)}  ${state}${agreed}${open}`
}

const PERCENT = 10_000

function comparison({ procedure, because, options, amicable }: RoadComparison): string {
  const lines = [procedure === null ? 'No suit is proposed.' : `Proposed: ${procedure}`, ...reasonLines(because)]
  for (const option of options) lines.push(...optionLines(option))
  if (amicable) lines.push(`amicable road  ${weights(amicable)}`)
  return lines.join('\n')
}

function optionLines({
  procedure,
  open,
  court,
  attempt,
  lawyer,
  missing,
  lastDayToBegin,
  ...rest
}: RoadComparison['options'][number]): string[] {
  const notes = [
    ...(court ? [`before ${court.name}${court.confirmed ? '' : ' (to be checked)'}`] : []),
    ...(attempt.state === 'not-needed' ? [] : [`amicable attempt ${attempt.state}`]),
    ...(lawyer.compulsory ? ['a lawyer is compulsory'] : []),
    ...(lastDayToBegin ? [`to be begun by ${lastDayToBegin}`] : []),
    ...missing.map(({ anyOf, from }) => `missing: ${anyOf.join(' or ')}, from the ${from}`),
  ]
  return [
    `${procedure} (${rest.name})  ${open ? 'open' : 'closed'}  ${weights(rest)}`,
    ...reasonLines(rest.reasons),
    ...notes.map((note) => `  ${note}`),
  ]
}

interface Weights {
  cost: { cents: number; confirmed: boolean; unknown?: string[] }
  expectedDays: number
  successPpm: number
  expectedCents: number
}

function weights({ cost, expectedDays, successPpm, expectedCents }: Weights): string {
  const more = cost.unknown?.length ? ` and ${cost.unknown.join(', ')}` : ''
  return `costs ${euros(cost.cents)}${more}${cost.confirmed ? '' : ' (unconfirmed)'}, ${expectedDays} days, ${successPpm / PERCENT} %, brings ${euros(expectedCents)} on the average`
}

const reasonLines = (reasons: RoadComparison['because']) => reasons.map(({ speaks, rule, source }) => `  ${speaks}: ${rule} (${source})`)
