import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { FileView } from '../contracts/file-view.js'
import { callApi } from './api-client.js'
import { limitationLines } from './limitation-lines.js'
import { CommandError, print, withExample } from './output.js'

/** What is done about one claim of a file. */
export function claimCommands(program: Command): void {
  const claim = program.command('claim').description('what interrupts or suspends the limitation of a claim')
  withExample(claim, 'relance claim act K7M2P9QRS --claim F-2026-001 --act mediation --on 2026-03-02 --reference MED-7')

  const act = claim
    .command('act <file>')
    .description('record an act that interrupts or suspends a claim’s limitation, with its proof')
    .requiredOption('--claim <number>', 'number of the invoice')
    .requiredOption(
      '--act <kind>',
      'acknowledgement, court-claim, order-served, enforcement-act, conservatory-measure, rescheduling, mediation, small-claims-agreed or impossibility',
    )
    .requiredOption('--on <day>', 'day of the act, or first day of a suspension')
    .option('--until <day>', 'last day of a suspension; record the same act again with it once it is known')
    .requiredOption('--reference <reference>', 'number of the deed, letter or order that proves it')
    .option('--proof <document>', 'file with that document: its SHA-256 is kept; needed for what interrupts')
    .option('--json', 'print JSON')
    .action(async (file, { claim, act, on, until, reference, proof, json }) => {
      const body = { claim, act, on, until: until ?? null, reference, proofSha256: proof ? await fingerprint(proof) : null }
      show(json, claim, await callApi<FileView>('POST', `/v1/files/${encodeURIComponent(file)}/acts`, body))
    })
  withExample(
    act,
    'relance claim act K7M2P9QRS --claim F-2026-001 --act order-served --on 2026-03-02 --reference SIG-118 --proof signification.pdf',
  )

  const acknowledgement = claim
    .command('acknowledgement <file>')
    .description('say whether a part payment acknowledges what is left of its claim')
    .requiredOption('--claim <number>', 'number of the invoice')
    .requiredOption('--reference <reference>', 'reference of the payment')
    .requiredOption('--answer <answer>', 'accept or decline')
    .option('--json', 'print JSON')
    .action(async (file, { claim, reference, answer, json }) => {
      const body = { claim, reference, accepted: isAccepted(answer) }
      show(json, claim, await callApi<FileView>('POST', `/v1/files/${encodeURIComponent(file)}/acknowledgements`, body))
    })
  withExample(acknowledgement, 'relance claim acknowledgement K7M2P9QRS --claim F-2026-001 --reference VIR-42 --answer accept')
}

/** SHA-256 of a document. @throws CommandError where it cannot be read */
export async function fingerprint(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  } catch {
    throw new CommandError(`The document ${path} cannot be read.`)
  }
}

function isAccepted(answer: string): boolean {
  if (answer !== 'accept' && answer !== 'decline') throw new CommandError(`An answer is accept or decline, and not “${answer}”.`)
  return answer === 'accept'
}

function show(json: boolean | undefined, reference: string, { claims }: FileView): void {
  const limitations = claims.filter((claim) => claim.reference === reference).map(({ limitation }) => ({ claim: reference, ...limitation }))
  print(json, limitations, () => limitations.map(limitationLines).join('\n'))
}
