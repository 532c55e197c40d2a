import type { MoveBody, MoveFilter } from '../contracts/strategy-move.js'
import { USUAL } from '../domain/strategy.js'
import { parseAmount } from './file-command.js'
import { CommandError } from './output.js'

/** How a move is written on the command line. */
export interface MoveOptions {
  name?: string
  from?: string
  to?: string
  filter?: string
}

/** What a move is about. @throws CommandError for what cannot be read */
export function parseMove({ name = USUAL, from, to, filter }: MoveOptions): MoveBody {
  if (from === undefined || to === undefined) throw new CommandError('Say --from and --to, as --from v1 --to v2, or --status.')
  return { from: parseVersion(from, name), to: parseVersion(to, name), filter: parseFilter(filter ?? '') }
}

function parseVersion(text: string, name: string): MoveBody['from'] {
  const [, own = name, number] = /^(?:([a-z][a-z0-9-]*)@)?v?([1-9]\d{0,8})$/.exec(text) ?? []
  if (number === undefined) throw new CommandError(`A version is written as v3 or standard@3, and not “${text}”.`)
  return { name: own ?? name, version: Number(number) }
}

function parseFilter(text: string): MoveFilter {
  const filter: MoveFilter = {}
  for (const condition of text.split(',').filter((part) => part.trim() !== '')) {
    const [, name = '', value = ''] = /^\s*([a-z-]+)=(.+?)\s*$/.exec(condition) ?? []
    if (name === 'creditor') filter.creditor = value
    else if (name === 'stage') filter.stage = value as NonNullable<MoveFilter['stage']>
    else if (name === 'min-principal') filter.minPrincipalCents = parseAmount(value)
    else if (name === 'reference') filter.references = [...(filter.references ?? []), value]
    else throw new CommandError(`A condition is creditor=, stage=, min-principal= or reference=, and not “${condition.trim()}”.`)
  }
  return filter
}
