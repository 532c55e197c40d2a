import type { Command } from 'commander'
import type { AddressSearchList, AddressSearchView } from '../contracts/address-search.js'
import type { ContactView } from '../contracts/contact.js'
import { parseAddress } from './address.js'
import { callApi } from './api-client.js'
import { parseAmount, path } from './file-command.js'
import { command, euros, print, withExample } from './output.js'

const SEARCH = '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b11'
const LOOK_UP = '01998d3c-7c3e-7a51-9d53-2f1f6f0a9b12'
const MICROS_PER_CENT = 10_000

/** Debtors whose mail comes back. */
export function addressCommands(program: Command): void {
  const address = program.command('address').description('debtors whose mail comes back, and the search for where they live now')
  withExample(address, 'relance address list')
  beginCommands(address)
  lookUpCommand(address)
  endCommands(address)
}

function beginCommands(address: Command): void {
  command(address, 'list', 'list searches for lost addresses, the newest first', 'relance address list --state open')
    .option('--state <state>', 'open, found or failed')
    .option('--limit <count>', 'how many', '50')
    .action(async ({ state, limit, json }) => {
      const query = new URLSearchParams({ limit, ...(state && { state }) })
      const page = await callApi<AddressSearchList>('GET', `/v1/address-searches?${query}`)
      print(json, page, () => page.searches.map(line).join('\n') || 'No address is searched.')
    })
  command(address, 'show <search>', 'show a search, and what may be said to who is asked', `relance address show ${SEARCH}`).action(
    async (id, { json }) => show(json, await callApi<AddressSearchView>('GET', searchAt(id))),
  )
  command(
    address,
    'returned <file> <contact>',
    'say that a letter came back: the address is used no more',
    `relance address returned K7M2P9QRS ${SEARCH}`,
  ).action(async (file, contact, { json }) => {
    const view = await callApi<ContactView>('POST', path(file, 'contacts', contact, 'return'), {})
    print(json, view, () => `${view.id}: it came back. relance address list shows the search.`)
  })
  command(address, 'search <file>', 'search the address of a file’s debtor', 'relance address search K7M2P9QRS')
    .option('--key <key>', 'idempotency key: sent again with it, the command is the same one')
    .action(async (file, { key, json }) => show(json, await callApi<AddressSearchView>('POST', path(file, 'address-search'), {}, key)))
}

function lookUpCommand(address: Command): void {
  command(
    address,
    'look-up <search>',
    'ask for a lost address, or note what was answered',
    `relance address look-up ${SEARCH} --source creditor --found "3 rue des Arts, 69001 Lyon" --match confirmed`,
  )
    .requiredOption('--source <source>', 'sirene (asked at once), debtor (by another channel), creditor, operator or a provider’s name')
    .option('--outcome <outcome>', 'asked, nothing, other-person or unavailable', 'asked')
    .option('--found <lines>', 'address that was given, lines separated by commas, the last with postcode and town')
    .option('--match <what...>', 'what speaks for it: siren, name, birth-date, confirmed', [])
    .option('--cost <euros>', 'what it has cost', '0')
    .option('--key <key>', 'idempotency key: sent again with it, the command is the same one')
    .action(async (id, { source, outcome, found, match, cost, key, json }) => {
      const costMicros = parseAmount(cost) * MICROS_PER_CENT
      const answer = found === undefined ? { outcome } : { outcome: 'found', address: parseAddress(found) }
      const body = { source, match, costMicros, ...answer }
      show(json, await callApi<AddressSearchView>('POST', `${searchAt(id)}/look-ups`, body, key))
    })
}

function endCommands(address: Command): void {
  command(
    address,
    'found <search>',
    'take the address that a look-up has found',
    `relance address found ${SEARCH} --look-up ${LOOK_UP} --match confirmed`,
  )
    .requiredOption('--look-up <id>', 'look-up that has found it')
    .option('--match <what...>', 'what else speaks for it: siren, name, birth-date, confirmed', [])
    .action(async (id, { lookUp, match, json }) =>
      show(json, await callApi<AddressSearchView>('POST', `${searchAt(id)}/found`, { lookUp, match })),
    )
  command(address, 'give-up <search>', 'give a search up: the files are closed as not found', `relance address give-up ${SEARCH}`).action(
    async (id, { json }) => show(json, await callApi<AddressSearchView>('POST', `${searchAt(id)}/give-up`, {})),
  )
}

const searchAt = (id: string) => `/v1/address-searches/${encodeURIComponent(id)}`

const show = (json: boolean | undefined, search: AddressSearchView) =>
  print(json, search, () => [line(search), ...lookUps(search)].join('\n'))

function line({ id, state, request, files, endsOn, endedOn, limitMicros, spentMicros }: AddressSearchView): string {
  const until = endedOn === null ? `until ${endsOn}` : `ended on ${endedOn}`
  const cost = `${inEuros(spentMicros)} of ${inEuros(limitMicros)} spent`
  return `${id}  ${state.padEnd(6)}  ${request.name} (${files.map(({ reference }) => reference).join(', ') || 'no open file'})  ${until}, ${cost}`
}

const lookUps = ({ lookUps: rows }: AddressSearchView) =>
  rows.map(({ id, source, askedOn, outcome, match, found }) =>
    `  ${id}  ${askedOn}  ${source.padEnd(10)}  ${outcome}  ${[...(found ? [...found.lines, `${found.postcode} ${found.city}`] : []), ...match].join(', ')}`.trimEnd(),
  )

const inEuros = (micros: number) => euros(Math.round(micros / MICROS_PER_CENT) as number)
