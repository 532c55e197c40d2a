import { defineConfig } from 'vitest/config'

/** Types are checked by tsc, not here. Suites share what is loaded: what a suite changes of it, it puts back. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    // Long, for a busy machine: these find what hangs, and say nothing about speed.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Beyond this a test is named with its time: a life on the real engine takes seconds.
    slowTestThreshold: 20_000,
  },
})
