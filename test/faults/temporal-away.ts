import { expect } from 'vitest'
import type { Health } from '../../src/contracts/health.js'
import { eventually } from '../support/eventually.js'
import type { OwnStack } from '../support/own-stack.js'
import { expectItGoesOn } from './waiting-file.js'

/** Freezes Temporal for at least `milliseconds`, lets the world go on meanwhile, and looks at what the files were told. */
export async function temporalAway(stack: OwnStack, milliseconds: number): Promise<void> {
  const temporal = stack.pid('temporal')
  process.kill(temporal, 'SIGSTOP')
  const since = performance.now()
  const files = [await stack.openFile(), await stack.openFile(), await stack.openFile()]
  const [paid, ...others] = files
  if (!paid) throw new Error('no file')
  for (const reference of ['VIR-1', 'VIR-2']) {
    await stack.call('POST', `/v1/files/${paid.id}/payments`, { reference, amountCents: 10_000, currency: 'EUR' })
  }
  do await eventually(async () => expect(await partsThatAreIll(stack)).toContain('temporal'))
  while (performance.now() - since < milliseconds)

  process.kill(temporal, 'SIGCONT')
  await stack.healthy()
  await eventually(async () => expect(await stack.signals(paid)).toHaveLength(3))
  const told = await stack.signals(paid)
  expect(told).toEqual([...new Set(told)].sort((a, b) => a - b))
  for (const file of others) await eventually(async () => expect(await stack.signals(file)).toHaveLength(1))
  for (const file of files) await expectItGoesOn(stack, file)
}

async function partsThatAreIll(stack: OwnStack): Promise<string[]> {
  const { parts } = await stack.health()
  return parts.filter((part: Health['parts'][number]) => !part.healthy).map(({ name }) => name)
}
