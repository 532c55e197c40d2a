import { planImport } from '../../src/imports/plan.js'
import { readTable } from '../../src/imports/read-table.js'
import { csv } from './csv.js'

/** Plans a portfolio of 100,000 lines and prints what came of it; run in a process of its own, whose memory is bounded. */
const LINES = 100_000
const DEBTORS = 20_000

const rows = Array.from({ length: LINES }, (_, n) => `C${n % DEBTORS};Client ${n % DEBTORS};;F-${n};01/02/2026;31/03/2026;"1 234,56"`)
const bytes = csv(rows)
const before = process.cpuUsage()
const { lines, files } = planImport(await readTable(bytes), { creditor: 'C-001' })
const claims = files.reduce((total, { file }) => total + file.claims.length, 0)
const { user, system } = process.cpuUsage(before)
console.log(JSON.stringify({ lines: lines.length, files: files.length, claims, cpuSeconds: (user + system) / 1_000_000 }))
