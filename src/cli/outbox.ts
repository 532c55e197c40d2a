import type { Command } from 'commander'
import { loadConfig } from '../config.js'
import type { OutboxMessage, OutboxPage } from '../contracts/outbox.js'
import { callApi } from './api-client.js'
import { CommandError, print, withExample } from './output.js'

/** What would have gone out to debtors, and the letters that wait for the post. */
export function outboxCommand(program: Command): void {
  const outbox = program
    .command('outbox')
    .description('list the messages that the local sandbox took in the providers’ place, the newest first')
    .option('--channel <channel>', 'sms, email or letter')
    .option('--to <recipient>', 'number or address')
    .option('--limit <count>', 'how many', '20')
    .option('--json', 'print JSON')
    .action(showOutbox)
  withExample(outbox, 'relance outbox --channel sms')

  const post = program.command('post').description('the mail room')
  const confirm = post
    .command('confirm')
    .description('confirm that all printed letters have been posted: their files go on')
    .option('--json', 'print JSON')
    .action(confirmPostings)
  for (const command of [post, confirm]) withExample(command, 'relance post confirm')
}

interface Options {
  channel?: string
  to?: string
  limit: string
  json?: boolean
}

async function showOutbox({ channel, to, limit, json }: Options): Promise<void> {
  const { providers, ports } = loadConfig()
  const address = new URL('/sandbox/messages', providers.sandboxUrl ?? `http://127.0.0.1:${ports.sandbox}`)
  for (const [name, value] of Object.entries({ channel, to, limit })) if (value) address.searchParams.set(name, value)
  const response = await fetch(address).catch(() => {
    throw new CommandError(`No sandbox answers at ${address.origin}: npm start runs one where no provider is set.`)
  })
  if (!response.ok) throw new CommandError(`The outbox cannot be listed like this: ${await response.text()}`)
  const page = (await response.json()) as OutboxPage
  print(json, page, () => page.messages.map(line).join('\n') || 'Nothing has gone out yet.')
}

const SHOWN = 60

function line(message: OutboxMessage): string {
  const { at, channel, to, states } = message
  const words = channel === 'letter' ? `${message.reference}, ${message.pages} p.` : channel === 'email' ? message.subject : message.text
  const short = words.replace(/\s+/g, ' ').slice(0, SHOWN)
  return `${at.slice(0, 16)}  ${channel.padEnd(6)}  ${(states.at(-1)?.state ?? 'taken').padEnd(10)}  ${(to.name ?? to.address).padEnd(28)}  ${short}`
}

async function confirmPostings({ json }: { json?: boolean }): Promise<void> {
  const confirmSome = async () => (await callApi<{ confirmed: number }>('POST', '/v1/postings', {})).confirmed
  let posted = 0
  for (let some = await confirmSome(); some > 0; some = await confirmSome()) posted += some
  print(json, { posted }, () => (posted === 1 ? '1 letter was posted.' : `${posted} letters were posted.`))
}
