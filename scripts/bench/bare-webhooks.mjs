/** What webhooks are held against: Express and one INSERT, as a process of its own. */
import { bootstrap } from '../bootstrap.mjs'

await bootstrap('scripts/bench/bare-webhooks.ts', [], { quiet: true })
