export { strategyMove } from './bulk/strategy-move.js'
export { debtFile } from './debt-file.js'
