import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { ExchangeKeyView, ProfessionalList, ProfessionalView } from '../contracts/professional.js'
import { callApi } from './api-client.js'
import { CommandError, command, print, withExample } from './output.js'
import { forTenant, newKey, withTenant } from './tenant-keys.js'

/** Officers and lawyers whom tasks of proceedings are given to. */
export function professionalCommands(program: Command): void {
  const professional = program.command('professional').description('officers and lawyers: who they are, and how they are given tasks')
  withExample(professional, 'relance professional list')
  addCommands(professional)
  exchangeCommands(professional)
  keyCommands(professional)
}

function addCommands(professional: Command): void {
  withExchange(
    command(
      professional,
      'add <reference>',
      'add an officer (commissaire de justice) or a lawyer (avocat)',
      'relance professional add etude-durand --role officer --name "SCP Durand" --street "4 cours Mirabeau" --postcode 13100 --city Aix-en-Provence --districts 13 --portal',
    ),
  )
    .requiredOption('--role <role>', 'officer or lawyer')
    .requiredOption('--name <name>', 'its name')
    .requiredOption('--street <line>', 'street and number')
    .requiredOption('--postcode <code>', 'postcode')
    .requiredOption('--city <city>', 'town')
    .action(async (reference, { role, name, street, postcode, city, json, ...exchange }) => {
      const address = { lines: [street], postcode, city }
      show(
        json,
        await callApi<ProfessionalView>('POST', '/v1/professionals', { role, reference, name, address, ...(await exchangeIn(exchange)) }),
      )
    })

  command(professional, 'list', 'list the officers and lawyers', 'relance professional list').action(async ({ json }) => {
    const list = await callApi<ProfessionalList>('GET', '/v1/professionals')
    print(json, list, () => list.professionals.map(line).join('\n') || 'No officer and no lawyer is there.')
  })

  command(
    professional,
    'end <reference>',
    'give an officer or a lawyer nothing more: its keys open nothing any more',
    'relance professional end etude-durand',
  ).action(async (reference, { json }) => show(json, await callApi<ProfessionalView>('POST', address(reference, 'end'), {})))
}

function exchangeCommands(professional: Command): void {
  withExchange(
    command(
      professional,
      'exchange <reference>',
      'say anew how tasks are given: on the portal, or by signed and encrypted e-mail',
      'relance professional exchange etude-durand --package --email greffe@etude-durand.example --public-key durand.asc --districts 13',
    ),
  ).action(async (reference, { json, ...exchange }) =>
    show(json, await callApi<ProfessionalView>('PUT', address(reference, 'exchange'), await exchangeIn(exchange))),
  )

  command(
    professional,
    'agency-key',
    'save the public key that packages are signed with, for those who get them',
    'relance professional agency-key --out agency.asc',
  )
    .requiredOption('--out <file>', 'where to write it')
    .action(async ({ out, json }) => {
      const { publicKey, fingerprint } = await callApi<ExchangeKeyView>('GET', '/v1/exchange-key')
      await writeFile(out, publicKey).catch(() => {
        throw new CommandError(`${out} cannot be written.`)
      })
      print(json, { out, fingerprint }, () => `${out}: fingerprint ${fingerprint}`)
    })
}

function keyCommands(professional: Command): void {
  forTenant(
    command(
      professional,
      'key <reference>',
      'make a key to the portal, shown this once: it opens the tasks of this officer or lawyer alone',
      'relance professional key etude-durand',
    ),
  ).action(async (reference: string, { tenant: id, json }: { tenant?: string; json?: boolean }) => {
    const apiKey = newKey()
    const made = await withTenant(id, async (db, tenantId) =>
      (await import('../store/professional.js')).addProfessionalKey(db, tenantId, reference, apiKey),
    )
    print(json, { id: made, professional: reference, apiKey }, () => `The key of ${reference}, which is not shown again:\n${apiKey}`)
  })
}

interface ExchangeOptions {
  portal?: boolean
  package?: boolean
  email?: string
  publicKey?: string
  districts?: string
}

const withExchange = (one: Command): Command =>
  one
    .option('--portal', 'tasks are fetched on the portal')
    .option('--package', 'tasks are sent by e-mail, signed and encrypted')
    .option('--email <address>', 'where packages go')
    .option('--public-key <file>', 'OpenPGP public key that packages are encrypted to')
    .option('--districts <list>', 'beginnings of the postcodes where it may act, as 13,83')

async function exchangeIn({ portal, package: byPackage, email, publicKey: file, districts }: ExchangeOptions) {
  if ((portal === true) === (byPackage === true)) throw new CommandError('Say one of --portal and --package.')
  const publicKey = file === undefined ? null : await readFile(file, 'utf8').catch(() => null)
  if (file !== undefined && publicKey === null) throw new CommandError(`${file} cannot be read.`)
  const exchange = byPackage ? 'package' : 'portal'
  return { exchange, email: email ?? null, publicKey, districts: districts?.split(',').map((one) => one.trim()) ?? [] }
}

const address = (reference: string, rest: string) => `/v1/professionals/${encodeURIComponent(reference)}/${rest}`

const show = (json: boolean | undefined, view: ProfessionalView) => print(json, view, () => line(view))

function line({ reference, role, name, exchange, email, fingerprint, districts, endedAt }: ProfessionalView): string {
  const way = exchange === 'package' ? `by package to ${email}, key ${fingerprint}` : 'on the portal'
  const where = districts.length === 0 ? '' : `, acts in ${districts.join(', ')}`
  return `${reference}  ${role}  ${name}, ${way}${where}${endedAt === null ? '' : `, until ${endedAt.slice(0, 10)}`}`
}
