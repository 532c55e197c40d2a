import type { Command } from 'commander'
import type { FileMergeView, PartyMergeView } from '../contracts/merge.js'
import { callApi } from './api-client.js'
import { path } from './file-command.js'
import { command, print, withExample } from './output.js'

/** Making one of two debtors, and two of one again. */
export function debtorCommands(program: Command): void {
  const debtor = program.command('debtor').description('make one debtor of two that are one, and two again')
  withExample(debtor, 'relance debtor merge K7M2P9QRS QX4T8WBNC')

  command(
    debtor,
    'merge <keep> <merge>',
    'make one of the debtors of two files: the first file’s stays',
    'relance debtor merge K7M2P9QRS QX4T8WBNC',
  )
    .option('--key <key>', 'idempotency key: the same one merges once')
    .action(async (keep, merge, { key, json }) => {
      const merged = await callApi<PartyMergeView>('POST', '/v1/debtors/merges', { keep, merge }, key)
      print(json, merged, () => `${merged.id}  files that came: ${merged.files.join(', ')}`)
    })

  command(
    debtor,
    'unmerge <merge>',
    'take a merge of debtors back, by the id that it gave',
    'relance debtor unmerge 0199c2f6-5d1e-7c3b-9f5a-2f6d8a1b4c70',
  ).action(async (merge, { json }) => {
    const undone = await callApi<PartyMergeView>('POST', `/v1/debtors/merges/${encodeURIComponent(merge)}/undo`, {})
    print(json, undone, () => `${undone.id}  undone`)
  })
}

/** Letting one file go on with the claims of another, and parting them. */
export function fileMergeCommands(file: Command): void {
  command(
    file,
    'merge <file> <other>',
    'let a file go on with the claims of another, which is closed as a duplicate',
    'relance file merge K7M2P9QRS QX4T8WBNC',
  )
    .option('--key <key>', 'idempotency key: the same one merges once')
    .action(async (reference, other, { key, json }) => {
      const merged = await callApi<FileMergeView>('POST', path(reference, 'merge'), { merge: other }, key)
      print(json, merged, () => `${merged.kept} goes on with ${merged.claims.join(', ')}; ${merged.merged} is closed as a duplicate`)
    })

  command(file, 'unmerge <file>', 'give a file that was closed as a duplicate its claims back', 'relance file unmerge QX4T8WBNC').action(
    async (reference, { json }) => {
      const parted = await callApi<FileMergeView>('POST', path(reference, 'merge', 'undo'), {})
      print(json, parted, () => `${parted.merged} goes on with ${parted.claims.join(', ')}`)
    },
  )
}
