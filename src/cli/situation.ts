import type { Command } from 'commander'
import type { SituationList, SituationView } from '../contracts/situation.js'
import { callApi } from './api-client.js'
import { path, savePdf } from './file-command.js'
import { command, print, withExample } from './output.js'
import { proofOf } from './proof.js'

/** Over-indebtedness, death, minority, protected adults: what has happened to debtors, and what people do about it. */
export function situationCommands(program: Command): void {
  const situation = program.command('situation').description('what has happened to debtors that the law protects them in')
  withExample(situation, 'relance situation show K7M2P9QRS')
  recordCommand(situation)
  actCommands(situation)
}

function recordCommand(situation: Command): void {
  command(
    situation,
    'record <file>',
    'record what has happened to a file’s debtor: all its files stand still',
    'relance situation record K7M2P9QRS --kind death --since 2026-02-03 --proof certificate.pdf --name "Maître Roy"',
  )
    .requiredOption('--kind <kind>', 'over-indebtedness, death, minority or protected-adult')
    .requiredOption('--since <day>', 'day of the death, the admission, the judgment or, of a minor, the birth')
    .option('--until <day>', 'last day on which it lasts, where that is known')
    .option('--reference <text>', 'the body’s or register’s reference')
    .option('--proof <file>', 'what shows it')
    .option('--proof-sha256 <hash>', 'fingerprint of what shows it, where that is kept elsewhere')
    .option('--name <name>', 'who is written to in the debtor’s place: notary, guardian, commission')
    .option('--line <line...>', 'lines of their address')
    .option('--postcode <code>')
    .option('--city <city>')
    .option('--email <address>')
    .action(async (file, { kind, since, until, reference, json, ...rest }) => {
      const said = { kind, since, until, reference, ...representativeOf(rest), ...proofOf(rest) }
      show(json, await callApi<SituationView>('POST', path(file, 'situations'), said))
    })

  command(situation, 'show <file>', 'list what has happened to a file’s debtor', 'relance situation show K7M2P9QRS').action(
    async (file, { json }) => {
      const { situations } = await callApi<SituationList>('GET', path(file, 'situations'))
      print(json, { situations }, () => situations.map(lines).join('\n') || 'Nothing is recorded.')
    },
  )

  command(
    situation,
    'outcome <file> <situation>',
    'say how it came out',
    'relance situation outcome K7M2P9QRS 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --outcome debt-erased --on 2026-11-02',
  )
    .requiredOption('--outcome <code>', 'plan, imposed-measures, debt-erased, insufficient-assets, heirs-accepted, ended or error')
    .requiredOption('--on <day>', 'day of the decision that says so')
    .option('--until <day>', 'last day of the plan or of the measures')
    .option('--name <name>', 'of heirs who have accepted: who they are')
    .option('--line <line...>', 'lines of their address')
    .option('--postcode <code>')
    .option('--city <city>')
    .option('--email <address>')
    .action(async (file, id, { outcome, on, until, json, ...rest }) => {
      const said = { outcome, on, until, ...representativeOf(rest) }
      show(json, await callApi<SituationView>('POST', path(file, 'situations', id, 'outcome'), said))
    })
}

function actCommands(situation: Command): void {
  command(
    situation,
    'act <file> <situation>',
    'make out the paper that it calls for: statement of debts, letter to the notary or to the guardian',
    'relance situation act K7M2P9QRS 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --out letter.pdf',
  )
    .requiredOption('--out <file>', 'where to write it')
    .action(async (file, id, { out, json }) => {
      await callApi<SituationView>('POST', path(file, 'situations', id, 'act'), {})
      await savePdf(json, path(file, 'situations', id, 'act'), out)
    })

  command(
    situation,
    'sent <file> <situation>',
    'say that the paper was sent',
    'relance situation sent K7M2P9QRS 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --on 2026-02-20',
  )
    .requiredOption('--on <day>', 'day on which that was')
    .action(async (file, id, { on, json }) =>
      show(json, await callApi<SituationView>('POST', path(file, 'situations', id, 'act-sent'), { on })),
    )
}

interface Whom {
  name?: string
  line?: string[]
  postcode?: string
  city?: string
  email?: string
}

const representativeOf = ({ name, line: lines, postcode, city, email }: Whom) =>
  name === undefined ? {} : { representative: { name, lines, postcode, city, email } }

const show = (json: boolean | undefined, view: SituationView) => print(json, view, () => lines(view))

function lines({ id, kind, since, until, outcome, outcomeOn, act, representative, stops }: SituationView): string {
  const end = outcome === null ? '' : `  ${outcome} on ${outcomeOn}`
  const sent = act.sentOn === null ? `to be sent${act.by === null ? '' : ` by ${act.by}`}` : `sent on ${act.sentOn}`
  return [
    `${id}  ${kind}  since ${since}${until === null ? '' : ` until ${until}`}${end}`,
    `  ${act.paper}: ${sent}${representative === null ? '' : `, to ${representative.name}`}`,
    `  stops ${stops.map(({ what }) => what).join(', ')}`,
  ].join('\n')
}
