// CommonJS, because the SDK loads it by path: in Node with `require`, and in the workflow bundle.
const { DefaultFailureConverter } = require('@temporalio/common')

/** Messages and stacks of failures are encrypted like payloads: what Temporal stores of a failure says nothing of a debtor. */
exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true })
