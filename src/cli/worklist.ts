import type { Command } from 'commander'
import { WORK_KINDS, type Worklist } from '../contracts/worklist.js'
import { callApi } from './api-client.js'
import { money, print, withExample } from './output.js'

/** What waits for a person. */
export function worklistCommand(program: Command): void {
  const worklist = program
    .command('worklist')
    .description('list what waits for a person, the longest waiting first')
    .option('--kind <kind>', WORK_KINDS.join(', '))
    .option('--limit <count>', 'how many', '50')
    .option('--json', 'print JSON')
    .action(async ({ kind, limit, json }: { kind?: string; limit: string; json?: boolean }) => {
      const query = new URLSearchParams({ limit, ...(kind && { kind }) })
      const page = await callApi<Worklist>('GET', `/v1/worklist?${query}`)
      print(json, page, () => page.items.map(line).join('\n') || 'Nothing waits for you.')
    })
  withExample(worklist, 'relance worklist --kind question')
}

function line({ kind, since, file, debtor, ...item }: Worklist['items'][number]): string {
  const about =
    item.question ??
    messageIn(item) ??
    limitationIn(item) ??
    acknowledgementIn(item) ??
    remittanceIn(item) ??
    moneyIn(item) ??
    paperIn(item) ??
    mandateIn(item) ??
    insolvencyIn(item) ??
    identityIn(item) ??
    matterIn(item) ??
    owedBackIn(item) ??
    ''
  return `${since.slice(0, 10)}  ${kind.padEnd(18)}  ${(file?.reference ?? '').padEnd(9)}  ${debtor.padEnd(28)}  ${about}`.trimEnd()
}

function messageIn({ message }: Pick<Worklist['items'][number], 'message'>): string | null {
  if (!message) return null
  const { nature, subject, text } = message
  return [nature === 'complaint' ? 'COMPLAINT' : null, subject, text].filter(Boolean).join(': ')
}

function limitationIn({ limitation }: Pick<Worklist['items'][number], 'limitation'>): string | null {
  if (!limitation) return null
  const { claim, alarm, lastDay, procedures } = limitation
  if (alarm === 'barred') return `${claim} is time-barred: it could be sued for until ${lastDay}`
  return `${claim} may be sued for until ${lastDay}; begin by: ${procedures.map((one) => `${one.procedure} ${one.lastDay}`).join(', ')}`
}

function acknowledgementIn({ acknowledgement }: Pick<Worklist['items'][number], 'acknowledgement'>): string | null {
  return acknowledgement && `does payment ${acknowledgement.reference} of ${acknowledgement.on} acknowledge ${acknowledgement.claim}?`
}

function remittanceIn({ remittance }: Pick<Worklist['items'][number], 'remittance'>): string | null {
  return remittance && `${remittance.name} should have had ${money(remittance.amountCents, remittance.currency)} by ${remittance.dueBy}`
}

function moneyIn({ money: waiting }: Pick<Worklist['items'][number], 'money'>): string | null {
  if (!waiting) return null
  const { reference, currency, amountCents, payer } = waiting
  return `which file is ${money(amountCents, currency)}${payer ? ` of ${payer}` : ''} for (${reference})?`
}

function paperIn({ paper }: Pick<Worklist['items'][number], 'paper'>): string | null {
  if (!paper) return null
  const { kind, state, lastDay, source } = paper
  const what = { missing: 'is missing', lapsed: `has lapsed on ${lastDay}`, expiring: `is in force until ${lastDay}` }[state]
  return `the agency’s ${kind} ${what} (${source})`
}

function mandateIn({ mandate }: Pick<Worklist['items'][number], 'mandate'>): string | null {
  if (!mandate) return null
  const { name, reference, lastDay, openFiles } = mandate
  return `mandate ${reference} of ${name} ends on ${lastDay}; ${openFiles} files are open under it`
}

/** Of a kind that says what it is, how it stands, and until when. */
function matterIn({ matter }: Pick<Worklist['items'][number], 'matter'>): string | null {
  return matter && `${matter.state}${matter.dueBy ? `, by ${matter.dueBy}` : ''} (${matter.id})`
}

function owedBackIn({ owedBack }: Pick<Worklist['items'][number], 'owedBack'>): string | null {
  return (
    owedBack && `${money(owedBack.amountCents, owedBack.currency)} were collected on ${owedBack.claim} beyond what the court has granted`
  )
}

function insolvencyIn({ insolvency }: Pick<Worklist['items'][number], 'insolvency'>): string | null {
  if (!insolvency) return null
  const { id, notice, proceeding, state, publishedOn, declareBy } = insolvency
  if (state === 'to-check') return `is ${notice} of ${publishedOn} (${proceeding}) about this debtor? relance insolvency answer ${id}`
  return declareBy === null
    ? `${proceeding} published on ${publishedOn}: ${id}`
    : `${proceeding}: declare the claims by ${declareBy} (${id})`
}

function identityIn({ identity }: Pick<Worklist['items'][number], 'identity'>): string | null {
  if (!identity) return null
  const { check, register, outcome, facts } = identity
  const said = Object.entries(facts).filter(([, value]) => value !== null && value !== false)
  return `${register} says ${outcome}: ${said.map(([name, value]) => `${name} ${String(value)}`).join(', ')} (${check})`
}
