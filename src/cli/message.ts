import type { Command } from 'commander'
import type { ReplyWritten, Thread, ThreadMessage, ThreadRead } from '../contracts/message.js'
import { callApi } from './api-client.js'
import { path, save } from './file-command.js'
import { command, print, withExample } from './output.js'

/** What debtors write, and what people write back. */
export function messageCommand(program: Command): void {
  const message = program.command('message').description('messages of a file: what came in, what went out, writing back')
  withExample(message, 'relance message list K7M2P9QRS')
  command(message, 'list <file>', 'list the messages of a file, the oldest first', 'relance message list K7M2P9QRS').action(
    async (file, { json }) => {
      const thread = await callApi<Thread>('GET', path(file, 'messages'))
      print(json, thread, () => thread.messages.map(lines).join('\n') || 'Nothing was written yet.')
    },
  )
  command(
    message,
    'read <file>',
    'note that all messages of a file were read: what waited for them goes on',
    'relance message read K7M2P9QRS',
  ).action(async (file, { json }) => {
    const noted = await callApi<ThreadRead>('POST', path(file, 'messages', 'read'), {})
    print(json, noted, () => (noted.read === 1 ? '1 message was unread.' : `${noted.read} messages were unread.`))
  })
  command(
    message,
    'reply <file>',
    'write back to a debtor: the file sends it, and what came in counts as read',
    'relance message reply K7M2P9QRS --by email --text "Bonjour, votre virement est bien arrivé."',
  )
    .requiredOption('--text <words>', 'what to say; 480 characters at most by text message')
    .option('--by <channel>', 'email, sms or letter', 'email')
    .option('--key <key>', 'idempotency key: the same one writes the same reply once')
    .action(async (file, { text, by: channel, key, json }) => {
      const written = await callApi<ReplyWritten>('POST', path(file, 'replies'), { channel, text }, key)
      print(json, written, () => `Written: ${written.reply}. The file sends it when the debtor may be written to.`)
    })
  command(
    message,
    'attachment <file> <id>',
    'save an attachment of a message',
    'relance message attachment K7M2P9QRS 01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11 --out receipt.pdf',
  )
    .requiredOption('--out <path>', 'file to write')
    .action((file, id, { out, json }) => save(json, path(file, 'messages', 'attachments', id), 'application/octet-stream', out))
}

function lines({ direction, channel, nature, subject, text, at, readAt, attachments }: ThreadMessage): string {
  const marks = [direction === 'in' && readAt === null ? 'UNREAD' : null, nature === 'message' ? null : nature]
  const head = [at.slice(0, 16), direction === 'in' ? '<' : '>', channel.padEnd(6), ...marks.filter((mark) => mark !== null)]
  const body = [subject, text].filter((part) => part !== null && part !== '').join('\n')
  const files = attachments.map(({ id, name }) => `    attached: ${name} (${id})`)
  return [head.join('  '), ...body.split('\n').map((line) => `    ${line}`.trimEnd()), ...files].join('\n')
}
