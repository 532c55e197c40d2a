#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('scripts/screenshots.ts', process.argv.slice(2))
