import { NoBody } from '../../../contracts/debt-file.js'
import { FileDocumentBytes } from '../../../contracts/document.js'
import { ReplyBody, ReplyWritten, Thread, ThreadRead } from '../../../contracts/message.js'
import { lockParty } from '../../../store/party.js'
import { readAttachment, threadOf, writeReply } from '../../../store/thread.js'
import { markThreadRead } from '../../../store/unread.js'
import type { ApiContext } from '../../context.js'
import { type Route, route } from '../../route.js'

const TAG = 'Messages'

/** What debtors write, and what people write back. */
export function messageRoutes(context: ApiContext): Route[] {
  return [...threadRoutes(context), replyRoute(context)]
}

function threadRoutes({ db, now }: ApiContext): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/files/:file/messages',
      tag: TAG,
      summary: 'List the messages of a file',
      description:
        'What came in by text message, e-mail and the debtor’s page, what went out, and what is written and waits to be sent. A message from a debtor who has several files stands in each of them.',
      answers: [{ status: 200, description: 'The oldest first', schema: Thread }],
      handle: async ({ fileId }) => ({ body: { messages: await threadOf(db, fileId) } }),
    }),
    route({
      method: 'post',
      path: '/v1/files/:file/messages/read',
      tag: TAG,
      summary: 'Note that all messages of a file were read',
      description: 'They leave the worklist, and what waited for them goes on. Noted again it changes nothing.',
      body: NoBody,
      answers: [{ status: 200, description: 'How many were unread', schema: ThreadRead }],
      async handle({ tenantId, fileId, actor }) {
        const reader = { tenantId, actor, now: now() }
        const read = await db.$transaction(async (tx) => markThreadRead(tx, await lockParty(tx, fileId), fileId, reader))
        return { body: { read } }
      },
    }),
    route({
      method: 'get',
      path: '/v1/files/:file/messages/attachments/:attachment',
      tag: TAG,
      summary: 'Download an attachment of a message',
      description: 'To be saved: whatever it is, it is sent as bytes that no browser shows or runs.',
      answers: [{ status: 200, description: 'The bytes as they are', schema: FileDocumentBytes, type: 'application/octet-stream' }],
      refusals: ['resource-unknown'],
      async handle({ fileId, param }) {
        const { bytes, name } = await readAttachment(db, fileId, param('attachment'))
        return { body: bytes, attachment: name }
      },
    }),
  ]
}

function replyRoute({ db, now }: ApiContext): Route {
  return route({
    method: 'post',
    path: '/v1/files/:file/replies',
    tag: TAG,
    summary: 'Write back to a debtor',
    description:
      'The file sends it within the hours in which debtors may be written to, once, by the channel it is written for or another that reaches the debtor. All that came in counts as read then.',
    body: ReplyBody,
    answers: [{ status: 201, description: 'It is written', schema: ReplyWritten }],
    refusals: ['file-closed', 'debtor-protected', 'key-reused'],
    async handle({ tenantId, fileId, actor, key, body }) {
      return { status: 201, body: { reply: await writeReply(db, { tenantId, fileId, actor, key, now: now() }, body) } }
    },
  })
}
