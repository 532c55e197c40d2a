#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/bench/main.ts', process.argv.slice(2))
