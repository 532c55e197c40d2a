import type { Command } from 'commander'
import type { FileDocument, FileDocumentList } from '../contracts/document.js'
import { callApi } from './api-client.js'
import { path, save, savePdf } from './file-command.js'
import { command, print, withExample } from './output.js'

const ID = '019f3a54-7c1d-7000-8000-1b2c3d4e5f60'

/** Papers of a file: those made out for courts and officers, those signed, and those sent in. */
export function paperCommands(program: Command): void {
  const paper = program.command('paper').description('list and save the papers of a file, and print its statement of account')
  withExample(paper, 'relance paper list K7M2P9QRS')

  command(paper, 'list <file>', 'list the papers of a file, the newest first', 'relance paper list K7M2P9QRS').action(
    async (file, { json }) => {
      const list = await callApi<FileDocumentList>('GET', path(file, 'documents'))
      print(json, list, () => list.documents.map(line).join('\n') || 'The file has no paper yet.')
    },
  )

  command(paper, 'get <file> <paper>', 'save a paper of a file as it is', `relance paper get K7M2P9QRS ${ID} --out requete.pdf`)
    .requiredOption('--out <file>', 'where to write it')
    .action((file, id, { out, json }) => save(json, path(file, 'documents', id), 'application/octet-stream', out))

  command(
    paper,
    'statement <file>',
    'print what a file owes at the end of a day, with each line of interest',
    'relance paper statement K7M2P9QRS --on 2026-06-30 --out releve.pdf',
  )
    .option('--on <day>', 'the day; the file’s own today when left out')
    .requiredOption('--out <file>', 'where to write it')
    .action((file, { on, out, json }) => {
      const query = on === undefined ? '' : `?${new URLSearchParams({ on })}`
      return savePdf(json, path(file, 'statement-of-account') + query, out)
    })
}

const line = ({ id, createdAt, kind, name, sha256 }: FileDocument) =>
  `${id}  ${createdAt.slice(0, 10)}  ${kind.padEnd(22)}  ${name}  ${sha256.slice(0, 12)}`
