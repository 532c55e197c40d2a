import path from 'node:path'
import { defineConfig } from 'prisma/config'

// The official CLI talks JSON-RPC over stdio to a "schema engine" executable, normally a native binary that it
// downloads. scripts/schema-engine.mjs serves the same protocol from the WASM build of the same engine, which npm carries.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, 'scripts/schema-engine.mjs')
process.env.CHECKPOINT_DISABLE ??= '1' // no update check: a start must not reach for the network

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // `generate` needs no database, so none is assumed: commands that need one say so themselves.
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset@127.0.0.1:1/unset' },
})
