import { readdirSync, readFileSync } from 'node:fs'
import type { Strategy } from '../domain/strategy.js'
import { inWords, readStrategy } from './read.js'
import { standard } from './standard.js'

const FOLDER = new URL('./shipped/', import.meta.url)

/** The strategies that come with the engine, by name. Read from their files when they are asked for. */
export function shippedStrategies(): Strategy[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'))
  const strategies = [standard, ...files.map(readShipped)]
  return strategies.sort((a, b) => (a.name < b.name ? -1 : 1))
}

function readShipped(file: string): Strategy {
  const reading = readStrategy(readFileSync(new URL(file, FOLDER), 'utf8'))
  if ('faults' in reading) throw new Error(`${file}: ${reading.faults.map(inWords).join(' ')}`)
  return reading.strategy
}
