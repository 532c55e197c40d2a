import type { Command } from 'commander'
import type { CreditorAccountList } from '../contracts/creditor-account.js'
import { callApi } from './api-client.js'
import { command, print, withExample } from './output.js'

/** Where a creditor's money goes. */
export function creditorAccountCommands(creditor: Command): void {
  const account = creditor.command('account').description('propose accounts that creditors’ money goes to, and agree to them')
  withExample(account, 'relance creditor account list mobilier-dumas')

  command(
    account,
    'propose <creditor>',
    'propose an account: it is used once two other people have agreed and the delay is over',
    'relance creditor account propose mobilier-dumas --iban "FR14 2004 1010 0505 0001 3M02 606"',
  )
    .requiredOption('--iban <iban>', 'the account')
    .option('--bic <bic>', 'its bank')
    .option('--holder <name>', 'whose it is; the creditor’s where it is left out')
    .action(async (reference, { iban, bic, holder, json }) => show(json, await callApi('POST', path(reference), { iban, bic, holder })))

  command(
    account,
    'approve <creditor> <account>',
    'agree to an account, as the person whose key is in use',
    'relance creditor account approve mobilier-dumas 019a8f6e-0c1b-7c3e-9d55-2f6a1b3c4d5e',
  ).action(async (reference, id, { json }) => show(json, await callApi('POST', path(reference, id, 'approvals'), {})))

  command(
    account,
    'reject <creditor> <account>',
    'reject an account that is not in use yet',
    'relance creditor account reject mobilier-dumas 019a8f6e-0c1b-7c3e-9d55-2f6a1b3c4d5e',
  ).action(async (reference, id, { json }) => show(json, await callApi('POST', path(reference, id, 'rejection'), {})))

  command(
    account,
    'list <creditor>',
    'list a creditor’s accounts: who has proposed and agreed, from when on each is used',
    'relance creditor account list mobilier-dumas',
  ).action(async (reference, { json }) => show(json, await callApi('GET', path(reference))))
}

const path = (creditor: string, ...rest: string[]) =>
  ['/v1/creditors', ...[creditor, 'accounts', ...rest].map(encodeURIComponent)].join('/')

function show(json: boolean | undefined, list: CreditorAccountList): void {
  const lines = list.accounts.map(({ id, state, iban, holder, proposedBy, approvals, usableFrom, rejectedBy }) => {
    const agreed = approvals.length === 0 ? '' : `, agreed to by ${approvals.map(({ person }) => person).join(' and ')}`
    const end = rejectedBy ? `, rejected by ${rejectedBy}` : usableFrom ? `, from ${usableFrom} on` : ''
    return `${id}  ${state.padEnd(8)}  ${iban}  ${holder}, proposed by ${proposedBy}${agreed}${end}`
  })
  print(json, list, () => lines.join('\n') || 'No account was proposed for this creditor.')
}
