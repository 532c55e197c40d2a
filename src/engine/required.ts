import { ConfigError } from '../config.js'

/** A setting that this process cannot do without. @throws ConfigError naming it */
export function required<T>(value: T | undefined, setting: string): T {
  if (value === undefined)
    throw new ConfigError(`${setting} is not set: npm start sets it for the local Relance; elsewhere set it yourself.`)
  return value
}
