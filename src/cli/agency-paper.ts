import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { AgencyFile, AgencyPaperView } from '../contracts/agency-paper.js'
import { callApi } from './api-client.js'
import { CommandError, command, print, withExample } from './output.js'

/** What the law asks of an agency before it collects for others. */
export function agencyPaperCommands(program: Command): void {
  const agency = program.command('agency').description('keep the papers that the law asks of an agency: insurance, declaration, account')
  withExample(agency, 'relance agency papers')

  command(agency, 'papers', 'list what the law asks of the agency, and every paper that it has had', 'relance agency papers').action(
    async ({ json }) => {
      const file = await callApi<AgencyFile>('GET', '/v1/agency/papers')
      print(json, file, () => linesOf(file).join('\n') || 'The law asks for no paper here, and none is recorded.')
    },
  )

  command(
    agency,
    'record <kind>',
    'record a paper, or a renewed one: insurance, declaration or account',
    'relance agency record insurance --reference RCP-4411827 --issuer "Assurances du Midi" --from 2026-01-01 --until 2026-12-31',
  )
    .requiredOption('--reference <reference>', 'number of the policy or of the declaration’s receipt, IBAN of the account')
    .requiredOption('--issuer <name>', 'insurer, procureur of which court, bank')
    .requiredOption('--from <day>', 'first day in force')
    .option('--until <day>', 'last day in force; without end when left out')
    .option('--proof <file>', 'what proves it: its fingerprint is recorded, the file stays where it is')
    .action(async (kind, { reference, issuer, from, until, proof, json }) => {
      const proofSha256 = proof === undefined ? undefined : fingerprint(proof)
      const body = { kind, reference, issuer, validFrom: from, ...(until && { validUntil: until }), ...(proofSha256 && { proofSha256 }) }
      const paper = await callApi<AgencyPaperView>('POST', '/v1/agency/papers', body)
      print(json, paper, () => `Recorded: ${paperLine(paper)}`)
    })
}

function linesOf({ required, papers }: AgencyFile): string[] {
  const asked = required.map(({ kind, state, lastDay, source }) => {
    const until = lastDay === null ? '' : ` (last day ${lastDay})`
    return `${kind.padEnd(12)}  ${state}${until}  ${source}`
  })
  return [...asked, ...papers.map((paper) => `  ${paperLine(paper)}`)]
}

const paperLine = ({ kind, reference, issuer, validFrom, validUntil }: AgencyPaperView) =>
  `${kind} ${reference}, ${issuer}, from ${validFrom} ${validUntil === null ? 'without end' : `to ${validUntil}`}`

function fingerprint(path: string): string {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex')
  } catch {
    throw new CommandError(`There is no file ${path} that can be read.`)
  }
}
