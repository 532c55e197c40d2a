import type { Command } from 'commander'
import type { PieceList, PieceView } from '../contracts/case-piece.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { command, print, withExample } from './output.js'
import { proofOf } from './proof.js'

/** What makes the case of a file. */
export function pieceCommands(program: Command): void {
  const piece = program.command('piece').description('the pieces of a file’s case: contract, invoices, notices')
  withExample(piece, 'relance piece list K7M2P9QRS')
  addCommand(piece)

  command(piece, 'list <file>', 'list the pieces, and those that a proceeding waits for', 'relance piece list K7M2P9QRS').action(
    async (file, { json }) => show(json, await callApi<PieceList>('GET', path(file, 'pieces'))),
  )

  command(
    piece,
    'withdraw <file> <piece>',
    'take a piece back',
    'relance piece withdraw K7M2P9QRS 01998d3c-7c3e-8a51-9d53-2f1f6f0a9b11',
  ).action(async (file, id, { json }) => show(json, await callApi<PieceList>('POST', path(file, 'pieces', id, 'withdrawal'), {})))
}

function addCommand(piece: Command): void {
  command(
    piece,
    'add <file>',
    'add a piece: the paper itself, or the ground of an exemption from the amicable attempt',
    'relance piece add K7M2P9QRS --kind contract --title "Bon de commande" --dated-on 2026-01-05 --document order.pdf',
  )
    .requiredOption('--kind <kind>', 'contract, order, delivery-note, invoice, formal-notice, formal-notice-receipt, attempt-certificate …')
    .requiredOption('--title <words>', 'what it is called in the list of exhibits')
    .requiredOption('--dated-on <day>', 'day of the piece itself')
    .option('--document <file>', 'the paper')
    .option('--claim <reference>', 'the claim that it belongs to')
    .option('--ground <words>', 'of an attempt-exemption: why no attempt is needed')
    .action(async (file, { kind, title, datedOn, document, claim, ground, json }) => {
      const { proof } = proofOf({ proof: document })
      const body = { kind, title, datedOn, ...(claim && { claim }), ...(ground && { ground }), ...(proof && { document: proof }) }
      const added = await callApi<PieceView>('POST', path(file, 'pieces'), body)
      print(json, added, () => line(added))
    })
}

const show = (json: boolean | undefined, list: PieceList) =>
  print(json, list, () => [...list.pieces.map(line), ...list.asked.map(askedLine)].join('\n') || 'There is no piece.')

const line = ({ id, kind, claim, title, datedOn, ground }: PieceView): string =>
  `${id}  ${datedOn}  ${kind}${claim === null ? '' : ` of ${claim}`}  ${title}${ground === null ? '' : `: ${ground}`}`

const askedLine = ({ anyOf, claim, askedOf, askedOn }: PieceList['asked'][number]): string =>
  `missing  ${anyOf.join(' or ')}${claim === null ? '' : ` of ${claim}`}  asked of the ${askedOf} on ${askedOn}`
