#!/usr/bin/env node
import { bootstrap } from './bootstrap.mjs'

await bootstrap('src/engine/embedded/main.ts', process.argv.slice(2))
