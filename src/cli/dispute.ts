import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { DisputeList, DisputeView } from '../contracts/dispute.js'
import type { FileDocument, FileDocumentList } from '../contracts/document.js'
import { callApi, sendFile } from './api-client.js'
import { parseAmount, path, save } from './file-command.js'
import { CommandError, command, money, print, withExample } from './output.js'

const DISPUTE = '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11'

/** What debtors contest, and the papers of files. */
export function disputeCommands(program: Command): void {
  const dispute = program.command('dispute').description('what debtors contest, and what they are answered')
  withExample(dispute, 'relance dispute list K7M2P9QRS')
  openCommands(dispute)
  answerCommands(dispute)
  const document = program.command('document').description('papers of a file: made here, signed, or sent in')
  withExample(document, 'relance document list K7M2P9QRS')
  documentCommands(document)
}

function openCommands(dispute: Command): void {
  command(
    dispute,
    'open <file> <claim>',
    'record that the debtor contests a claim, or a part of it',
    'relance dispute open K7M2P9QRS F-2026-001 --reason defective --amount 120.00 --words "Two of ten chairs came broken."',
  )
    .requiredOption('--reason <reason>', 'not-ordered, not-delivered, defective, price, paid or other')
    .option('--amount <amount>', 'what of the principal is contested; all of the claim without it')
    .option('--words <words>', 'what the debtor says')
    .option('--origin <origin>', 'message, call or operator', 'operator')
    .action(async (file, claim, { reason, amount, words, origin, json }) => {
      const contestedCents = amount === undefined ? null : parseAmount(amount)
      show(
        json,
        await callApi<DisputeView>('POST', path(file, 'disputes'), { claim, reason, contestedCents, words: words ?? null, origin }),
      )
    })

  command(dispute, 'list <file>', 'list the disputes of a file, the newest first', 'relance dispute list K7M2P9QRS').action(
    async (file, { json }) => {
      const list = await callApi<DisputeList>('GET', path(file, 'disputes'))
      print(json, list, () => list.disputes.flatMap(lines).join('\n') || 'The debtor has contested nothing.')
    },
  )
}

function answerCommands(dispute: Command): void {
  command(
    dispute,
    'answer <file> <dispute>',
    'answer a dispute; the debtor is sent the reason',
    `relance dispute answer K7M2P9QRS ${DISPUTE} --outcome partly-upheld --amount 60.00 --reason "One chair was broken."`,
  )
    .requiredOption('--outcome <outcome>', 'upheld, partly-upheld or rejected')
    .option('--amount <amount>', 'what is taken off, where it is upheld in part')
    .requiredOption('--reason <reason>', 'the reason that the debtor is given')
    .action(async (file, id, { outcome, amount, reason, json }) => {
      const upheld = amount === undefined ? {} : { upheldCents: parseAmount(amount) }
      show(json, await callApi<DisputeView>('POST', path(file, 'disputes', id, 'answer'), { outcome, reason, ...upheld }))
    })

  command(
    dispute,
    'withdraw <file> <dispute>',
    'record that the debtor contests it no longer',
    `relance dispute withdraw K7M2P9QRS ${DISPUTE}`,
  ).action(async (file, id, { json }) => show(json, await callApi<DisputeView>('POST', path(file, 'disputes', id, 'withdrawal'), {})))

  command(
    dispute,
    'position <file> <dispute>',
    'record what the creditor says to it',
    `relance dispute position K7M2P9QRS ${DISPUTE} --says "The carrier’s note shows one broken chair."`,
  )
    .requiredOption('--says <words>', 'what it says')
    .action(async (file, id, { says, json }) =>
      show(json, await callApi<DisputeView>('POST', path(file, 'disputes', id, 'position'), { says })),
    )
}

function documentCommands(document: Command): void {
  command(document, 'list <file>', 'list the papers of a file, the newest first', 'relance document list K7M2P9QRS').action(
    async (file, { json }) => {
      const list = await callApi<FileDocumentList>('GET', path(file, 'documents'))
      print(json, list, () => list.documents.map(documentLine).join('\n') || 'The file has no papers.')
    },
  )

  command(
    document,
    'add <file> <paper>',
    'hand in a paper of a file, or of a dispute',
    `relance document add K7M2P9QRS carrier-note.pdf --dispute ${DISPUTE}`,
  )
    .option('--dispute <dispute>', 'the dispute that it belongs to')
    .action(async (file, paper, { dispute, json }) => {
      const bytes = await readFile(paper).catch(() => {
        throw new CommandError(`${paper} cannot be read.`)
      })
      const query = new URLSearchParams({ name: basename(paper), ...(dispute && { dispute }) })
      const kept = await sendFile<FileDocument>(`${path(file, 'documents')}?${query}`, new Uint8Array(bytes))
      print(json, kept, () => documentLine(kept))
    })

  command(
    document,
    'save <file> <document>',
    'save a paper as its bytes are',
    `relance document save K7M2P9QRS ${DISPUTE} --out carrier-note.pdf`,
  )
    .requiredOption('--out <file>', 'where to write it')
    .action((file, id, { out, json }) => save(json, path(file, 'documents', id), 'application/octet-stream', out))
}

const show = (json: boolean | undefined, view: DisputeView) => print(json, view, () => lines(view).join('\n'))

function lines({
  id,
  claim,
  currency,
  reason,
  contestedCents,
  state,
  answerBy,
  answeredOn,
  upheldCents,
  answer,
  creditorSays,
  words,
}: DisputeView): string[] {
  const what = contestedCents === null ? 'all of it' : money(contestedCents, currency)
  const until = answeredOn === null ? `to be answered by ${answerBy}` : `on ${answeredOn}`
  const taken = upheldCents ? `  ${money(upheldCents, currency)} taken off` : ''
  return [
    `${id}  ${claim}  ${what}  ${reason}  ${state} ${until}${taken}`,
    ...(words === null ? [] : [`  debtor: ${words}`]),
    ...(creditorSays === null ? [] : [`  creditor: ${creditorSays}`]),
    ...(answer === null ? [] : [`  answer: ${answer}`]),
  ]
}

const documentLine = ({ id, kind, name, mediaType, about, createdAt }: FileDocument) =>
  `${id}  ${createdAt.slice(0, 16)}  ${kind.padEnd(14)}  ${mediaType}  ${name}  (${about.split(':')[0]})`
