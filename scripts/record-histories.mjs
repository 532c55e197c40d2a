#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/record-histories.ts', process.argv.slice(2))
