#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/run-tests.ts', process.argv.slice(2))
