import { NoBody } from '../../../contracts/debt-file.js'
import { FileMergeBody, FileMergeView, PartyMergeBody, PartyMergeView } from '../../../contracts/merge.js'
import { findFile } from '../../../store/file-view.js'
import { mergeFiles, undoFileMerge } from '../../../store/merge-files.js'
import { mergeParties, undoPartyMerge } from '../../../store/merge-parties.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

/** Making one of two debtors, or of two files, and two of one again. */
export function mergeRoutes(context: ApiContext): Route[] {
  return [...partyRoutes(context), ...fileRoutes(context)]
}

function partyRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/debtors/merges',
      tag: 'Files',
      summary: 'Make one debtor of two',
      description:
        'Each is named by a file of its own. Files, addresses and numbers of the one merged are the kept one’s from then on, with one budget of contacts. Two that a register tells apart, or who owe one claim together, stay two. The same Idempotency-Key merges once.',
      body: PartyMergeBody,
      answers: [{ status: 201, description: 'They are one', schema: PartyMergeView }],
      refusals: ['file-unknown', 'merge-impossible', 'party-merged-already', 'key-reused'],
      async handle({ tenantId, actor, key, body }) {
        const named = { keep: await findFile(db, tenantId, body.keep), merge: await findFile(db, tenantId, body.merge) }
        return { status: 201, body: await mergeParties(db, { tenantId, actor, key }, named, now()) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/debtors/merges/:merge/undo',
      tag: 'Files',
      summary: 'Make two debtors again',
      description: 'What came from the one merged, and is still there, goes back to it. Files opened since stay.',
      body: NoBody,
      answers: [{ status: 200, description: 'They are two', schema: PartyMergeView }],
      refusals: ['resource-unknown', 'merge-undone', 'merge-outdated', 'party-merged-already'],
      async handle({ tenantId, actor, param }) {
        return { body: await undoPartyMerge(db, { tenantId, actor }, param('merge'), now()) }
      },
    }),
  ]
}

function fileRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/files/:file/merge',
      tag: 'Files',
      summary: 'Let a file go on with the claims of another',
      description:
        'Both are open, of one creditor, debtor, mandate and currency; the other one is closed as a duplicate. What was served for its claims stays served, and what is paid under its reference is for this file. The same Idempotency-Key merges once.',
      body: FileMergeBody,
      answers: [{ status: 201, description: 'They are one', schema: FileMergeView }],
      refusals: ['file-closed', 'merge-impossible', 'merge-blocked', 'closing-ordered-already', 'key-reused'],
      async handle({ tenantId, fileId, actor, key, body }) {
        const pair = { keptId: fileId, mergedId: await findFile(db, tenantId, body.merge) }
        return { status: 201, body: await mergeFiles(db, { tenantId, actor, key }, pair, now()) }
      },
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/merge/undo',
      tag: 'Files',
      summary: 'Give a file that was merged into another its claims back',
      description: 'The file is the one that was closed as a duplicate; it opens again.',
      body: NoBody,
      answers: [{ status: 200, description: 'They are two', schema: FileMergeView }],
      refusals: ['resource-unknown', 'merge-undone', 'merge-blocked', 'merge-outdated'],
      async handle({ tenantId, fileId, actor }) {
        return { body: await undoFileMerge(db, { tenantId, actor }, fileId, now()) }
      },
    }),
  ]
}
