#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/demo.ts', process.argv.slice(2))
