/** A worker of the bare workflows, as a process of its own: it can be killed as Relance's own can. */
import { bootstrap } from '../bootstrap.mjs'

await bootstrap('scripts/bench/bare-worker.ts', [], { quiet: true })
