import type { Command } from 'commander'
import type { LeftToAllocate, UnallocatedList, UnallocatedPayment } from '../contracts/unallocated.js'
import { callApi } from './api-client.js'
import { parseAmount } from './file-command.js'
import { CommandError, command, money, print, withExample } from './output.js'

const ALLOCATE = 'relance money allocate VIR-2026-0042 K7M2P9QR7=104.50 B4XN8T3CV'

/** Money that came in and is for no file yet. */
export function moneyToAllocateCommands(program: Command): void {
  const group = program.command('money').description('list money that nobody has said the purpose of, and say it')
  withExample(group, 'relance money list')

  command(group, 'list', 'list money to allocate, the oldest first, with the files that it may be for', 'relance money list').action(
    async ({ json }) => {
      const { payments } = await waiting()
      print(json, payments, () => payments.map(line).join('\n') || 'No money waits to be allocated.')
    },
  )

  command(group, 'allocate <payment> <shares...>', 'give it to files: all that fits to the last one without a sum', ALLOCATE).action(
    async (payment, shares: string[], { json }) => {
      const found = await find(payment)
      const body = { shares: shares.map((share) => shareIn(share, found.currency)) }
      const left = await callApi<LeftToAllocate>('POST', address(found, 'allocations'), body)
      print(json, left, () => leftOf(left, found))
    },
  )

  const refund = command(group, 'refund <payment>', 'it goes back to whoever paid it', 'relance money refund VIR-2026-0042 --amount 12.00')
  refund.option('--amount <sum>', 'so much of it; all that is left where it is not said').action(async (payment, { amount, json }) => {
    const found = await find(payment)
    const body = amount === undefined ? {} : { amountCents: parseAmount(amount, found.currency) }
    const left = await callApi<LeftToAllocate>('POST', address(found, 'refund-due'), body)
    print(json, left, () => leftOf(left, found))
  })

  command(
    group,
    'dismiss <payment> <file>',
    'it is not for a file that it was proposed for',
    'relance money dismiss VIR-2026-0042 K7M2P9QR7',
  ).action(async (payment, file, { json }) => {
    const found = await find(payment)
    const left = await callApi<LeftToAllocate>('POST', address(found, 'dismissals'), { file })
    print(json, left, () => `${found.reference} is not for ${file}.`)
  })
}

const waiting = () => callApi<UnallocatedList>('GET', '/v1/payments?state=to-allocate')
const address = ({ id }: UnallocatedPayment, what: string) => `/v1/payments/${encodeURIComponent(id)}/${what}`

/** Money that waits, by its id or reference. @throws CommandError where none or several have it */
async function find(named: string): Promise<UnallocatedPayment> {
  const { payments } = await waiting()
  const found = payments.filter(({ id, reference }) => id === named || reference === named)
  const [only] = found
  if (!only) throw new CommandError(`No money that waits has the id or reference “${named}”: relance money list shows what does.`)
  if (found.length > 1) throw new CommandError(`${found.length} payments have the reference “${named}”: name one by its id.`)
  return only
}

function shareIn(text: string, currency: string): { file: string; amountCents?: number } {
  const [file = '', amount, ...rest] = text.split('=')
  if (file === '' || rest.length > 0) throw new CommandError(`A share is written as K7M2P9QR7=104.50 or K7M2P9QR7, and not “${text}”.`)
  return { file, ...(amount !== undefined && { amountCents: parseAmount(amount, currency) }) }
}

function line({ id, reference, on, ageDays, currency, unallocatedCents, payer, proposals }: UnallocatedPayment): string {
  const head = `${on}  ${`${ageDays} d`.padStart(6)}  ${money(unallocatedCents, currency).padStart(14)}  ${reference}  ${id}`
  const who = [payer?.name, payer?.iban, payer?.text].filter(Boolean).join(', ')
  const maybe = proposals.map(({ file, score, why }) => `    ${file.reference}  ${score} of 100: ${why.join(', ')}`)
  return [head, ...(who ? [`    ${who}`] : []), ...maybe].join('\n')
}

const leftOf = ({ unallocatedCents }: LeftToAllocate, { reference, currency }: UnallocatedPayment) =>
  unallocatedCents === 0 ? `Nothing of ${reference} waits any more.` : `${money(unallocatedCents, currency)} of ${reference} still wait.`
