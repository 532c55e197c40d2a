import { createRequire } from 'node:module'
import { defaultPayloadConverter, type FailureConverter } from '@temporalio/common'
import { describe, expect, it } from 'vitest'

const { failureConverter } = createRequire(import.meta.url)('../../src/engine/failure-converter.cjs') as {
  failureConverter: FailureConverter
}
const secret = new TypeError('Camille Martin owes 12 €')
const context = { type: 'workflow', namespace: 'relance', workflowId: 'file/1' } as const

describe('what Temporal is told of a failure', () => {
  it('has its message and stack moved into a payload, which the codec encrypts', () => {
    const failure = failureConverter.errorToFailure(secret, defaultPayloadConverter, context)
    expect(failure).toMatchObject({ message: 'Encoded failure', stackTrace: '' })
    expect(failure.encodedAttributes).toBeDefined()
  })

  it('is only its kind when it belongs to no workflow: there is no key for the rest', () => {
    const failure = failureConverter.errorToFailure(secret, defaultPayloadConverter, undefined)
    expect(failure.message).toBe('withheld: TypeError')
    expect(JSON.stringify(failure)).not.toContain('Camille')
  })
})
