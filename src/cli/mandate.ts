import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { MandateDocumentList, MandateDocumentView, MandateList, MandateView } from '../contracts/mandate.js'
import type { SignatureLinkView } from '../contracts/signature.js'
import { callApi, sendFile } from './api-client.js'
import { parseAmount, savePdf } from './file-command.js'
import { CommandError, command, euros, print, withExample } from './output.js'

/** Creditors' orders to collect: recorded, printed, signed, ended. */
export function mandateCommands(program: Command): void {
  const mandate = program.command('mandate').description('record creditors’ orders to collect, have them signed, end them')
  withExample(mandate, 'relance mandate add mobilier-dumas --reference M-1 --from 2026-01-01 --scope judicial')
  addCommand(mandate)
  listCommand(mandate)
  endCommand(mandate)
  paperCommands(mandate)
  signCommand(mandate)
}

const pathOf = (creditor: string, ...rest: string[]) =>
  ['/v1/creditors', ...[creditor, 'mandates', ...rest].map(encodeURIComponent)].join('/')

const ADD = 'relance mandate add mobilier-dumas --reference M-1 --from 2026-01-01 --scope judicial --most-claim 10000 --share 15'

function addCommand(mandate: Command): void {
  command(mandate, 'add <creditor>', 'record a mandate', ADD)
    .requiredOption('--reference <reference>', 'the mandate’s own reference')
    .requiredOption('--from <day>', 'first day in force')
    .option('--until <day>', 'last day in force; without end when left out')
    .option('--unsigned', 'it awaits its signature, and is not in force before')
    .option('--signed <day>', 'day on which the creditor signed it; its first day when left out')
    .option('--scope <scope>', 'amicable or judicial', 'amicable')
    .option('--powers <powers...>', 'powers given by name: settle, sue, enforce')
    .option('--covers <items...>', 'what is asked for: principal, interest, indemnity, costs; all when left out')
    .option('--least-claim <euros>', 'smallest claim that it covers')
    .option('--most-claim <euros>', 'largest claim that it covers')
    .option('--requires <facts...>', 'what a claim must have: due, capacity, proof')
    .option('--tolerance <euros>', 'a debt with no more than this left is closed', '0')
    .option('--longest-plan <months>', 'longest payment plan that is granted without asking')
    .option('--most-remission <percent>', 'largest share of a debt that is remitted without asking')
    .option('--remit-within <months>', 'months in which what was collected is passed on; left to the law when left out')
    .option('--net', 'the commission is kept of what is passed on; invoiced when left out')
    .option('--share <percent>', 'the agency’s share of what comes in, where it is the same for all claims')
    .option('--tariff <file>', 'what the agency earns, as JSON')
    .action(async (creditor, { json, ...options }) => {
      const added = await callApi<MandateView>('POST', pathOf(creditor), bodyOf(options))
      print(json, added, () => `The mandate ${added.reference} is recorded${added.signedOn === null ? ', and awaits its signature' : ''}.`)
    })
}

type Options = Record<string, string> & { unsigned?: boolean; net?: boolean; powers?: string[]; covers?: string[]; requires?: string[] }

function bodyOf(options: Options) {
  const { reference, from, until, unsigned, signed, scope, powers, covers, requires, tolerance, longestPlan, mostRemission, remitWithin } =
    options
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(tolerance ?? '')) throw new CommandError(`A sum is written as 2.50, and not “${tolerance}”.`)
  return {
    reference,
    validFrom: from,
    ...(until && { validUntil: until }),
    ...(unsigned ? { signedOn: null } : signed && { signedOn: signed }),
    scope,
    ...(powers && { specialPowers: powers }),
    ...(covers && { covers }),
    ...(requires && { requires }),
    ...(options.leastClaim && { leastClaimCents: parseAmount(options.leastClaim) }),
    ...(options.mostClaim && { mostClaimCents: parseAmount(options.mostClaim) }),
    toleranceCents: Math.round(Number(tolerance) * 100),
    ...(longestPlan && { longestPlanMonths: parseWhole(longestPlan, 120, 'Months') }),
    ...(mostRemission && { mostRemissionPercent: parseWhole(mostRemission, 100, 'Percent') }),
    ...(remitWithin && { remitWithinMonths: parseMonths(remitWithin) }),
    ...(options.net && { remittance: 'net' }),
    ...tariffOf(options),
  }
}

function tariffOf({ share, tariff }: Options): { tariff?: unknown } {
  if (share !== undefined && tariff !== undefined)
    throw new CommandError('Either --share or --tariff says what the agency earns, not both.')
  if (share !== undefined) {
    if (!/^\d{1,2}(\.\d{1,4})?$/.test(share)) throw new CommandError(`A share is written as 12.5, and not “${share}”.`)
    return { tariff: { bands: [{ ppm: Math.round(Number(share) * 10_000) }] } }
  }
  if (tariff === undefined) return {}
  try {
    return { tariff: JSON.parse(readFileSync(tariff, 'utf8')) }
  } catch {
    throw new CommandError(`There is no JSON in ${tariff}.`)
  }
}

function parseMonths(text: string): number {
  if (!/^(?:[1-9]|1[0-2])$/.test(text)) throw new CommandError(`Months are written as a number from 1 to 12, and not “${text}”.`)
  return Number(text)
}

function parseWhole(text: string, most: number, what: string): number {
  if (!/^\d{1,3}$/.test(text) || Number(text) > most)
    throw new CommandError(`${what}: a whole number from 0 to ${most}, and not “${text}”.`)
  return Number(text)
}

function listCommand(mandate: Command): void {
  command(mandate, 'list <creditor>', 'list a creditor’s mandates', 'relance mandate list mobilier-dumas').action(
    async (creditor, { json }) => {
      const list = await callApi<MandateList>('GET', pathOf(creditor))
      print(json, list, () => list.mandates.map(mandateLine).join('\n') || 'The creditor has given no mandate.')
    },
  )
}

function mandateLine(mandate: MandateView): string {
  const { reference, scope, validFrom, validUntil, signedOn, leastClaimCents, mostClaimCents, endReason } = mandate
  const bounds = [
    leastClaimCents === null ? '' : `claims from ${euros(leastClaimCents)}`,
    mostClaimCents === null ? '' : `claims up to ${euros(mostClaimCents)}`,
    signedOn === null ? 'awaits its signature' : '',
    endReason === null ? '' : `ended: ${endReason}`,
  ].filter((part) => part !== '')
  const days = `${validFrom} ${validUntil === null ? 'without end' : `to ${validUntil}`}`
  return [`${reference}  ${scope}  ${days}`, ...bounds].join(', ')
}

function endCommand(mandate: Command): void {
  command(
    mandate,
    'end <creditor> <mandate>',
    'end a mandate before its time: its files are given back once that day is over',
    'relance mandate end mobilier-dumas M-1 --on 2026-12-31 --reason "collects in-house"',
  )
    .requiredOption('--on <day>', 'its last day in force')
    .requiredOption('--reason <words>', 'why')
    .action(async (creditor, reference, { on, reason, json }) => {
      const ended = await callApi<MandateView>('POST', pathOf(creditor, reference, 'end'), { on, reason })
      print(json, ended, () => `The mandate ${reference} ends on ${ended.validUntil}.`)
    })
}

function paperCommands(mandate: Command): void {
  command(
    mandate,
    'print <creditor> <mandate>',
    'write a mandate into a file, as PDF to be signed',
    'relance mandate print mobilier-dumas M-1 --out mandate.pdf',
  )
    .requiredOption('--out <file>', 'where to')
    .action(async (creditor, reference, { out, json }) => savePdf(json, pathOf(creditor, reference, 'document'), out))

  command(
    mandate,
    'documents <creditor> <mandate>',
    'list the papers that are kept of a mandate',
    'relance mandate documents mobilier-dumas M-1',
  ).action(async (creditor, reference, { json }) => {
    const list = await callApi<MandateDocumentList>('GET', pathOf(creditor, reference, 'documents'))
    print(json, list, () => list.documents.map(documentLine).join('\n') || 'No paper is kept of this mandate.')
  })

  command(
    mandate,
    'hand-in <creditor> <mandate> <file>',
    'keep a paper of a mandate: as it was signed by hand, or its annex on data processing',
    'relance mandate hand-in mobilier-dumas M-1 signed.pdf --signed 2026-01-05',
  )
    .option('--kind <kind>', 'mandate-signed or data-annex', 'mandate-signed')
    .option('--signed <day>', 'day of the signature, which puts a mandate in force that awaited it')
    .action(async (creditor, reference, path, { kind, signed, json }) => {
      const query = new URLSearchParams({ kind, name: basename(path), ...(signed && { signedOn: signed }) })
      const kept = await sendFile<MandateDocumentView>(`${pathOf(creditor, reference, 'documents')}?${query}`, bytesOf(path))
      print(json, kept, () => `Kept: ${documentLine(kept)}`)
    })

  command(
    mandate,
    'document <creditor> <mandate> <document>',
    'write a paper of a mandate into a file',
    'relance mandate document mobilier-dumas M-1 019a8f6e-0c1b-7c3e-9d55-2f6a1b3c4d5e --out signed.pdf',
  )
    .requiredOption('--out <file>', 'where to')
    .action(async (creditor, reference, id, { out, json }) => savePdf(json, pathOf(creditor, reference, 'documents', id), out))
}

const documentLine = ({ id, kind, name, createdAt, sha256 }: MandateDocumentView) =>
  `${id}  ${createdAt.slice(0, 10)}  ${kind.padEnd(14)}  ${name}  ${sha256.slice(0, 16)}…`

function bytesOf(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path))
  } catch {
    throw new CommandError(`There is no file ${path} that can be read.`)
  }
}

function signCommand(mandate: Command): void {
  command(
    mandate,
    'sign <creditor> <mandate>',
    'ask somebody to sign a mandate: prints the link to give them; the code reaches them by itself',
    'relance mandate sign mobilier-dumas M-1 --signer "Jeanne Dumas" --phone "06 12 34 56 78"',
  )
    .requiredOption('--signer <name>', 'who signs')
    .option('--phone <number>', 'where the one-time code goes')
    .option('--email <address>', 'where it goes when there is no number')
    .action(async (creditor, reference, { signer, phone, email, json }) => {
      const body = { name: signer, ...(phone && { phone }), ...(email && { email }) }
      const asked = await callApi<SignatureLinkView>('POST', pathOf(creditor, reference, 'signature-requests'), body)
      print(
        json,
        asked,
        () => `Until ${asked.expiresAt.slice(0, 10)} the mandate is signed at this link, which is not shown again:\n${asked.link}`,
      )
    })
}
