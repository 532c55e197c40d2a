import { existsSync, readFileSync } from 'node:fs'
import type { StrategyVersions } from '../contracts/strategy.js'
import type { Strategy } from '../domain/strategy.js'
import type { StrategyExample } from '../strategies/example.js'
import { callApi } from './api-client.js'
import { CommandError } from './output.js'

/** The strategy that a command names: a file's, one that ships, or a published version. @throws CommandError */
export async function strategyAt(source: string): Promise<Strategy> {
  if (existsSync(source)) return readStrategyFile(source)
  const [, name, version] = /^([a-z][a-z0-9-]*)@v(\d+)$/.exec(source) ?? []
  const { shippedStrategies } = await import('../strategies/shipped.js')
  const shipped = shippedStrategies().find((one) => one.name === (name ?? source) && (!version || one.version === Number(version)))
  if (shipped) return shipped
  if (name && version) return publishedVersion(name, Number(version))
  throw new CommandError(
    `There is no file ${source}, and no strategy of this name ships: relance strategy list --shipped names those that do.`,
  )
}

async function readStrategyFile(path: string): Promise<Strategy> {
  const { inWords, readStrategy } = await import('../strategies/read.js')
  const reading = readStrategy(textOf(path))
  if ('faults' in reading) throw new CommandError(reading.faults.map((fault) => `${path}: ${inWords(fault)}`).join('\n'))
  return reading.strategy
}

async function publishedVersion(name: string, version: number): Promise<Strategy> {
  const { StrategyDefinition } = await import('../strategies/format.js')
  const { versions } = await callApi<StrategyVersions>('GET', `/v1/strategies/${name}`)
  const published = versions.find((one) => one.version === version)
  if (!published) throw new CommandError(`${name} has no version ${version}.`)
  return StrategyDefinition.parse(published.definition)
}

/** The example that a strategy is tried on. @throws CommandError naming the field */
export async function readExample(path: string): Promise<StrategyExample> {
  const { StrategyExample } = await import('../strategies/example.js')
  const { parseDocument } = await import('yaml')
  const document = parseDocument(textOf(path))
  const [error] = document.errors
  if (error) throw new CommandError(`${path}: ${error.message.split('\n')[0]}`)
  const read = StrategyExample.safeParse(document.toJS())
  if (read.success) return read.data
  throw new CommandError(
    read.error.issues.map((issue) => `${path}: ${issue.path.join('.') || 'the example'}: ${issue.message}.`).join('\n'),
  )
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new CommandError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
