import type { Command } from 'commander'
import type { InsolvencyList, InsolvencyView, RegisterCheckList, RegisterCheckView } from '../contracts/insolvency.js'
import { callApi } from './api-client.js'
import { path, savePdf } from './file-command.js'
import { command, print, withExample } from './output.js'
import { proofOf } from './proof.js'

/** What registers say of debtors, and debtors in insolvency proceedings. */
export function insolvencyCommands(program: Command): void {
  const insolvency = program.command('insolvency').description('debtors in insolvency proceedings: whom notices are about, what to declare')
  withExample(insolvency, 'relance insolvency list --state to-check')
  noticeCommands(insolvency)
  const register = program.command('register').description('ask INSEE’s register of companies, the BODACC and VIES about debtors')
  withExample(register, 'relance register check K7M2P9QRS')
  registerCommands(register)
}

function noticeCommands(insolvency: Command): void {
  command(insolvency, 'list', 'list notices of insolvency, the newest first', 'relance insolvency list --state to-check')
    .option('--state <state>', 'confirmed, to-check or dismissed')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ state, limit, json }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }) })
      const page = await callApi<InsolvencyList>('GET', `/v1/insolvencies?${query}`)
      print(json, page, () => page.insolvencies.map(noticeLine).join('\n') || 'There are no such notices.')
    })

  command(
    insolvency,
    'record <file>',
    'record proceedings of a file’s debtor that no register has told of',
    'relance insolvency record K7M2P9QRS --proceeding liquidation --published 2026-02-15 --proof judgment.pdf',
  )
    .requiredOption('--proceeding <kind>', 'safeguard, reorganisation or liquidation')
    .requiredOption('--published <day>', 'day on which the opening was published: the time to declare runs from it')
    .option('--judged <day>', 'day of the judgment')
    .option('--court <name>', 'the court')
    .option('--representative <name>', 'who is to be written to')
    .option('--reference <text>', 'the court’s or gazette’s reference')
    .option('--proof <file>', 'what shows it')
    .option('--proof-sha256 <hash>', 'fingerprint of what shows it, where that is kept elsewhere')
    .action(async (file, { proceeding, published, judged, court, representative, reference, json, ...proof }) => {
      const said = { proceeding, publishedOn: published, judgmentOn: judged, court, representative, reference, ...proofOf(proof) }
      showNotice(json, await callApi<InsolvencyView>('POST', path(file, 'insolvencies'), said))
    })

  command(
    insolvency,
    'outcome <insolvency>',
    'say how proceedings came out',
    'relance insolvency outcome 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --outcome insufficient-assets --on 2027-03-12',
  )
    .requiredOption('--outcome <code>', 'plan, insufficient-assets or ended')
    .requiredOption('--on <day>', 'day of the judgment that says so')
    .action(async (id, { outcome, on, json }) =>
      showNotice(json, await callApi<InsolvencyView>('POST', `${noticeAt(id)}/outcome`, { outcome, on })),
    )

  command(
    insolvency,
    'answer <insolvency>',
    'say whether a notice is about the debtor',
    'relance insolvency answer 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --about other',
  )
    .requiredOption('--about <whom>', 'debtor, or other: about somebody else, or binding nothing that is claimed here')
    .action(async (id, { about, json }) => showNotice(json, await callApi<InsolvencyView>('POST', `${noticeAt(id)}/answer`, { about })))

  command(
    insolvency,
    'declared <insolvency>',
    'say that the claims were declared',
    'relance insolvency declared 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --on 2026-02-27',
  )
    .requiredOption('--on <day>', 'day on which that was')
    .action(async (id, { on, json }) => showNotice(json, await callApi<InsolvencyView>('POST', `${noticeAt(id)}/declared`, { on })))

  command(
    insolvency,
    'declaration <insolvency> <file>',
    'save the prepared declaration of a file’s claims',
    'relance insolvency declaration 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 K7M2P9QRS --out declaration.pdf',
  )
    .requiredOption('--out <file>', 'where to write it')
    .action((id, file, { out, json }) => savePdf(json, `${noticeAt(id)}/declarations/${encodeURIComponent(file)}`, out))
}

function registerCommands(register: Command): void {
  command(register, 'check <file>', 'ask the registers about a file’s debtor now', 'relance register check K7M2P9QRS').action(
    async (file, { json }) => showChecks(json, await callApi<RegisterCheckList>('POST', path(file, 'register-check'), {})),
  )
  command(register, 'list <file>', 'list what registers have said of a file’s debtor', 'relance register list K7M2P9QRS').action(
    async (file, { json }) => showChecks(json, await callApi<RegisterCheckList>('GET', path(file, 'register-checks'))),
  )
  command(
    register,
    'accept <check>',
    'leave it at what a register says otherwise',
    'relance register accept 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11',
  ).action(async (id, { json }) => {
    const check = await callApi<RegisterCheckView>('POST', `/v1/register-checks/${encodeURIComponent(id)}/acceptance`, {})
    print(json, check, () => checkLine(check))
  })
}

const noticeAt = (id: string) => `/v1/insolvencies/${encodeURIComponent(id)}`

const showNotice = (json: boolean | undefined, view: InsolvencyView) => print(json, view, () => noticeLine(view))

function noticeLine({
  id,
  debtor,
  files,
  notice,
  proceeding,
  publishedOn,
  state,
  declareBy,
  declaredOn,
  outcome,
  outcomeOn,
}: InsolvencyView): string {
  const claims = declaredOn !== null ? `declared on ${declaredOn}` : declareBy !== null ? `to be declared by ${declareBy}` : ''
  const whose = `${debtor} (${files.map(({ reference }) => reference).join(', ') || 'no open file'})`
  const end = outcome === null ? '' : `  ${outcome} on ${outcomeOn}`
  return `${id}  ${publishedOn}  ${notice.padEnd(14)}  ${proceeding.padEnd(14)}  ${state.padEnd(9)}  ${whose}  ${claims}${end}`.trimEnd()
}

const showChecks = (json: boolean | undefined, list: RegisterCheckList) =>
  print(json, list, () => list.checks.map(checkLine).join('\n') || 'No register has been asked about this debtor, or none has it.')

const checkLine = ({ id, register, outcome, facts, cause, checkedAt }: RegisterCheckView) =>
  `${id}  ${checkedAt.slice(0, 16)}  ${register.padEnd(6)}  ${outcome.padEnd(11)}  ${cause}  ${JSON.stringify(facts)}`
