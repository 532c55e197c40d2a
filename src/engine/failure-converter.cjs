// CommonJS, because the SDK loads it by path: in Node with `require`, and in the workflow bundle.
const { DefaultFailureConverter } = require('@temporalio/common')

/**
 * Messages and stacks of failures are encrypted like payloads: what Temporal stores of a failure says nothing of a debtor.
 * The worker reports some failures without saying whose they are (a history that does not open, code that does not
 * replay); those have no key to be encrypted with, so only their kind is kept. Throwing instead would end the worker.
 */
class SealedFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true })
  }

  errorToFailure(error, payloadConverter, context) {
    if (context) return super.errorToFailure(error, payloadConverter, context)
    const kind = error instanceof Error ? error.name : typeof error
    return {
      message: `withheld: ${kind}`,
      stackTrace: '',
      source: 'TypeScriptSDK',
      applicationFailureInfo: { type: kind, nonRetryable: false },
    }
  }
}

exports.failureConverter = new SealedFailureConverter()
